"""The endpoints over a real database: what people do, and what they are told when it does not work."""

import json
import re
from datetime import timedelta

import pytest

from adapters.web.sample import SAMPLE_URL, SamplePages
from bot.errors import PageUnreadable
from tests.adapters.web.running import LINK, running, with_story
from tests.support.room import Room


async def test_a_pasted_link_is_got_at_once_and_becomes_a_card_with_three_threads(room: Room) -> None:
    async with running(room) as desk:
        desk.room.pages.pages[LINK] = "Two words\nIt rose by 4.\nIt fell by 5.\nIt cost 6.\nIt won 7."
        assert (await desk.post("/messages", text=f"look: {LINK}")).json["only_you"] == ""
        early = await desk.html()
        assert "👀 got it" in early
        assert "waiting for its turn…" in early
        await room.settle()
        late = await desk.html()
        assert "4 found, 3 posted" in late
        assert len(await desk.claims()) == 3
        assert late.count("Open thread") == 1


async def test_a_page_that_cannot_be_read_is_marked_and_told_to_one_person_alone(room: Room) -> None:
    async with running(room) as desk:
        room.pages.pages[LINK] = PageUnreadable("The page answered 404.")
        await desk.post("/messages", text=LINK)
        await room.settle()
        assert "📄 cannot be read" in await desk.html()
        assert "The page answered 404." in str((await desk.parts())["only_you"])
        assert (await desk.parts(who="edda"))["only_you"] == []


async def test_the_same_act_sent_twice_counts_once(room: Room) -> None:
    async with running(room) as desk:
        for _ in range(2):
            answer = await desk.post("/messages", text=LINK, id="11111111-2222-3333-4444-555555555555")
            assert answer.status == 200
        assert len((await desk.parts())["items"]) == 1


