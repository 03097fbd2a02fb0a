"""``huiyin group`` with themes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Huiyin
from tests.cli.sixty_days import *  # noqa: F403


def test_themes_are_told_with_the_encoder_that_found_them(called: Huiyin, comments: Path) -> None:
    call = called("group", comments, "--themes", "--encoder", "words", "--near", "0.05", "--json")
    told = json.loads(call.out)
    assert (told["encoder"], told["near"], told["bridges_languages"]) == ("words", 0.05, False)
    grouped = [name for theme in told["themes"] for name in theme["groups"]]
    assert sorted(grouped + told["alone"]) == sorted(g["id"] for g in told["groups"])


def test_an_encoder_that_is_not_there_is_named_with_the_mend(
    called: Huiyin, comments: Path
) -> None:
    call = called("group", comments, "--encoder", "no-such-model")
    assert (call.code, call.out) == (2, "")
    assert "no-such-model" in call.err
    assert "sentence-transformers" in call.err
