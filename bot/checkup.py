"""`claimdesk doctor`: what is missing or wrong, a sentence each."""

import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.errors import AlreadyRunning, ClaimdeskError
from bot.model.finding import Finding
from bot.settings import Settings

Try = Callable[[Settings], str]
Found = Callable[[Settings], Sequence[Finding]]


def nothing(_: Settings) -> Sequence[Finding]:
    """Where no platform is on."""
    return ()


def look(
    load: Callable[[], Settings],
    *,
    model: Try,
    database: Try,
    pages: Try,
    platforms: Mapping[str, str],
    found: Found = nothing,
) -> list[Finding]:
    """Every finding; `model`, `database` and `pages` try the real thing and say in a sentence how it went.

    `platforms` names the setting of each platform that is off without it; `found` is what was found on those
    that are on, named by the platform, a colon and what it is.
    """
    findings = [_python()]
    try:
        settings = load()
    except ClaimdeskError as wrong:
        return [*findings, Finding("Settings", False, wrong.reason)]
    where = (
        "the environment and .env" if Path(".env").is_file() else "the environment (there is no .env here)"
    )
    on = found(settings)
    off = platforms.keys() - {one.name.partition(":")[0] for one in on}
    return [
        *findings,
        Finding("Settings", True, f"Read from {where}."),
        _tried("Model", model, settings),
        _tried("Database", database, settings),
        _tried("Fetching", pages, settings),
        _port(settings),
        Finding("Time zone", True, f"New desks are set to {settings.zone}."),
        *on,
        *(
            Finding(name, True, f"Off: {setting} is not set.")
            for name, setting in platforms.items()
            if name in off
        ),
    ]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), f"{version}; Claimdesk needs 3.11 or newer.")


def _tried(name: str, attempt: Try, settings: Settings) -> Finding:
    try:
        return Finding(name, True, attempt(settings))
    except AlreadyRunning as running:
        return Finding(name, True, f"In use: {running.reason}")
    except ClaimdeskError as wrong:
        return Finding(name, False, wrong.reason)


def _port(settings: Settings) -> Finding:
    host, port = settings.web_host, settings.web_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as wrong:
            return Finding("Web desk", False, f"WEB_PORT {port} at {host} cannot be used: {wrong.strerror}.")
    return Finding("Web desk", True, f"WEB_PORT {port} at {host} is free.")
