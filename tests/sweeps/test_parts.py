"""The parts of a sweep are the sweep: everything is in one of them, and in no two."""

from __future__ import annotations

import pytest

from tests.sweeps.size import PART, is_in_part, name_part


def test_every_address_is_in_exactly_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"/c/wetlands/at/art_{n}/" for n in range(400)]
    assert all(map(is_in_part, names)) and name_part() == ""
    parts = []
    for number in range(1, 6):
        monkeypatch.setenv(PART, f"{number}/5")
        parts.append([name for name in names if is_in_part(name)])
        assert name_part() == f" (part {number} of 5)"
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert all(40 < len(part) < 120 for part in parts)


@pytest.mark.parametrize("asked", ["0/5", "6/5", "x", "1/0"])
def test_a_part_that_is_none_is_no_sweep_of_nothing(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PART, asked)
    with pytest.raises(ValueError, match=r"invalid literal|the part is from"):
        is_in_part("/")
