"""A week of one desk: what is done and what is said, in the order in which it happens."""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.model.post import Post
from bot.model.view import ClaimView, StoryView
from bot.ports.chat import Content
from bot.rules import when
from tests.support.room import Room

BERLIN = ZoneInfo("Europe/Berlin")
LABEL = re.compile(r"\b\d+\.\d+\b")
SOON = timedelta(minutes=3)
_NEXT = """
    SELECT min(at) FROM (
        SELECT at FROM reminder WHERE told_at IS NULL UNION ALL SELECT next_digest_at FROM desk
    )
"""
Doing = Callable[[], Awaitable[object]]


@dataclass
class Week:
    """Time goes on from one thing to the next; what is said and done on the way is written down.

    `file` is the desk's database.
    """

    room: Room
    file: Path
    lines: list[str] = field(default_factory=list)
    said: list[tuple[datetime, Post, str]] = field(default_factory=list)
    settled: dict[str, list[bool]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    async def at(self, day: int, clock: str, what: str, act: Doing) -> None:
        """Somebody does something at this time of May 2026, in Berlin."""
        hour, minute = map(int, clock.split(":"))
        await self.until(datetime(2026, 5, day, hour, minute, tzinfo=BERLIN))
        self._write(f"*{what}*")
        await act()
        await self.room.settle()
        await self._listen()

    async def until(self, moment: datetime) -> None:
        """Soon after somebody did something, and then whenever something comes to its time."""
        await self._sweep(min(self.room.time + SOON, moment))
        while (due := self._next()) is not None and due < moment:
            await self._sweep(max(due, self.room.time))
        self.room.time = moment.astimezone(UTC)

    async def _sweep(self, moment: datetime) -> None:
        self.room.time = moment.astimezone(UTC)
        await self.room.sweep()
        await self._listen()

    def _next(self) -> datetime | None:
        """When the next reminder or digest is due, as the tables have it."""
        with closing(sqlite3.connect(self.file)) as tables:
            ((due,),) = tables.execute(_NEXT).fetchall()
        return datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None

    async def _listen(self) -> None:
        stories = await self.room.stories()
        states = {claim.label: claim.status.settled for story in stories for claim in story.claims}
        for key, (post, content) in self.room.chat.posts.items():
            if key not in self._seen:
                self._seen.add(key)
                text = _text(content)
                self.said.append((self.room.time, post, text))
                self.settled[key] = [states[label] for label in LABEL.findall(text) if label in states]
                self._write(f"**{to(post)}**: {text}")

    def _write(self, words: str) -> None:
        local = self.room.time.astimezone(BERLIN)
        head = f"## {local:%A} {local.day} {local:%B}"
        if head not in self.lines:
            self.lines += ["", head, ""]
        first, *more = words.splitlines()
        self.lines.append(f"- {local:%H:%M} {when.zone_name(local, BERLIN)} {first}")
        self.lines += [f"  <br>{line}" for line in more]

    def reminders(self) -> list[tuple[datetime, Post, str]]:
        """What nobody's act has caused."""
        return [one for one in self.said if one[1].key.startswith("remind:")]

    def digests(self) -> list[tuple[datetime, str]]:
        return [(at, text) for at, post, text in self.said if post.key.startswith("digest:")]


def to(post: Post) -> str:
    """Who reads it."""
    return post.to.capitalize() if post.to else "thread" if post.thread else "desk"


def _text(content: Content) -> str:
    match content:
        case StoryView():
            title = content.story.article.title if content.story.article else ""
            return f"card of story {content.story.number}, “{title}”: {len(content.claims)} found"
        case ClaimView():
            return f"claim {content.label} “{content.claim.text}” · {content.state}"
    return content
