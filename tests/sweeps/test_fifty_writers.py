"""Fifty people write to two machines of one desk while one of them, and one of two workers, is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.desk.operations.test_several_machines import build_desk, kill_one_of_each

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.skipif(
        not os.environ.get("DATABASE_URL"), reason="several machines have one PostgreSQL"
    ),
]


def test_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    with build_desk(tmp_path, 50) as desk:
        kill_one_of_each(desk)
