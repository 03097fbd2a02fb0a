"""Names and titles hold no character that turns the direction of what follows."""

from __future__ import annotations

import pytest

from huiyin.text import strip_direction_marks


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_embeddings_overrides_and_isolates_are_removed(mark: str) -> None:
    assert strip_direction_marks(f"{mark}湿地{mark}fdp.exe{mark}") == "湿地fdp.exe"


@pytest.mark.parametrize(
    "written", ["", "plain", "湿地 （一）", "שלום\u200f!", "a\u200db", "\u061cسلام"]
)
def test_everything_else_stays(written: str) -> None:
    assert strip_direction_marks(written) == written
