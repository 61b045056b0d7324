"""Brings a PostgreSQL database to the newest shape; processes that start together wait for each other."""

from procrastinate.schema import SchemaManager
from sqlalchemy import URL, text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingWrong
from storage.migrate import upgrade
from storage.postgres.connect import silent

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('migration', 0))")
# What was given up is looked for by key. And the fetch asks, for each job that waits, for earlier ones of its
# channel: with a hundred channels twice as quick.
_OURS = (
    "CREATE INDEX claimdesk_dead_jobs ON procrastinate_jobs (queueing_lock) WHERE status = 'failed'",
    "CREATE INDEX claimdesk_channels ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing')",
    # Rows live for seconds: after a thousand dead ones the fetch takes three times as long.
    "ALTER TABLE procrastinate_jobs SET ("
    "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,"
    "autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 200)",
)


async def migrate(engine: AsyncEngine, url: URL) -> None:
    """Our tables and procrastinate's, in one transaction."""
    try:
        async with engine.begin() as connection:
            await connection.execute(_LOCK)
            await connection.run_sync(upgrade, "head")
            there = await connection.scalar(text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL"))
            if not there:
                raw = (await connection.get_raw_connection()).driver_connection
                assert raw is not None
                await raw.execute(SchemaManager.get_schema().encode())
                for statement in _OURS:
                    await raw.execute(statement)
    except ProgrammingError as wrong:
        raise SettingWrong(
            "DATABASE_URL names a database that is not Claimdesk's, or in which its user may not make tables."
        ) from wrong
    except OperationalError as wrong:
        raise SettingWrong(silent(url)) from wrong
