"""HTTP mode: the same deliveries as signed requests to the app's address."""

import asyncio
import hashlib
import hmac
import json
import math
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from tests.support.slack.delivery import COMMANDS, EVENTS, Delivery
from tests.support.slack.shapes import Json
from tests.support.slack.world import World


@dataclass
class Push:
    """`url` takes everything. `secret` signs wrongly when it is not the app's; `age` makes requests old."""

    world: World
    session: aiohttp.ClientSession
    url: str = ""
    secret: str = ""
    age: float = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    statuses: list[int] = field(default_factory=list)

    async def carry(self, delivery: Delivery, *, attempt: int, reason: str, patience: float) -> str:
        """One request; only a 200 in time is an acknowledgement."""
        body, kind = _body(delivery)
        headers = self.signed(body, kind)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": f"http_{reason}"}
        timeout = aiohttp.ClientTimeout(total=patience)
        try:
            async with self.session.post(self.url, data=body, headers=headers, timeout=timeout) as answer:
                text = await answer.text()
                self.statuses.append(answer.status)
                if answer.status == 200:
                    delivery.ack(self.world.clock(), _answer(text))
                    return ""
                return "no_retry" if answer.headers.get("X-Slack-No-Retry") == "1" else "error"
        except TimeoutError:
            return "timeout"
        except aiohttp.ClientError:
            return "connection_failed"

    def signed(self, body: str, kind: str) -> dict[str, str]:
        """The headers of a request: signature v0 over time and body."""
        stamp = str(math.floor(self.world.clock() - self.age))
        secret = self.secret or self.world.signing_secret
        digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    async def verify(self) -> tuple[int, str]:
        """Slack's question when an address is entered: status and text of the answer."""
        body = json.dumps({"token": "x", "challenge": "3eZbrw1a", "type": "url_verification"})
        headers = self.signed(body, "application/json")
        async with self.session.post(self.url, data=body, headers=headers) as answer:
            return answer.status, await answer.text()


def _body(delivery: Delivery) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind == EVENTS:
        return json.dumps(delivery.payload), "application/json"
    if delivery.kind == COMMANDS:
        return urlencode(delivery.payload), form
    return urlencode({"payload": json.dumps(delivery.payload)}), form


def _answer(text: str) -> Json | None:
    try:
        value = json.loads(text)
    except ValueError:
        return {"text": text} if text else None
    return value if isinstance(value, dict) else {"text": str(value)}
