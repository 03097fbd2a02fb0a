"""Which units of one version stand for which of another."""

from __future__ import annotations

from huiyin.law.compare.alignment import align_units


def test_a_unit_that_was_put_in_moves_none_of_the_others() -> None:
    old = ["Reeds are kept along every bank.", "Water is tested twice a year."]
    new = [old[0], "Fishing is free for members of the village.", old[1]]
    pairs = {(a, b): likeness for a, b, likeness in align_units(old, new).pairs}
    assert set(pairs) == {(0, 0), (1, 2)}
    assert set(pairs.values()) == {1.0}


def test_what_has_nothing_in_common_is_no_pair() -> None:
    assert not align_units(["Reeds are kept along every bank."], ["教师应当依法履行职责"]).pairs
