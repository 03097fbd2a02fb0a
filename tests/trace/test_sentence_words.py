"""Sentences as sets of words."""

from __future__ import annotations

from huiyin.trace.sentence_words import SentenceWords, list_words


def test_endings_of_english_words_are_no_difference() -> None:
    assert list_words("permits") & list_words("permit")


def test_the_same_words_in_another_order_are_found() -> None:
    sentences = SentenceWords(["Reeds are kept along banks.", "Water is tested yearly."])
    assert sentences.measure_most_shared(list_words("along banks reeds are kept")) > 0.9
    assert sentences.measure_most_shared(list_words("teachers and schools")) < 0.5
