"""Follow suggestions whose language has no enacted text to the paired provision in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiyin.law import Law, find_provision
from huiyin.trace.data import Passage, PassageSide, ReasonCode, TracedSuggestion, Uptake, Verdict
from huiyin.trace.uptake.confidence import estimate_confidence
from huiyin.trace.uptake.evidence import both_texts
from huiyin.trace.versions import VersionPair, build_side


@dataclass(frozen=True)
class PairedDrafts:
    """Drafts by language, the languages that can be traced, and the pairs of provisions."""

    drafts: Mapping[str, Law]
    versions: Mapping[str, VersionPair]
    paired: Mapping[str, str]

    def follow(self, ask: TracedSuggestion, language: str) -> Uptake:
        """Return not adopted if the paired provision was left unchanged; otherwise a person must judge."""
        draft = self.drafts.get(language)
        eid = find_provision(draft, ask.target) if draft is not None and ask.target else None
        if draft is None or eid is None or not self.versions:
            return _make_needs_person(ask, ReasonCode.NO_PAIR)
        other, versions = next(iter(self.versions.items()))
        beside = self.paired.get(eid, eid)
        place = versions.place_for(beside)
        if place is None:
            return _make_needs_person(ask, ReasonCode.NO_PAIR)
        own = Passage(PassageSide.DRAFT, eid, build_side(draft, (eid,)).text, (), language)
        passages = (own, *both_texts(place, beside, other))
        start, end = place.draft.ranges[beside]
        touched = not place.unit.new or any(
            place.touches(hunk, start, end) for hunk in place.change.hunks
        )
        if touched:
            return _make_needs_person(ask, ReasonCode.NO_PAIR, passages)
        verdict, reason = Verdict.NOT_ADOPTED, ReasonCode.PAIRED_UNCHANGED
        details = (("target", ask.target), ("where", " ".join(place.unit.new)), ("share", "0%"))
        return Uptake(ask, verdict, 0.0, estimate_confidence(verdict), passages, reason, details)


def _make_needs_person(
    ask: TracedSuggestion, reason: ReasonCode, passages: tuple[Passage, ...] = ()
) -> Uptake:
    details = (("target", ask.target),)
    return Uptake(ask, Verdict.NEEDS_PERSON, 0.0, 0.0, passages, reason, details)
