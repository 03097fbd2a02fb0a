"""Forms of a text that differ only in what readers do not count as a difference."""

from __future__ import annotations

from huiyin.text.normalisation import collapse_whitespace, fold_text, to_simplified


def test_white_space_of_every_kind_is_one_blank() -> None:
    assert collapse_whitespace("\u3000Article\t 1 \n") == "Article 1"


def test_case_width_and_punctuation_are_no_difference_unless_they_are_asked_for() -> None:
    assert fold_text("Ａrticle 1:") == fold_text("article 1")
    assert fold_text("a, b", punctuation=False) != fold_text("a b", punctuation=False)


def test_simplified_text_is_as_long_as_the_traditional_one() -> None:
    assert to_simplified("濕地保護") == "湿地保护"
    assert fold_text("濕地", traditional=True) == fold_text("湿地")
