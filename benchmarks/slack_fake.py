"""`python -m benchmarks.slack_fake`: the tests' Slack as a process, with as many members as asked."""

import argparse
import asyncio
import signal
from typing import Any

from tests.support.slack import DESK, TEAM, TIERS, FakeSlack, Rates, Team, User

READY = "The fake Slack is ready at "


def crowd(count: int) -> list[str]:
    """The ids of made-up members of the newsroom."""
    return [f"U1{number:06d}" for number in range(count)]


def _without_echo(slack: FakeSlack) -> None:
    """Leaves out what the app did itself: then the events of a second are those that people cause."""
    tell = slack.world.tell

    def of_people(team: Team, event: dict[str, Any]) -> None:
        # What an edit tells has its author in the message.
        if event.get("message", event).get("user") != team.bot_user:
            tell(team, event)

    slack.world.tell = of_people


async def _run(members: int, *, tiers: bool) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with FakeSlack(rates=Rates(tiers=TIERS if tiers else {})) as slack:
        for number, key in enumerate(crowd(members)):
            slack.team.users[key] = User(key, f"member{number}", TEAM, f"Member{number} Crowd")
        slack.team.channels[DESK].members += crowd(members)
        _without_echo(slack)
        print(f"{READY}{slack.url}", flush=True)  # noqa: T201
        await stop.wait()


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slack_fake", description=__doc__)
    parser.add_argument(
        "--members", type=int, default=0, help="beside the usual cast, all of them on the desk"
    )
    parser.add_argument(
        "--tiers", action="store_true", help="every method as limited as Slack's documents say"
    )
    options = parser.parse_args()
    asyncio.run(_run(options.members, tiers=options.tiers))


if __name__ == "__main__":
    main()
