"""Passages of recommendations in an enacted text, with both passages and what stands in each."""

from __future__ import annotations

from datetime import date

from huiyin.trace.provenance import find_recommended_passages
from huiyin.trace.provenance.recommendations import mark_common_words

DRAFT = [
    ("art_1", "The State establishes a fund for the protection of wetlands and of those who live from them."),
    ("art_2", "Warnings are released promptly by radio, television and mobile communication."),
]  # fmt: skip
ADDED = "Warnings are released in sign language and in an easy-to-read version for residents who cannot hear or read them."
ENACTED = [DRAFT[0], ("art_2", f"{DRAFT[1][1]} {ADDED}")]
ASKED = [
    "Warnings shall be released in sign language and in an easy-to-read version for residents who cannot hear or read them.",
    "The State establishes a fund for the protection of wetlands and of those who live from them.",
]  # fmt: skip
EARLY, LATE = date(2025, 1, 1), date(2026, 1, 1)


def test_what_the_law_took_over_is_found_and_both_passages_are_marked() -> None:
    (found,) = find_recommended_passages(
        ENACTED, ASKED, draft=DRAFT, appeared=LATE, draft_appeared=EARLY
    )
    assert (found.eid, found.number, found.recommendation) == ("art_2", 1, ASKED[0])
    assert "sign language and in an easy-to-read version" in found.text
    marked = [found.text[begin:end] for begin, end in found.text_marks]
    assert any("in sign language and in an easy-to-read version" in words for words in marked)
    assert all(found.recommendation[begin:end].strip() for begin, end in found.recommendation_marks)
    assert 0 < found.share < 1 and 0 <= found.adaptation < 0.3


def test_what_the_draft_said_before_is_the_drafts_unless_the_work_came_first() -> None:
    def places(appeared: date | None, draft_appeared: date | None) -> set[str]:
        found = find_recommended_passages(
            ENACTED, ASKED, draft=DRAFT, appeared=appeared, draft_appeared=draft_appeared
        )
        return {one.eid for one in found}

    assert places(LATE, EARLY) == {"art_2"}
    assert places(EARLY, EARLY) == {"art_2"}
    assert places(EARLY, None) == {"art_2"}
    assert places(EARLY, LATE) == {"art_1", "art_2"}


def test_a_work_that_asks_for_something_else_is_found_nowhere() -> None:
    assert find_recommended_passages(ENACTED, ["Rice is planted in May."], draft=DRAFT) == ()


def test_marks_are_what_stands_in_both_texts() -> None:
    left, right = mark_common_words("根据需要提供手语版本", "应当提供手语版本")
    assert ["根据需要提供手语版本"[a:b] for a, b in left] == ["提供手语版本"]
    assert ["应当提供手语版本"[a:b] for a, b in right] == ["提供手语版本"]
