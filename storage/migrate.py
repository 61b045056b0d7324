"""Brings a database to the newest shape."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.schema import SchemaItem

from bot.errors import SettingWrong

# What stands in the table of words for the index over it, on one database or the other.
SEARCHING = ("seq", "uq_claim_words_workspace", "claimdesk_search")
NEWER = "DATABASE_URL names a database that a newer Claimdesk has used."
MIGRATIONS = Path(__file__).with_name("migrations")


def config() -> Config:
    """Alembic's configuration, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return made


@cache
def _scripts() -> ScriptDirectory:
    """All migrations, loaded once in a process."""
    return ScriptDirectory.from_config(config())


async def migrate(engine: AsyncEngine, *, revision: str = "head") -> None:
    """Applies what is missing, in one transaction."""
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, revision)


def upgrade(connection: Connection, revision: str) -> None:
    """The same in a transaction of the caller's."""
    shape = MigrationContext.configure(connection).get_current_revision()
    if revision == "head" and shape == _scripts().get_current_head():
        return
    made = config()
    made.attributes["connection"] = connection
    try:
        command.upgrade(made, revision)
    except CommandError as unknown:
        raise SettingWrong(NEWER) from unknown


def check(connection: Connection) -> None:
    """Raises SettingWrong unless the database has the newest shape; changes nothing."""
    shape = MigrationContext.configure(connection).get_current_revision()
    scripts = _scripts()
    if shape == scripts.get_current_head():
        return
    known = {script.revision for script in scripts.walk_revisions()}
    if shape is not None and shape not in known:
        raise SettingWrong(NEWER)
    raise SettingWrong(
        "DATABASE_URL names a database that this version of Claimdesk has not used yet; "
        "`claimdesk run` makes it ready."
    )


def ours(thing: SchemaItem, name: str | None, kind: str, reflected: bool, _: SchemaItem | None) -> bool:
    """Whether alembic minds this part: procrastinate makes its own tables, migrations the search index."""
    if not reflected:
        return True
    if kind == "table":
        return not (name or "").startswith(("procrastinate_", "claim_index"))
    of = getattr(thing, "table", None)
    return of is None or of.name != "claim_words" or name not in SEARCHING
