"""A week of one desk, message by message: docs/week.md says what happened, and what must not be in it is not.

`UPDATE_WEEK=1 .venv/bin/python -m pytest tests/bot/test_week.py` writes the page anew.
"""

import os
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import welcoming
from bot.events import ClaimEvent, ClaimReopened, ClaimSnoozed, ClaimTaken, ClaimUsed, RecallAnswered
from bot.model.act import SnoozeFor
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.people import Person
from bot.model.recall import RecallAnswer
from tests.support.calendars import working
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, ROSA, Room
from tests.support.week import BERLIN, Doing, Week, to

PAGE = Path(__file__).parents[2] / "docs" / "week.md"
TEXTS = {
    "bridge": ("Bridge closes today", "Ana Novak: It carries 40,000 cars a day.", "It was built in 1931."),
    "tunnel": (
        "Tunnel opens in spring",
        "The tunnel is 900 metres long.",
        "Jon Berg: It cost 12 million euros.",
        "It has two tubes.",
    ),
    "flood": (
        "River rises again",
        "Mia Wolf: The river rose by 3 metres.",
        "Some 400 people left their homes.",
    ),
}
HEAD = """# A week of a desk

What Claimdesk says in a week, and what people do in *italics*. The desk works from nine to six in Berlin,
goes to press at 18:00, and has the holidays of Germany: the second Monday is Whit Monday. This page is
written by `tests/bot/test_week.py`, which also checks what must not be in it.
"""


async def lived(room: Room, file: Path) -> Week:
    """Eight days, from a Monday morning to the Tuesday after."""
    room.time = datetime(2026, 5, 18, 8, 50, tzinfo=BERLIN).astimezone(UTC)
    week = Week(room, file, HEAD.splitlines())
    claims: dict[str, ClaimId] = {}

    async def joined() -> None:
        async with room.ledger.begin(room.workspace) as tx:
            await welcoming.welcome(tx, DESK, added_by=CHANDRA.name, at=room.time)

    def pasted(name: str, by: Person) -> Doing:
        async def act() -> None:
            link = f"https://paper.example.org/news/{name}-4711"
            room.pages.pages[link] = "\n".join(TEXTS[name])
            await room.paste(link, by=by)
            await room.settle()
            claims.update(
                {view.label: view.claim.id for story in await room.stories() for view in story.claims}
            )

        return act

    async def answered() -> None:
        (recall,) = (await room.claim(claims["1.1"])).recalls
        await room.do(RecallAnswered, claims["1.1"], by=ROSA, recall=recall.id, answer=RecallAnswer.FIXED)

    async def due(number: int, words: str) -> None:
        await room.due((await room.stories())[number - 1], words)

    def does(kind: type[ClaimEvent], label: str, by: Person, **more: Any) -> Doing:
        return lambda: room.do(kind, claims[label], by=by, **more)

    def votes(label: str, rating: Rating, by: Person, reason: str = "") -> Doing:
        return lambda: room.vote(claims[label], rating, by=by, reason=reason)

    settings = "zone:Europe/Berlin press:18:00 holidays:DE"
    await week.at(18, "08:55", "Chandra adds Claimdesk to the channel.", joined)
    await week.at(
        18,
        "08:58",
        f"Chandra: /claims settings {settings}",
        lambda: room.ask(f"settings {settings}", by=CHANDRA),
    )
    await week.at(18, "09:10", "Rosa pastes the link of “Bridge closes today”.", pasted("bridge", ROSA))
    await week.at(18, "09:30", "Edda takes 1.1.", does(ClaimTaken, "1.1", EDDA))
    await week.at(18, "10:00", "Rosa uses 1.1 in “bridge”.", does(ClaimUsed, "1.1", ROSA, slug="bridge"))
    await week.at(
        18,
        "17:20",
        "Edda votes False on 1.1: the ministry counts 14,000.",
        votes("1.1", Rating.FALSE, EDDA, "the ministry counts 14,000"),
    )
    await week.at(18, "17:30", "Elias votes False on 1.1.", votes("1.1", Rating.FALSE, ELIAS))
    await week.at(19, "09:15", "Elias pastes the link of “Tunnel opens in spring”.", pasted("tunnel", ELIAS))
    await week.at(19, "10:00", "Elias takes 2.1.", does(ClaimTaken, "2.1", ELIAS))
    await week.at(20, "11:00", "Edda votes True on 2.2.", votes("2.2", Rating.TRUE, EDDA))
    await week.at(20, "11:30", "Elias votes False on 2.2.", votes("2.2", Rating.FALSE, ELIAS))
    await week.at(
        20, "16:00", "Rosa uses 2.2 for the late edition.", does(ClaimUsed, "2.2", ROSA, slug="late")
    )
    await week.at(20, "16:05", "Rosa: /claims due 2 21:00", lambda: due(2, "21:00"))
    await week.at(
        20,
        "20:25",
        "Chandra rules on 2.2: False, the budget says 21 million.",
        votes("2.2", Rating.FALSE, CHANDRA, "the budget says 21 million"),
    )
    await week.at(
        21,
        "10:00",
        "Edda reopens 1.1: new count.",
        does(ClaimReopened, "1.1", EDDA, via=Via.BUTTON, reason="new count"),
    )
    await week.at(21, "10:20", "Rosa answers: fixed.", answered)
    await week.at(21, "15:00", "Edda takes 2.3.", does(ClaimTaken, "2.3", EDDA))
    await week.at(
        22, "09:30", "Edda snoozes 2.3 for an hour.", does(ClaimSnoozed, "2.3", EDDA, span=SnoozeFor.HOUR)
    )
    await week.at(22, "16:30", "Rosa pastes the link of “River rises again”.", pasted("flood", ROSA))
    await week.at(
        22,
        "17:00",
        "Rosa uses 3.1, Elias takes it; it is due on Sunday at 06:00.",
        does(ClaimUsed, "3.1", ROSA),
    )
    await does(ClaimTaken, "3.1", ELIAS)()
    await due(3, "sun 6:00")
    await week.until(datetime(2026, 5, 26, 12, 0, tzinfo=BERLIN))
    return week


