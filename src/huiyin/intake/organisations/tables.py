"""Read organisations from tables with any headings, one row per organisation or per fact; write the table of facts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from huiyin.files.tables.table import GridTable
from huiyin.intake.identifiers import split_identifier
from huiyin.intake.organisations.columns import FACT_COLUMNS, LEFT_OUT, SEVERAL
from huiyin.intake.organisations.records import (
    KINDS,
    FactStated,
    OrganisationStated,
    gather_records,
)
from huiyin.intake.partial_dates import parse_days
from huiyin.intake.records import split_list
from huiyin.intake.rows import make_key
from huiyin.text import is_chinese, unescape_formula

_FIGURES = ("income", "spending", "staff", "volunteers")
_CONTACTS = ("website", "phone", "address")
_NAMES = ("name", "name_zh", "name_en")
_YES = frozenset(
    map(make_key, ("true", "1", "yes", "active", "registered", "是", "正常", "正常运作"))
)
_NO = frozenset(
    map(make_key, ("false", "0", "no", "removed", "ended", "否", "注销", "已注销", "已终止"))
)


def read_organisation_table(
    table: GridTable, roles: Sequence[str], *, currency: str = "CNY"
) -> list[OrganisationStated]:
    """Read the organisations of a table whose first row is its headings. ``roles``: of each column. ``currency``:
    of its amounts. An empty cell states nothing.
    """
    return gather_records(list_table_rows(table, roles, currency=currency))


def list_table_rows(
    table: GridTable, roles: Sequence[str], *, currency: str = "CNY"
) -> Iterator[OrganisationStated]:
    """Yield the same row by row."""
    is_facts = "fact" in roles
    for number, cells in table.rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        given = _collect_cells(cells, roles)
        wrong = any((number, column) in table.wrong for column in (-1, *range(len(cells))))
        yield _read_row(given, number, is_facts=is_facts, currency=currency, wrong=wrong)


def _collect_cells(cells: Sequence[str], roles: Sequence[str]) -> dict[str, str]:
    """Return role → cell; for a role with several columns, the combined list or the first filled cell."""
    given: dict[str, str] = {}
    for role, cell in zip(roles, cells, strict=False):
        words = unescape_formula(cell).strip()
        if not words or role in ("", LEFT_OUT):
            continue
        if role in SEVERAL and role in given:
            given[role] = f"{given[role]}; {words}"
        else:
            given.setdefault(role, words)
    return given


def _read_row(
    given: Mapping[str, str], number: int, *, is_facts: bool, currency: str, wrong: bool
) -> OrganisationStated:
    if wrong:
        return OrganisationStated("", (), number, "unread")
    try:
        facts = [_read_fact(given)] if is_facts else list(_read_wide(given, currency))
    except _CellRefused as refused:
        return OrganisationStated(given.get("slug", ""), (), number, str(refused))
    slug = given.get("organisation" if is_facts else "slug", "")
    if not slug and not any(fact.kind in ("identifier", "name") for fact in facts):
        return OrganisationStated("", (), number, "nameless")
    return OrganisationStated(slug, tuple(facts), number)


class _CellRefused(ValueError):
    """A cell that cannot be read; carries a code."""


def _read_fact(given: Mapping[str, str]) -> FactStated:
    if given.get("fact", "") not in KINDS:
        raise _CellRefused("fact_kind")
    public = given.get("public", "")
    return FactStated(
        kind=given["fact"], code=given.get("code", ""), text=given.get("text", ""),
        number=_read_number(given["number"]) if "number" in given else None, data=_read_data(given.get("data", "")),
        since=given.get("since", ""), until=given.get("until", ""), source=given.get("source", ""),
        is_public=None if not public else make_key(public) in _YES, seen_on=given.get("seen_on", ""),
        over_on=given.get("over_on", ""), confirmed_on=given.get("confirmed_on", ""),
    )  # fmt: skip


def _read_data(written: str) -> dict[str, object]:
    if not written:
        return {}
    try:
        data = json.loads(written)
    except (ValueError, RecursionError):
        raise _CellRefused("data") from None
    if not isinstance(data, dict):
        raise _CellRefused("data")
    return data


def _read_number(written: str) -> float:
    plain = written.replace(",", "").replace("，", "").replace(" ", "")
    try:
        number = float(plain)
    except ValueError:
        raise _CellRefused("number") from None
    if not math.isfinite(number):
        raise _CellRefused("number")
    return number


def _read_wide(given: Mapping[str, str], currency: str) -> Iterator[FactStated]:
    """Yield the facts of a row with several statements about one organisation, all for one period."""
    since, until, source = given.get("since", "?"), given.get("until", ""), given.get("source", "")
    if "identifier" in given:
        split = split_identifier(given["identifier"])
        if split is None:
            raise _CellRefused("identifier")
        yield FactStated("identifier", split.scheme, split.number, source=source)
    yield from _read_life(given)
    for fact in (*_read_words(given), *_read_codes(given), *_read_figures(given, currency)):
        yield replace(fact, since=since, until=until, source=source)


def _read_words(given: Mapping[str, str]) -> Iterator[FactStated]:
    for role in _NAMES:
        if role in given:
            yield FactStated(
                "name", role[5:] or _language_of(given[role]), " ".join(given[role].split())
            )
    if "abbreviation" in given:
        yield FactStated("other_name", "abbreviation", given["abbreviation"])
    for role in _CONTACTS:
        if role in given:
            yield FactStated("contact", role, given[role])
    if "activity" in given:
        yield FactStated("activity", _language_of(given["activity"]), given["activity"])


def _language_of(text: str) -> str:
    return "zh" if is_chinese(text) else "en"


def _read_codes(given: Mapping[str, str]) -> Iterator[FactStated]:
    for role in ("kind", "legal_form", "place"):
        if role in given:
            yield FactStated(role, given[role])
    for role in SEVERAL:
        for one in dict.fromkeys(split_list(given.get(role, ""))):
            yield FactStated(role, one)


def _read_figures(given: Mapping[str, str], currency: str) -> Iterator[FactStated]:
    for role in _FIGURES:
        if role in given:
            money = {"currency": currency} if role in ("income", "spending") else {}
            yield FactStated("figure", role, number=_read_number(given[role]), data=money)


def _read_life(given: Mapping[str, str]) -> Iterator[FactStated]:
    """Yield whether it exists, and since when."""
    founded = given.get("founded", "")
    if founded and parse_days(founded) is None:
        raise _CellRefused("date")
    status = make_key(given.get("status", ""))
    if not founded and not status:
        return
    if status and status not in (*_YES, *_NO):
        yield FactStated("status", given["status"], since=founded or "?")
    elif status in _NO:
        yield FactStated("status", "ended", since="?")
    else:
        yield FactStated("status", "active", since=founded or "?")


def write_fact_rows(
    organisations: Iterable[OrganisationStated],
) -> Iterator[tuple[str | float | None, ...]]:
    """Yield one row per fact, with the columns :data:`FACT_COLUMNS`."""
    yield FACT_COLUMNS
    for organisation in organisations:
        for fact in organisation.facts:
            public = "" if fact.is_public is None else ("yes" if fact.is_public else "no")
            data = (
                json.dumps(dict(fact.data), ensure_ascii=False, sort_keys=True) if fact.data else ""
            )
            yield (
                organisation.slug, fact.kind, fact.code, fact.text, fact.number, data, fact.since, fact.until, fact.source,
                public, fact.seen_on, fact.over_on, fact.confirmed_on,
            )  # fmt: skip
