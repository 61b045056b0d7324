"""Takes the pictures of docs/slack.md: `python -m tests.adapters.slack.pictures`."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.async_api import async_playwright

from adapters.slack.render import modals
from adapters.slack.render.answer import answer
from adapters.slack.render.card import card
from adapters.slack.render.claim import claim
from adapters.slack.render.home import home
from adapters.slack.render.message import message
from bot.home import Home, HomeDesk, Item, Part
from bot.model.act import Stance
from bot.model.answer import Answer, Offer
from bot.model.ballot import Question, Rating
from bot.model.due import Due
from bot.model.ids import MessageId, PersonId, PlaceId, PostKey
from bot.model.page import Article, DateSource, Source, count
from bot.model.post import Post, PostKind
from bot.model.view import ClaimView, StoryView
from bot.rules.brief import brief
from tests.adapters.slack.blockkit import by_person, by_us, channel, drawn, modal, page
from tests.adapters.slack.render.seeing import DESK, PLACE, link, seen, story
from tests.support.acts import FALSE, TRUE, Told
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.hours import NOON
from tests.support.staff import EDDA, ELIAS, ROSA

DOCS = Path(__file__).parents[3] / "docs"
WIDTH = 700
TEXTS = (
    ("Nitrogen dioxide on the ring road rose by 40 percent in a year.", "Marguerite Olander"),
    ("The port had paid the fines of 2.3 million euros twice.", "officials"),
    ("No city of this size has closed its ring road before.", None),
    ("Residents had asked for a barrier in 2019.", "Marguerite Olander"),
    ("The works will cost 18 million euros.", None),
    ("The council voted 31 to 12 for the barrier.", None),
)
REASONS = (("has a figure", "compares two times"), ("has a figure", "unnamed source"), ("says that never",))
PAGE = "https://harbourpost.example/ring-road"
DUE = Due(NOON + timedelta(hours=5), NOON)
LEDGER = "https://open.council.example/air/2026/ring-road"


def told(number: int, acts: Told | None = None) -> ClaimView:
    """One of the claims of the pictures."""
    text, speaker = TEXTS[number - 1]
    source = Source.OUTLET if speaker is None else Source.NAMED if speaker[0].isupper() else Source.UNNAMED
    stands = MessageId(f"1764000000.{number:06}") if number < 4 else None
    root = PostKey(f"claim:{number}") if number < 4 else None
    view = seen(acts, number=number, root=root, stands=stands, due=DUE)
    said = replace(
        view.claim,
        text=text,
        speaker=speaker,
        source=source,
        direct_quote=number == 1,
        reasons=REASONS[number - 1] if number < 4 else ("has a figure",),
        first_check="Ask the council for the series of its own station." if number == 1 else None,
    )
    before = "The council published its figures on Monday." if number == 1 else None
    appearance = replace(view.appearance, before=before, paragraph=number + 2)
    return replace(
        view, claim=said, appearance=appearance, story=replace(story(), url=PAGE, article=_article())
    )


def _article() -> Article:
    return Article(
        canonical_url=None,
        title="Ring road to close after fumes rise, council says",
        outlet="The Harbour Post",
        byline="Jo Byline",
        published="2026-05-14",
        published_source=DateSource.DECLARED,
        language="en",
        words=640,
        paragraphs=(),
    )


def storied() -> StoryView:
    """The story when it has just been read."""
    claims = tuple(told(number + 1) for number in range(len(TEXTS)))
    strip = count((one.claim.source, one.claim.direct_quote) for one in claims)
    return StoryView(
        story=claims[0].story,
        strip=strip,
        claims=claims,
        tips=(),
        same_as=None,
        due=DUE,
    )


def said(kind: PostKind, text: str, goto: Mapping[str, str], about: tuple[str, ...] = ()) -> str:
    """Words of the bot as HTML."""
    post = Post(
        PostKey("key"),
        PLACE,
        kind,
        NOON,
        text=text,
        about=about,
        claim=told(1).claim.id,
        recall="r",
        to=PersonId("U"),
    )
    return by_us(message(post, text, link=link, goto=goto).blocks, at="8:00 AM")


def the_story() -> str:
    """A pasted link, its card, and a claim as it stands at first."""
    return channel(
        "# city-desk",
        by_person("Rosa Reyes", f"Can this run? {PAGE}", reactions=["eyes"]),
        by_us(card(storied(), link=link).blocks, reply=True),
        by_us(claim(told(1)).blocks),
    )


def the_signing() -> str:
    """One signature, two that differ, and a verdict."""
    one = (
        Told()
        .give(ROSA, link=LEDGER, stance=Stance.REFUTES)
        .vote(EDDA, FALSE, reason="The station says 4 percent.")
    )
    split = (
        Told()
        .vote(EDDA, FALSE, reason="They were paid once.")
        .vote(ELIAS, TRUE, reason="I have both receipts.")
    )
    done = Told().vote(EDDA, FALSE, reason="Two cities did so in 2019.").vote(ELIAS, FALSE)
    given = Answer("You signed: False.", claim=told(1).claim.id, undo="act", offer=Offer.REASON)
    post = Post(PostKey("key"), PLACE, PostKind.BRIEF, NOON)
    held = brief(split.status, split.status.so, DESK)
    return channel(
        "# city-desk",
        by_us(claim(told(1, one)).blocks),
        by_us(answer(given, place=PLACE, rating=Rating.FALSE).blocks, only=True),
        by_us(claim(told(2, split)).blocks),
        by_us(message(post, held, link=link).blocks, reply=True),
        by_us(claim(told(3, done)).blocks),
    )


def the_reminding() -> str:
    """A digest on the desk, and what one person is told alone."""
    goto: dict[str, str] = {
        one.claim.id: link(PLACE, one.stands or MessageId("")) for one in (told(1), told(2), told(3))
    }
    digest = [
        ("Digest · Friday 15 May", ""),
        (
            "Changed: 12.3 Verdict: False (Edda, Elias) · “No city of this size has closed its ring…”",
            told(3).claim.id,
        ),
        ("At risk: 12.1 1 of 2: False (Edda), due 18:00 CEST · “Nitrogen dioxide on the…”", told(1).claim.id),
        (
            "Disputed: 12.2 Disputed · “The port had paid the fines of 2.3 million euros twice.”",
            told(2).claim.id,
        ),
        ("3 claims not picked up.", ""),
    ]
    recalled = (
        "12.3, which you use in “barrier”, has changed: it was False, it is now: Open. Why: the 2019 closure "
        "was for a day only. “No city of this size has closed its ring road before.” What does that do to "
        "your piece?"
    )
    lines, about = zip(*digest, strict=True)
    return channel("# city-desk", said(PostKind.NOTICE, "\n".join(lines), goto, about)) + channel(
        "Claimdesk", said(PostKind.RECALL, recalled, goto)
    )


def the_home() -> str:
    """What one editor finds in App Home, and a dialog."""
    one = told(1, Told().vote(EDDA, FALSE))
    split = told(2, Told().vote(EDDA, FALSE).vote(ELIAS, TRUE))
    other = replace(DESK, place=PlaceId("C0FEED00001"))
    seen_by = Home(
        needs=Part((Item(one, "#city-desk", "one signature is missing"),), 1),
        at_risk=Part((Item(one, "#city-desk", "Rosa Reyes uses it"),), 1),
        disputed=Part((Item(split, "#city-desk", ""),), 1),
        desks=(
            HomeDesk(DESK, "#city-desk", "", leads=True),
            HomeDesk(other, "#tips", "#city-desk", leads=False),
        ),
    )
    view = modals.reason(one, Question.SO, Rating.FALSE, "")
    return channel(
        "Claimdesk · Home",
        f'<div class="message"><i></i><div>{drawn(home(seen_by, link=link)["blocks"])}</div></div>',
    ) + modal(view)


SCENES = {"story": the_story, "signing": the_signing, "reminding": the_reminding, "home": the_home}


async def main() -> None:
    """Draws each scene, as high as it is."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, scene in SCENES.items():
            shot = await browser.new_page(viewport={"width": WIDTH, "height": 200})
            await shot.set_content(page(scene()))
            await shot.screenshot(path=DOCS / f"slack-{name}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
