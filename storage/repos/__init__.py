"""One small repository a noun, each bound to one session and one workspace."""
