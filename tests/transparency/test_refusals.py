"""What a stranger wrote is made showable."""

from __future__ import annotations

import json
from typing import Any

from huiyin.transparency import (
    RefusalCode,
    RefusedEvidence,
    UnreachableLog,
)


def test_what_a_stranger_wrote_is_made_showable() -> None:
    error: Any = UnreachableLog("file", file="\x1b[2J" + "a" * 500, why="")
    assert "\x1b" not in error.details["file"] and len(error.details["file"]) == 200
    refused = RefusedEvidence(RefusalCode.OTHER_LOG, origin="\x9b\u202e", name="x")
    assert refused.details["origin"] == "\ufffd\ufffd"
    assert json.dumps(refused.details)