async def test_a_vote_is_counted_pressed_for_its_person_and_taken_back(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[0]
        path = f"/claims/{claim}/ballot"
        cast = await desk.post(path, rating="false", act="cast", via="button", **{"as": "edda"})
        assert cast.json["only_you"] == "You signed: False."
        assert (cast.json["claim"], cast.json["offer"]) == (claim, "reason")
        assert "1 of 2: False (Edda)" in await desk.html()
        pressed = r'data-rating="false" aria-pressed="true"'
        assert re.search(pressed, await desk.html(who="edda"))
        assert not re.search(pressed, await desk.html(who="elias"))
        await desk.post(path, rating="false", act="withdraw", via="button", **{"as": "edda"})
        assert "1 of 2" not in await desk.html()


async def test_not_a_claim_folds_it_and_reopening_needs_a_reason(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[0]
        assert (await desk.post(f"/claims/{claim}/dismiss", **{"as": "elias"})).status == 200
        assert "by Elias Okoro" in await desk.html()
        empty = await desk.post(f"/claims/{claim}/reopen", reason=" ", **{"as": "edda"})
        assert (empty.status, empty.json["error"]) == (403, "Say in a few words why it is reopened.")
        await desk.post(f"/claims/{claim}/reopen", reason="It names a figure.", **{"as": "edda"})
        assert "Edda Lind: It names a figure." in await desk.html()


async def test_a_reaction_votes_and_its_removal_takes_back_only_its_own_ballot(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        path = f"/claims/{(await desk.claims())[0]}/ballot"
        await desk.post(path, rating="true", act="cast", via="button")
        await desk.post(path, rating="true", act="withdraw", via="reaction")
        assert "Leaning true (1)" in await desk.html()


async def test_a_reply_stands_in_the_thread_with_its_link(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[1]
        await desk.post(f"/claims/{claim}/replies", text="See https://council.example/minutes.\nPage 4")
        html = await desk.html()
        assert 'href="https://council.example/minutes"' in html
        assert "\nPage 4" in html


async def test_open_thread_puts_the_claim_on_the_desk(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        paths = re.findall(r'data-post="([^"]+/thread)"', await desk.html())
        assert (await desk.post(paths[0])).json["only_you"] == "Its thread is open."
        await room.settle()
        assert len(await desk.claims()) == 4


async def test_a_command_is_answered_to_the_asker_and_its_card_stands_alone(room: Room) -> None:
    async with running(room) as desk:
        assert "/claims show N" in (await desk.post("/messages", text="/claims")).json["only_you"]
        desk.room.pages.pages[LINK] = "Two words\nIt rose by 4."
        await desk.post("/messages", text=f"/claims check {LINK}")
        await room.settle()
        kinds = [item["id"].split("-")[0] for item in (await desk.parts())["items"]]
        assert kinds == ["card", "claim"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("  ", "There is nothing to read"),
        ("ftp://files.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("/claims nonsense", "There is no command"),
    ],
)
async def test_what_cannot_be_read_gets_one_sentence_and_leaves_nothing(
    room: Room, text: str, says: str
) -> None:
    async with running(room) as desk:
        answer = await desk.post("/messages", text=text)
        assert 400 <= answer.status < 500
        assert says in answer.json["error"]
        assert (await desk.parts())["items"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1]", 400),
        (b"\xff\xfe", 400),
        (b'{"text": "x"}', 400),
        (b'{"as": "nobody", "text": "x"}', 403),
        (b'{"as": "rosa", "text": 5}', 400),
        (b'{"as": "rosa", "text": "x", "id": "../../x"}', 400),
        (b"[" * 100_000, 400),
        (b" " * (1024 * 1024 + 1), 413),
    ],
)
async def test_a_broken_request_gets_a_sentence_and_no_traceback(
    room: Room, body: bytes, status: int
) -> None:
    async with running(room) as desk:
        answer = await desk.send("/messages", body, Origin=desk.url)
        assert answer.status == status
        assert answer.json["error"].endswith(".")


@pytest.mark.parametrize("act", ["ballot", "dismiss", "replies"])
async def test_a_claim_that_is_not_there_is_said_so(room: Room, act: str) -> None:
    async with running(room) as desk:
        values = {"rating": "true", "act": "cast"} if act == "ballot" else {"text": "Hm"}
        answer = await desk.post(f"/claims/nope/{act}", **values)
        assert (answer.status, answer.json["error"]) == (404, "This claim is not on the desk.")


async def test_what_the_page_has_already_comes_without_html(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        items = (await desk.parts())["items"]
        revs = ",".join(item["rev"] for item in items)
        again = json.loads((await desk.get("/desk?as=rosa", Claimdesk_Have=revs)).text)["items"]
        assert [item["html"] for item in again] == [None] * len(items)
        assert [item["id"] for item in again] == [item["id"] for item in items]


async def test_a_smaller_window_shows_the_newest_and_says_that_there_is_more(room: Room) -> None:
    async with running(room) as desk:
        await desk.post("/messages", text="Good morning")
        room.wait(timedelta(minutes=1))
        await with_story(desk)
        whole, part = await desk.parts(), await desk.parts(limit=2)
        assert [item["id"] for item in part["items"]] == [item["id"] for item in whole["items"][1:]]
        assert (whole["earlier"], part["earlier"]) == (False, True)


@pytest.mark.parametrize("limit", ["0", "-1", "x", "99999999999", "²", ""])
async def test_an_odd_window_is_answered_all_the_same(room: Room, limit: str) -> None:
    async with running(room) as desk:
        assert (await desk.get(f"/desk?limit={limit}")).status == 200


async def test_an_unknown_address_is_a_plain_page(room: Room) -> None:
    async with running(room) as desk:
        answer = await desk.get("/nowhere")
        assert answer.status == 404
        assert "There is nothing at this address." in answer.text
        assert (await desk.get("/static/../app.py")).status == 404
        assert (await desk.get("/static/%2e%2e%2fapp.py")).status == 404


async def test_readiness_is_503_when_a_part_is_down_and_health_is_not(room: Room) -> None:
    async with running(room) as desk:
        desk.health.update(database="ok", slack="off", discord="standby", web="ok")
        assert (await desk.get("/readyz")).status == 200
        desk.health.update(database="down")
        ready, alive = await desk.get("/readyz"), await desk.get("/healthz")
        assert (ready.status, alive.status) == (503, 200)
        assert set(ready.json) == set(alive.json) == {"database", "slack", "discord", "web"}


@pytest.mark.parametrize(("name", "kind"), [("main.js", "text/javascript"), ("base.css", "text/css")])
async def test_scripts_and_styles_come_with_their_types(room: Room, name: str, kind: str) -> None:
    async with running(room) as desk:
        first = await desk.get(f"/static/{name}")
        assert first.headers["Content-Type"].startswith(kind)
        assert (await desk.get(f"/static/{name}", If_None_Match=first.headers["ETag"])).status == 304


async def test_the_sample_is_pasted_as_its_link_and_shown_as_a_page(room: Room) -> None:
    async with running(room) as desk:
        await desk.post("/sample")
        assert SAMPLE_URL in await desk.html()
        assert 'href="/sample"' in await desk.html()
        page = await desk.get("/sample")
        assert "Tidewater Courier" in page.text
        assert "script-src" not in page.headers["Content-Security-Policy"]


async def test_only_the_sample_comes_from_the_package(room: Room) -> None:
    pages = SamplePages(room.pages)
    room.pages.pages[LINK] = "Two words"
    assert b"Marrow Bay" in (await pages.fetch(SAMPLE_URL)).body
    assert (await pages.fetch(LINK)).body == b"Two words"
    assert room.pages.asked == [LINK]
