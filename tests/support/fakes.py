"""Fakes of the ports that work: pages from a dictionary, a reader of one claim a line, a chat."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import PageFailed, PageRefused, PageUnreadable, TextTooShort
from bot.model.ids import MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.page import Article, DateSource, Document, FetchedPage, FoundClaim, Kind, Reading, Source
from bot.model.people import Person, Role
from bot.model.post import Post
from bot.ports import Progress, Step, unseen
from bot.ports.chat import Content


@dataclass
class FakePages:
    """Serves what it is given; an error in the place of a page is raised."""

    pages: dict[str, str | PageFailed] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, url: str) -> FetchedPage:
        self.asked.append(url)
        page = self.pages.get(url)
        if page is None:
            raise PageUnreadable("There is no such page.")
        if isinstance(page, PageFailed):
            raise page
        return FetchedPage(url, url, 200, "text/plain", page.encode())

    def check(self, url: str) -> None:
        if "//10." in url or "localhost" in url:
            raise PageRefused("This address is inside a private network; we read public pages only.")


@dataclass
class FakeRoster:
    """People by id, who may change or go; all of them see every place but the hidden ones."""

    people: dict[PersonId, Person] = field(default_factory=dict)
    hidden: dict[PlaceId, frozenset[PersonId]] = field(default_factory=dict)

    async def now(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Mapping[PersonId, Person]:
        return {person: self.people[person] for person in people if person in self.people}

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        for person in self.people.values():
            if words.casefold() in (person.name.casefold(), person.name.split()[0].casefold()):
                return person
        return None

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        return [person for person in self.people.values() if person.role is Role.CHIEF]

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        return [place for place in places if person in self.hidden.get(place, frozenset({person}))]


class FakeReader:
    """The first line is the title, each further line a claim; `canonical: URL` names the page.

    A line `Name: sentence` has a named speaker.
    """

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        await progress(Step.READING)
        lines = document.body.decode().splitlines()
        canonical = document.url
        if lines and lines[-1].startswith("canonical: "):
            canonical = lines.pop().removeprefix("canonical: ")
        if not lines or len(lines[0].split()) < 2:
            raise TextTooShort("That is too short to judge.")
        await progress(Step.FINDING)
        return Reading(
            _article(lines, canonical), tuple(_claim(line, at) for at, line in enumerate(lines[1:], 1))
        )


def _article(lines: Sequence[str], canonical: str | None) -> Article:
    return Article(
        canonical_url=canonical,
        title=lines[0],
        outlet=canonical.split("/")[2] if canonical else "Pasted text",
        byline=None,
        published=None,
        published_source=DateSource.NONE,
        language="en",
        words=sum(len(line.split()) for line in lines),
        paragraphs=tuple(lines[1:]),
    )


def _claim(line: str, at: int) -> FoundClaim:
    speaker, colon, text = line.rpartition(": ")
    return FoundClaim(
        text=text,
        paragraph=at,
        source=Source.NAMED if colon else Source.OUTLET,
        speaker=speaker or None,
        direct_quote=False,
        kind=Kind.OTHER,
        reasons=("has a figure",),
    )


def greets(post: Post) -> bool:
    """Whether these are a person's first words: everybody hears them, so few tests want to."""
    return post.key.startswith("hello:")


@dataclass
class FakeChat:
    """A platform that shows whatever it is given, twice if given twice, but can be asked what it has."""

    shown: list[tuple[Post, Content]] = field(default_factory=list)
    steps: list[tuple[MessageId, Step]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        if self.failures:
            raise self.failures.pop(0)
        if not (again and post.key in self.posts):
            self.shown.append((post, content))
        return MessageId(f"ref:{post.key}")

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        self.steps.append((message, step))

    @property
    def posts(self) -> dict[str, tuple[Post, Content]]:
        """What stands there, by key."""
        return {post.key: (post, content) for post, content in self.shown}

    def kinds(self) -> Counter[str]:
        """How many messages of each kind stand there."""
        return Counter(str(post.kind) for post, _ in self.shown if not greets(post))
