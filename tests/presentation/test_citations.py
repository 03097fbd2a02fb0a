from __future__ import annotations

import pytest

from huiyin.law import read_text
from huiyin.presentation.citations import name_provision, shorten_text


def test_a_text_is_cut_between_words_whatever_the_page_speaks() -> None:
    assert shorten_text("I measure rainfall for the valley", 21) == "I measure rainfall…"
    assert shorten_text("I measure rainfall for the valley", 23) == "I measure rainfall for…"
    assert shorten_text("避暑场所必须无障碍，请写明", 9) == "避暑场所必须无障碍…"
    assert shorten_text("short", 9) == "short"


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        ("2. The council publishes them.", "Article 2, paragraph 2"),
        ("(2) The council publishes them.", "Article 2, (2)"),
    ],
)
def test_a_number_that_ends_with_a_full_stop_is_cited_without_it(printed: str, cited: str) -> None:
    first = printed.replace("2", "1", 1)
    law = read_text(f"Article 1\nOn heat.\nArticle 2\n{first}\n{printed}\n")
    assert name_provision(law, list(law.by_eid)[-1]) == cited
