"""Slack's manifest, read without a YAML package: mappings, lists, words; nothing else stands in it."""

from pathlib import Path
from typing import Any

MANIFEST = Path("adapters/slack/manifest.yaml")
Line = tuple[int, str]


def manifest() -> dict[str, Any]:
    """As Slack would read it."""
    lines = [_line(line) for line in MANIFEST.read_text().splitlines()]
    found = _block([line for line in lines if line[1]])
    assert isinstance(found, dict)
    return found


def _line(line: str) -> Line:
    """How deep it stands, and what it says without its comment."""
    words = line.strip()
    words = "" if words.startswith("#") else words.partition(" #")[0].strip()
    return len(line) - len(line.lstrip()), words


def _block(lines: list[Line]) -> Any:
    depth = lines[0][0]
    if not lines[0][1].startswith("- "):
        return dict(_entry(part) for part in _parts(lines, depth))
    items = []
    for part in _parts(lines, depth):
        head = part[0][1].removeprefix("- ")
        items.append(_block([(depth + 2, head), *part[1:]]) if ": " in head else _word(head))
    return items


def _parts(lines: list[Line], depth: int) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in lines:
        assert line[0] >= depth, f"badly indented: {line[1]}"
        if line[0] == depth:
            parts.append([])
        parts[-1].append(line)
    return parts


def _entry(part: list[Line]) -> tuple[str, Any]:
    name, _, said = part[0][1].partition(":")
    assert bool(said.strip()) != (len(part) > 1), f"neither a word nor a block: {name}"
    return name, _word(said.strip()) if said.strip() else _block(part[1:])


def _word(said: str) -> Any:
    if said in ("true", "false"):
        return said == "true"
    return int(said) if said.isdigit() else said.strip('"')
