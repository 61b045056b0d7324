"""Values: frozen, without a platform, a database or a clock."""
