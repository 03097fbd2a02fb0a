"""Tables as text with a separator."""

from __future__ import annotations

import pytest

from huiyin.files.tables.separated_values import read_separated, stream_separated


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_separator_is_the_one_that_parts_the_rows_alike(sign: str) -> None:
    text = sign.join(("name", "text")) + "\n" + sign.join(("River Watch", '"a, b; c"')) + "\n"
    rows = read_separated(text, "a.csv").rows
    assert [cells for _, cells in rows] == [("name", "text"), ("River Watch", "a, b; c")]
    assert [number for number, _ in rows] == [1, 2]


def test_read_piece_by_piece_a_table_is_the_same() -> None:
    lines = [f"{n},row {n}\n" for n in range(1_000)]
    whole = read_separated("".join(lines), "a.csv").rows
    pieces = stream_separated("".join(lines[:500]), iter(lines[500:]), "a.csv")
    assert tuple(row for piece in pieces for row in piece.rows) == whole
