"""Words that somebody copied are found, however they were cut and tidied, and whatever stands around them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from huiyin.text.passages import LEAST, collect_windows, find_passages

SAID = "The plans shall be published every year so that everybody can read what was planned."
SAID_ZH = "湿地保护规划应当每年向社会公布，并且附上修订的理由。"


def _found(text: str, *said: str) -> list[str]:
    return [text[start:end] for start, end in find_passages(text, collect_windows(said))]


def test_a_passage_of_six_words_or_twelve_characters_is_found_in_what_stands_around_it() -> None:
    assert _found("As one wrote: published EVERY year, so that everybody - and more", SAID) == [
        "published EVERY year, so that everybody"
    ]
    assert _found("published every year so that", SAID) == []  # five words are anybody's
    assert _found("有人说：规划应当每年向社会公布并且，应予采纳", SAID_ZH) == [
        "规划应当每年向社会公布并且"
    ]
    assert _found("规划应当每年向社会公布", SAID_ZH) == []


def test_several_passages_are_found_each_by_itself() -> None:
    text = f"{SAID[:45]} Then something of our own. {SAID[40:]}"
    assert len(_found(text, SAID)) == 2
    assert _found("plans shall be 规划应当每年向社会公布并且", SAID, SAID_ZH)


def test_full_width_letters_and_spaces_do_not_hide_a_passage() -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" for c in SAID)
    assert _found(wide, SAID)
    assert _found("规划 应当\n每年·向社会，公布并且", SAID_ZH)


@given(st.text(max_size=80), st.text(alphabet="abc 湿地", max_size=80), st.text(max_size=80))
def test_what_is_found_is_of_the_text_in_order_and_long_enough(
    before: str, said: str, after: str
) -> None:
    text = f"{before} {said} {after}"
    windows = collect_windows([said])
    spans = find_passages(text, windows)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    assert bool(windows) <= bool(spans)  # what was said is found where it stands
    assert all(len(text[start:end]) >= LEAST // 2 for start, end in spans)
