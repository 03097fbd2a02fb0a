"""Cells as they were meant."""

from __future__ import annotations

from huiyin.files.tables.cell_values import (
    as_drawn,
    as_written,
    row_begins,
    show_begin,
    without_seal,
)


def test_what_exports_put_around_words_is_taken_off() -> None:
    assert as_written('="2.10"') == "2.10" and as_written("2.10") == "2.10"
    assert as_drawn("isn&#39;t fair.<br/>").strip() == "isn't fair."
    assert as_drawn("a < b") == "a < b"


def test_the_mark_for_the_seal_is_no_part_of_a_name() -> None:
    assert without_seal("河流守望（盖章）") == "河流守望"


def test_a_row_is_found_again_by_how_it_begins() -> None:
    assert show_begin("a\nb") == "a b"
    assert show_begin("x" * 50, most=10).endswith("…")
    assert "River Watch" in row_begins(["", "River Watch", "more"])
