"""Which addresses may be read: rules only, nothing here opens a connection."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from yarl import URL

from bot.errors import PageRefused, SettingWrong

LONGEST = 2048

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Beyond `is_global`, which says yes to NAT64, 6to4, Teredo and some clouds' own services (and differs
# between Python 3.11 and 3.13).
_NEVER_PUBLIC: tuple[_Network, ...] = tuple(
    ipaddress.ip_network(net)
    for net in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")

# Where clouds hand out their secrets: no setting opens these. The whole of IPv4 link-local is in it,
# because AWS, Azure, Google, Oracle, Scaleway and Tencent each use another address of it.
_METADATA: tuple[_Network, ...] = tuple(
    ipaddress.ip_network(net)
    for net in (
        "169.254.0.0/16",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "192.0.0.192/32",
        "fd00:ec2::/32",
        "fd00:42::42/128",
        "fd20:ce::254/128",
    )
)
_METADATA_NAMES = ("metadata.google.internal", "metadata", "instance-data", "metadata.azure.internal")

# Prefixes of IPv6 that carry an IPv4 address, and how far right it stands (bits).
_CARRIES_V4 = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)

_PRIVATE_ENDINGS = (
    "local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home", "lan",
    "home.arpa", "onion", "i2p",
)  # fmt: skip

# Controls, blanks, backslash, soft hyphen, zero-width, bidi, surrogates, tags: nothing a real link holds raw.
_TRICKS = re.compile(
    "[\x00-\x20\x7f-\xa0\\\\\xad\u034f\u061c\u115f\u1160\u1680\u180b-\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_AUTHORITY = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


def plain(address: IPAddress) -> IPAddress:
    """A v4-mapped address as the IPv4 address that it reaches."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def is_public(address: IPAddress) -> bool:
    """The same answer on Python 3.11 to 3.13: an address that anyone on the internet may reach."""
    address = plain(address)
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_V6:
        return False
    if not address.is_global or address.is_multicast:
        return False
    return not any(address in net for net in _NEVER_PUBLIC)


def is_metadata(address: IPAddress) -> bool:
    """A cloud's own service, in any spelling that carries it."""
    found: list[IPAddress] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        found += [
            ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
            for net, shift in _CARRIES_V4
            if address in net
        ]
    return any(one in net for one in found for net in _METADATA)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The operator's `host:port` list: places that may be read although not public."""

    places: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "Allowed":
        """Raises SettingWrong for an entry that is not `host:port`."""
        return cls(frozenset(_place(entry.strip()) for entry in entries if entry.strip()))

    def __contains__(self, url: URL) -> bool:
        return (_bare(url.raw_host or ""), url.port) in self.places


def _place(entry: str) -> tuple[str, int]:
    wrong = SettingWrong(f"FETCH_ALLOW needs host:port, separated by commas, and {entry[:80]!r} is not one.")
    if _TRICKS.search(entry) or any(mark in entry for mark in "/?#@%*"):
        raise wrong
    try:
        url = URL(f"http://{entry}")
        host, port = url.raw_host, url.explicit_port
    except ValueError:
        raise wrong from None
    # yarl gives an explicit 80 as such; a host alone, or port 0, is a mistake.
    if not host or not port or not (":" in host or _NAME.fullmatch(host)):
        raise wrong
    return _bare(host), port


def _bare(host: str) -> str:
    return host.lower().removesuffix(".")


@dataclass(frozen=True, slots=True)
class Hop:
    """One address of the chain that may be asked; `allowed` lifts the refusal of non-public addresses."""

    url: URL
    host: str
    allowed: bool

    def may_reach(self, address: str) -> bool:
        """Asked for every address the name has, and again for the one that connect() gets."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        return not is_metadata(ip) and (self.allowed or is_public(ip))


def first_hop(text: str, allowed: Allowed) -> Hop:
    """Raises PageRefused with the reason."""
    text = text.strip(" \t\r\n")
    _check_characters(text)
    if not _SCHEME.match(text):
        raise PageRefused("This is not a web address; it has to begin with http:// or https://.")
    return _checked(_parsed(text), allowed)


def next_hop(here: URL, location: str, allowed: Allowed) -> Hop:
    """The hop that a redirect asks for, held to the same rules as the first."""
    location = location.strip(" \t")
    _check_characters(location)
    try:
        there = here.join(_parsed(location))
    except ValueError:
        raise PageRefused("This is not a web address that can be opened.") from None
    return _checked(there, allowed)


def _check_characters(text: str) -> None:
    if len(text) > LONGEST:
        raise PageRefused(f"This address is longer than {LONGEST} characters; we do not open those.")
    if _TRICKS.search(text):
        raise PageRefused("This address holds blanks or hidden characters; we do not open those.")
    authority = _AUTHORITY.match(text)
    if authority and "@" in authority[1]:
        raise PageRefused("This address carries a user name or password; we do not open those.")
    if authority and "%" in authority[1]:
        raise PageRefused("The host in this address is written in code; we do not open those.")


def _parsed(text: str) -> URL:
    try:
        return URL(text)
    except ValueError:
        raise PageRefused("This is not a web address that can be opened.") from None


def _checked(url: URL, allowed: Allowed) -> Hop:
    url = url.with_fragment(None)
    if url.scheme not in ("http", "https"):
        raise PageRefused("We read web pages only: the address has to begin with http:// or https://.")
    if len(str(url)) > LONGEST:
        raise PageRefused(f"This address is longer than {LONGEST} characters; we do not open those.")
    if url.raw_user is not None or url.raw_password is not None:
        raise PageRefused("This address carries a user name or password; we do not open those.")
    host = _bare(url.raw_host or "")
    if not host or not url.port:
        raise PageRefused("This is not a web address that can be opened.")
    if host in _METADATA_NAMES or _is_metadata_literal(host):
        raise PageRefused("This address belongs to a machine's own services; we never open those.")
    if url in allowed:
        return Hop(url, host, allowed=True)
    _check_host(host)
    if url.port not in (80, 443):
        raise PageRefused(f"We read pages on the usual web ports only, not on port {url.port}.")
    return Hop(url, host, allowed=False)


def _is_metadata_literal(host: str) -> bool:
    try:
        return is_metadata(ipaddress.ip_address(host))
    except ValueError:
        return False


def _check_host(host: str) -> None:
    # yarl has folded full-width digits and ideographic stops already; folding again costs nothing.
    name = unicodedata.normalize("NFKC", host)
    if ":" in name or _NUMBER.fullmatch(name.rsplit(".", 1)[-1]):
        raise PageRefused("This address is a bare number, not the name of a site; we do not open those.")
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise PageRefused("The host in this address is not the name of a site.")
    if "." not in name:
        raise PageRefused("This address is inside a private network; we read public pages only.")
    if any(name.endswith("." + ending) for ending in _PRIVATE_ENDINGS):
        raise PageRefused("This address is inside a private network; we read public pages only.")
