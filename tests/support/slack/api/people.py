"""users.*, usergroups.*, team.*, bots.*: who is who."""

from tests.support.slack.api.method import Ask, method, page
from tests.support.slack.shapes import Json, Refused


@method("users.info", "users:read")
def user_info(ask: Ask) -> Json:
    """One person."""
    user = ask.team.users.get(ask.need("user"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": user.shown(ask.team.id, email="users:read.email" in ask.team.scopes)}


@method("users.list", "users:read")
def user_list(ask: Ask) -> Json:
    """Everybody, a page at a time."""
    users, more = page(ask, list(ask.team.users.values()), 1000)
    email = "users:read.email" in ask.team.scopes
    return {"members": [one.shown(ask.team.id, email=email) for one in users]} | more


@method("usergroups.list", "usergroups:read")
def group_list(ask: Ask) -> Json:
    """The user groups, with their people when asked."""
    disabled, users = ask.flag("include_disabled"), ask.flag("include_users")
    groups = [one for one in ask.team.groups.values() if disabled or not one.disabled]
    return {"usergroups": [one.shown(ask.team.id, users=users) for one in groups]}


@method("usergroups.users.list", "usergroups:read")
def group_users(ask: Ask) -> Json:
    """The ids of who is in a user group."""
    group = ask.team.groups.get(ask.need("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    if group.disabled and not ask.flag("include_disabled"):
        raise Refused("subteam_disabled")
    return {"users": group.users}


@method("team.info", "team:read")
def team_info(ask: Ask) -> Json:
    """The workspace itself."""
    team = ask.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "url": f"https://{team.domain}.slack.test/",
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


@method("bots.info", "users:read")
def bot_info(ask: Ask) -> Json:
    """The app as a bot."""
    team = ask.team
    if ask.text("bot", team.bot_id) != team.bot_id:
        raise Refused("bot_not_found")
    bot = {"id": team.bot_id, "app_id": ask.world.app, "user_id": team.bot_user, "name": "Claimdesk"}
    return {"bot": bot | {"deleted": False, "updated": 1_700_000_000, "icons": {}}}
