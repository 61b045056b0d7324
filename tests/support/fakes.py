"""Fakes of the ports that work: pages from a dictionary, a reader of one claim a line, a chat."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.errors import ChatGone, PageFailed, PageRefused, PageUnreadable, TextTooShort
from bot.model.ids import MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.page import Article, DateSource, Document, FetchedPage, FoundClaim, Kind, Reading, Source
from bot.model.people import Person, Role
from bot.model.post import Post
from bot.ports import Mark, Progress, Step, unseen
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
    """People by id, who may change or go; all of them see every place but the hidden ones.

    `groups` are the people in each, called by its id: `@editors`. A place is there once somebody names it
    in `places`, or hides it.
    """

    people: dict[PersonId, Person] = field(default_factory=dict)
    hidden: dict[PlaceId, frozenset[PersonId]] = field(default_factory=dict)
    groups: dict[PersonId, frozenset[PersonId]] = field(default_factory=dict)
    places: set[PlaceId] = field(default_factory=lambda: {PlaceId("desk")})

    def person(self, person: PersonId) -> Person:
        """This person with the groups that they are in."""
        groups = frozenset(group for group, people in self.groups.items() if person in people)
        return replace(self.people[person], groups=groups)

    def _group(self, group: PersonId) -> Person:
        return Person(group, f"@{group}", Role.GROUP)

    async def now(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Mapping[PersonId, Person]:
        found = {one: self._group(one) for one in people if one in self.groups}
        return found | {one: self.person(one) for one in people if one in self.people}

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        if (group := PersonId(words.removeprefix("@"))) in self.groups:
            return self._group(group)
        for person in self.people.values():
            if words.casefold() in (person.name.casefold(), person.name.split()[0].casefold()):
                return self.person(person.id)
        return None

    async def members(
        self, workspace: WorkspaceId, place: PlaceId, named: Collection[PersonId]
    ) -> Sequence[Person]:
        ids = [one for name in named for one in sorted(self.groups.get(name, [name]))]
        return [self.person(one) for one in dict.fromkeys(ids) if one in self.people]

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        return [self.person(one.id) for one in self.people.values() if one.role is Role.CHIEF]

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        return [place for place in places if person in self.hidden.get(place, frozenset({person}))]

    async def place(self, workspace: WorkspaceId, words: str) -> PlaceId | None:
        place = PlaceId(words.removeprefix("#"))
        return place if place in {*self.places, *self.hidden} else None

    async def call(self, workspace: WorkspaceId, place: PlaceId) -> str:
        return f"#{place}"

    async def private(self, workspace: WorkspaceId, place: PlaceId) -> bool:
        return place in self.hidden


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
    edits: list[tuple[Post, Content]] = field(default_factory=list)
    deleted: list[MessageId] = field(default_factory=list)
    marks: dict[MessageId, Mark] = field(default_factory=dict)

    async def edit(self, post: Post, content: Content) -> None:
        if post.ref in self.deleted:
            raise ChatGone("It is not there any more.")
        self.edits.append((post, content))

    async def delete(self, place: PlaceId, message: MessageId) -> None:
        self.deleted.append(message)

    async def mark(self, place: PlaceId, message: MessageId, mark: Mark) -> None:
        self.marks[message] = mark

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
