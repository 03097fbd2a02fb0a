"""Sentences told from headings."""

from __future__ import annotations

from huiyin.law.grammar.sentences import (
    has_main_verb,
    has_verb,
    is_hanging,
    is_sentence,
    says_of_unit,
)


def test_a_heading_says_nothing_of_what_it_names() -> None:
    assert has_main_verb("The fee is due")
    assert not has_main_verb("Gardens that are open") and not has_main_verb("Member States")
    assert has_verb("The fee is due")


def test_what_goes_on_about_a_unit_is_a_sentence() -> None:
    assert says_of_unit("does not apply")
    assert is_sentence("to Regulation (EU) 2016/1 is replaced")
    assert is_hanging("referred to in")
