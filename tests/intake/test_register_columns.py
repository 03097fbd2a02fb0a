"""Columns of a register of requests, by their headings."""

from __future__ import annotations

from huiyin.intake.register_columns import (
    find_exchange_kind,
    guess_register_columns,
    is_to_authority,
)


def test_headings_tell_the_columns() -> None:
    found = guess_register_columns(["Subject", "Received", "Replied"])
    assert {"Subject", "Received"} <= set(found.values())
    assert len(set(found.values())) == len(found)


def test_a_cell_that_says_nothing_of_the_kind_has_none() -> None:
    assert find_exchange_kind("") == "" and find_exchange_kind("nightjar") == ""
    assert is_to_authority("nightjar") is None
