"""Work that is owed."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.ids import WorkspaceId

LATE = "late:"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. Handlers re-read the rows and are safe to run twice.

    A `key` that waits is not queued twice; tasks of one `channel` run one at a time and in order. `args`
    are ids only. `not_before` is the earliest time to run. A channel that begins with LATE gives way: what is
    owed to people goes before more reading.
    """

    workspace: WorkspaceId
    kind: str
    key: str
    channel: str
    args: dict[str, str] = field(default_factory=dict)
    not_before: datetime | None = None
