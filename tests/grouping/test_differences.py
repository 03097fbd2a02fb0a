from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.grouping import MOST_CLAUSES, TextDifference, diff_texts

FORM = "我们坚决支持公开排放数据。公众有知情权，没有数据就没有监督。建议每年三月底前公布。"


def test_a_sentence_added_and_a_sentence_dropped_are_told_whole() -> None:
    told = diff_texts(
        FORM, "作为一名教师，我同意。公众有知情权，没有数据就没有监督。建议每年三月底前公布。"
    )
    assert told == TextDifference(("作为一名教师，我同意。",), ("我们坚决支持公开排放数据。",))


def test_of_a_sentence_only_the_clause_that_was_touched_is_told() -> None:
    told = diff_texts(FORM, FORM.replace("没有数据就没有监督", "没有数据就谈不上监督"))
    assert told == TextDifference(("没有数据就谈不上监督。",), ("没有数据就没有监督。",))


def test_what_only_stands_elsewhere_is_neither_added_nor_dropped() -> None:
    first, second, third = "A first point.", "A second point.", "And a third one."
    told = diff_texts(f"{first} {second} {third}", f"{second} {third} {first}")
    assert told == TextDifference((), ())


def test_case_width_punctuation_and_characters_are_no_difference() -> None:
    assert diff_texts("排放数据，应当公开。ABC", "排放數據 應當公開！ａｂｃ") == TextDifference(
        (), ()
    )


def test_a_comma_in_a_number_and_a_point_in_a_word_end_nothing() -> None:
    told = diff_texts("Pay 1,000 yuan.", "Pay 2,000.5 yuan.")
    assert told == TextDifference(("Pay 2,000.5 yuan.",), ("Pay 1,000 yuan.",))


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_one_adds_the_other_drops(one: str, other: str) -> None:
    assert diff_texts(one, one) == TextDifference((), ())
    assert all(piece in " ".join(other.split()) for piece in diff_texts(one, other).adds)


def test_texts_of_more_clauses_than_are_compared_say_so_and_are_not_taken_for_the_same() -> None:
    short = "，".join(f"第{n}句" for n in range(MOST_CLAUSES))
    assert diff_texts(short, short + "。 ！") == TextDifference((), (), is_cut=False)
    longer = short + "，其后还有话"
    for one, other in ((short, longer), (longer, short), (longer, longer)):
        assert diff_texts(one, other).is_cut
