"""How often a verdict given on such evidence is right, from labelled pairs.

A logistic curve for each verdict over what it was given on: how far the score lies from the thresholds, how much was
asked, how much of it the law makes word for word, how long the longest run is, how alike the two versions of the
provision are. Its parameters are in ``confidence.json``, with their source; ``benchmarks/trace_uptake.py --calibrate``
fits them again, and measures them on laws that they were not fitted on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from huiyin.trace.data import ReasonCode, Verdict

#: Nothing is certain.
MOST = 0.99
#: What "in part" may be given with where less than half of what was asked is found, and where next to nothing is.
LEAST_FOUND, UNSURE, UNSURE_OF_LITTLE = 0.5, 0.89, 0.6


@dataclass(frozen=True, slots=True)
class VerdictEvidence:
    """What a verdict was given on, every figure from 0 to about 1.

    ``score``: the share found; ``margin``: how far it lies from the nearest threshold; ``size``: how much was asked
    (log₂ of bits, a tenth of it); ``exact``: the share that the law makes word for word; ``longest``: the longest run
    found (log₂ of bits, an eighth of it); ``likeness``: of the two versions of the provision; ``elsewhere``: the most that another
    provision holds; ``rewritten``: the share of the provision that the law took out; ``added``: whether the ask takes
    nothing out; ``alike``: of an ask that is denied, the share of its words that one sentence has in whatever order.
    """

    score: float = 0.0
    margin: float = 0.0
    size: float = 0.0
    exact: float = 0.0
    longest: float = 0.0
    likeness: float = 0.0
    elsewhere: float = 0.0
    rewritten: float = 0.0
    added: float = 0.0
    alike: float = 0.0

    @property
    def named(self) -> tuple[tuple[str, float], ...]:
        """Name and value of every figure, in order."""
        names = (field.name for field in fields(self))
        return tuple((n, round(v, 4)) for n, v in zip(names, astuple(self), strict=True))


NOTHING = VerdictEvidence()


@lru_cache(maxsize=1)
def load_parameters() -> Mapping[str, Any]:
    """The parameters: verdict → ``overall``, ``intercept``, ``weights`` of the evidence, ``reasons``, and ``caps``: from,
    to, how often verdicts given in between were right on laws that the curve was not fitted to, where that is less."""
    found: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("confidence.json").read_text("utf-8")
    )
    return found


def estimate_confidence(
    verdict: Verdict,
    evidence: VerdictEvidence | None = None,
    reason: ReasonCode | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> float:
    """How often a ``verdict`` given on such ``evidence`` was right on labelled pairs, 0 to 1; without evidence that of
    all such verdicts; 0 where no verdict was given."""
    curve = (parameters or load_parameters())["verdicts"].get(str(verdict))
    if curve is None:
        return 0.0
    if evidence is None:
        return float(curve["overall"])
    total = curve["intercept"] + curve["reasons"].get(str(reason), 0.0)
    total += sum(curve["weights"].get(name, 0.0) * value for name, value in evidence.named)
    right = min(MOST, 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
    for lower, upper, most in curve.get("caps", ()):
        if lower <= right < upper:
            right = most
            break
    if verdict is Verdict.PARTLY and evidence.score < LEAST_FOUND:
        found = max(0.0, evidence.score / LEAST_FOUND)
        right = min(right, UNSURE_OF_LITTLE + (UNSURE - UNSURE_OF_LITTLE) * found)
    return round(right, 4)
