"""The entries of a JSON document: a list of objects, such a list in an object, or an object a line.

Where the document as a whole is no JSON, or goes deeper than can be read, its entries are read one by one, so that one
that cannot be read costs itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from huiyin.intake.model import RefusalCode
from huiyin.law.model import UnreadableLaw
from huiyin.law.source.decode import read_whole

Wrong = tuple[RefusalCode, tuple[tuple[str, str], ...]]
#: (Number from 1, the object, why it cannot be taken).
Entry = tuple[int, dict[str, Any], Wrong | None]
#: An object with more keys is no row of a table.
MOST_KEYS = 1000


class _Repeated(dict[str, Any]):
    """An object that gives a key twice: of its words some are lost. ``key``: the first such."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeated = _Repeated(made)
    seen: set[str] = set()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


_DECODER = json.JSONDecoder(parse_int=read_whole, object_pairs_hook=_object)


def read_entries(text: str, *, is_named: bool, file: str) -> list[Entry] | None:
    """The entries. ``is_named``: whether the file says that it is JSON; of one that does not and is none, None.

    Raises :class:`huiyin.law.UnreadableLaw` ``json_damaged``, ``json_too_deep`` or ``no_rows``.
    """
    try:
        document = _DECODER.decode(text.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        found = _by_line(text) or _one_by_one(text)
        if found is not None:
            return found
        if not is_named:
            return None
        if isinstance(error, RecursionError):
            raise UnreadableLaw("json_too_deep", file=file) from error
        raise UnreadableLaw("json_damaged", file=file, line=str(error.lineno)) from error
    if isinstance(document, dict):
        lists = [
            v
            for v in document.values()
            if isinstance(v, list) and any(isinstance(i, dict) for i in v)
        ]
        document = lists[0] if lists else [document]
    if not isinstance(document, list) or not any(isinstance(item, dict) for item in document):
        raise UnreadableLaw("no_rows", file=file)
    return [_entry(at, item) for at, item in enumerate(document, 1)]


def _entry(at: int, item: Any) -> Entry:
    if not isinstance(item, dict):
        return at, {}, (RefusalCode.NO_OBJECT, ())
    if isinstance(item, _Repeated):
        return at, dict(item), (RefusalCode.REPEATED_KEY, (("key", _shown(item.key)),))
    if len(item) > MOST_KEYS:
        details = (("number", str(len(item))), ("limit", str(MOST_KEYS)))
        return at, {}, (RefusalCode.TOO_WIDE, details)
    return at, item, None


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:40].replace("\0", "\ufffd")


def _try(text: str) -> tuple[Any, RefusalCode | None]:
    try:
        return _DECODER.decode(text), None
    except RecursionError:
        return None, RefusalCode.TOO_DEEP
    except json.JSONDecodeError:
        return None, RefusalCode.BROKEN_ROW


def _by_line(text: str) -> list[Entry] | None:
    """JSON Lines: an object in every line, but for lines that are wrong; fewer of these than of the others."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines or not lines[0][1].lstrip().startswith("{"):
        return None
    found: list[Entry] = []
    good = 0
    for at, (_, line) in enumerate(lines, 1):
        item, why = _try(line)
        found.append((at, {}, (why, ())) if why else _entry(at, item))
        good += isinstance(item, dict)
    return found if good * 2 > len(lines) or (good and good + 1 == len(lines)) else None


# A string that nothing closes goes to the end: to look for its mark in vain from each mark on would be the square.
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*+")


def _one_by_one(text: str) -> list[Entry] | None:
    """The entries of the document's first list of objects, each read by itself; None where that is not possible."""
    begin = re.match(r"\s*+(?:\{[^\[{]{0,2000})?\[\s*+(?=\{)", text)
    if begin is None:
        return None
    at, found, good = begin.end(), list[Entry](), 0
    while at < len(text):
        end = _end_of(text, at)
        if end is None:
            return None
        item, why = _try(text[at:end])
        found.append((len(found) + 1, {}, (why, ())) if why else _entry(len(found) + 1, item))
        good += isinstance(item, dict)
        at = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
        if text[at : at + 1] == "]":
            return found if good else None
    return None


def _end_of(text: str, at: int) -> int | None:
    """Where the entry that begins at ``at`` ends: at the bracket that closes it, or before a comma."""
    if text[at] not in "[{":
        plain = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^,\[\]{}"]++', re.DOTALL).match(text, at)
        return plain.end() if plain else None
    depth = 0
    for bracket in _brackets(text, at):
        depth += 1 if bracket[0] in "[{" else -1
        if depth == 0:
            return bracket.end()
    return None


def _brackets(text: str, at: int) -> Iterator[re.Match[str]]:
    return (found for found in _BRACKETS.finditer(text, at) if found[0][0] != '"')
