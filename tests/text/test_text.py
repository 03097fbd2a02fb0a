from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.text import (
    collapse_whitespace,
    detect_language,
    fold_text,
    is_chinese,
    split_sentences,
    to_simplified,
    tokenise_text,
)


@given(st.text())
def test_tokens_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    found = tokenise_text(text)
    assert "".join(t.text for t in found) == "".join(text.split())
    assert all(text[t.start : t.end] == t.text for t in found)


@given(st.text())
def test_folding_twice_changes_nothing_more_than_folding_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@given(st.text())
def test_simplifying_never_changes_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


def test_fold_takes_away_case_width_space_and_punctuation() -> None:
    assert fold_text("Ａｒｔ. 12，　草案 ！") == fold_text("art 12草案")


def test_fold_can_take_away_the_difference_of_traditional_characters() -> None:
    assert fold_text("氣候變遷應對法", traditional=True) == fold_text("气候变迁应对法")
    assert fold_text("氣候") != fold_text("气候")


def test_squeeze_leaves_single_spaces_between_words() -> None:
    assert collapse_whitespace("　two \n\t words ") == "two words"


@given(st.text(st.sampled_from(" \u3000\n\t\xa0\u2028a国\xad\u200b")))
def test_white_space_of_every_kind_is_told_whether_or_not_the_rest_can_be_printed(
    text: str,
) -> None:
    assert collapse_whitespace(text) == " ".join(text.split())


def test_a_chinese_character_and_a_word_are_one_token_each() -> None:
    assert [t.text for t in tokenise_text("国家 shall don't 3.5%")] == [
        "国",
        "家",
        "shall",
        "don't",
        "3.5",
        "%",
    ]


def test_languages_are_told_apart_by_their_script() -> None:
    assert detect_language("国家应当制定气候变化应对规划") == "zh-Hans"
    assert detect_language("國家應當制定氣候變遷因應計畫") == "zh-Hant"
    assert detect_language("The State shall draw up plans.") == "en"
    assert detect_language("12345 --") == "und"
    assert is_chinese("依照 ISO 14001 标准执行并公开结果")


def test_sentences_end_at_the_marks_of_both_languages() -> None:
    assert split_sentences("应当公开。建议删去！ Why? It costs 3.5 per cent. Delete it.") == [
        "应当公开。",
        "建议删去！",
        "Why?",
        "It costs 3.5 per cent.",
        "Delete it.",
    ]
