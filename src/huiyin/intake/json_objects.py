"""Build tables from objects: JSON, JSON Lines, and nested Parquet columns. Keys are the headings; no row can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from huiyin.files.problems import RefusalCode, Remark, RemarkCode, UnreadableLaw
from huiyin.files.tables.separated_values import PIECE
from huiyin.files.tables.table import MOST_COLUMNS, WHOLE, GridTable, Wrong, text_of
from huiyin.intake.columns import is_known
from huiyin.intake.json_entries import MOST_KEYS, Entry, EntryList, JsonLines, read_lists
from huiyin.text import as_kept

Path = tuple[str, ...]
#: How deeply nested objects are read; deeper ones are reported as nested.
_DEEPEST = 8


def read_objects(text: str, name: str, *, is_named: bool) -> list[GridTable] | None:
    """Read the tables of a JSON document, one per list; None if it is not JSON and its name does not say that it
    is.

    Raises :class:`huiyin.law.UnreadableLaw`.
    """
    lists = read_lists(text, is_named=is_named, file=name)
    return None if lists is None else [_make_table(one, name) for one in lists]


def stream_objects(lines: JsonLines, name: str) -> Iterator[GridTable]:
    """Yield the table of JSON Lines in pieces, with the column names in the first.

    Raises :class:`huiyin.law.UnreadableLaw` if the entries have too many keys for a table.
    """
    plain: dict[Path, None] = {}
    for _, item, why in lines.list_entries():
        if not why:
            plain.update(dict.fromkeys(_plain_paths(_unwrap_envelope(item))))
            _refuse_wide(len(plain), name)
    known = set(plain)
    paths: dict[Path, None] = {}
    for _, item, why in lines.list_entries():
        if not why:
            flat = _flatten_object(_unwrap_envelope(item), known)
            paths.update(dict.fromkeys(path for path, _ in flat))
    _refuse_wide(len(paths), name)
    columns = _Columns(list(paths), name)
    first: list[tuple[int, tuple[str, ...]]] = [(0, columns.headings)]
    entries = lines.list_entries()
    is_first = True
    while (piece := list(islice(entries, PIECE))) or is_first:
        flat_items = [
            {} if why else dict(_flatten_object(_unwrap_envelope(item), known))
            for _, item, why in piece
        ]
        yield columns.make_piece(piece, flat_items, first if is_first else [], "")
        is_first = False


def _refuse_wide(number: int, name: str) -> None:
    if number > MOST_COLUMNS:
        limit = str(MOST_COLUMNS)
        raise UnreadableLaw("too_many_columns", file=name, columns=str(number), limit=limit)


def _make_table(entries: EntryList, name: str) -> GridTable:
    flat = _flatten_entries(entries)
    paths = list(dict.fromkeys(chain.from_iterable(flat)))
    _refuse_wide(len(paths), name)
    columns = _Columns(paths, name)
    table = columns.make_piece(entries.entries, flat, [(0, columns.headings)], entries.path)
    return replace(table, remarks=tuple(_list_remarks(entries, name)))


class _Columns:
    """The columns of a table of objects: their key paths and names."""

    def __init__(self, paths: Sequence[Path], file: str) -> None:
        self._paths = paths
        self._file = file
        # Headings are shown when a file is refused, and a lone surrogate cannot be displayed.
        self.headings = tuple(map(as_kept, name_paths(paths)))

    def make_piece(
        self,
        entries: Sequence[Entry],
        flat: Sequence[Mapping[Path, Any]],
        above: Sequence[tuple[int, tuple[str, ...]]],
        sheet: str,
    ) -> GridTable:
        """Make the rows of ``entries``, whose values by path are in ``flat``, below ``above``."""
        wrong: dict[tuple[int, int], Wrong] = {(at, WHOLE): why for at, _, why in entries if why}
        rows = list(above)
        for (number, _, _), item in zip(entries, flat, strict=True):
            is_wide = len(item) > MOST_KEYS
            if is_wide:
                details = (("number", str(len(item))), ("limit", str(MOST_KEYS)))
                wrong[number, WHOLE] = (RefusalCode.TOO_WIDE, details)
            cells = [to_cell(None if is_wide else item.get(path)) for path in self._paths]
            if None in cells:
                found = _find_nested(cells, self.headings)
                wrong |= {(number, column): why for column, why in found}
            rows.append((number, tuple(cell or "" for cell in cells)))
        return GridTable(self._file, sheet, tuple(rows), wrong, is_keyed=True)


def _flatten_entries(entries: EntryList) -> list[dict[Path, Any]]:
    """Return each entry as path → value; an unusable one is empty."""
    items = [{} if why else _unwrap_envelope(item) for _, item, why in entries.entries]
    plain = {path for item in items for path in _plain_paths(item)}
    return [dict(_flatten_object(item, plain)) for item in items]


def _find_nested(
    cells: Sequence[str | None], headings: Sequence[str]
) -> Iterator[tuple[int, Wrong]]:
    """Yield the columns of cells that are not text, and why."""
    for column, cell in enumerate(cells):
        if cell is None:
            details = (("column", headings[column][:40]),)
            yield column, (RefusalCode.NESTED, details)


def _list_remarks(one: EntryList, name: str) -> Iterator[Remark]:
    def say(code: RemarkCode, **details: str) -> Remark:
        return Remark(name, one.path, code, tuple(details.items()))

    number = str(len(one.entries))
    if one.told > len(one.entries):
        yield say(RemarkCode.PART_OF_MORE, number=number, told=str(one.told))
    if one.left.outer:
        yield say(RemarkCode.OUTER_WORDS, keys=_join_keys(one.left.outer))
    if one.left.bare:
        yield say(RemarkCode.BARE_ENTRIES, number=str(one.left.bare))
    if one.left.inner:
        inner = str(one.left.number)
        yield say(RemarkCode.INNER_ENTRIES, keys=_join_keys(one.left.inner), number=inner)


#: How many keys are named in a sentence.
_NAMED = 10


def _join_keys(keys: Sequence[str]) -> str:
    shown = "、".join(as_kept(key)[:40] for key in keys[:_NAMED])
    return f"{shown} …" if len(keys) > _NAMED else shown


def _unwrap_envelope(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Remove the envelope of JSON:API, whose ``type`` describes the object and not its text."""
    if not isinstance(item.get("attributes"), dict) or "type" not in item:
        return item
    return {"resource" if key == "type" else key: value for key, value in item.items()}


