"""The words of the comparison table, in the reader's language."""

from __future__ import annotations

import pytest

from huiyin.i18n import use_language
from huiyin.law.compare import ChangeKind
from huiyin.presentation.comparison_labels import table_labels


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_every_kind_of_change_has_a_word_of_its_own(language: str, tag: str) -> None:
    use_language(language)
    labels = table_labels()
    words = [labels.kinds[kind] for kind in ChangeKind]
    assert len(set(words)) == len(words) > 4
    assert all(words)
    assert labels.language == tag


def test_a_version_that_has_a_name_is_named_beside_its_side() -> None:
    use_language("en")
    bare, named = table_labels(), table_labels("draft 1", "draft 2")
    assert bare.old in named.old and "draft 1" in named.old
    assert "draft 2" in named.new and "draft 2" not in named.old


def test_a_count_says_of_what_and_how_many() -> None:
    use_language("en")
    labels = table_labels()
    told = labels.counted(ChangeKind.CHANGED.value, 7)
    assert "7" in told and labels.kinds[ChangeKind.CHANGED] in told
