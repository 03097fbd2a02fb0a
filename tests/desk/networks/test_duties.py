"""What a network waits for, what is due first."""

from __future__ import annotations

from datetime import date

import pytest

from huiyin.desk.networks import duties
from huiyin.desk.networks.duties import Duty, list_duties
from huiyin.desk.networks.models import Network


def make(key: str, due: date | None) -> Duty:
    return Duty(key, key, key, "/", frozenset(), 0, due)


def test_what_is_due_first_comes_first_and_what_has_no_day_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late, soon, never = make("a", date(2026, 12, 9)), make("z", date(2026, 12, 2)), make("0", None)
    also = make("b", date(2026, 12, 2))
    asked = []

    def find(network: Network) -> list[Duty]:
        asked.append(network)
        return [never, late, soon]

    monkeypatch.setattr(duties, "DUTIES", [find, lambda _network: [also]])
    network = Network()
    assert list_duties(network) == [also, soon, late, never]
    assert asked == [network]
