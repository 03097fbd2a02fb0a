"""Work is done in processes apart, one piece after the other."""

from __future__ import annotations

import os

import pytest

from huiyin.desk.core.isolated_process import forget_processes, make_apart

#: What a process keeps of the work that it did.
_KEPT: list[bytes] = []


def hoard(megabytes: int) -> int:
    """Keep so much memory, as a library's cache does; which process this was."""
    _KEPT.append(b"x" * (megabytes * 1024 * 1024))
    return os.getpid()


@pytest.fixture(autouse=True)
def begin_anew() -> None:
    forget_processes()


def test_a_process_that_has_grown_is_given_no_more_work_while_it_ends() -> None:
    grown = [make_apart(hoard, 450) for _ in range(4)]
    assert len(set(grown)) == len(grown)


def test_a_process_that_has_not_grown_does_the_next_piece_too() -> None:
    assert make_apart(hoard, 1) == make_apart(hoard, 1)
