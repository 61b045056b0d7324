"""A running desk, a site it may read, and a real browser; one of each a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.e2e.desk import Tab, send
from tests.e2e.running import running
from tests.e2e.site import serving
from tests.support.browser import ARGUMENTS, CHROMIUM

# A busy machine is slow, not wrong.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Host and port of a site on loopback."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def address(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a freshly started Claimdesk stands."""
    with running(tmp_path_factory.mktemp("desk"), FETCH_ALLOW=site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """Opens the desk as one of the people; no page may have thrown an error when the test ends."""
    errors: list[str] = []
    # A browser profile a tab: in one window Chromium lets the hidden ones sleep.
    profiles: list[BrowserContext] = []

    def opened(who: str, *, zone: str | None = None) -> Page:
        size: ViewportSize = {"width": 1280, "height": 900}
        profiles.append(browser.new_context(viewport=size, timezone_id=zone))
        profiles[-1].set_default_timeout(20_000)
        page = profiles[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        page.get_by_label("People").select_option(label=who)
        return page

    yield opened
    for profile in profiles:
        profile.close()
    assert errors == []


@pytest.fixture(scope="module")
def sentences(address: str, site: str, browser: Browser) -> list[str]:
    """The claims of the bridge story that stand on the desk, pasted by Rosa."""
    page = browser.new_page()
    page.goto(address)
    send(page, f"http://{site}/bridge")
    claims = page.get_by_role("article").filter(has_text="127.0.0.1")
    expect(claims).to_have_count(3, timeout=30_000)
    names = [claim.get_attribute("aria-label") or "" for claim in claims.all()]
    page.close()
    return names
