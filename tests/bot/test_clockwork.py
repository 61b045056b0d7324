"""The desk's clock: the machine's, or one that runs fast."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clockwork import Clock
from tests.support.hours import NOON

MINUTE = timedelta(minutes=1)


@dataclass
class Machine:
    """The real clock, in our hands."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time


def test_without_speed_it_is_the_machines_clock_whatever_that_does() -> None:
    machine = Machine()
    clock = Clock(machine)
    assert not clock.fast
    for jump in (MINUTE, timedelta(hours=1), timedelta(hours=-1), timedelta(days=400)):
        machine.time += jump
        clock.go_on_from(NOON + timedelta(days=9))
        assert clock() == machine.time


def test_at_speed_its_time_runs_so_many_times_as_fast_from_now() -> None:
    machine = Machine()
    clock = Clock(machine, speed=600)
    assert clock.fast
    assert clock() == NOON
    machine.time += timedelta(seconds=6)
    assert clock() == NOON + timedelta(hours=1)
    machine.time += MINUTE
    assert clock() == NOON + timedelta(hours=11)


def test_a_demonstration_goes_on_from_the_latest_time_lived_through_and_never_back() -> None:
    machine = Machine()
    before = Clock(machine, speed=600)
    machine.time += 3 * MINUTE
    latest = before()
    clock = Clock(machine, speed=600)
    assert clock() < latest
    clock.go_on_from(latest)
    assert clock() == latest
    machine.time += timedelta(seconds=1)
    assert clock() == latest + timedelta(minutes=10)
    clock.go_on_from(NOON)
    clock.go_on_from(None)
    assert clock() == latest + timedelta(minutes=10)


def test_its_times_are_aware_and_keep_their_zone() -> None:
    clock = Clock(Machine(), speed=0.5)
    assert clock.fast
    assert clock().tzinfo is NOON.tzinfo
