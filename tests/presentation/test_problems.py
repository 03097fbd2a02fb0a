"""What was left out of a file, as a sentence of one language."""

from __future__ import annotations

import pytest

from huiyin.files.problems import Remark, RemarkCode
from huiyin.i18n import use_language
from huiyin.presentation.problems import say_remark


@pytest.mark.parametrize(
    ("language", "keys", "shown"),
    [
        ("en", "Comment EN、Comment FR", "Comment EN, Comment FR"),
        ("en", "意见、Comment", "意见, Comment"),
        ("en", "意见、建议", "意见、建议"),
        ("zh", "Comment EN、Comment FR", "Comment EN、Comment FR"),
    ],
)
def test_names_are_listed_as_the_language_lists_them(language: str, keys: str, shown: str) -> None:
    use_language(language)
    told = say_remark(Remark("c.csv", "", RemarkCode.OUTER_WORDS, (("keys", keys),)))
    use_language(None)
    assert shown in told
