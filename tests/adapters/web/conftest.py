"""The web desk knows no database: one kind is enough here, both are tested where the ledger is."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database."""
    shutil.copy(template, tmp_path / "claimdesk.db")
    return f"sqlite:///{tmp_path}/claimdesk.db"
