"""What Slack is told by the clock: digests, reminders, and silence where the bot is no more."""

from datetime import timedelta

import pytest

from tests.adapters.slack.floor import Floor
from tests.support.slack import BOT_USER, CHAN, EDDA, ELIAS, ROSA, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 3
DAY = timedelta(hours=24)


async def test_the_morning_brings_a_digest_to_the_channel_once_and_none_where_the_bot_is_gone(
    floor: Floor,
) -> None:
    soon = floor.desk.now() + timedelta(minutes=4)
    there, left = await floor.stand(), await floor.stand()
    for stand in (there, left):
        await floor.ask(CHAN, f"settings zone:UTC days:mon-sun digest:{soon:%H:%M}", stand.channel)
        await floor.person(EDDA).click("False", stand.root.ts)
        await floor.person(ELIAS).click("False", stand.root.ts)
        await floor.person(CHAN).choose("Evidence", stand.root.ts)
        await floor.person(CHAN).submit({"Source": "https://proof.test/budget"})
        assert (await stand.state()).startswith("Verdict: False")
    await floor.quiet()
    floor.person(CHAN).kick_bot(left.channel)
    await floor.heard()
    stood = len(floor.slack.team.channels[left.channel].messages)
    floor.desk.wait(timedelta(minutes=5))
    for _ in range(2):
        await floor.desk.sweep()
        await floor.desk.settle()
    digests = [one for one in floor.roots(there.channel) if shown(one).startswith("Digest")]
    assert len(digests) == 1
    assert "Changed: 1.1 Verdict: False" in shown(digests[0])
    assert len(shown(digests[0]).splitlines()) <= 12
    assert f"/archives/{there.channel}/" in str(digests[0].blocks), "each line leads to its thread"
    assert len(floor.slack.team.channels[left.channel].messages) == stood
    floor.person(CHAN).invite(left.channel)
    await floor.desk.settle()
    floor.desk.wait(DAY)
    await floor.desk.sweep()
    await floor.until(lambda: any(shown(one).startswith("Digest") for one in floor.roots(left.channel)))


async def test_at_a_due_time_the_owner_is_told_directly_the_desk_in_the_channel_and_the_chief_with_the_gate(
    floor: Floor,
) -> None:
    stand, edda, rosa = await floor.stand(), floor.person(EDDA), floor.person(ROSA)
    await floor.ask(CHAN, "settings days:mon-sun hours:00:00-23:59", stand.channel)
    await edda.click("Take", stand.root.ts)
    await rosa.click("Use", stand.root.ts)
    await rosa.submit({"Piece": "evening"})
    await edda.click("Set due", floor.slack.thread(stand.paste)[0].ts)
    await edda.submit({"Due": "in 5h"})
    await floor.heard()
    before = {who: len(floor.slack.dms(who)) for who in (EDDA, CHAN)}
    floor.desk.wait(timedelta(minutes=61))
    await floor.desk.sweep()
    await floor.until(lambda: len(floor.slack.dms(EDDA)) > before[EDDA])
    assert "1.1" in shown(floor.slack.dms(EDDA)[-1])
    floor.desk.wait(timedelta(hours=3))
    await floor.desk.sweep()
    await floor.until(lambda: any("due" in shown(one).lower() for one in floor.roots(stand.channel)[1:]))
    floor.desk.wait(timedelta(minutes=16))
    await floor.desk.sweep()
    await floor.until(lambda: len(floor.slack.dms(CHAN)) > before[CHAN])
    assert "red" in shown(floor.slack.dms(CHAN)[-1]).lower()
    assert all(one.user in (BOT_USER, EDDA, CHAN) for one in floor.slack.dms(EDDA) + floor.slack.dms(CHAN))
