"""Tasks that wait or were given up, taken out of one queue and put into another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.task import LATE
from storage.rows import METADATA

_TASK = METADATA.tables["task"]
_FROM_JOBS = text("""
    SELECT args, args->>'channel' AS channel, scheduled_at, attempts,
        scheduled_at IS NOT NULL AND priority = 0 AND attempts = 0 AS held,
        CASE WHEN status = 'failed' THEN (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) END
            AS dead_at
    FROM procrastinate_jobs job WHERE status IN ('todo', 'doing', 'failed') ORDER BY id
""")
_INTO_JOBS = text("""
    INSERT INTO procrastinate_jobs
        (queue_name, task_name, priority, lock, queueing_lock, args, status, scheduled_at, attempts)
    VALUES ('claimdesk', 'claimdesk', CASE WHEN :waits THEN -1 ELSE 0 END, :channel, :lock,
        CAST(:args AS jsonb), CAST(:status AS procrastinate_job_status), :not_before, :tries)
""").bindparams(bindparam("args", type_=JSON), bindparam("not_before", type_=DateTime(timezone=True)))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A task as both queues know it."""

    workspace: str
    kind: str
    key: str
    channel: str
    args: dict[str, Any]
    not_before: datetime | None
    tries: int
    held: bool
    dead_at: datetime | None


async def unfinished(source: AsyncConnection) -> Sequence[Unfinished]:
    """In their order, each key once."""
    if source.dialect.name == "sqlite":
        names = list(Unfinished.__dataclass_fields__)
        rows = await source.execute(select(*(_TASK.c[name] for name in names)).order_by(_TASK.c.seq))
        return [Unfinished(**row) for row in rows.mappings()]
    found: dict[tuple[str, str], Unfinished] = {}
    for row in (await source.execute(_FROM_JOBS)).mappings():
        job = Unfinished(
            **row["args"],
            not_before=row["scheduled_at"],
            tries=row["attempts"],
            held=row["held"],
            dead_at=row["dead_at"],
        )
        found.setdefault((job.workspace, job.key), job)
    return list(found.values())


async def put(target: AsyncConnection, tasks: Sequence[Unfinished]) -> None:
    """Into a queue that is empty."""
    for task in tasks:
        values = {name: getattr(task, name) for name in Unfinished.__dataclass_fields__}
        if target.dialect.name == "sqlite":
            await target.execute(insert(_TASK).values(**values, revision=0))
        else:
            await target.execute(_INTO_JOBS, _job(task, values))


def _job(task: Unfinished, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "waits": (task.not_before is not None and not task.tries and not task.held)
        or task.channel.startswith(LATE),
        "channel": task.channel,
        "lock": f"{task.workspace}:{task.key}",
        "args": {name: values[name] for name in ("workspace", "kind", "key", "channel", "args")},
        "status": "failed" if task.dead_at else "todo",
        "not_before": task.not_before,
        "tries": task.tries,
    }
