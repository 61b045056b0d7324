"""Who is there when nothing else is said: one newsroom, its people, and the app in two channels."""

from tests.support.slack.team import Channel, Group, Team, User

TEAM, OTHER_TEAM = "T0NEWS", "T0OTHER"
DESK, PRIVATE, ELSEWHERE = "C0DESK", "G0PRIV", "C0ELSE"
ROSA, EDDA, ELIAS, CHAN = "U0ROSA", "U0EDDA", "U0ELIAS", "U0CHAN"
GUEST, STRANGER, BOT_USER = "U0GUEST", "U0STRANGE", "U0BOT"
EDITORS = "S0EDITORS"
APP, BOT = "A0APP", "B0BOT"
BOT_TOKEN, APP_TOKEN = "xoxb-fake-news", "xapp-fake-1"
SIGNING_SECRET = "fake-signing-secret"
CLIENT_ID, CLIENT_SECRET = "111.222", "fake-client-secret"

_SCOPES = """app_mentions:read channels:history channels:read chat:write commands groups:history groups:read
im:history im:read im:write reactions:read reactions:write team:read usergroups:read users:read"""
SCOPES = frozenset(_SCOPES.split())


def newsroom() -> Team:
    """The default workspace."""
    team = Team(TEAM, "News", BOT_TOKEN, set(SCOPES))
    people = [
        User(ROSA, "rosa", TEAM, "Rosa Lind", tz="Europe/Lisbon", email="rosa@news.test"),
        User(EDDA, "edda", TEAM, "Edda Moss"),
        User(ELIAS, "elias", TEAM, "Elias Ward", tz="America/New_York"),
        User(CHAN, "chan", TEAM, "Chan Okoro", admin=True, owner=True),
        User(GUEST, "gus", TEAM, "Gus Guest", guest=True),
        User(STRANGER, "strange", OTHER_TEAM, "Stella Strange"),
        User(BOT_USER, "claimdesk", TEAM, "Claimdesk", bot=True),
    ]
    team.users = {one.id: one for one in people}
    everyone = [ROSA, EDDA, ELIAS, CHAN]
    channels = [
        Channel(DESK, "desk", [*everyone, GUEST, STRANGER, BOT_USER], shared=True),
        Channel(PRIVATE, "secret", [ROSA, CHAN, BOT_USER], private=True),
        Channel(ELSEWHERE, "elsewhere", everyone.copy()),
    ]
    team.channels = {one.id: one for one in channels}
    team.groups = {EDITORS: Group(EDITORS, "editors", "Editors", [EDDA, ELIAS])}
    return team


def second_newsroom(id: str = "T0TWO", *, token: str = "xoxb-fake-two") -> Team:
    """Another workspace with its own ids: people `U0TWO1` (an admin) and `U0TWO2`, channel `C0TWO`."""
    key = id.removeprefix("T")
    team = Team(id, f"News {key}", token, set(SCOPES), bot_user=f"U{key}BOT", bot_id=f"B{key}BOT")
    people = [
        User(f"U{key}1", "ada", id, "Ada Two", admin=True),
        User(f"U{key}2", "ben", id, "Ben Two"),
        User(team.bot_user, "claimdesk", id, "Claimdesk", bot=True),
    ]
    team.users = {one.id: one for one in people}
    team.channels = {f"C{key}": Channel(f"C{key}", "desk", [one.id for one in people])}
    return team
