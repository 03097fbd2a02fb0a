"""The form as a table, for those who are off-line: a row for each organisation, filled with what the registry holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_sheets
from huiyin.desk.registry.api.focus_list import list_focuses, map_focuses
from huiyin.desk.returns.api.rounds import UnusableReturn, read_held, select_members
from huiyin.desk.returns.data import FIELDS, RowRead
from huiyin.desk.returns.forms import say_label
from huiyin.i18n import LANGUAGES, current_language, say, use_language
from huiyin.presentation.spreadsheets import book_bytes

if TYPE_CHECKING:
    from huiyin.desk.returns.models import ReturnRound

#: Rows of a table that are taken at once.
_MOST = 5_000
_CHOICES = ("publish_contacts", "publish_people", "publish_reach")
_LISTS = ("focuses",)
_FIELDS = frozenset((*FIELDS, "organisation"))
_NUMBER = re.compile(r"(\d{1,9})(?:\.0+)?\s*[%％]?")
_YES = frozenset(("yes", "y", "1", "true", "是", "公开", "√", "✓"))


#: Headings of tables that earlier versions gave out, and that come back filled in.
_FORMER_HEADINGS = {
    "id": "organisation", "简称": "organisation",
    "what you do, in chinese": "activity_zh", "what you do, in english": "activity_en",
    "place, as a code such as cn-bj or 110000": "place", "工作语言，如zh en": "languages",
    "publish these contacts": "publish_contacts", "publish these numbers": "publish_people",
    "publish these shares of ours": "publish_reach", "members of its own": "members",
}  # fmt: skip


def write_table(round_: ReturnRound) -> bytes:
    """The table to fill in, as XLSX."""
    names = {slug: one.name for slug, one in map_focuses().items()}
    head = (
        say("returns.column.organisation"),
        say("returns.column.name"),
        say("returns.column.confirmed_by"),
        *map(say_label, FIELDS),
    )
    rows = [
        (one.slug, one.name, "", *(_write_cell(read_held(round_, one).get(name), name, names) for name in FIELDS))
        for one in select_members(round_)
    ]  # fmt: skip
    return book_bytes([(say("returns.table.sheet", year=str(round_.year)), [head, *rows])])


def _write_cell(value: Any, name: str, names: Mapping[str, str]) -> str | int:
    if value is None or value == "":
        return ""
    if name in _CHOICES:
        return say("returns.yes") if value else say("returns.no")
    if name in _LISTS:
        return "; ".join(names.get(slug, slug) for slug in value)
    if name == "main_focus":
        return names.get(str(value), str(value))
    return value if isinstance(value, int) else str(value)


def read_table(name: str, data: bytes) -> list[RowRead]:
    """The rows of a table that was filled in, its columns known by their headings in either language; read apart. Raises
    :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished`, and
    :class:`UnusableReturn` (``no_confirmed_by``) where no column says who answers for a row."""
    headings, focuses = _list_headings(), _list_focus_names()
    rows: list[RowRead] = []
    is_confirmable = False
    for table in read_apart(read_sheets, data, name, _MOST):
        columns: dict[int, str] = {}
        for number, cells in table.rows:
            if "organisation" not in columns.values():
                named = {at: headings.get(_fold(cell), "") for at, cell in enumerate(cells)}
                columns = {at: field for at, field in named.items() if field}
                is_confirmable = is_confirmable or "confirmed_by" in columns.values()
                continue
            given = {columns[at]: cell.strip() for at, cell in enumerate(cells) if at in columns}
            confirmed_by = " ".join(given.pop("confirmed_by", "").split())[:200]
            if organisation := given.pop("organisation", ""):
                answers = {
                    name: _read_cell(cell, name, focuses)
                    for name, cell in given.items()
                    if cell or name not in _CHOICES  # what is left open opens and closes nothing
                }
                rows.append(RowRead(number, organisation, confirmed_by, answers))
    if rows and not is_confirmable:
        raise UnusableReturn("no_confirmed_by")
    return rows


def _fold(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _list_headings() -> dict[str, str]:
    """Heading, in any language → field."""
    before = current_language()
    headings = {heading: field for heading, field in _FORMER_HEADINGS.items() if field in _FIELDS}
    try:
        for language in LANGUAGES:
            use_language(language)
            for column in ("organisation", "confirmed_by"):
                headings[_fold(say(f"returns.column.{column}"))] = column
            headings |= {_fold(say_label(name)): name for name in FIELDS}
    finally:
        use_language(before)
    return headings


def _list_focus_names() -> dict[str, str]:
    return {
        _fold(name): one.slug
        for one in list_focuses(with_retired=True)
        for name in (one.slug, one.name_zh, one.name_en)
        if name
    }


def _read_cell(cell: str, name: str, focuses: Mapping[str, str]) -> Any:
    """A cell as the form takes it; what is no number is left to the form, which says so."""
    if name in _CHOICES:
        return _fold(cell) in _YES
    if name in _LISTS:
        parts = re.split(r"[;；、]", cell)
        return [focuses.get(_fold(part), part.strip()) for part in parts if part.strip()]
    if name == "main_focus":
        return focuses.get(_fold(cell), cell)
    number = _NUMBER.fullmatch(cell)
    return number[1] if number else cell
