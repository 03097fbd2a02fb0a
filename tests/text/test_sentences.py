"""Sentences of Chinese and of spaced scripts."""

from __future__ import annotations

from huiyin.text.sentences import split_sentences


def test_chinese_and_english_sentences_end_at_their_own_signs() -> None:
    assert split_sentences("湿地受保护。不得填埋！") == ["湿地受保护。", "不得填埋！"]
    assert split_sentences("Wetlands are kept.  Nobody fills them. ") == [
        "Wetlands are kept.",
        "Nobody fills them.",
    ]


def test_of_nothing_there_is_no_sentence() -> None:
    assert split_sentences(" \n ") == []
