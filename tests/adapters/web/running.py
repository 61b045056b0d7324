"""The web desk at a real port, over a real database, with pages and reader in our hands."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from adapters.web.app import create_app
from adapters.web.chat import WebChat
from adapters.web.server import serve
from bot.model.ids import ClaimId
from tests.support.room import Room

ARTICLE = """Harbour tunnel costs double
Marguerite Olander: The tunnel is 340 million over budget.
Fourteen workers were hurt in May.
Traffic fell by 18 per cent.
The council borrowed 85 million.
House prices fell by a fifth.
The audit found a loss of 12 million.
Work began in 2021."""
LINK = "https://news.example/tunnel"


@dataclass
class Answer:
    """Status, headers and body of one answer; `json` where it is JSON."""

    status: int
    headers: Mapping[str, str]
    text: str
    json: Any = None


@dataclass
class Desk:
    """A running desk and a browser's view of it."""

    room: Room
    chat: WebChat
    stop: asyncio.Event
    session: aiohttp.ClientSession
    url: str = ""
    health: dict[str, str] = field(default_factory=lambda: {"database": "ok", "web": "ok"})

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._ask("GET", path, headers, None)

    async def post(self, path: str, **values: object) -> Answer:
        """As the page does it: JSON, with the page's own Origin."""
        return await self.send(path, {"as": "rosa", **values}, Origin=self.url)

    async def send(self, path: str, body: object, **headers: str) -> Answer:
        """With nothing but these headers; a body of bytes goes out as it is."""
        return await self._ask("POST", path, headers, body)

    async def parts(self, *, who: str = "rosa", **query: object) -> Any:
        """What the page fetches after a change."""
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return (await self.get(f"/desk?as={who}{more}")).json

    async def html(self, *, who: str = "rosa") -> str:
        """All items of the desk as this person sees them."""
        parts = await self.parts(who=who)
        return "\n".join(item["html"] for item in parts["items"])

    async def claims(self) -> list[ClaimId]:
        """The claims that have a thread, in the order of the page."""
        return [ClaimId(claim) for claim in re.findall(r'data-claim="([^"]+)"', await self.html())]

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: object) -> Answer:
        sent: dict[str, Any] = {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        if body is None:
            sent = {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.request(method, self.url + path, headers=named, **sent) as answer:
            json = await answer.json() if answer.content_type == "application/json" else None
            return Answer(answer.status, answer.headers, await answer.text(), json)


@asynccontextmanager
async def running(room: Room, *, speed: float = 1) -> AsyncIterator[Desk]:
    """A desk that accepts, until the block ends."""
    stop, chat = asyncio.Event(), WebChat()
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    async with aiohttp.ClientSession() as session:
        desk = Desk(room=room, chat=chat, stop=stop, session=session)

        async def ready() -> Mapping[str, str]:
            return desk.health

        app = create_app(
            ledger=room.database.ledger,
            pages=room.pages,
            chat=chat,
            now=room.now,
            stop=stop,
            ready=ready,
            speed=speed,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(
                serve(app, host="127.0.0.1", port=0, stop=stop, ready=address.set_result), name="server"
            )
            desk.url = await address
            yield desk
            stop.set()


async def with_story(desk: Desk, *, text: str = ARTICLE, link: str = LINK) -> None:
    """A story of seven claims on the desk, pasted by Rosa."""
    desk.room.pages.pages[link] = text
    await desk.post("/messages", text=link)
    await desk.room.settle()
