"""How often a verdict on given evidence is right, estimated from labelled pairs.

Each verdict has a logistic curve over its evidence: the distance of the score from the thresholds, how much was
asked, how much of it the law makes word for word, the length of the longest run, and how similar the two versions
of the provision are. The parameters and their source are in ``confidence.json``. ``benchmarks/trace_uptake.py
--calibrate`` fits them again and measures them on laws that were not used for fitting.
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

#: Upper limit: nothing is certain.
MOST = 0.99
#: The highest confidence of "in part" if less than half of what was asked is found, and if almost nothing is.
LEAST_FOUND, UNSURE, UNSURE_OF_LITTLE = 0.5, 0.89, 0.6


@dataclass(frozen=True, slots=True)
class VerdictEvidence:
    """The evidence for a verdict; every figure is between 0 and about 1.

    ``score``: the share found. ``margin``: its distance from the nearest threshold. ``size``: how much was asked
    (log₂ of bits, divided by ten). ``exact``: the share that the law makes word for word. ``longest``: the longest
    run found (log₂ of bits, divided by eight). ``likeness``: of the two versions of the provision. ``elsewhere``:
    the largest share in another provision. ``rewritten``: the share of the provision that the law deleted.
    ``added``: whether the ask deletes nothing. ``alike``: for an ask that was not adopted, the share of its words
    that one sentence contains in any order.
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
        """The name and value of every figure, in order."""
        names = (field.name for field in fields(self))
        return tuple((n, round(v, 4)) for n, v in zip(names, astuple(self), strict=True))


NOTHING = VerdictEvidence()


@lru_cache(maxsize=1)
def load_parameters() -> Mapping[str, Any]:
    """Load the parameters: verdict → ``overall``, ``intercept``, ``weights`` of the evidence, ``reasons``, and
    ``caps``.

    ``caps``: from, to, and how often verdicts in this range were right on laws not used for fitting, where that is
    lower than the curve.
    """
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
    """Estimate how often a ``verdict`` on such ``evidence`` was right on labelled pairs, from 0 to 1.

    Without evidence, return the rate of all such verdicts; 0 if there is no verdict.
    """
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
