"""Tables of organisations come in as they went out."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from openpyxl import load_workbook

from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import (
    FACT_COLUMNS,
    OrganisationStated,
    read_organisation_table,
    write_fact_rows,
)
from huiyin.intake.tables import extract_tables
from huiyin.presentation.spreadsheets import book_bytes
from huiyin.text import as_csv_cell
from tests.intake.organisations.stated import ORGANISATIONS, bare


@settings(max_examples=50)
@given(ORGANISATIONS)
def test_csv_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in write_fact_rows(organisations):
        writer.writerow(["" if cell is None else as_csv_cell(str(cell)) for cell in row])
    (table,) = extract_tables(out.getvalue().encode("utf-8-sig"), "o.csv")
    assert bare(read_organisation_table(table, FACT_COLUMNS)) == organisations


@settings(max_examples=20)  # a workbook takes a fiftieth of a second
@given(ORGANISATIONS)
def test_xlsx_comes_in_as_it_went_out(organisations: list[OrganisationStated]) -> None:
    data = book_bytes([("facts", [list(row) for row in write_fact_rows(organisations)])])
    assert load_workbook(io.BytesIO(data)).sheetnames == ["facts"]
    (table,) = [one for one in extract_tables(data, "o.xlsx") if one.rows]
    assert isinstance(table, GridTable)
    assert bare(read_organisation_table(table, FACT_COLUMNS)) == organisations
