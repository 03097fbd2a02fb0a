"""What a comment adds to its group's representative, and what it drops."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from huiyin.text import fold, sentences
from huiyin.voices.grouping import Grouping


@dataclass(frozen=True, slots=True)
class Difference:
    """What a comment adds to its group's representative, and what it drops, sentence by sentence."""

    adds: tuple[str, ...]
    drops: tuple[str, ...]


def differences(grouping: Grouping, comment: str) -> Difference:
    """What ``comment`` adds to its group's representative, and drops from it. Raises ``KeyError``."""
    rows = {
        row["id"]: row["group"] for row in grouping.assignments.select(["id", "group"]).to_pylist()
    }
    speaker = next(g for g in grouping.groups if g.id == rows[comment])
    mine = {fold(s): s for s in sentences(grouping.texts[comment])}
    theirs = {fold(s): s for s in sentences(speaker.text)}
    matcher = difflib.SequenceMatcher(a=list(theirs), b=list(mine), autojunk=False)
    adds: list[str] = []
    drops: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            drops += list(theirs.values())[i:j]
            adds += list(mine.values())[k:m]
    return Difference(tuple(adds), tuple(drops))
