"""What a transaction reads and writes: one small repository a noun."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.model.claim import Appearance, Claim
from bot.model.desk import Desk, Digests
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, StoryId, TipId
from bot.model.post import Entry, Line, Post
from bot.model.story import Story, Tip
from bot.model.task import Task


class Inbox(Protocol):
    """Which events came."""

    async def take(self, event: str, *, at: datetime) -> bool:
        """True the first time that this event id is taken."""
        ...


class Desks(Protocol):
    """Settings by desk."""

    async def get(self, place: PlaceId) -> Desk:
        """The desk at this place, with default settings where none are stored."""
        ...

    async def save(self, desk: Desk) -> None:
        """Stores its settings; how many stories it has numbered stays."""
        ...

    async def all(self) -> Sequence[Desk]:
        """Those of the workspace that have a row of their own."""
        ...

    async def digests(self, place: PlaceId) -> Digests: ...

    async def schedule(self, place: PlaceId, *, next_at: datetime | None, sent_at: datetime | None) -> None:
        """When the digest is looked at next, and when the last was made; makes the desk's row if need be."""
        ...

    async def next_number(self, place: PlaceId) -> int:
        """Counts the stories of a desk, from 1."""
        ...


class Stories(Protocol):
    """Stories and the tips that brought them."""

    async def add(self, story: Story) -> None: ...

    async def get(self, story: StoryId) -> Story | None: ...

    async def by_address(self, place: PlaceId, address: str) -> Story | None: ...

    async def by_number(self, place: PlaceId, number: int) -> Story | None: ...

    async def many(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Story]: ...

    async def newest(self, place: PlaceId, *, limit: int) -> Sequence[Story]:
        """The stories that have been read, newest first."""
        ...

    async def save(self, story: Story) -> None:
        """Writes all of it but the paragraphs."""
        ...

    async def retry(self, story: StoryId, *, now: datetime) -> None:
        """Sets a failed story whose time has come to be read again; any other stays as it is."""
        ...

    async def name(self, story: StoryId, place: PlaceId, address: str) -> None:
        """One more address by which the story is found; one already taken stays as it is."""
        ...

    async def keep_text(self, story: StoryId, paragraphs: Sequence[str], *, at: datetime) -> None:
        """The words of an article, or of a text before it has been read."""
        ...

    async def text(self, story: StoryId) -> Sequence[str]: ...

    async def move(self, story: StoryId, *, into: StoryId) -> None:
        """Tips and addresses of one story become another's."""
        ...

    async def add_tip(self, tip: Tip) -> None: ...

    async def tip(self, tip: TipId) -> Tip | None: ...

    async def drop_tip(self, tip: TipId) -> None: ...

    async def tips(self, stories: Sequence[StoryId]) -> Sequence[Tip]:
        """Oldest first."""
        ...

    async def tips_at(self, place: PlaceId, messages: Sequence[MessageId]) -> Sequence[Tip]:
        """The tips of these messages, oldest first."""
        ...


class Claims(Protocol):
    """Claims of a desk and where they appear."""

    async def add(self, claims: Sequence[Claim]) -> None: ...

    async def get(self, claim: ClaimId) -> Claim | None: ...

    async def many(self, claims: Sequence[ClaimId]) -> Mapping[ClaimId, Claim]: ...

    async def known(self, place: PlaceId, fingerprints: Sequence[str]) -> Mapping[str, Claim]:
        """The newest claim of the desk by fingerprint."""
        ...

    async def appear(self, appearances: Sequence[Appearance]) -> None: ...

    async def of_stories(self, stories: Sequence[StoryId]) -> Sequence[tuple[Appearance, Claim]]:
        """By story, then by number."""
        ...

    async def appearances(self, claims: Sequence[ClaimId]) -> Sequence[Appearance]:
        """Oldest story first."""
        ...

    async def index(self, words: Mapping[ClaimId, str]) -> None:
        """The words by which each claim is found, in the place of those it had."""
        ...

    async def search(self, words: Sequence[str], *, limit: int) -> Sequence[ClaimId]:
        """Claims of the workspace that hold all these words (or words that begin so), newest first."""
        ...


class Posts(Protocol):
    """What the bot owes and has said."""

    async def owe(self, post: Post) -> bool:
        """False where a post of this key is there already."""
        ...

    async def get(self, key: PostKey) -> Post | None: ...

    async def tried(self, key: PostKey) -> int:
        """Counts one more try and gives the number."""
        ...

    async def posted(self, key: PostKey, *, ref: MessageId, at: datetime) -> bool:
        """False where it is owed no more: then what was just posted has to go."""
        ...

    async def refused(self, key: PostKey, *, why: str) -> None:
        """The platform will not take it: nobody tries any more, until it is owed anew."""
        ...

    async def refusals(self, place: PlaceId | None = None, *, limit: int) -> Sequence[Post]:
        """What was refused, in one place or in all of the workspace, newest first."""
        ...

    async def owed(self, *, limit: int) -> Sequence[Post]:
        """What is neither posted nor refused, oldest first."""
        ...

    async def at(self, place: PlaceId, ref: MessageId) -> Post | None:
        """The post that stands there as this message."""
        ...

    async def forget(self, key: PostKey) -> None:
        """It was owed and is not any more."""
        ...

    async def roots_since(self, place: PlaceId, since: datetime) -> int:
        """Claims put on a desk by the bot itself, not by a person, since then."""
        ...

    async def of_claims(self, claims: Sequence[ClaimId]) -> Mapping[ClaimId, Post]:
        """The root of each claim that has one."""
        ...

    async def of_stories(self, stories: Sequence[StoryId]) -> Sequence[Post]:
        """Cards, by time."""
        ...

    async def roots(
        self, place: PlaceId, *, limit: int, before: datetime | None = None, unsettled: bool = False
    ) -> Sequence[Post]:
        """Claim roots of a desk, newest first; `unsettled`: neither dismissed nor with a verdict."""
        ...

    async def under(self, place: PlaceId, threads: Sequence[MessageId]) -> Sequence[Post]:
        """What the bot said in these threads, by time."""
        ...

    async def notices(self, place: PlaceId, *, limit: int) -> Sequence[Post]:
        """What the bot said at the top level of a place, newest first."""
        ...

    async def whispers(self, person: PersonId, *, limit: int) -> Sequence[Post]:
        """What the bot told one person alone, newest first."""
        ...


class Lines(Protocol):
    """People's own words where no platform keeps them."""

    async def add(self, line: Line) -> None: ...

    async def latest(self, place: PlaceId, *, limit: int, before: datetime | None = None) -> Sequence[Line]:
        """Top-level lines, newest first."""
        ...

    async def under(self, place: PlaceId, threads: Sequence[MessageId]) -> Sequence[Line]:
        """Replies in these threads, by time."""
        ...


class History(Protocol):
    """Append only."""

    async def add(self, entry: Entry) -> None: ...

    async def of_claim(self, claim: ClaimId) -> Sequence[Entry]:
        """By time."""
        ...


class Tasks(Protocol):
    """The way into the queue, in this very transaction."""

    async def enqueue(self, task: Task) -> None:
        """A key that waits is not queued twice; one that runs runs again."""
        ...
