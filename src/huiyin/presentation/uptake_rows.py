"""A traced suggestion as JSON holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huiyin.presentation.uptake_labels import say_reason
from huiyin.trace import AmendmentMatch, Passage, Uptake


def uptake_row(
    uptake: Uptake, carried: Sequence[AmendmentMatch] = (), mover: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """``carried``: the amendments that carry it, best first; ``mover``: amendment id → who moved it."""
    return {
        "id": uptake.ask.id,
        "target": uptake.ask.target,
        "verdict": uptake.verdict.value,
        "person_verdict": uptake.person_verdict.value if uptake.person_verdict else None,
        "score": uptake.score,
        "confidence": uptake.confidence,
        "reason": uptake.reason.value,
        "message": say_reason(uptake),
        "passages": [_make_passage_row(p) for p in uptake.passages],
        "carriers": [
            {
                "amendment": c.amendment,
                "mover": (mover or {}).get(c.amendment, ""),
                "score": c.score,
                "rank": c.rank,
                "passages": [_make_passage_row(p) for p in c.passages],
            }
            for c in carried
        ],
    }


def _make_passage_row(passage: Passage) -> dict[str, Any]:
    return {
        "where": passage.where.value,
        "eid": passage.eid,
        "text": passage.text,
        "marks": passage.marks,
    }
