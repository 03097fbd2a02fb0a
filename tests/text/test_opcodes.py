"""Which pieces of one list stand in another."""

from __future__ import annotations

from huiyin.text.opcodes import find_opcodes


def test_the_opcodes_turn_one_list_into_the_other() -> None:
    old, new = list("abcdef"), list("abXdf")
    made: list[str] = []
    for op, start, end, new_start, new_end in find_opcodes(old, new):
        made += old[start:end] if op == "equal" else new[new_start:new_end]
    assert made == new


def test_lists_in_which_one_piece_comes_very_often_are_compared_too() -> None:
    old, new = ["的"] * 3_000, ["的"] * 2_999 + ["地"]
    assert (
        sum(end - start for op, start, end, *_ in find_opcodes(old, new) if op == "equal") == 2_999
    )
