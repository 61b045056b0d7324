"""Sentences of the bot: lines, notices, what it tells one person, recalls."""

from collections.abc import Iterator, Mapping

from adapters.slack.render.parts import actions, button
from adapters.slack.render.words import Json, Message, compose, link, linked, rich, styled
from adapters.slack.values import pack
from bot.model.post import Post
from bot.model.recall import RecallAnswer

LINE, LINES, MOST = 900, 60, 8_000
THREAD, BESIDE, CARD = "Go to thread", "Thread", "Go to its card"
Goto = Mapping[str, str]


def lines(post: Post, text: str, goto: Goto) -> Message:
    """The words, a line each, with the way to what they are about where it is known."""
    about = dict(enumerate(_about(post, text)))
    shown = written(text, {at: goto[one] for at, one in about.items() if one in goto})
    if address := goto.get(post.claim or "") if not post.about else None:
        shown.append([link(address, THREAD)])
    if address := goto.get(post.story or ""):
        shown.append([link(address, CARD)])
    return compose(text, [rich(*shown)])


def recall(post: Post, text: str, goto: Goto) -> Message:
    """What somebody who uses a claim has to answer."""
    made = lines(post, text, goto)
    value = pack(post.place, post.claim or "", post.recall or "")
    called = ((RecallAnswer.FIXED, "Fixed"), (RecallAnswer.NOT_AFFECTED, "Not affected"))
    answers = [button(label, f"recall:{answer}", value) for answer, label in called]
    return compose(text, [*made.blocks, actions("recall", answers)])


def written(text: str, goto: Mapping[int, str] | None = None) -> list[list[Json]]:
    """Lines of rich text, the first in bold where it heads a digest; too many of them are counted instead."""
    given = text.split("\n")
    made: list[list[Json]] = []
    left = MOST
    for at, line in enumerate(given):
        left -= min(len(line), LINE)
        if left < 0 or at >= LINES:
            number = len(given) - at
            made.append([styled(f"… and {number} more {'line' if number == 1 else 'lines'}")])
            break
        words = linked(line, LINE) if line.strip() else [styled(" ")]
        if at == 0 and line.startswith("Digest"):
            words = [one | {"style": {"bold": True}} for one in words]
        way = (goto or {}).get(at)
        made.append([*words, *([styled(" "), link(way, BESIDE)] if way else [])])
    return made


def _about(post: Post, text: str) -> Iterator[str]:
    """The claim of each line of the text; some lines of what was owed may have been left out since."""
    owed = list(zip((post.text or "").split("\n"), post.about, strict=False))
    for line in text.split("\n"):
        while owed and owed[0][0] != line:
            owed.pop(0)
        yield owed.pop(0)[1] if owed else ""
