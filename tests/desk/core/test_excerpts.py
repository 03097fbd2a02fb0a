"""Long texts share a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.core.excerpts import (
    PART,
    count_bytes,
    cut_text,
    get_part,
    has_more,
    lay_out,
    share_out,
    share_words,
)


def test_a_text_is_cut_within_its_bytes_and_says_so() -> None:
    assert cut_text("short", 100) == "short"
    cut = cut_text("湿地" * 100, 60)
    assert cut.endswith("…") and count_bytes(cut) <= 63


@given(st.lists(st.integers(0, 1_000), max_size=20), st.integers(0, 5_000))
def test_what_is_shared_out_is_never_more_than_there_is_or_than_was_asked_for(
    weights: list[int], room: int
) -> None:
    shares = share_out(weights, room)
    assert all(share <= weight for share, weight in zip(shares, weights, strict=True))
    assert sum(shares) <= max(room, 0)


def test_small_ones_are_whole_and_large_ones_share_what_is_left() -> None:
    assert share_out([10, 500, 500], 210) == [10, 100, 100]
    assert share_words(["a", "b"], 100) == (["a", "b"], False)


def test_the_parts_of_a_text_are_all_of_it() -> None:
    text = "reeds and water " * (PART // 8)
    parts, number = [], 1
    while part := get_part(text, number):
        parts.append(part)
        assert has_more(text, number) == bool(get_part(text, number + 1))
        number += 1
    assert "".join(parts) == text and len(parts) > 1
    assert len(lay_out([])) == 1
