"""Read tables of dated mergers: which organisation was merged into which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiyin.files.tables.table import GridTable
from huiyin.intake.identifiers import SchemeAndNumber, check_identifier, split_identifier
from huiyin.intake.partial_dates import parse_days
from huiyin.intake.rows import make_key

#: The possible roles of columns → their headings. Of several dates in a row, the first counts.
_ROLES: Mapping[str, tuple[str, ...]] = {
    "from_name": ("transferor_name", "transferor", "merged organisation", "并入方", "被合并组织"),
    "from_number": ("transferor_regno", "transferor number", "被合并组织登记号"),
    "from_part": ("transferor_subno",),
    "to_name": ("transferee_name", "transferee", "into", "合并后组织", "接收方"),
    "to_number": ("transferee_regno", "transferee number", "合并后组织登记号"),
    "to_part": ("transferee_subno",),
    "moved": ("date_property_transferred", "property transferred", "资产转移日期"),
    "vested": ("date_vesting_declaration", "vesting declaration"),
    "registered": ("date_merger_registered", "date", "merger registered", "日期", "合并日期"),
}  # fmt: skip
_BY_HEADING = {make_key(word): role for role, words in _ROLES.items() for word in words}
_DAYS = ("moved", "vested", "registered")


@dataclass(frozen=True, slots=True)
class MergerParty:
    name: str
    number: SchemeAndNumber | None


@dataclass(frozen=True, slots=True)
class MergerStated:
    """``day``: when the transfer took effect, as a partial date. ``problem``: why the row cannot be used."""

    row: int
    old: MergerParty
    new: MergerParty
    day: str
    problem: str = ""


def is_merger_table(headings: Sequence[str]) -> bool:
    """Tell whether a row has headings for both organisations and a date."""
    roles = {_BY_HEADING.get(make_key(heading), "") for heading in headings}
    return {"from_name", "to_name"} <= roles and bool(roles & set(_DAYS))


def read_mergers(table: GridTable, *, scheme: str = "GB-CHC") -> list[MergerStated]:
    """Read every row of a table of mergers. ``scheme``: of register numbers that have none."""
    if not table.rows:
        return []
    columns = {
        place: _BY_HEADING[make_key(cell)]
        for place, cell in enumerate(table.rows[0][1])
        if make_key(cell) in _BY_HEADING
    }
    return [
        _read_row(
            number, {columns[p]: c.strip() for p, c in enumerate(cells) if p in columns}, scheme
        )
        for number, cells in table.rows[1:]
        if any(cell.strip() for cell in cells)
    ]


def _read_row(number: int, given: Mapping[str, str], scheme: str) -> MergerStated:
    old, new = (_read_party(given, side, scheme) for side in ("from", "to"))
    written = next((given[day] for day in _DAYS if given.get(day)), "")
    span = parse_days(written)
    day = span.first.isoformat() if span is not None else ""
    problem = ""
    if span is None:
        problem = "date"
    elif not (old.name or old.number) or not (new.name or new.number):
        problem = "nameless"
    elif old.number is not None and old.number == new.number:
        problem = "sides"
    return MergerStated(number, old, new, day, problem)


def _read_party(given: Mapping[str, str], side: str, scheme: str) -> MergerParty:
    written = given.get(f"{side}_number", "")
    split = split_identifier(written)
    if split is None and written:
        part = given.get(f"{side}_part", "")
        whole = f"{written}-{part}" if part not in ("", "0") else written
        checked = check_identifier(scheme, whole)
        split = None if checked.problem else SchemeAndNumber(scheme, checked.number)
    return MergerParty(" ".join(given.get(f"{side}_name", "").split()), split)
