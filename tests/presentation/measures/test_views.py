"""How figures, years and names are shown in the words of a measure."""

from __future__ import annotations

from huiyin.i18n import use_language
from huiyin.presentation.measures.views import (
    MeasureChart,
    MeasureTable,
    MeasureView,
    join_names,
    list_unknown,
    show_cell,
    show_figure,
    show_year,
)


def test_a_figure_has_two_decimals_at_most_and_a_year_no_separator() -> None:
    use_language("en")
    assert [show_figure(value) for value in (0.125, 3, 1234.5)] == ["0.12", "3", "1,234.5"]
    assert show_year(2026) == "2026"


def test_a_cell_of_which_nothing_is_known_says_so_and_a_zero_is_a_zero() -> None:
    use_language("en")
    assert show_cell("River") == "River"
    assert show_cell(0) == "0"
    assert show_cell(None) not in ("", "0", "None")


def test_of_many_names_the_first_are_said_and_how_many_more_there_are() -> None:
    use_language("en")
    assert join_names(["a", "b"]) == "a, b"
    assert join_names(list("abcde")) == "a, b, c, d, e"
    told = join_names(list("abcdefg"))
    assert told.startswith("a, b, c, d, e") and "2" in told and "f" not in told.split("2")[0]


def test_the_unknown_are_listed_once_with_their_years() -> None:
    assert list_unknown([(2024, ["River", "Bees"]), (2025, ["River"])]) == [
        {"organisation": "Bees", "years": [2024]},
        {"organisation": "River", "years": [2024, 2025]},
    ]


def test_tables_of_charts_come_before_those_that_stand_alone() -> None:
    drawn, alone = (MeasureTable(name, name, ("a",), ((1,),)) for name in ("drawn", "alone"))
    chart = MeasureChart("c", "C", "Caption", lambda: "<svg/>", drawn)
    view = MeasureView("T", (), (), (chart,), (alone,), {})
    assert [table.name for table in view.all_tables] == ["drawn", "alone"]
