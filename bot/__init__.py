"""The desk's own rules: no platform, no database, no network."""
