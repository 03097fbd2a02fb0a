"""Which of the numbers that lines begin with count."""

from __future__ import annotations

from huiyin.law.grammar.sequence import CountedLine, find_uncounted


def test_an_unsure_number_counts_where_it_goes_on_with_a_list() -> None:
    assert not find_uncounted(
        [CountedLine("enumerated", 1), CountedLine("enumerated", 2, is_unsure=True)]
    )


def test_an_unsure_number_that_nothing_counts_up_to_is_no_item() -> None:
    assert find_uncounted([None, CountedLine("enumerated", 2, is_unsure=True), None]) == {1}
