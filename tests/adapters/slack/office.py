"""A roster that asks a fake Slack over a real socket, with the time in the hands of a test."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import web_client, workspace_of
from adapters.slack.roster import SlackRoster
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person
from tests.support.hours import NOON
from tests.support.slack import BOT_TOKEN, DESK, PRIVATE, TEAM, FakeSlack

NEWS = workspace_of(TEAM)
PLACE, SECRET = PlaceId(DESK), PlaceId(PRIVATE)


@dataclass
class Office:
    """A roster, the Slack that it asks, and the time in our hands."""

    slack: FakeSlack
    time: datetime = NOON

    def __post_init__(self) -> None:
        made = web_client(BOT_TOKEN, base_url=self.slack.api_url)

        async def client(workspace: WorkspaceId) -> AsyncWebClient:
            assert workspace == NEWS
            return made

        self.roster = SlackRoster(client, now=lambda: self.time)

    async def now(self, *people: str, place: PlaceId = PLACE) -> dict[str, Person]:
        found = await self.roster.now(NEWS, place, [PersonId(one) for one in people])
        return {str(key): person for key, person in found.items()}

    async def named(self, words: str, place: PlaceId = PLACE) -> str | None:
        person = await self.roster.named(NEWS, place, words)
        return str(person.id) if person else None

    async def sees(self, person: str, *places: str) -> Collection[str]:
        return await self.roster.sees(NEWS, PersonId(person), [PlaceId(place) for place in places])

    def asked(self, method: str) -> int:
        return len(self.slack.calls(method))


@asynccontextmanager
async def opened() -> AsyncIterator[Office]:
    """An office, in which nothing was asked that Slack does not know."""
    async with FakeSlack() as slack:
        yield Office(slack)
        assert slack.complaints == []
