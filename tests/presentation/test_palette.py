"""The colours of every chart."""

from __future__ import annotations

from huiyin.presentation.palette import INK_ON_PART, PAPER, choose_ink, write_dark_rules


def test_words_on_a_colour_can_be_read() -> None:
    assert choose_ink("#000000") == PAPER and choose_ink("#ffffff") == INK_ON_PART


def test_charts_follow_the_page_into_the_dark() -> None:
    assert "{" in write_dark_rules()
