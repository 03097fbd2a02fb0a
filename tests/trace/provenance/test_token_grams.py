"""Texts as arrays of token numbers."""

from __future__ import annotations

import numpy as np

from huiyin.trace.provenance.token_grams import list_ranges, number_tokens


def test_ranges_follow_one_another() -> None:
    assert list_ranges(np.array([5, 20]), np.array([3, 2])).tolist() == [5, 6, 7, 20, 21]


def test_equal_words_have_equal_numbers_and_places_in_the_text() -> None:
    text = "reeds and reeds"
    tokens, starts, ends = number_tokens(text)
    assert tokens[0] == tokens[-1] != tokens[1]
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == ["reeds", "and", "reeds"]
