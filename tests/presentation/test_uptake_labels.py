"""The words of tracing."""

from __future__ import annotations

import pytest

from huiyin.i18n import use_language
from huiyin.law import read_text
from huiyin.presentation.uptake_labels import say_reason, say_verdict
from huiyin.trace import TracedSuggestion, Verdict, trace_uptake

ACT = "Garden Act\n\n1. A council answers within thirty days.\n\n2. A council publishes its answers.\n"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_verdict_has_a_name_of_its_own(language: str) -> None:
    use_language(language)
    names = [say_verdict(verdict) for verdict in Verdict]
    assert len(set(names)) == len(names)
    assert all(names)


def test_the_reason_is_a_whole_sentence_in_each_language() -> None:
    ask = TracedSuggestion("s", "section 1", "replace", "A council answers within ten days.", "")
    (uptake,) = trace_uptake([ask], read_text(ACT), read_text(ACT.replace("thirty", "ten"))).uptakes
    assert uptake.verdict is Verdict.ADOPTED
    use_language("en")
    english = say_reason(uptake)
    use_language("zh")
    chinese = say_reason(uptake)
    assert english.endswith(".") and chinese.endswith("。")
    assert "{" not in english + chinese