def _plain_paths(item: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, value in item.items():
        path = (*above, key)
        if isinstance(value, dict) and len(path) < _DEEPEST:
            yield from _plain_paths(value, path)
        elif value is not None:
            yield path


def _flatten_object(
    item: Mapping[str, Any], plain: set[Path], above: Path = ()
) -> Iterator[tuple[Path, Any]]:
    """Yield path → value; where other entries have text, an object is kept whole so that it is reported."""
    for key, value in item.items():
        path = (*above, key)
        if isinstance(value, dict) and path not in plain and len(path) < _DEEPEST:
            yield from _flatten_object(value, plain, path)
        else:
            yield path, value


def name_paths(paths: Sequence[Path]) -> list[str]:
    """Return headings for key paths.

    Leading keys are dropped before the first known heading (``attributes.comment`` becomes ``comment``,
    ``comment.rendered`` stays) unless two paths would get the same name; then all keys are kept.
    """
    taken = {path[0] for path in paths if len(path) == 1}
    names = []
    for path in paths:
        begin = next((at for at, key in enumerate(path) if is_known(key)), 0)
        short = ".".join(path[begin:])
        name = short if len(path) == 1 or short not in taken else ".".join(path)
        taken.add(name)
        names.append(name)
    return names


def to_cell(value: Any) -> str | None:
    """Return the text of a value, with lists joined; None if it is not text."""
    if isinstance(value, str):
        return value
    parts: Iterable[Any] = value if isinstance(value, list) else [value]
    if any(isinstance(part, list | dict | tuple) for part in parts):
        return None if value else ""
    return "；".join(map(text_of, parts))
