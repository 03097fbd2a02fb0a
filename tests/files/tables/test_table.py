"""A table as every reader of files gives it."""

from __future__ import annotations

from huiyin.files.tables.table import list_rows, text_of


def test_values_of_a_format_with_types_are_written_as_people_write_them() -> None:
    assert [text_of(value) for value in (None, 3.0, 2.5, "a")] == ["", "3", "2.5", "a"]


def test_of_many_rows_the_first_are_named() -> None:
    assert "3" in list_rows([1, 2, 3]) and list_rows(list(range(1, 100)), most=2) != list_rows(
        list(range(1, 100))
    )
