"""views.*: modals and the App Home."""

from typing import Any

from tests.support.slack.api.content import name_controls
from tests.support.slack.api.method import Ask, method
from tests.support.slack.checks import refuse_bad_view
from tests.support.slack.message import View
from tests.support.slack.rich import pings
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Team
from tests.support.slack.world import World

MOST_STACKED = 3


def make_view(world: World, team: Team, user: str, body: Any, *, previous: View | None = None) -> View:
    """A checked view on somebody's screen, not yet kept."""
    home = isinstance(body, dict) and body.get("type") == "home"
    refuse_bad_view(body, home=home)
    name_controls(world, body["blocks"])
    for one in pings(body["blocks"]):
        world.complain(f"a view pings many people: {one}")
    view = View(
        id=world.new_id("V"),
        team=team.id,
        user=user,
        body=body,
        hash=f"{world.new_ts()}.h",
        app_id=world.app,
        bot_id=team.bot_id,
    )
    if previous is not None:
        view.previous, view.root = previous.id, previous.root or previous.id
    return view


def change_view(world: World, team: Team, view: View, body: Any) -> None:
    """Shows something else in the same place."""
    fresh = make_view(world, team, view.user, body)
    view.body, view.hash = fresh.body, fresh.hash


def screen(world: World, team: str, user: str) -> list[View]:
    """The modals on somebody's screen, the uppermost last."""
    return [one for one in world.views.values() if (one.team, one.user, one.closed) == (team, user, False)]


def _view(ask: Ask) -> Any:
    if not ask.args.get("view"):
        raise Refused("invalid_arguments", {"response_metadata": {"messages": ["[ERROR] missing: view"]}})
    return ask.args["view"]


@method("views.open")
def open_(ask: Ask) -> Json:
    """Opens a modal for whoever's act gave the trigger."""
    body = _view(ask)
    refuse_bad_view(body, home=False)
    trigger = ask.world.spend(ask.need("trigger_id"))
    view = make_view(ask.world, ask.team, trigger.user, body)
    for other in screen(ask.world, ask.team.id, trigger.user):
        other.closed = True
    ask.world.views[view.id] = view
    return {"view": view.shown()}


@method("views.push")
def push(ask: Ask) -> Json:
    """Puts a modal on top of the one whose act gave the trigger."""
    body = _view(ask)
    trigger = ask.world.spend(ask.need("trigger_id"))
    stack = screen(ask.world, ask.team.id, trigger.user)
    if not stack or len(stack) >= MOST_STACKED:
        raise Refused("push_limit_reached" if stack else "not_found")
    view = make_view(ask.world, ask.team, trigger.user, body, previous=stack[-1])
    ask.world.views[view.id] = view
    return {"view": view.shown()}


@method("views.update")
def update(ask: Ask) -> Json:
    """Changes an open modal."""
    body = _view(ask)
    wanted = ask.text("view_id")
    found = [
        one
        for one in ask.world.views.values()
        if not one.closed
        and (one.id == wanted or (not wanted and one.body.get("external_id") == ask.need("external_id")))
    ]
    if not found:
        raise Refused("not_found")
    if ask.text("hash") not in ("", found[0].hash):
        raise Refused("hash_conflict")
    change_view(ask.world, ask.team, found[0], body)
    return {"view": found[0].shown()}


@method("views.publish")
def publish(ask: Ask) -> Json:
    """Shows somebody's Home."""
    body, user = _view(ask), ask.need("user_id")
    refuse_bad_view(body, home=True)
    if user not in ask.team.users:
        raise Refused("user_not_found")
    old = ask.world.homes.get((ask.team.id, user))
    if old is not None and ask.text("hash") not in ("", old.hash):
        raise Refused("hash_conflict")
    if old is not None:
        change_view(ask.world, ask.team, old, body)
    view = old or make_view(ask.world, ask.team, user, body)
    ask.world.homes[ask.team.id, user] = view
    return {"view": view.shown()}
