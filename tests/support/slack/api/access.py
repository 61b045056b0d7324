"""auth.*, oauth.*, apps.*: tokens, and the way to a socket."""

import base64

from tests.support.slack.api.method import Ask, method
from tests.support.slack.shapes import Json, Refused


@method("api.test", open=True)
def api_test(ask: Ask) -> Json:
    """Says that Slack is there."""
    return {"args": ask.args}


@method("auth.test", app_token=True)
def auth_test(ask: Ask) -> Json:
    """Whose token this is; an app's token names the app."""
    world, team = ask.world, ask.team
    if ask.token == world.app_token:
        return {"app_name": "Claimdesk", "app_id": world.app}
    return {
        "url": f"https://{team.domain}.slack.test/",
        "team": team.name,
        "user": "claimdesk",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def revoke(ask: Ask) -> Json:
    """Ends the token."""
    if not ask.flag("test"):
        ask.team.dead = "token_revoked"
    return {"revoked": not ask.flag("test")}


@method("apps.connections.open", app_token=True)
def connections_open(ask: Ask) -> Json:
    """The address of a socket, good for one connection."""
    if ask.token != ask.world.app_token:
        raise Refused("not_allowed_token_type")
    if "connections:write" not in ask.world.app_scopes:
        provided = ",".join(sorted(ask.world.app_scopes))
        raise Refused("missing_scope", {"needed": "connections:write", "provided": provided})
    ticket = ask.world.new_id("ticket-")
    ask.world.tickets.add(ticket)
    base = ask.world.address.replace("http://", "ws://")
    return {"url": f"{base}/link/?ticket={ticket}&app_id={ask.world.app}"}


@method("oauth.v2.access", open=True)
def oauth_access(ask: Ask) -> Json:
    """A code for a workspace's token, for an app that knows its secret."""
    world = ask.world
    given = ask.headers.get("Authorization", "")
    client_id, secret = ask.text("client_id"), ask.text("client_secret")
    if given.startswith("Basic "):
        client_id, _, secret = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
    if client_id != world.client_id:
        raise Refused("invalid_client_id")
    if secret != world.client_secret:
        raise Refused("bad_client_secret")
    if ask.need("code") not in world.codes:
        raise Refused("invalid_code")
    team_id, user, redirect_uri = world.codes.pop(ask.text("code"))
    if redirect_uri and ask.text("redirect_uri", redirect_uri) != redirect_uri:
        raise Refused("bad_redirect_uri")
    team = world.teams[team_id]
    team.dead = ""
    return {
        "access_token": team.token,
        "token_type": "bot",
        "scope": ",".join(sorted(team.scopes)),
        "bot_user_id": team.bot_user,
        "app_id": world.app,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "authed_user": {"id": user},
        "is_enterprise_install": False,
    }
