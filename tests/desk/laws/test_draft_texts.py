"""The text of a draft is cut and joined, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.laws.draft_texts import cut_text, join_pieces, join_two, list_cuts

TEXT = "Article 1\nReeds are kept. Water is clean.\nNobody fills the marsh."


def test_a_text_can_be_cut_before_each_line_and_each_sentence() -> None:
    heads = [TEXT[place:].lstrip()[:5] for place, _ in list_cuts(TEXT)]
    assert {"Reeds", "Water", "Nobod"} <= set(heads) and "Artic" not in heads


@given(st.sampled_from([place for place, _ in list_cuts(TEXT)]))
def test_what_is_cut_is_joined_again_word_for_word(place: int) -> None:
    first, second = cut_text(TEXT, place)
    assert join_two(first, second).split() == TEXT.split()


def test_pieces_that_say_nothing_leave_no_line() -> None:
    assert join_pieces(["a", "", "b"]) == "a\nb"