@pytest.fixture
def file(tmp_path: Path, template: Path) -> Path:
    """SQLite alone: the rules are the same on both."""
    (tmp_path / "claimdesk.db").write_bytes(template.read_bytes())
    return tmp_path / "claimdesk.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


async def test_a_week_of_a_desk_is_what_its_page_says(room: Room, file: Path) -> None:
    week = await lived(room, file)
    text = "\n".join([*week.lines, ""])
    if os.environ.get("UPDATE_WEEK"):
        PAGE.write_text(text, encoding="utf-8")
    check(week)
    assert text == PAGE.read_text(encoding="utf-8"), "UPDATE_WEEK=1 writes it anew; look at what changed"


def check(week: Week) -> None:
    """What must not be in it."""
    calendar = working(holidays=["DE"])
    for at, post, text in week.reminders():
        told = f"{at.astimezone(BERLIN):%a %H:%M} to {to(post)}: {text}"
        assert calendar.working(at) or re.search(r"Due \S|press time", text), f"a ping in quiet time: {told}"
        if "Gate:" not in text:
            assert not any(week.settled[post.key]), f"about a settled claim: {told}"
    lines = Counter((post.to, line) for _, post, text in week.reminders() for line in text.splitlines())
    assert [line for line, number in lines.items() if number > 1] == [], "a line twice"
    changed = Counter(line for _, text in week.digests() for line in text.splitlines() if "Changed" in line)
    assert max(changed.values()) == 1
    dates = [calendar.day_of(at) for at, _ in week.digests()]
    assert len(dates) == len(set(dates))
    assert all(calendar.works_on(day) for day in dates)
    assert all(len(text.splitlines()) <= 12 for _, text in week.digests())
    shown = [text for _, _, text in week.reminders()]
    for take in ("2.1", "2.3"):
        assert any(f"Still on it? You took {take}" in text for text in shown), f"nobody asked about {take}"
    for rung in ("not picked up:", "Still on it?", "back in the pool", "Still open:", "Gate:", "press time"):
        assert any(rung in text for text in shown), f"the week shows: {rung}"
