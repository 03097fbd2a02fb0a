"""Parse the front matter of a Markdown page: the simple part of YAML that site generators write, or TOML."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

_YAML = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.S)
_ENTRY = re.compile(r"([A-Za-z_][\w-]*+)[ \t]*+:(?:[ \t]++(.*+))?")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Return each key in lower case with its values, and the text below. What is not understood is left out."""
    found = _YAML.match(text)
    if found is not None:
        return _read_yaml(found[1]), text[found.end() :]
    found = _TOML.match(text)
    if found is None:
        return {}, text
    try:
        told = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError:
        return {}, text[found.end() :]
    flat = told | told.get("taxonomies", {}) | told.get("params", {})
    return {name.casefold(): _list_values(value) for name, value in flat.items()}, text[
        found.end() :
    ]


def _list_values(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value if isinstance(one, str | int | date)]
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(value)] if isinstance(value, str | int | float | bool) else []


def _read_yaml(written: str) -> dict[str, list[str]]:
    """Parse ``name: value``, ``name: [a, b]``, and lists below a name. Deeper structures are left out."""
    told: dict[str, list[str]] = {}
    name = ""
    for line in written.split("\n"):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            name = entry[1].casefold()
            told[name] = _read_value(entry[2] or "")
        elif name and bare.startswith("- "):
            told[name].append(_unquote(bare[2:]))
    return told


def _read_value(written: str) -> list[str]:
    value = written.strip()
    if value.startswith("[") and value.endswith("]"):
        return [one for part in value[1:-1].split(",") if (one := _unquote(part))]
    one = _unquote(value)
    return [one] if one and one not in ("|", ">", "null", "~") else []


def _unquote(written: str) -> str:
    value = written.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.split(" #")[0].strip()
