"""What people do at the web desk, in one line each."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

# Who, and where that needs saying their time zone.
Tab = Callable[..., Page]

ROSA, EDDA, ELIAS = "Rosa Reyes (reporter)", "Edda Lind (editor)", "Elias Okoro (editor)"
CHANDRA = "Chandra Moss (chief)"


def send(page: Page, text: str) -> None:
    """Pastes something, or gives a command."""
    page.get_by_role("textbox", name="Paste a link or text").fill(text)
    page.locator("#composer").get_by_role("button", name="Send").click()


def button(place: Locator, name: str) -> Locator:
    """The button of exactly this name."""
    return place.get_by_role("button", name=name, exact=True)


def choose(claim: Locator, item: str) -> None:
    """An entry of a claim's menu."""
    button(claim, "Menu").click()
    claim.get_by_role("menuitem", name=item, exact=True).click()


def save(page: Page, **boxes: str) -> None:
    """Fills the text boxes of the open dialog by their names, and saves."""
    dialog = page.get_by_role("dialog")
    for name, text in boxes.items():
        dialog.get_by_role("textbox", name=name).fill(text)
    button(dialog, "Save").click()


def only_you(page: Page) -> Locator:
    """What is for the chosen person alone."""
    return page.get_by_role("region", name="Only you")
