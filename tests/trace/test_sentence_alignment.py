"""Which sentences of a text became which of another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.trace.sentence_alignment import SentenceStretch, pair_sentences

BEES = "whoever keeps bees tells the neighbours where the hives stand"
DOGS = "dogs are led on a line within the fence of the garden"
FEES = "a fee of ten is due for every plot before the month of may"


def spans(old: list[str], new: list[str]) -> list[tuple[int, int, int, int, bool]]:
    return [
        (s.old_start, s.old_end, s.new_start, s.new_end, s.paired) for s in pair_sentences(old, new)
    ]


def test_a_sentence_that_was_put_in_or_went_has_no_partner() -> None:
    assert spans([BEES, FEES], [BEES, DOGS, FEES]) == [
        (0, 1, 0, 1, True),
        (1, 1, 1, 2, False),
        (1, 2, 2, 3, True),
    ]
    assert spans([BEES, DOGS, FEES], [BEES, FEES]) == [
        (0, 1, 0, 1, True),
        (1, 2, 1, 1, False),
        (2, 3, 1, 2, True),
    ]


def test_a_sentence_that_changed_in_a_word_is_known_again() -> None:
    changed = BEES.replace("neighbours", "council")
    assert spans([DOGS, BEES], [FEES, changed])[-1] == (1, 2, 1, 2, True)


def test_a_sentence_that_was_split_is_both_that_it_became() -> None:
    whole = f"{BEES} and {DOGS}"
    assert spans([FEES, whole], [FEES, BEES, DOGS]) == [(0, 1, 0, 1, True), (1, 2, 1, 3, True)]


@given(
    st.lists(st.sampled_from([BEES, DOGS, FEES, "x", ""]), max_size=5),
    st.lists(st.sampled_from([BEES, DOGS, FEES, "x", ""]), max_size=5),
)
def test_the_stretches_are_both_texts_from_end_to_end(old: list[str], new: list[str]) -> None:
    stretches: list[SentenceStretch] = pair_sentences(old, new)
    ends = (0, 0)
    for stretch in stretches:
        assert (stretch.old_start, stretch.new_start) == ends
        ends = (stretch.old_end, stretch.new_end)
        assert not stretch.paired or (
            stretch.old_end > stretch.old_start and stretch.new_end > stretch.new_start
        )
    assert ends == (len(old), len(new))
