"""What one person is told, alone, about what they just did; and what they may do next."""

import re
from collections.abc import Iterator, Sequence

from adapters.slack.render.lines import written
from adapters.slack.render.parts import actions, button
from adapters.slack.render.words import Json, Message, compose, rich
from adapters.slack.values import pack
from bot.model.act import SnoozeFor, UseStep
from bot.model.answer import Answer, Offer
from bot.model.ballot import Question, Rating
from bot.model.ids import PlaceId
from bot.rules import menu

SPANS = {SnoozeFor.HOUR: "1 h", SnoozeFor.TOMORROW: "Tomorrow", SnoozeFor.DUE: "Until due"}
_COMMAND = re.compile(r"/claims .+?(?=: )")


def answer(
    given: Answer,
    *,
    place: PlaceId,
    question: Question | None = None,
    rating: Rating | None = None,
    wording: str | None = None,
    snooze: bool = False,
    own_use: Sequence[UseStep] = (),
) -> Message:
    """The words and the buttons that go with them.

    `question`, `rating` and `wording` are those of the vote that is answered; with `snooze` it asks for how
    long; `own_use` is what the person may say of their own use of the claim.
    """
    pressed = [*_next(given, place, question, rating, wording), *_choices(given, place, snooze, own_use)]
    shown = [rich(*map(_coded, written(given.text or "Done.")))]
    return compose(given.text or "Done.", [*shown, *([actions("answer", pressed)] if pressed else [])])


def _next(
    given: Answer, place: PlaceId, question: Question | None, rating: Rating | None, wording: str | None
) -> Iterator[Json]:
    if given.claim is None:
        return
    if given.undo:
        yield button("Undo", "undo", pack(place, given.claim, given.undo))
    if given.offer is Offer.REASON and rating is not None:
        parts = (question or Question.SO, rating, wording or "")
        yield button("Add a reason", "reason", pack(place, given.claim, *parts))
    if given.offer is Offer.REOPEN:
        yield button("Reopen", "reopen", pack(place, given.claim))


def _choices(given: Answer, place: PlaceId, snooze: bool, own_use: Sequence[UseStep]) -> Iterator[Json]:
    if given.claim is None:
        return
    value = pack(place, given.claim)
    if snooze:
        for span, label in SPANS.items():
            yield button(label, f"snooze:{span}", value)
    for step in own_use:
        yield button(menu.CALLED[step], f"use:{step}", value)


def _coded(line: list[Json]) -> list[Json]:
    """A line of the help with its command set apart."""
    first = line[0]
    match = _COMMAND.match(first.get("text", ""))
    if match is None:
        return line
    rest = {**first, "text": first["text"][match.end() :]}
    return [{"type": "text", "text": match[0], "style": {"code": True}}, rest, *line[1:]]
