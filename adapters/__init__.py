"""Everything that touches the world outside."""
