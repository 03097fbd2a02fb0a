"""A machine says that it is about to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from huiyin.desk.core.drain_state import begin_draining, end_draining, is_draining


def test_it_drains_until_it_does_no_more(settings: Any, tmp_path: Path) -> None:
    settings.LOCAL = tmp_path
    end_draining()
    assert not is_draining()
    begin_draining()
    assert is_draining()
    end_draining()
    assert not is_draining()
