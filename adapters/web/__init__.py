"""The web desk: a platform like any other, for a newsroom without an account."""
