"""What people do with a claim besides voting. Append only: the newest by its own time holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ballot import Ballot, Question, Via
from bot.model.ids import ClaimId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """The head of every act: who did it on which claim, and when by its own time."""

    id: str
    claim: ClaimId
    person: PersonId
    name: str
    at: datetime


class CallKind(StrEnum):
    """What is called out over a claim. RESTORED takes away the very reaction that dismissed it."""

    DISMISSED = "dismissed"
    RESTORED = "restored"
    REOPENED = "reopened"
    SAID_ASKED = "said asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(_Act):
    """Not a claim, reopened, "was it said?". Reopened without a question means all of the claim."""

    kind: CallKind
    via: Via = Via.BUTTON
    question: Question | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording(_Act):
    """What the claim comes to in an editor's words; the sentence itself never changes."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership(_Act):
    """Who has the claim from now on; nobody where `owner` is None."""

    owner: PersonId | None
    owner_name: str = ""


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(_Act):
    """A link or a note. A later act with the same `evidence` changes its stance or removes it.

    `evidence` is the id of the act that brought it; `giver` the name of whoever did.
    """

    evidence: str
    giver: str
    stance: Stance = Stance.CONTEXT
    link: str | None = None
    note: str | None = None
    removed: bool = False


class UseStep(StrEnum):
    """What a person says of their own use. Attributed is judged by "was it said?"; the last two end it."""

    USED = "used"
    ATTRIBUTED = "attributed"
    CUT = "cut"
    CORRECTED = "corrected"

    @property
    def ends(self) -> bool:
        """Whether the piece depends on the claim no more."""
        return self in (UseStep.CUT, UseStep.CORRECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(_Act):
    """A piece of this person depends on the claim; `slug` names the piece, or is empty."""

    step: UseStep
    slug: str = ""

    @property
    def question(self) -> Question:
        """The question by which this use is judged."""
        return Question.SAID if self.step is UseStep.ATTRIBUTED else Question.SO


class SnoozeFor(StrEnum):
    """How long nothing is said of a claim."""

    HOUR = "1 h"
    TOMORROW = "tomorrow"
    DUE = "until due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(_Act):
    """Nothing is said of the claim until then."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke(_Act):
    """A sign of life: the person wrote in the claim's thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(_Act):
    """A recall was answered; undone, it is open again."""

    recall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount(_Act):
    """The desk looked again whether this person's standing ballots sign, and how many are needed.

    It is nobody's act: done when somebody else acts, for those who have signed before.
    """

    signs: bool
    needs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(_Act):
    """One's own act is as if it had not been; both stay written down."""

    act: str


Act = Call | Rewording | Ownership | Evidence | Use | Answered | Snooze | Spoke | Recount | Undo
Deed = Ballot | Act
