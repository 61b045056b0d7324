"""Which claims get a thread, and when two stories share one."""

from datetime import timedelta

from tests.support.room import EDDA, Room

ONE = "https://one.example.org/news/bridge-closes-1"
TWO = "https://two.example.net/news/bridge-shut-2"
SENTENCES = [f"The bridge carried {number},000 cars in May." for number in range(1, 10)]


def page(title: str, sentences: list[str], *, canonical: str | None = None) -> str:
    return "\n".join([title, *sentences, *([f"canonical: {canonical}"] if canonical else [])])


async def test_the_best_three_are_posted_and_the_rest_stay_on_the_card(room: Room) -> None:
    room.pages.pages[ONE] = page("Bridge closes today", SENTENCES)
    await room.paste(ONE)
    await room.settle()
    (story,) = await room.stories()
    assert [claim.root is not None for claim in story.claims] == [True] * 3 + [False] * 6
    assert [claim.label for claim in story.claims][:3] == ["1.1", "1.2", "1.3"]


async def test_no_more_than_six_roots_in_ten_minutes(room: Room) -> None:
    for number in range(4):
        link = f"https://one.example.org/news/story-{number}"
        room.pages.pages[link] = page(f"Story number {number}", [f"{number}{text}" for text in SENTENCES])
        await room.paste(link)
        await room.settle()
    assert [story.posted for story in await room.stories()] == [3, 3, 0, 0]
    room.wait(timedelta(minutes=11))
    link = "https://one.example.org/news/story-later"
    room.pages.pages[link] = page("A later story", [f"Later {text}" for text in SENTENCES])
    await room.paste(link)
    await room.settle()
    assert (await room.stories())[-1].posted == 3


async def test_the_same_sentence_in_a_second_outlet_is_the_same_claim(room: Room) -> None:
    room.pages.pages[ONE] = page(
        "Bridge closes today", ["“It carried 40,000 cars,” she said.", *SENTENCES[:2]]
    )
    room.pages.pages[TWO] = page(
        "The bridge is shut", ['"It carried 40,000  cars," she said.', *SENTENCES[4:8]]
    )
    await room.paste(ONE)
    await room.settle()
    await room.paste(TWO, by=EDDA)
    await room.settle()
    first, second = await room.stories()
    assert second.same_as is None
    assert first.claims[0].claim.id == second.claims[0].claim.id
    assert first.claims[0].outlets == ("two.example.net",)
    assert second.claims[0].label == "2.1"


async def test_the_same_words_of_another_speaker_are_another_claim(room: Room) -> None:
    room.pages.pages[ONE] = page("Bridge closes today", [f"Ana Novak: {SENTENCES[0]}"])
    room.pages.pages[TWO] = page("The bridge is shut", [f"Jon Berg: {SENTENCES[0]}"])
    for link in (ONE, TWO):
        await room.paste(link)
        await room.settle()
    first, second = await room.stories()
    assert first.claims[0].claim.id != second.claims[0].claim.id


async def test_a_story_of_known_sentences_gets_one_line_and_no_roots(room: Room) -> None:
    room.pages.pages[ONE] = page("Bridge closes today", SENTENCES[:6])
    room.pages.pages[TWO] = page("The bridge is shut", [*SENTENCES[:5], "A new sentence with 7 words in."])
    for link in (ONE, TWO):
        await room.paste(link)
        await room.settle()
    _, second = await room.stories()
    assert second.same_as is not None
    assert second.posted == 3
    assert room.chat.kinds() == {"card": 1, "claim": 3, "line": 1}
    (line,) = room.said()
    assert line.startswith("Same text as story 1, “Bridge closes today”: the desk has 5 of its 6 claims.")
    assert line.endswith("/claims show 2.")


async def test_after_thirty_days_it_is_a_new_claim_that_shows_the_old_one(room: Room) -> None:
    room.pages.pages[ONE] = page("Bridge closes today", SENTENCES[:3])
    room.pages.pages[TWO] = page("The bridge is shut", SENTENCES[:3])
    await room.paste(ONE)
    await room.settle()
    room.wait(timedelta(days=30))
    await room.paste(TWO)
    await room.settle()
    first, second = await room.stories()
    assert second.claims[0].claim.id != first.claims[0].claim.id
    assert [claim.earlier for claim in second.claims] == ["1.1", "1.2", "1.3"]
    assert room.chat.kinds() == {"card": 2, "claim": 6}


async def test_two_links_that_name_one_canonical_page_are_one_story(room: Room) -> None:
    other = "https://one.example.org/live/9"
    room.pages.pages[ONE] = page("Bridge closes today", SENTENCES[:2])
    room.pages.pages[other] = page("Bridge closes today", SENTENCES[:2], canonical=ONE)
    for link in (ONE, other):
        await room.paste(link)
        await room.settle()
    (story,) = await room.stories()
    assert len(story.tips) == 2
    assert room.chat.kinds() == {"card": 1, "claim": 2, "line": 1}
    await room.paste(other)
    await room.settle()
    assert room.pages.asked == [ONE, other]


async def test_a_page_without_claims_gets_a_card_that_says_so(room: Room) -> None:
    room.pages.pages[ONE] = "Nothing in it"
    await room.paste(ONE)
    await room.settle()
    assert room.chat.kinds() == {"card": 1}
