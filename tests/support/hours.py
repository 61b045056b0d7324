"""Time in the hands of a test, also where the database's own clock rules."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
_AGE = "UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - %s WHERE status = 'todo'"


@dataclass
class Hours:
    """A clock that stands still until a test moves it; what waits in PostgreSQL's queue moves with it."""

    url: str
    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time

    def ahead(self, span: timedelta) -> datetime:
        """That far from now, as the queue of this database counts."""
        return (self.time if self.url.startswith("sqlite") else datetime.now(UTC)) + span

    async def pass_by(self, span: timedelta) -> None:
        """Lets time go by."""
        self.time += span
        if not self.url.startswith("sqlite"):
            async with await psycopg.AsyncConnection.connect(self.url) as connection:
                await connection.execute(_AGE, (span,))
