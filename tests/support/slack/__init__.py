"""A Slack for tests, over real sockets: Web API, Socket Mode, signed HTTP, and the people who use it.

    async with FakeSlack(retry_after=0.2) as slack:          # rates=None: no rate limits
        app = AsyncApp(client=AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url), …)
        handler = AsyncSocketModeHandler(app, APP_TOKEN)     # or slack.push_to("http://…/slack/events")
        await handler.connect_async()
        rosa = slack.person(ROSA)
        ts = rosa.post("look: https://news.test/a?b=1&c=2")  # events go out at once, nobody waits
        await slack.until(lambda: "eyes" in slack.reactions(ts))
        root = await slack.until(lambda: slack.messages(bot=True)[0])
        clicked = await rosa.click("Take", root.ts)          # waits for the ack: .acked, .seconds, .answer
        await rosa.choose("Reopen", root.ts); await rosa.submit({"Reason": "…"}); rosa.react(root.ts, "x")
        await rosa.command("/claims", "open"); print(shown(slack.ephemerals(ROSA)[-1]), choices(root))
        slack.faults.next("chat.postMessage", "lost")        # error drop slow refused | lost bad_gateway late
        slack.sockets.drop(); await slack.sockets.disconnect("warning")
        slack.courier.again(slack.deliveries[0])             # Slack delivers twice
        slack.team.scopes.discard("reactions:write"); slack.team.dead = "token_revoked"
        assert slack.calls("chat.postMessage", channel=DESK)[0].answer == "ok"
        assert slack.complaints == []                        # and slack.world.mentions, slack.unanswered

Everything else is at its place: `world` what Slack remembers, `person` and `pressing` what people do,
`looking` what tests ask, `checks` and `rich` what Slack refuses, `rates`, `faults`, `sockets`, `push`.
"""

from tests.support.slack.cast import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    CHAN,
    CLIENT_ID,
    CLIENT_SECRET,
    DESK,
    EDDA,
    EDITORS,
    ELIAS,
    ELSEWHERE,
    GUEST,
    PRIVATE,
    ROSA,
    SIGNING_SECRET,
    STRANGER,
    TEAM,
    newsroom,
    second_newsroom,
)
from tests.support.slack.faults import Faults, Harm
from tests.support.slack.looking import choices, shown
from tests.support.slack.person import Person
from tests.support.slack.rates import TIERS, Rates
from tests.support.slack.server import FakeSlack
from tests.support.slack.team import Channel, Group, Team, User

__all__ = [
    "APP_TOKEN",
    "BOT_TOKEN",
    "BOT_USER",
    "CHAN",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "DESK",
    "EDDA",
    "EDITORS",
    "ELIAS",
    "ELSEWHERE",
    "GUEST",
    "PRIVATE",
    "ROSA",
    "SIGNING_SECRET",
    "STRANGER",
    "TEAM",
    "TIERS",
    "Channel",
    "FakeSlack",
    "Faults",
    "Group",
    "Harm",
    "Person",
    "Rates",
    "Team",
    "User",
    "choices",
    "newsroom",
    "second_newsroom",
    "shown",
]
