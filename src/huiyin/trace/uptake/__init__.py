"""The outcome of every suggestion: its verdict, its score, and the passages that show it.

The measure is in :mod:`huiyin.trace.change_share`: the share of the asked change that is found in the law's change,
both over the same words of the draft. Verdicts follow from the measure and from signs that the law went the other
way (:mod:`~huiyin.trace.uptake.verdicts`). Their reliability was measured on labelled pairs
(:mod:`~huiyin.trace.uptake.confidence`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from huiyin.law import Comparison, Law, compare_laws
from huiyin.text import main_language
from huiyin.trace.data import TracedSuggestion, Tracing, Verdict
from huiyin.trace.uptake.paired_languages import PairedDrafts
from huiyin.trace.uptake.totals import list_changes
from huiyin.trace.uptake.trace_suggestion import ChangeCredit, trace_one
from huiyin.trace.versions import VersionPair

__all__ = ["trace_uptake"]


def trace_uptake(
    asks: Sequence[TracedSuggestion],
    drafts: Law | Mapping[str, Law],
    enacted: Law | Mapping[str, Law],
    *,
    comparisons: Mapping[str, Comparison] | None = None,
    decisions: Mapping[str, Verdict] | None = None,
    paired: Mapping[str, str] | None = None,
) -> Tracing:
    """Trace each ask from the draft to the enacted text.

    ``drafts`` and ``enacted``: a law, or laws by language (``zh``, ``en``). An ask is traced in the texts of its
    own language. If that language has a draft but no enacted text, the ask is followed to the corresponding
    provision in the other language: the one with the same eId, or the one that ``paired`` (eId → eId) names. If
    that provision was left unchanged, the ask was not adopted; otherwise a person must judge.

    ``comparisons`` by language avoid comparing again. ``decisions``: id of an ask → a person's verdict, which is
    kept beside the computed one.
    """
    olds, news = _by_language(drafts), _by_language(enacted)
    pairs = {
        language: VersionPair(
            olds[language],
            news[language],
            (comparisons or {}).get(language) or compare_laws(olds[language], news[language]),
        )
        for language in olds
        if language in news
    }
    across = PairedDrafts(olds, pairs, paired or {})
    credits: dict[str, ChangeCredit] = {}
    uptakes = []
    for ask in asks:
        uptake, credit = trace_one(ask, pairs, across)
        if credit is not None:
            credits[ask.id] = credit
        if decisions and ask.id in decisions:
            uptake = replace(uptake, person_verdict=decisions[ask.id])
        uptakes.append(uptake)
    return Tracing(tuple(uptakes), tuple(list_changes(pairs, credits)))


def _by_language(laws: Law | Mapping[str, Law]) -> Mapping[str, Law]:
    if isinstance(laws, Law):
        return {main_language(laws.language): laws}
    return laws
