"""How often a verdict is right, from labelled pairs."""

from __future__ import annotations

from huiyin.trace.data import Verdict

#: Verdict → (upper bound of the score, how often right), rising bounds. Written by
#: ``benchmarks/trace_uptake.py --calibrate`` from the tuning seed.
BANDS: dict[Verdict, tuple[tuple[float, float], ...]] = {
    Verdict.ADOPTED: ((1, 0.99),),
    Verdict.PARTLY: (
        (0.3371, 0.91),
        (0.4642, 0.93),
        (1, 0.81),
    ),
    Verdict.ELSEWHERE: ((1, 0.97),),
    Verdict.NOT_ADOPTED: (
        (0, 0.98),
        (1, 0.82),
    ),
    Verdict.REVERSED: ((1, 0.91),),
    Verdict.GONE: ((1, 0.92),),
}


def confidence(verdict: Verdict, score: float) -> float:
    """The frequency with which a ``verdict`` given at this ``score`` was right on labelled pairs, 0 to 1; 0 where
    no verdict was given."""
    for bound, right in BANDS.get(verdict, ()):
        if score <= bound:
            return right
    return 0.0
