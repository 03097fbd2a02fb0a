from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import read_text
from huiyin.text.numerals import write_chinese
from tests.law.checks import assert_sound
from tests.law.example_acts import LINES


@settings(deadline=None)
@given(st.lists(LINES, max_size=25))
def test_no_order_of_lines_loses_a_character(lines: list[str]) -> None:
    assert_sound(read_text("\n".join(lines)))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_loses_a_character(text: str) -> None:
    assert_sound(read_text(text))


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=30))
def test_articles_of_any_number_of_paragraphs_are_counted(sizes: list[int]) -> None:
    text = "某条例\n" + "".join(
        f"第{write_chinese(at)}条　" + "\n".join(f"第{n}段话。" for n in range(size)) + "\n"
        for at, size in enumerate(sizes, 1)
    )
    law = read_text(text)
    assert [max(1, len(a.children)) for a in law.articles] == sizes
    assert law.problems == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "第" * 200_000,
        "（" * 200_000,
        "第一条 甲。\n" * 20_000,
        "一" * 1_000_000,
        "“" * 100_000,
        "1." * 100_000,
        "(a)" * 50_000,
        "第\n" * 50_000,
    ],
    ids=[
        "ordinals",
        "brackets",
        "repeats",
        "one-line",
        "quotes",
        "numbers",
        "letters",
        "short-lines",
    ],
)
def test_a_hostile_text_takes_seconds_at_most(hostile: str) -> None:
    # The processor's own time: another process may hold the machine up.
    begun = time.process_time()
    read_text(hostile)
    assert time.process_time() - begun < 10
