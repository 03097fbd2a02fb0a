"""Python's collector rests for a while, and is as it was before."""

from __future__ import annotations

import gc

import pytest

from huiyin.desk.core.memory_sweeps import rest_collector
from huiyin.desk.directory.api.figures import compute_figures


def test_it_rests_and_is_as_it_was_before_also_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError), rest_collector(), rest_collector():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
    gc.disable()
    try:
        with rest_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_rests_while_the_figures_of_the_members_are_gathered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def stop() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    monkeypatch.setattr("huiyin.desk.directory.api.figures._list_stays", stop)
    with pytest.raises(KeyError):
        compute_figures(None, lambda done, of: None)  # type: ignore[arg-type]
    assert seen == [False] and gc.isenabled()
