"""Judges a run in Slack by what stands in the fake Slack and in the database, read from outside."""

from collections import Counter
from collections.abc import Awaitable, Callable

from adapters.slack.render.message import message
from bot import views
from bot.model.ids import MessageId, PlaceId
from bot.model.post import PostKind
from storage.database import look_at
from tests.chaos.databases import Rows
from tests.chaos.judge import PER_STORY, ROOTS, Count
from tests.chaos.slack_people import SlackPeople, key_of
from tests.support.slack import DESK, shown
from tests.support.slack.message import words
from tests.support.slack_desk import WORKSPACE

Ask = Callable[[str], Awaitable[Rows]]
# What one person alone sees may come again: Slack keeps none of it to look at.
STAND = """
    SELECT key, ref FROM post WHERE ref IS NOT NULL AND kind <> 'whisper' AND workspace LIKE 'slack:%'
"""


async def judge(url: str, ask: Ask, people: SlackPeople, count: Count) -> None:
    """Adds to the count what is lost, doubled or wrong."""
    _messages(people, count)
    await _posts(ask, people, count)
    await _votes(ask, people, count)
    await _evidence(ask, people, count)
    await _drawn(url, people, count)
    _add(count, "wrong", "complaint of Slack", len(people.slack.complaints))
    count.facts["messages"] = len(_ours(people))


def _add(count: Count, sort: str, what: str, number: int) -> None:
    """Counts a fault, and names it among the facts."""
    if number > 0:
        setattr(count, sort, getattr(count, sort) + number)
        count.facts[f"{sort}: {what}"] += number


def _ours(people: SlackPeople) -> dict[str, str]:
    """All messages of the bot that have a key, by where they stand."""
    places = people.slack.team.channels.values()
    return {one.ts: key_of(one) for place in places for one in place.messages.values() if key_of(one)}


def _messages(people: SlackPeople, count: Count) -> None:
    """One answer and one mark at each pasted link, one card a story, no message twice."""
    _add(count, "doubled", "message", len(_ours(people)) - len(set(_ours(people).values())))
    for ts in people.pasted:
        answers = [
            key for one in people.slack.thread(ts) if (key := key_of(one)).startswith(("card:", "again:"))
        ]
        _add(count, "lost", "answer", not answers)
        _add(count, "doubled", "answer", len(answers) - 1)
        _add(count, "lost", "mark", "eyes" not in people.slack.reactions(ts))
    cards = sum(key.startswith("card:") for key in _ours(people).values())
    links = len(set(people.pasted.values()))
    _add(count, "lost", "card", links - cards)
    _add(count, "doubled", "card", cards - links)
    _add(count, "lost", "thread", min(ROOTS, PER_STORY * links) - len(people.roots()))


async def _posts(ask: Ask, people: SlackPeople, count: Count) -> None:
    """What the desk believes to stand stands there, and nothing else does; nothing was refused."""
    believed = Counter((ref, key) for key, ref in await ask(STAND))
    stands = Counter(_ours(people).items())
    _add(count, "lost", "message that the desk believes in", (believed - stands).total())
    _add(count, "doubled", "message that the desk does not know", (stands - believed).total())
    _add(count, "lost", "refused message", len(await ask("SELECT key FROM post WHERE refused IS NOT NULL")))


async def _votes(ask: Ask, people: SlackPeople, count: Count) -> None:
    """The newest of each stands; a click that was acknowledged is a ballot, no click is two."""
    rows = await ask("SELECT claim, person, rating, withdrawn, via FROM ballot ORDER BY at, id")
    newest = {
        (claim, person): rating
        for claim, person, rating, withdrawn, via in rows
        if not (via == "reaction" and withdrawn)
    }
    wrong = sum(newest.get(who) != rating for who, rating in people.cast.items())
    _add(count, "wrong", "vote", wrong)
    clicks = sum(via == "button" for *_, via in rows)
    _add(count, "lost", "click", people.counted - clicks)
    _add(count, "doubled", "click", clicks - people.sent)
    count.facts["clicks"] = people.counted


async def _evidence(ask: Ask, people: SlackPeople, count: Count) -> None:
    found = Counter(link for (link,) in await ask("SELECT link FROM act WHERE sort = 'evidence'"))
    _add(count, "lost", "evidence", len(people.evidence - set(found)))
    _add(count, "doubled", "evidence", found.total() - len(found))
    count.facts["evidence"] = len(people.evidence)


async def _drawn(url: str, people: SlackPeople, count: Count) -> None:
    """What the roots and cards show is what is true now."""
    async with look_at(url) as ledger, ledger.look(WORKSPACE) as tx:
        for one in people.slack.team.channels[DESK].messages.values():
            post = await tx.posts.at(PlaceId(one.channel), MessageId(one.ts)) if key_of(one) else None
            if post is None or post.kind not in (PostKind.CARD, PostKind.CLAIM):
                continue
            true = (
                await views.story_view(tx, post.story)
                if post.kind is PostKind.CARD and post.story
                else await views.claim_view(tx, post.claim)  # type: ignore[arg-type]
            )
            drawn = message(post, true, link=lambda place, ref: "https://news.test")
            _add(count, "wrong", "message drawn", words(drawn.blocks) != shown(one))
            count.facts["drawn"] += 1
