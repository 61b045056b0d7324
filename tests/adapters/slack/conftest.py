"""One desk in a fake Slack for all the tests of a file: to start one takes longer than they do."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.floor import Floor, open_floor
from tests.support.slack import BOT_TOKEN, FakeSlack


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def floor(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Floor]:
    """A newsroom; a file says with `STANDS` how many claims it will need."""
    file = tmp_path_factory.mktemp("floor") / "claimdesk.db"
    shutil.copy(template, file)
    async with open_floor(file, stands=getattr(request.module, "STANDS", 0)) as opened:
        yield opened


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack alone, which is quick to deliver again."""
    async with FakeSlack(retry_after=0.1, ack_limit=0.5) as fake:
        yield fake


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    """An app's way to ask it."""
    return AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url, retry_handlers=[])
