"""Find the entries of a JSON document: a list of objects, such lists inside objects, or one object per line.

If the document as a whole is invalid or too deeply nested, its entries are parsed one by one, so that only invalid
ones are lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from huiyin.files.decode import read_whole
from huiyin.files.problems import RefusalCode, UnreadableLaw
from huiyin.intake.json_lists import (
    ItemList,
    RepeatedKeys,
    UnevenLists,
    UnreadParts,
    find_lists,
)

Wrong = tuple[RefusalCode, tuple[tuple[str, str], ...]]
#: (Number from 1, the object, why it cannot be used.)
Entry = tuple[int, dict[str, Any], Wrong | None]
#: An object with more keys is not a table row.
MOST_KEYS = 1000


class EntryList(NamedTuple):
    """``path``: the keys that lead to the list. ``told``: the number of entries according to the file, or 0.
    ``left``: contents around and inside the entries that are not read.
    """

    path: str
    entries: list[Entry]
    told: int = 0
    left: UnreadParts = UnreadParts()


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeated = RepeatedKeys(made)
    seen: set[str] = set()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


_DECODER = json.JSONDecoder(parse_int=read_whole, object_pairs_hook=_make_object)


def read_lists(text: str, *, is_named: bool, file: str) -> list[EntryList] | None:
    """Read the lists of entries.

    ``is_named``: the file's name says that it is JSON; otherwise invalid JSON gives None. Raises
    :class:`huiyin.law.UnreadableLaw` ``json_damaged``, ``json_too_deep``, ``json_columns`` or ``no_rows``.
    """
    try:
        document = _DECODER.decode(text.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        entries = _by_line(text) or _one_by_one(text)
        if entries is not None:
            return [EntryList("", entries)]
        if not is_named:
            return None
        raise _explain_damage(error, file) from error
    lists = find_lists(document)
    if not lists:
        raise UnreadableLaw("no_rows", file=file)
    _refuse_uneven(lists, file)
    # The first list has no name, as if it were the only one, because ids are derived from it.
    first = _make_list(lists[0], "", _told_number(document))
    return [first, *(_make_list(found, ".".join(found.path), 0) for found in lists[1:])]


def _explain_damage(error: json.JSONDecodeError | RecursionError, file: str) -> UnreadableLaw:
    if isinstance(error, RecursionError):
        return UnreadableLaw("json_too_deep", file=file)
    return UnreadableLaw("json_damaged", file=file, line=str(error.lineno))


def _refuse_uneven(lists: Sequence[ItemList], file: str) -> None:
    """Raise if a document only has columns of different lengths."""
    items = [item for found in lists for item in found.items]
    uneven = [item for item in items if isinstance(item, UnevenLists)]
    if uneven and len(uneven) == len(items):
        lengths = ", ".join(str(len(column)) for column in uneven[0].values())
        keys = "、".join(map(_shorten_key, uneven[0]))
        raise UnreadableLaw("json_columns", file=file, keys=keys, lengths=lengths)


def _make_list(found: ItemList, name: str, told: int) -> EntryList:
    entries = [_make_entry(at, item) for at, item in enumerate(found.items, 1)]
    return EntryList(name, entries, told, found.left)


#: Keys with which files state the number of entries, of which they may contain only some.
_NUMBERS = (
    "totalelements",
    "total",
    "totalcount",
    "totalresults",
    "recordcount",
    "numberofrecords",
    "count",
)


def _told_number(document: Any) -> int:
    """Return the number of entries that the document states; 0 if it does not."""
    if not isinstance(document, dict):
        return 0
    beside = [document, *(value for value in document.values() if isinstance(value, dict))]
    numbers = {
        "".join(letter for letter in key.casefold() if letter.isalnum()): value
        for place in beside
        for key, value in place.items()
        if isinstance(value, int) and not isinstance(value, bool)
    }
    return max((numbers[name] for name in _NUMBERS if name in numbers), default=0)


def _make_entry(at: int, item: Any) -> Entry:
    if not isinstance(item, dict):
        return at, {}, (RefusalCode.NO_OBJECT, ())
    repeated = _find_repeated(item)
    if repeated is not None:
        return at, dict(item), (RefusalCode.REPEATED_KEY, (("key", _shorten_key(repeated.key)),))
    if isinstance(item, UnevenLists):
        return at, {}, (RefusalCode.NESTED, (("column", _shorten_key("、".join(item))),))
    if len(item) > MOST_KEYS:
        details = (("number", str(len(item))), ("limit", str(MOST_KEYS)))
        return at, {}, (RefusalCode.TOO_WIDE, details)
    return at, item, None


def _find_repeated(item: dict[str, Any]) -> RepeatedKeys | None:
    """Return the first object inside it, or itself, that has a duplicate key."""
    waiting: list[dict[str, Any]] = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, RepeatedKeys):
            return one
        waiting += [inner for inner in one.values() if isinstance(inner, dict)]
    return None


def _shorten_key(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:40].replace("\0", "\ufffd")


def _try_decode(text: str) -> tuple[Any, RefusalCode | None]:
    try:
        return _DECODER.decode(text), None
    except RecursionError:
        return None, RefusalCode.TOO_DEEP
    except json.JSONDecodeError:
        return None, RefusalCode.BROKEN_ROW


def _by_line(text: str) -> list[Entry] | None:
    """Parse JSON Lines: an object on every line except for invalid lines, which must be the minority."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines or not lines[0][1].lstrip().startswith("{"):
        return None
    entries: list[Entry] = []
    good = 0
    for at, (_, line) in enumerate(lines, 1):
        item, why = _try_decode(line)
        entries.append((at, {}, (why, ())) if why else _make_entry(at, item))
        good += isinstance(item, dict)
    return entries if good * 2 > len(lines) or (good and good + 1 == len(lines)) else None


class JsonLines:
    """JSON Lines that are read twice: first for the keys of the entries, then for the entries."""

    def __init__(self, lines: Callable[[], Iterator[str]]) -> None:
        self._lines = lines

    def is_of_lines(self) -> bool:
        """Whether most lines are objects, or all but one."""
        good = count = 0
        for count, line in enumerate(self._list_filled(), 1):  # noqa: B007 - the last one counts
            good += isinstance(_try_decode(line)[0], dict)
        return good * 2 > count or bool(good and good + 1 == count)

    def list_entries(self) -> Iterator[Entry]:
        for at, line in enumerate(self._list_filled(), 1):
            item, why = _try_decode(line)
            yield (at, {}, (why, ())) if why else _make_entry(at, item)

    def _list_filled(self) -> Iterator[str]:
        return (line for line in self._lines() if line.strip())


def may_be_lines(head: str) -> bool:
    """Tell whether a text begins with a line that is an object, and continues after it."""
    first, end, _ = head.lstrip("\ufeff \t\r\n").partition("\n")
    return bool(end) and first.startswith("{") and isinstance(_try_decode(first)[0], dict)


# An unclosed string extends to the end. Searching for its end from every quotation mark would take quadratic time.
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*+")


def _one_by_one(text: str) -> list[Entry] | None:
    """Parse each entry of the document's first list of objects separately; None if that is impossible."""
    begin = re.match(r"\s*+(?:\{[^\[{]{0,2000})?\[\s*+(?=\{)", text)
    if begin is None:
        return None
    position, entries, good = begin.end(), list[Entry](), 0
    while position < len(text):
        end = _end_of(text, position)
        if end is None:
            return None
        item, why = _try_decode(text[position:end])
        entries.append(
            (len(entries) + 1, {}, (why, ())) if why else _make_entry(len(entries) + 1, item)
        )
        good += isinstance(item, dict)
        position = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
        if text[position : position + 1] == "]":
            return entries if good else None
    return None


def _end_of(text: str, at: int) -> int | None:
    """Return where the entry that begins at ``at`` ends: at its closing bracket or before a comma."""
    if text[at] not in "[{":
        plain = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^,\[\]{}"]++', re.DOTALL).match(text, at)
        return plain.end() if plain else None
    depth = 0
    for bracket in _list_brackets(text, at):
        depth += 1 if bracket[0] in "[{" else -1
        if depth == 0:
            return bracket.end()
    return None


def _list_brackets(text: str, at: int) -> Iterator[re.Match[str]]:
    return (found for found in _BRACKETS.finditer(text, at) if found[0][0] != '"')
