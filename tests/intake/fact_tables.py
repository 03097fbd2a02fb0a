"""Tables of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["write"]


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str, name: str = "facts.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
