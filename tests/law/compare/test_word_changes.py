"""What changed inside a text, word by word."""

from __future__ import annotations

import pytest

from huiyin.law.compare.word_changes import WordOp, diff_words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within thirty days", "within sixty days"),
        ("应当在三十日内答复", "应当在六十日内书面答复"),
        ("", "new"),
        ("same", "same"),
    ],
)
def test_the_changes_give_both_texts(old: str, new: str) -> None:
    changes = diff_words(old, new)
    assert "".join(c.text for c in changes if c.op is not WordOp.INSERT) == old
    assert "".join(c.text for c in changes if c.op is not WordOp.DELETE) == new


def test_one_word_that_changed_is_the_whole_change() -> None:
    changes = diff_words("within thirty days", "within sixty days")
    assert [c.text.strip() for c in changes if c.op is not WordOp.EQUAL] == ["thirty", "sixty"]
