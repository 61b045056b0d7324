"""The fake Slack as a process: `python -m tests.support.slack --port 8899`, driven under /_control/."""

import argparse
import asyncio
import signal

from tests.support.slack.rates import Rates
from tests.support.slack.server import FakeSlack


async def _run(args: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    rates = Rates(every=args.every) if args.every else None
    async with FakeSlack(port=args.port, rates=rates, retry_after=args.retry_after) as slack:
        slack.courier.retries = args.retries
        print(f"The fake Slack is ready at {slack.api_url}", flush=True)  # noqa: T201
        await stop.wait()


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(description="A Slack for tests")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--every", type=float, default=1.0, help="seconds a message in a channel; 0: no limit"
    )
    parser.add_argument("--retry-after", type=float, default=3.0, help="seconds until an event is sent again")
    parser.add_argument("--retries", type=int, default=3, help="how often an event is sent again")
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
