"""The views that ask for words."""

from collections.abc import Sequence

from adapters.slack.render.fit import fit
from adapters.slack.render.parts import option
from adapters.slack.render.words import Json, plain, rich, said, styled
from adapters.slack.values import pack
from bot.model.act import Stance
from bot.model.ballot import Question, Rating
from bot.model.desk import Desk
from bot.model.text import clean, cut, quoted
from bot.model.view import ClaimView, StoryView
from bot.rules.when import HOW

TITLE, WORDS, SLUG, WHEN, QUOTED = 24, 2_000, 80, 60, 300


def reason(view: ClaimView, question: Question, rating: Rating, wording: str, *, rules: bool = False) -> Json:
    """Why somebody votes so; a chief's reason on what is disputed rules."""
    called = view.desk.call(rating)
    note = (
        "Editors disagree here. Your rating with a reason settles it, under your name."
        if rules
        else "A verdict needs a reason or a source from somebody. It does not have to be given now."
    )
    return _view(
        "reason",
        f"Rule: {called}" if rules else "Add a reason",
        [_about(view), _note(f"{question.words} {called}. {note}"), _words("reason", "Reason")],
        pack(view.claim.place, view.claim.id, question, rating, wording),
    )


def evidence(view: ClaimView) -> Json:
    """A link or a note, and what it does to the claim."""
    stances = [option(one.capitalize(), one) for one in Stance]
    context = option(Stance.CONTEXT.capitalize(), Stance.CONTEXT)
    stance = {
        "type": "static_select",
        "action_id": "stance",
        "options": stances,
        "initial_option": context,
    }
    return _view(
        "evidence",
        "Evidence",
        [
            _about(view),
            _words("source", "Source", hint="A link, or a note: called the ministry, 14:10"),
            _field("stance", "What it does to the claim", stance),
        ],
        _of(view),
    )


def reopen(view: ClaimView) -> Json:
    """Why it is open again."""
    note = "The signatures are cleared, the evidence stays. Whoever uses it is told."
    return _view("reopen", "Reopen", [_about(view), _note(note), _words("reason", "Reason")], _of(view))


def reword(view: ClaimView) -> Json:
    """What the claim comes to, in an editor's words."""
    note = "The sentence stays as it is; your words stand beside it. What was voted before is open again."
    now = view.status.wording.text if view.status.wording else view.claim.text
    return _view(
        "reword",
        "Reword",
        [_about(view), _note(note), _words("words", "Wording", initial=clean(now))],
        _of(view),
    )


def hand_over(view: ClaimView) -> Json:
    """Whom it is given to."""
    people = {"type": "users_select", "action_id": "to", "placeholder": plain("Choose a person", 75)}
    return _view("hand-over", "Hand over", [_about(view), _field("to", "To", people)], _of(view))


def use(view: ClaimView) -> Json:
    """Which piece depends on it."""
    note = "You will hear when it is settled and when it changes."
    piece = _line("piece", "Piece", SLUG, hint="Its name; may be left empty", optional=True)
    return _view("use", "You use this claim", [_about(view), _note(note), piece], _of(view))


def due(view: StoryView, desk: Desk) -> Json:
    """When the story has to be settled."""
    title = f"Story {view.story.number}, {quoted(view.story.title, QUOTED)}"
    hint = f"{HOW} Times are of {desk.zone}; none clears it."
    return _view(
        "due",
        "Set due",
        [rich([said(title)]), _line("when", "Due", WHEN, hint=hint)],
        pack(view.story.place, view.story.id),
    )


def _of(view: ClaimView) -> str:
    return pack(view.claim.place, view.claim.id)


def _about(view: ClaimView) -> Json:
    return rich([styled(f"{view.label}  ", bold=True), said(quoted(view.claim.text, QUOTED))])


def _note(text: str) -> Json:
    return {"type": "context", "elements": [plain(text, 600)]}


def _words(name: str, label: str, *, hint: str = "", initial: str = "") -> Json:
    return _typed(name, label, WORDS, several=True, hint=hint, initial=initial)


def _line(name: str, label: str, longest: int, *, hint: str = "", optional: bool = False) -> Json:
    return _typed(name, label, longest, hint=hint, optional=optional)


def _typed(
    name: str,
    label: str,
    longest: int,
    *,
    several: bool = False,
    hint: str = "",
    initial: str = "",
    optional: bool = False,
) -> Json:
    box: Json = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": several,
        "max_length": longest,
    }
    if initial:
        box["initial_value"] = cut(initial, longest)
    return _field(name, label, box, hint=hint, optional=optional)


def _field(name: str, label: str, element: Json, *, hint: str = "", optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, 200),
        "element": element,
        "optional": optional,
        **({"hint": plain(hint, 300)} if hint else {}),
    }


def _view(name: str, title: str, blocks: Sequence[Json], metadata: str) -> Json:
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain(title, TITLE),
        "submit": plain("Save", TITLE),
        "close": plain("Cancel", TITLE),
        "private_metadata": metadata,
        "blocks": fit(blocks),
    }
