"""Takes the pictures of README and docs: `python -m tests.e2e.shots` (`make shots`)."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.e2e.desk import CHANDRA, EDDA, ELIAS, ROSA
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.program import Program

DOCS = Path(__file__).parents[2] / "docs"
WIDE, NARROW = (1280, 900), (390, 844)
FUMES, WORKERS, RESIDENTS = 0, 1, 2

expect.set_options(timeout=15_000)


@dataclass
class Seat:
    """One person at the desk, with the sentences of the claims that stand there."""

    page: Page
    sentences: list[str]

    def claim(self, number: int) -> Locator:
        """One of the three claims of the sample."""
        return self.page.get_by_role("article", name=self.sentences[number])

    def only_you(self) -> Locator:
        """What is for this person alone."""
        return self.page.get_by_role("region", name="Only you")

    async def press(self, number: int, name: str, *, question: str = "Is it so?") -> None:
        """A button of a claim; a rating is one of its question."""
        claim = self.claim(number)
        place = claim.get_by_role("group", name=question).or_(claim)
        await place.get_by_role("button", name=name, exact=True).first.click()

    async def rate(self, number: int, name: str, reason: str = "", *, question: str = "Is it so?") -> None:
        """A rating, and the reason where one is given."""
        group = self.claim(number).get_by_role("group", name=question)
        await group.get_by_role("button", name=name, exact=True).click()
        if reason:
            await self.save(Reason=reason)

    async def choose(self, number: int, item: str) -> None:
        """An entry of a claim's menu."""
        await self.press(number, "Menu")
        await self.claim(number).get_by_role("menuitem", name=item, exact=True).click()

    async def save(self, **boxes: str) -> None:
        """Fills the text boxes of the open dialog, and saves."""
        dialog = self.page.get_by_role("dialog")
        for name, text in boxes.items():
            await dialog.get_by_role("textbox", name=name).fill(text)
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0)

    async def reply(self, number: int, text: str) -> None:
        """Words in a claim's thread."""
        await self.claim(number).get_by_role("textbox", name="Reply").fill(text)
        await self.press(number, "Send")

    async def shot(self, name: str, at: Locator, *, block: str = "start") -> None:
        """The window with this part of the desk in it."""
        await at.evaluate(f"at => at.scrollIntoView({{block: '{block}'}})")
        await self.page.mouse.move(0, 0)
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.wait_for_timeout(500)
        await self.page.screenshot(path=DOCS / f"{name}.png")


async def sit(browser: Browser, address: str, who: str, size: tuple[int, int] = WIDE) -> Seat:
    """Opens the desk as one of the people."""
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    await page.goto(address)
    await page.get_by_label("People").select_option(label=who)
    names = [await claim.get_attribute("aria-label") for claim in await page.get_by_role("article").all()]
    return Seat(page, [name or "" for name in names])


async def paste(browser: Browser, address: str) -> None:
    """The sample, pasted by Rosa and read."""
    rosa = await sit(browser, address, ROSA)
    await rosa.page.get_by_role("button", name="Try a sample article").click()
    await expect(rosa.page.get_by_role("article")).to_have_count(3, timeout=30_000)
    await rosa.page.close()


async def sign(edda: Seat, elias: Seat) -> None:
    """A claim is taken, gets evidence, and the first signature."""
    await edda.press(FUMES, "Take")
    await elias.reply(FUMES, "The only study I can find is of 2019: https://health-board.example/asthma-2019")
    await elias.choose(FUMES, "Evidence")
    await elias.save(Source="Called the health board, 14:10: no newer figures.")
    await edda.rate(FUMES, "Unproven")
    await expect(edda.claim(FUMES)).to_contain_text("1 of 2: Unproven (Edda)")
    await expect(edda.page.get_by_role("dialog")).to_be_visible()
    await edda.shot("sign", edda.claim(FUMES))
    await edda.page.keyboard.press("Escape")
    await edda.shot("desk", edda.claim(FUMES))
    await elias.rate(FUMES, "Unproven", "There is no study of this year.")


async def dispute(edda: Seat, elias: Seat) -> None:
    """Editors differ, and the thread says what each side holds."""
    await elias.rate(WORKERS, "True", "Two foremen counted fourteen, each for himself.")
    await edda.choose(WORKERS, "Evidence")
    await edda.page.get_by_role("radio", name="Refutes").check()
    await edda.save(Source="https://safety-board.example/site-log")
    await edda.rate(WORKERS, "False")
    await expect(elias.claim(WORKERS)).to_contain_text("It ends when")
    await elias.shot("dispute", elias.claim(WORKERS))


async def use(rosa: Seat) -> None:
    """A piece depends on two claims, and the gate says whether it can run."""
    for number in (FUMES, WORKERS):
        await rosa.press(number, "Use")
        await rosa.save(Piece="tunnel")
    await rosa.page.get_by_role("textbox", name="Paste a link or text").fill("/claims gate")
    await rosa.page.locator("#composer").get_by_role("button", name="Send").click()
    await expect(rosa.only_you()).to_contain_text("Gate: red")
    await rosa.shot("story", rosa.page.get_by_role("region", name="Harbour tunnel"))


async def recall(chandra: Seat, rosa: Seat) -> None:
    """A chief rules, the verdict is reopened, and whoever uses it is asked."""
    await chandra.rate(WORKERS, "Misleading", "Nine were hurt; five were sent home unhurt.")
    for seat in (rosa, chandra):
        await expect(seat.claim(WORKERS)).to_contain_text("Verdict: Misleading (Chandra, chief)")
    await chandra.choose(WORKERS, "Reopen")
    await chandra.save(Reason="The safety board has corrected its log to fourteen.")
    await expect(rosa.only_you()).to_contain_text("What does that do to your piece?")
    await rosa.shot("recall", rosa.claim(WORKERS))


async def ask_twice(browser: Browser, address: str, edda: Seat, elias: Seat) -> None:
    """Two questions on one claim, on a phone in the dark."""
    await edda.choose(RESIDENTS, "Was it said?")
    await edda.rate(RESIDENTS, "True", "I have the recording.", question="Was it said?")
    await elias.rate(RESIDENTS, "True", question="Was it said?")
    await expect(edda.claim(RESIDENTS)).to_contain_text("Said: true.")
    await elias.rate(RESIDENTS, "Unproven")
    await expect(edda.claim(RESIDENTS)).to_contain_text("So: 1 of 2: Unproven (Elias).")
    phone = await sit(browser, address, EDDA, NARROW)
    await phone.page.emulate_media(color_scheme="dark")
    await phone.shot("phone", phone.claim(RESIDENTS))


async def take(browser: Browser, address: str) -> None:
    """All pictures, in the order in which the story goes."""
    await paste(browser, address)
    rosa, edda, elias, chandra = [await sit(browser, address, who) for who in (ROSA, EDDA, ELIAS, CHANDRA)]
    await sign(edda, elias)
    await dispute(edda, elias)
    await use(rosa)
    await recall(chandra, rosa)
    await ask_twice(browser, address, edda, elias)


async def main() -> None:
    """Starts the real program in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Program(Path(folder)) as program, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await take(browser, program.address)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
