"""Ids of comments whose file gives them none."""

from __future__ import annotations

from huiyin.intake.comment_ids import derive_id


def test_the_same_place_has_the_same_id_and_another_has_another() -> None:
    assert derive_id("a.csv", "", 3) == derive_id("a.csv", "", 3)
    assert len({derive_id("a.csv", "", n) for n in range(100)}) == 100
    assert derive_id("a", "bc") != derive_id("ab", "c")
