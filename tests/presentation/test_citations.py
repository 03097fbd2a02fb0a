from __future__ import annotations

from huiyin.presentation.citations import shorten_text


def test_a_text_is_cut_between_words_whatever_the_page_speaks() -> None:
    assert shorten_text("I measure rainfall for the valley", 21) == "I measure rainfall…"
    assert shorten_text("I measure rainfall for the valley", 23) == "I measure rainfall for…"
    assert shorten_text("避暑场所必须无障碍，请写明", 9) == "避暑场所必须无障碍…"
    assert shorten_text("short", 9) == "short"
