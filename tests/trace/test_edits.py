"""A change of one text into another."""

from __future__ import annotations

from huiyin.trace.edits import build_change, change_between
from huiyin.trace.token_codes import TokenCodes


def test_a_change_says_what_goes_and_what_comes() -> None:
    codes = TokenCodes()
    base, new = (
        codes.read("Answers come within thirty days."),
        codes.read("Answers come within sixty days."),
    )
    change = build_change(base, new)
    assert [base.shown(n, n + 1) for n in change.deleted] == ["thirty"]
    assert [new.shown(n, n + 1) for n in change.inserted] == ["sixty"]


def test_equal_texts_have_no_change() -> None:
    assert not change_between("abc", "abc").hunks
    change = change_between("abc", "axc")
    assert [(h.start, h.end, h.new_start, h.new_end) for h in change.hunks] == [(1, 2, 1, 2)]
