"""One process on one SQLite file."""

from storage.sqlite.engine import LOOK, make_engine, only_process

__all__ = ["LOOK", "make_engine", "only_process"]
