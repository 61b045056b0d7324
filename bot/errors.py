"""What can go wrong, drawn once.

ClaimdeskError
├── SettingWrong      the start stops; the sentence names the setting
├── PageRefused       we will not fetch or read this
├── PageUnreadable    it did not work: not found, time-out, not a page
├── NotJudgeable      read, but not a text we can judge
│   ├── TextTooShort
│   └── WrongLanguage
├── NotAllowed        this person may not do that
│   └── ReasonNeeded  they may, once they say why
├── NotThere          no such story, claim or desk for this person
├── ChatFailed        the platform did not take a message; try again later
│   └── ChatBusy      it says when
├── ChatRefused       the platform will not take it, however often it is tried
│   └── ChatGone      what it was about is not there any more
├── NotWritten        the database did not take it: nothing was changed
└── AlreadyRunning    another process holds the database

Every message is one sentence for a person.
"""

from enum import StrEnum


class FailCode(StrEnum):
    """Why a page gave no story; the words of INTERFACE.md."""

    REFUSED = "refused"
    UNREADABLE = "unreadable"
    TOO_SHORT = "too_short"
    LANGUAGE = "language"


class ClaimdeskError(Exception):
    """Base of all; `reason` is the sentence a person reads."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SettingWrong(ClaimdeskError):
    """A setting cannot be used; the reason begins with its name."""


class PageFailed(ClaimdeskError):
    """A page that gave no story, with the code that programs read."""

    code: FailCode


class PageRefused(PageFailed):
    """We will not fetch or read this."""

    code = FailCode.REFUSED


class PageUnreadable(PageFailed):
    """It did not work; `retry_after` (seconds) is set where trying again may help."""

    code = FailCode.UNREADABLE

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class NotJudgeable(PageFailed):
    """Read, but not a text we can judge."""


class TextTooShort(NotJudgeable):
    """Too few words to hold a claim with its context."""

    code = FailCode.TOO_SHORT


class WrongLanguage(NotJudgeable):
    """A language there is no model for."""

    code = FailCode.LANGUAGE


class NotAllowed(ClaimdeskError):
    """This person may not do that."""


class ReasonNeeded(NotAllowed):
    """They may do that once they say why."""


class NotThere(ClaimdeskError):
    """No such story, claim or desk for this person."""


class ChatFailed(ClaimdeskError):
    """The platform did not take a message; the task is tried again."""


class ChatBusy(ChatFailed):
    """The platform asks to wait: the task rests for `seconds`, and that counts as no try."""

    def __init__(self, reason: str, *, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class ChatRefused(ClaimdeskError):
    """The platform will not take it, however often it is tried; a person has to do what the reason says."""


class ChatGone(ChatRefused):
    """The message, or the thread, that this was about is not there any more."""


class NotWritten(ClaimdeskError):
    """The database did not answer or did not take it: nothing was changed, trying again is safe."""


class AlreadyRunning(ClaimdeskError):
    """Another process holds the database."""


def first_of(group: BaseExceptionGroup[ClaimdeskError]) -> ClaimdeskError:
    """The first error of a group, however deep it lies."""
    for one in group.exceptions:
        return first_of(one) if isinstance(one, BaseExceptionGroup) else one
    raise AssertionError("an exception group is never empty")
