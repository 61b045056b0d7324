"""What the bot says to the whole desk stands in the log, at its time."""

import re
from datetime import timedelta

from adapters.web import render
from bot import owe, welcoming
from bot.events import ClaimTaken
from bot.model.ids import ClaimId
from bot.model.post import Post, PostKind
from tests.adapters.web.running import running, with_story
from tests.adapters.web.seeing import claims, page_of
from tests.support.room import CHANDRA, DESK, ROSA, WORKSPACE, Room


async def _say(room: Room, key: str, text: str, *about: str) -> None:
    async with room.database.ledger.begin(WORKSPACE) as tx:
        await owe.notice(tx, key, DESK, text, at=room.time, about=about)
    await room.settle()


async def _welcome(room: Room) -> None:
    async with room.database.ledger.begin(WORKSPACE) as tx:
        await welcoming.welcome(tx, DESK, added_by="Ada <Admin>", at=room.time)
    await room.settle()


async def _html(room: Room) -> str:
    return render.home(await page_of(room, ROSA), ROSA, now=room.time)


async def _notice(room: Room) -> str:
    found = re.findall(r'<div [^>]*id="notice-[^>]*>.*?</div>\n</div>', await _html(room), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


async def test_the_first_words_are_all_of_a_new_desk_and_step_back_once_something_happens(
    room: Room,
) -> None:
    await _welcome(room)
    html = await _html(room)
    assert 'class="clear"' in html
    assert "Paste the link of an article" in html
    assert "Ada &lt;Admin&gt; has added me." in html
    assert '<use href="#s-true"></use></svg><span class="vh">✅</span> true' in html
    assert html.count("Try a sample article") == 1
    room.wait(timedelta(minutes=1))
    await claims(room)
    html = await _html(room)
    assert 'class="clear"' not in html
    assert html.index("Paste the link of an article") < html.index('class="item line"')


async def test_a_desk_with_nothing_on_it_has_its_page(room: Room) -> None:
    html = await _html(room)
    assert 'class="clear"' in html
    assert html.count("Try a sample article") == 1


async def test_a_line_leads_to_the_thread_of_its_claim(room: Room) -> None:
    first, *_, last = await claims(room)
    await _say(room, "digest:x", "Digest · Friday\nAt risk: 1.1\nnobody\nChanged: 1.7", "", first, "", last)
    html = await _notice(room)
    assert re.findall(r'href="#([^"]+)"[^>]*>([^<]+)</a>', html) == [
        (render.dom_id("claim", first), "At risk: 1.1")
    ]
    assert html.count("<p>") == 4
    assert f'id="{render.dom_id("claim", first)}"' in await _html(room)


async def test_what_pages_wrote_stays_text_in_a_notice(room: Room) -> None:
    await _say(room, "remind:x", '<script>alert(1)</script> "x" \u202egnp.exe\n{{ 7*7 }}')
    html = await _notice(room)
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in html


async def test_more_claims_named_than_there_are_lines_do_no_harm(room: Room) -> None:
    first, second, *_ = await claims(room)
    await _say(room, "digest:x", "Digest", "", first, second, ClaimId("gone"))
    assert (await _notice(room)).count("<p>") == 1


async def test_a_notice_is_unseen_until_it_is_delivered(room: Room) -> None:
    post = Post(key="remind:x", place=DESK, kind=PostKind.NOTICE, owed_at=room.time, text="Soon")  # type: ignore[arg-type]
    async with room.database.ledger.begin(WORKSPACE) as tx:
        await tx.posts.owe(post)
    assert "Soon" not in await _html(room)


async def test_reminders_and_digest_stand_in_the_log_in_the_order_of_time(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        await room.ask("settings digest:17:30", by=CHANDRA)
        (story,) = await room.stories()
        await room.do(ClaimTaken, story.claims[0].claim.id)
        await room.due(story, "18:30")
        room.wait(timedelta(hours=5, minutes=31))
        await room.sweep()
        html = await desk.html()
        ids = [item["id"].split("-")[:2] for item in (await desk.parts())["items"]]
        assert [kind for kind, *_ in ids] == ["line", "claim", "claim", "claim", "notice", "notice"]
        assert "Still open: 1.1 Taken by Edda" in html
        assert re.search(r"Digest · Thursday 14 May", html)
        link = re.search(r'<a class="goto" href="#(claim-[^"]+)">At risk: 1.1', html)
        assert link
        assert f'id="{link[1]}"' in html
