"""What auto mode leaves alone without a word."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl

from yarl import URL

from bot.extract.wrappers import unwrapped

# host (and all below it): the path that counts, None for any
_SHARED: dict[str, str | None] = {
    "docs.google.com": None,
    "drive.google.com": None,
    "sheets.google.com": None,
    "slides.google.com": None,
    "forms.gle": None,
    "calendar.google.com": None,
    "meet.google.com": None,
    "chat.google.com": None,
    "mail.google.com": None,
    "accounts.google.com": None,
    "photos.google.com": None,
    "photos.app.goo.gl": None,
    "sharepoint.com": None,
    "onedrive.live.com": None,
    "1drv.ms": None,
    "office.com": None,
    "outlook.com": None,
    "outlook.office365.com": None,
    "teams.microsoft.com": None,
    "teams.live.com": None,
    "dropbox.com": None,
    "dropboxusercontent.com": None,
    "box.com": r"/(s|file|folder|v|notes|embed)/",
    "icloud.com": None,
    "wetransfer.com": None,
    "we.tl": None,
    "notion.so": None,
    "notion.site": None,
    "zoom.us": r"/(j|w|my|s|wc|rec|meeting|webinar)/",
    "webex.com": None,
    "whereby.com": None,
    "calendly.com": None,
    "doodle.com": None,
    "figma.com": r"/(file|design|board|proto|slides)/",
    "miro.com": r"/(app|welcomeonboard)/",
    "trello.com": r"/(b|c|w|invite)/",
    "atlassian.net": None,
    "airtable.com": r"/(app|shr|tbl|invite)",
    "asana.com": r"/0/",
    "monday.com": r"/boards/",
    "discord.gg": None,
    "discord.com": r"/(invite|channels|oauth2)/",
    "discordapp.com": r"/(invite|channels|oauth2)/",
    "slack.com": r"/(archives|files|client|signin|join|huddle|docs|team)/|/app_redirect",
    "t.me": r"/(joinchat/|\+)",
    "chat.whatsapp.com": None,
    "wa.me": None,
    "signal.group": None,
    "signal.me": None,
    "chat.openai.com": None,
    "chatgpt.com": None,
}
_UNREADABLE: dict[str, str | None] = {
    "youtube.com": None,
    "youtu.be": None,
    "youtube-nocookie.com": None,
    "vimeo.com": None,
    "dailymotion.com": None,
    "twitch.tv": None,
    "rumble.com": None,
    "tiktok.com": None,
    "instagram.com": None,
    "facebook.com": None,
    "fb.watch": None,
    "fb.com": None,
    "x.com": None,
    "twitter.com": None,
    "t.co": None,
    "threads.net": None,
    "threads.com": None,
    "linkedin.com": None,
    "lnkd.in": None,
    "reddit.com": None,
    "redd.it": None,
    "bsky.app": None,
    "pinterest.com": None,
    "snapchat.com": None,
    "truthsocial.com": None,
    "vk.com": None,
    "weibo.com": None,
    "open.spotify.com": None,
    "soundcloud.com": None,
    "podcasts.apple.com": None,
    "giphy.com": None,
    "tenor.com": None,
}

_SECRET_KEYS = frozenset(
    """
    token access_token accesstoken auth_token authtoken id_token refresh_token session_token login_token
    auth authorization sig signature jwt password passwd pwd api_key apikey secret client_secret
    sessionid session_id phpsessid jsessionid otp magic_link invite_token reset_token sas
    x-amz-signature x-amz-credential x-amz-security-token x-goog-signature x-goog-credential
    """.split()  # noqa: SIM905
)
# An id on most sites; a secret when it is long.
_PERHAPS_SECRET = frozenset(("key", "hash", "ticket", "invite", "st"))
_LONG = 20
_LOG_IN = re.compile(
    r"/(log-?in|sign-?in|signup|sign-up|log-?out|sign-?out|sso|oauth2?|saml2?|authorize|unsubscribe|opt-?out"
    r"|(reset|forgot|change|new)[-_]?password|password[-_/]?reset|verify[-_]?email|confirm[-_]?email"
    r"|email[-_]?preferences|wp-login\.php|wp-admin)(/|\.\w+$|$)",
    re.IGNORECASE,
)


def never_auto(url: str, *, own: Collection[str] = ()) -> bool:
    """True for what is hardly meant as an article: the `own` domains, private places, secrets, videos."""
    try:
        parsed = URL(unwrapped(url))
    except ValueError:
        return False
    if parsed.raw_host is None:
        return False
    if parsed.raw_user is not None or parsed.raw_password is not None:
        return True
    host = parsed.raw_host.removesuffix(".")
    if any(_is_under(host, domain) for domain in own if domain.strip()):
        return True
    if _listed(host, parsed.raw_path, _SHARED) or _listed(host, parsed.raw_path, _UNREADABLE):
        return True
    return _carries_secret(parsed)


def _is_under(host: str, domain: str) -> bool:
    bare = domain.strip().lower().removeprefix("*").strip(".").removeprefix("www.")
    try:
        wire = URL(f"https://{bare}/").raw_host
    except ValueError:
        return False
    return wire is not None and (host == wire or host.endswith("." + wire))


def _listed(host: str, path: str, table: dict[str, str | None]) -> bool:
    labels = host.split(".")
    for at in range(len(labels)):
        place = ".".join(labels[at:])
        if place in table:
            wanted = table[place]
            return wanted is None or re.match(wanted, path) is not None
    return False


def _carries_secret(url: URL) -> bool:
    if _LOG_IN.search(url.raw_path):
        return True
    pairs = parse_qsl(url.raw_query_string) + parse_qsl(url.raw_fragment)
    keys = {key.lower() for key, _ in pairs}
    if keys & _SECRET_KEYS or {"code", "state"} <= keys:
        return True
    return any(key.lower() in _PERHAPS_SECRET and len(value) >= _LONG for key, value in pairs)
