"""No pattern of the package takes more than linear time, whatever it is given."""

from __future__ import annotations

import re

import pytest

from tools.patterns import CHARACTERS, SECONDS, Found, find_patterns, try_pattern

#: Patterns of earlier versions, and of textbooks, that one file could hang the desk with.
BAD = (
    r"(a+)+$",
    r"(?:a|a)*b",
    r"^\s*x|\s+$",
    r"<!--.*?-->",
    r"[\s.·…]*\d*$",
    r"[ \t]*[\r\n]\s*",
    r"\s*\(?\s*\d",
    r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+(#+))?[ \t]*$",
    r"^[a-z]+_[\w~-]+(?:__[a-z]+(?:_[\w~-]+)?)*$",
    r"(?:(?:para|point)\s*\(?\s*\w{1,4}\s*\)?\s+of\s+(?:the\s+)?)*article\s*\d",
    r"(?:art|directive)(?:\s*\(?(?:\d{1,3}|[a-z])\)?(?:,| and)?)*\s*$",
)


@pytest.mark.parametrize(
    "by_turns",
    [
        pytest.param(True, id="part"),
        pytest.param(False, id="all", marks=pytest.mark.sweep),
    ],
)
def test_no_pattern_takes_more_than_its_time(
    by_turns: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    patterns, open_calls = find_patterns()
    assert open_calls == []
    results = [try_pattern(found, by_turns=by_turns) for found in patterns]
    slow = [str(bad) for bad, _, _ in results if bad is not None]
    texts, slowest = sum(tried for _, tried, _ in results), max(took for _, _, took in results)
    with capsys.disabled():
        print(
            f"\n{len(patterns)} patterns, {texts} texts, the slowest {slowest:.3f} s for {CHARACTERS}"
        )
    assert slow == []
    assert len(patterns) > 150
    assert texts > (25_000 if by_turns else 50_000)


@pytest.mark.parametrize("pattern", BAD)
def test_a_pattern_that_takes_longer_is_found(pattern: str) -> None:
    methods = ("match", "finditer")
    bad, _, _ = try_pattern(Found("here", pattern, re.compile(pattern, re.S).flags, methods))
    assert bad is not None
    assert bad.seconds > SECONDS / 10


@pytest.mark.parametrize("pattern", [r"^\s*+x", r"(?<!\s)\s++$", r"“[^“”]+”", r"\d+(?:[.,]\d+)*"])
def test_a_pattern_that_is_linear_passes(pattern: str) -> None:
    bad, tried, _ = try_pattern(Found("here", pattern, re.compile(pattern).flags, ("finditer",)))
    assert bad is None
    assert tried > 100
