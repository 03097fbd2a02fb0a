"""Tables of dated mergers: which organisation went into which."""

from __future__ import annotations

import pytest

from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations.mergers import MergerStated, is_merger_table, read_mergers

HEAD = ("transferor_name", "transferor_regno", "transferor_subno", "transferee_name", "transferee_regno",
        "date_property_transferred", "date_merger_registered")  # fmt: skip


def read(*rows: tuple[str, ...]) -> list[MergerStated]:
    return read_mergers(GridTable("mergers.csv", "", tuple(enumerate((HEAD, *rows), 1))))


@pytest.mark.parametrize(
    ("headings", "is_one"),
    [
        (("Transferor", "Into", "Date"), True),
        (("被合并组织", "合并后组织", "合并日期"), True),
        (("Transferor", "Into"), False),
        (("Name", "Date"), False),
    ],
)
def test_a_table_of_mergers_names_both_and_a_day(headings: tuple[str, ...], is_one: bool) -> None:
    assert is_merger_table(headings) is is_one


def test_the_first_day_that_a_row_gives_counts_and_empty_rows_are_none() -> None:
    (first, second) = read(
        ("Old  Garden", "1000032", "0", "New Garden", "1000035", "", "2019-03-05"),
        ("", "", "", "", "", "", ""),
        ("Old Yard", "", "", "New Yard", "", "2019-03-04", "2019-03-05"),
    )
    assert (first.old.name, first.row, first.problem) == ("Old Garden", 2, "")
    assert (second.day, second.row) == ("2019-03-04", 4)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("Old", "", "", "New", "", "soon", ""), "date"),
        (("", "", "", "New", "", "2019-03-05", ""), "nameless"),
        (("Old", "", "", "New", "", "2019-03-05", ""), ""),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: tuple[str, ...], problem: str) -> None:
    assert [merger.problem for merger in read(row)] == [problem]


def test_who_goes_into_itself_is_told() -> None:
    (merger,) = read(("Garden", "1000032", "", "Garden", "1000032", "2019-03-05", ""))
    assert merger.old.number == merger.new.number is not None
    assert merger.problem == "sides"
