"""One process on one SQLite file."""

from storage.sqlite.engine import LOOK, make_engine, make_reader, only_process

__all__ = ["LOOK", "make_engine", "make_reader", "only_process"]
