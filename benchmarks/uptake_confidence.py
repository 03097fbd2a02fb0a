"""Fits how often a verdict is right to what it was given on, and tries the fit on laws that it has not seen.

For each verdict a logistic regression with a small ridge (scipy.optimize) over the figures of
:class:`huiyin.trace.uptake.confidence.VerdictEvidence` and the reason. ``trace_uptake.py`` calls both functions.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import minimize

from huiyin.trace import Verdict
from huiyin.trace.data import ReasonCode
from huiyin.trace.uptake.confidence import VerdictEvidence, estimate_confidence

#: What a weight costs: few wrong verdicts must not bend a curve.
RIDGE = 2.0
FOLDS = 7
#: A band of a verdict's that holds so many is capped where it keeps less than it promises, by more than this.
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
MANY, SLACK = 20, 0.01


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict that was given, and whether it was right; ``law``: the law it is about."""

    law: str
    verdict: Verdict
    reason: ReasonCode
    evidence: VerdictEvidence
    is_right: bool


def fit(given: Sequence[Given]) -> dict[str, Any]:
    """The parameters, as ``confidence.json`` holds them under ``verdicts``: curves, and caps where they promise more than
    they keep on laws that they were not fitted to."""
    fitted = _curves(given)
    told = defaultdict[str, list[tuple[float, bool]]](list)
    for held, parameters in _folds(given, _curves, seed=2):
        for g in held:
            sure = estimate_confidence(g.verdict, g.evidence, g.reason, parameters)
            told[str(g.verdict)].append((sure, g.is_right))
    for verdict, curve in fitted["verdicts"].items():
        curve["caps"] = list(_caps(told[verdict]))
    return fitted


def _caps(told: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, float]]:
    """(from, to, share right) of the bands of many verdicts that promise more than they keep."""
    for lower, upper in pairwise(BANDS):
        band = [(sure, right) for sure, right in told if lower <= sure < upper]
        if len(band) < MANY:
            continue
        kept = (sum(right for _, right in band) + 1) / (len(band) + 2)
        if kept < sum(sure for sure, _ in band) / len(band) - SLACK:
            yield lower, upper, round(kept, 4)


def _curves(given: Sequence[Given]) -> dict[str, Any]:
    curves = {}
    for verdict in Verdict:
        rows = [g for g in given if g.verdict is verdict]
        if rows and verdict is not Verdict.NEEDS_PERSON:
            curves[str(verdict)] = _fit_one(rows)
    return {"verdicts": curves}


def _fit_one(rows: Sequence[Given]) -> dict[str, Any]:
    reasons = sorted(
        reason for reason, n in Counter(str(g.reason) for g in rows).items() if n >= 20
    )
    names = [name for name, _ in rows[0].evidence.named]
    table = np.array(
        [
            [v for _, v in g.evidence.named] + [float(str(g.reason) == r) for r in reasons]
            for g in rows
        ]
    )
    right = np.array([g.is_right for g in rows], float)
    middle = table.mean(axis=0)
    table = table - middle
    # Two verdicts more, one right and one wrong: nothing was tried often enough to be certain.
    prior = (right.sum() + 1) / (len(right) + 2)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        at = weights[0] + table @ weights[1:]
        wrong = np.logaddexp(0, at) - right * at
        guess = 1 / (1 + np.exp(-at))
        slope = guess - right
        top = np.log1p(np.exp(-weights[0])) + np.log1p(np.exp(weights[0]))
        value = wrong.sum() + RIDGE / 2 * (weights[1:] ** 2).sum() + top
        own = slope.sum() + np.tanh(weights[0] / 2)
        return value, np.concatenate([[own], table.T @ slope + RIDGE * weights[1:]])

    start = np.concatenate([[np.log(prior / (1 - prior))], np.zeros(table.shape[1])])
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    weights = found[1:]
    return {
        "verdicts": len(rows),
        "overall": round(float(min(0.99, prior)), 4),
        "intercept": round(float(found[0] - middle @ weights), 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=False)},
        "reasons": {
            r: round(float(w), 4) for r, w in zip(reasons, weights[len(names) :], strict=True)
        },
    }


def cross_validate(given: Sequence[Given], *, seed: int = 1) -> list[tuple[float, bool]]:
    """(confidence, whether right) of every verdict, told by a fit on other laws."""
    return [
        (estimate_confidence(g.verdict, g.evidence, g.reason, parameters), g.is_right)
        for held, parameters in _folds(given, fit, seed=seed)
        for g in held
    ]


def _folds(
    given: Sequence[Given], fitting: Callable[[Sequence[Given]], dict[str, Any]], *, seed: int
) -> Iterator[tuple[list[Given], dict[str, Any]]]:
    """Verdicts on some laws, and what is fitted to those on the others."""
    laws = sorted({g.law for g in given})
    random.Random(seed).shuffle(laws)
    for fold in range(FOLDS):
        held = set(laws[fold::FOLDS])
        parameters = fitting([g for g in given if g.law not in held])
        yield [g for g in given if g.law in held], parameters
