"""Tables of which something is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["desk"]

DRAFT = "Act\n\nArticle 1 Gardens are open.\nArticle 2 A council answers within thirty days.\n"
ENACTED = DRAFT.replace("thirty", "sixty")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "enacted.txt").write_text(ENACTED, "utf-8")
    return tmp_path
