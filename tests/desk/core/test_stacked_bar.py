"""One bar that shares a total out."""

from __future__ import annotations

from huiyin.desk.core.stacked_bar import BarPart, lay_out_bar


def test_the_parts_fill_the_bar_and_what_counts_nothing_is_not_drawn() -> None:
    parts = [BarPart("yes", "Yes", 1), BarPart("none", "None", 0), BarPart("no", "No", 3)]
    assert [(s.part.name, s.start, s.width) for s in lay_out_bar(parts)] == [
        ("yes", "0.000", "25.000"),
        ("no", "25.000", "75.000"),
    ]
    assert lay_out_bar([]) == ()
