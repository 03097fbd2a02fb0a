"""Tables as they are drawn, made into rows."""

from __future__ import annotations

from huiyin.files.tables.layout import fill_rows, place_cells


def test_a_cell_that_is_merged_downwards_stands_in_each_row_that_it_covers() -> None:
    drawn = [[("Art. 1", 1, 2), ("too short", 1, 1)], [("too vague", 1, 1)]]
    rows = list(fill_rows(place_cells(drawn), "a.html"))
    assert [cells for _, cells in rows] == [("Art. 1", "too short"), ("Art. 1", "too vague")]
