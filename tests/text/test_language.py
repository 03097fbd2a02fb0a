"""Languages are told apart by their script."""

from __future__ import annotations

import pytest

from huiyin.text.language import detect_language, is_chinese, main_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("湿地应当受到保护。", "zh-Hans"),
        ("濕地應當受到保護，並由機關負責。", "zh-Hant"),
        ("Wetlands are protected.", "en"),
        ("12 345 —", "und"),
    ],
)
def test_the_script_tells_the_language(text: str, tag: str) -> None:
    assert detect_language(text) == tag


def test_one_chinese_word_in_an_english_sentence_does_not_make_it_chinese() -> None:
    assert is_chinese("本法所称 wetland 是指湿地")
    assert not is_chinese("The word 湿地 means wetland in this law")


def test_every_chinese_is_read_in_chinese_and_all_else_in_english() -> None:
    assert [main_language(tag) for tag in ("zh-Hant", "zh-Hans", "zh", "en", "und")] == [
        "zh",
        "zh",
        "zh",
        "en",
        "en",
    ]
