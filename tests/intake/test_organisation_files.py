"""What goes out comes in again unchanged: tables, Popolo and IATI of organisations that nobody thought of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import (
    FACT_COLUMNS,
    FactStated,
    OrganisationStated,
    read_iati,
    read_organisation_table,
    read_popolo,
    write_fact_rows,
    write_iati,
    write_popolo,
)
from huiyin.intake.organisations.records import KINDS
from huiyin.intake.tables import extract_tables
from huiyin.presentation.spreadsheets import book_bytes
from huiyin.text import as_csv_cell

_WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), max_size=12
).map(lambda words: " ".join(words.split()))
_DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_ENDS = st.sampled_from(("", "?")) | _DAYS | _DAYS.map(lambda d: d[:4]) | _DAYS.map(lambda d: d[:7])
_FACTS = st.builds(
    FactStated,
    kind=st.sampled_from(KINDS),
    code=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    text=_WORDS,
    number=st.none() | st.floats(0, 1e12).map(lambda n: round(n, 3)),
    data=st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.integers(0, 9) | _WORDS, max_size=2),
    since=_ENDS,
    until=_ENDS,
    source=_WORDS,
    is_public=st.none() | st.booleans(),
    seen_on=st.just("") | _DAYS,
    over_on=st.just("") | _DAYS,
    confirmed_on=st.just("") | _DAYS,
)  # fmt: skip
_ORGANISATIONS = st.dictionaries(
    st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), st.lists(_FACTS, min_size=1, max_size=3), min_size=1, max_size=3
).map(lambda own: [OrganisationStated(slug, tuple(facts)) for slug, facts in own.items()])  # fmt: skip
_NUMBERS = st.integers(100_000, 9_999_999)
_YEARS = st.integers(1990, 2030).map(str)


def bare(organisations: Sequence[OrganisationStated]) -> list[OrganisationStated]:
    """Without the rows where they stand in a file."""
    return [replace(one, row=0) for one in organisations]


@settings(max_examples=50)
@given(_ORGANISATIONS)
def test_popolo_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    assert bare(read_popolo(write_popolo(organisations).encode(), "o.json")) == organisations


@settings(max_examples=50)
@given(_ORGANISATIONS)
def test_csv_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in write_fact_rows(organisations):
        writer.writerow(["" if cell is None else as_csv_cell(str(cell)) for cell in row])
    (table,) = extract_tables(out.getvalue().encode("utf-8-sig"), "o.csv")
    assert bare(read_organisation_table(table, FACT_COLUMNS)) == organisations


@settings(max_examples=20)  # a workbook takes a fiftieth of a second
@given(_ORGANISATIONS)
def test_xlsx_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    data = book_bytes([("facts", [list(row) for row in write_fact_rows(organisations)])])
    assert load_workbook(io.BytesIO(data)).sheetnames == ["facts"]
    (table,) = [one for one in extract_tables(data, "o.xlsx") if one.rows]
    assert isinstance(table, GridTable)
    assert bare(read_organisation_table(table, FACT_COLUMNS)) == organisations


@st.composite
def _for_iati(draw: st.DrawFn) -> OrganisationStated:
    """What IATI has a place for: a number, names that hold, what a year cost."""
    names = draw(st.dictionaries(st.sampled_from(("zh", "en")), _WORDS.filter(bool), min_size=1))
    facts = [FactStated("identifier", "GB-CHC", str(draw(_NUMBERS)))]
    facts += [FactStated("name", code, text) for code, text in names.items()]
    for year in draw(st.lists(_YEARS, unique=True, max_size=2)):
        number = float(draw(st.integers(0, 10**9)))
        money = {"currency": draw(st.sampled_from(("CNY", "GBP")))}
        facts.append(FactStated("figure", "spending", number=number, data=money, since=year, until=year))  # fmt: skip
    return OrganisationStated("", tuple(facts))


@given(st.lists(_for_iati(), min_size=1, max_size=3))
def test_iati_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    written = write_iati(organisations, day=date(2026, 11, 30))
    assert bare(read_iati(written, "o.xml")) == organisations
