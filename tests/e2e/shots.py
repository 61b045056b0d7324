"""Takes the pictures of the README: `python -m tests.e2e.shots` (`make shots`)."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.program import Program

DOCS = Path(__file__).parents[2] / "docs"
WIDE, NARROW = (1280, 900), (390, 844)


async def desk(browser: Browser, address: str) -> None:
    """The sample, read, with the votes of two people and a word in a thread."""
    page = await browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    await page.goto(address)
    await page.get_by_role("button", name="Try a sample article").click()
    claim = page.get_by_role("article").first
    await expect(claim).to_be_visible(timeout=30_000)
    for person in ("Edda Lind (editor)", "Elias Okoro (editor)"):
        await page.get_by_label("People").select_option(label=person)
        await claim.get_by_role("button", name="Unproven", exact=True).click()
    await claim.get_by_role("textbox", name="Reply").fill("The campaign sent no figures yet; asked again.")
    await claim.get_by_role("button", name="Send", exact=True).click()
    await expect(claim).to_contain_text("asked again")
    await expect(claim).to_contain_text("Leaning unproven (2)")
    await claim.evaluate("claim => claim.scrollIntoView({block: 'center'})")
    await page.wait_for_timeout(500)
    await page.screenshot(path=DOCS / "desk.png")
    story = page.get_by_role("region").filter(has=page.get_by_role("button", name="More claims"))
    await story.evaluate("story => story.scrollIntoView({block: 'start'})")
    await page.wait_for_timeout(500)
    await page.screenshot(path=DOCS / "story.png")
    await page.emulate_media(color_scheme="dark")
    await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    await claim.evaluate("claim => claim.scrollIntoView({block: 'start'})")
    await page.wait_for_timeout(500)
    await page.screenshot(path=DOCS / "phone.png")


async def main() -> None:
    """Starts the real program in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Program(Path(folder)) as program, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await desk(browser, program.address)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
