"""Trace one suggestion from its words to its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiyin.law import find_provision
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.text import detect_language, main_language
from huiyin.trace.change_share import FoundShare
from huiyin.trace.data import (
    Passage,
    ReasonCode,
    TracedSuggestion,
    Uptake,
    Verdict,
)
from huiyin.trace.edits import build_change
from huiyin.trace.embedded_instructions import Instruction, parse_instructions
from huiyin.trace.uptake.apply_suggestion import apply_suggestion
from huiyin.trace.uptake.confidence import estimate_confidence
from huiyin.trace.uptake.evidence import both_texts, three_texts, two_texts
from huiyin.trace.uptake.new_provision import get_added_wording
from huiyin.trace.uptake.paired_languages import PairedDrafts
from huiyin.trace.uptake.unplaced_words import judge_anywhere
from huiyin.trace.uptake.verdicts import Judgement, judge_change
from huiyin.trace.versions import AlignedChange, VersionPair

#: Language tags of text whose language is unknown.
UNKNOWN = "und"
#: The highest confidence of a verdict on row members: they have few words and few labelled pairs.
BY_MEMBERS = 0.8
#: Candidates shown if a suggestion names no provision.
_CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class ChangeCredit:
    """The changes of the law credited to an ask: those of ``place`` that overlap ``share``."""

    place: AlignedChange
    share: FoundShare


def trace_one(
    ask: TracedSuggestion, pairs: Mapping[str, VersionPair], across: PairedDrafts
) -> tuple[Uptake, ChangeCredit | None]:
    """Return the outcome of ``ask`` and the law's changes credited to it."""
    language = _language_of(ask, pairs, across)
    versions = pairs.get(language)
    if versions is None:
        return across.follow(ask, language), None
    instructions = parse_instructions(ask.text) if not ask.wording else ()
    eid = find_provision(versions.draft, ask.target) if ask.target else None
    place = versions.place_for(eid) if eid else None
    if place is None or eid is None:
        return _trace_anywhere(ask, instructions, eid, versions, language)
    action = SuggestionAction(ask.action)
    if action is SuggestionAction.KEEP:
        return _judge_keep(ask, place, eid, language), ChangeCredit(place, FoundShare())
    if not ask.wording and not instructions and action is not SuggestionAction.DELETE:
        return _needs_person(ask, ReasonCode.FREE_TEXT, both_texts(place, eid, language)), None
    edit = apply_suggestion(
        ask, instructions, place.draft, versions.draft.by_eid[eid], codes=versions.codes
    )
    if edit is None:
        return _needs_person(
            ask, ReasonCode.QUOTE_NOT_FOUND, both_texts(place, eid, language)
        ), None
    wanted = versions.codes.read(edit.text)
    found = judge_change(build_change(place.base, wanted), wanted, place, versions)
    passages = three_texts(edit, wanted, found.share, place, eid, found.place, language)
    uptake = _make_uptake(ask, found, passages, _make_details(ask, eid, found.place, found.score))
    return uptake, ChangeCredit(found.place, found.share) if found.credit else None


def _make_uptake(
    ask: TracedSuggestion,
    found: Judgement,
    passages: tuple[Passage, ...],
    details: tuple[tuple[str, str], ...],
) -> Uptake:
    return Uptake(
        ask,
        found.verdict,
        round(found.score, 4),
        _estimate_confidence(found),
        passages,
        found.reason,
        details,
        found.evidence.named if found.verdict is not Verdict.NEEDS_PERSON else (),
    )


def _estimate_confidence(found: Judgement) -> float:
    right = estimate_confidence(found.verdict, found.evidence, found.reason)
    return min(right, BY_MEMBERS) if found.share.by_members else right


def _trace_anywhere(
    ask: TracedSuggestion,
    told: tuple[Instruction, ...],
    division: str | None,
    versions: VersionPair,
    language: str,
) -> tuple[Uptake, ChangeCredit | None]:
    """Trace an ask that names no provision of the draft to change.

    It is judged if it wants words added that the law has, or has nowhere. ``division``: the chapter or other
    division that it names instead.
    """
    wanted = versions.codes.read(get_added_wording(ask, told))
    judgement = judge_anywhere(wanted, ask.target, division, versions) if len(wanted) else None
    if judgement is None:
        reason = _tell_why_unplaced(ask, told, division)
        return _needs_person(ask, reason, _list_candidates(ask, versions, language)), None
    passages = two_texts(wanted, judgement.share, ask.target, judgement.place, language)
    details = _make_details(ask, "", judgement.place, judgement.score)
    credit = ChangeCredit(judgement.place, judgement.share) if judgement.credit else None
    return _make_uptake(ask, judgement, passages, details), credit


def _tell_why_unplaced(
    ask: TracedSuggestion, told: tuple[Instruction, ...], division: str | None
) -> ReasonCode:
    if division is not None:
        return ReasonCode.SEVERAL_PROVISIONS
    if ask.target:
        return ReasonCode.TARGET_NOT_FOUND
    return ReasonCode.NO_TARGET if ask.wording or told else ReasonCode.FREE_TEXT


def _language_of(
    ask: TracedSuggestion, pairs: Mapping[str, VersionPair], across: PairedDrafts
) -> str:
    """Return the language of ``ask``; without words of its own (delete, keep), that of the version its target
    names.
    """
    language = ask.language or UNKNOWN
    if language == UNKNOWN:
        language = detect_language(ask.wording or ask.text)
    if language != UNKNOWN:
        return main_language(language)
    for language, versions in pairs.items():
        if ask.target and find_provision(versions.draft, ask.target):
            return language
    return next(iter(pairs or across.drafts), "")


def _judge_keep(ask: TracedSuggestion, place: AlignedChange, eid: str, language: str) -> Uptake:
    """Judge an ask that a provision remain unchanged."""
    start, end = place.draft.ranges[eid]
    if not place.unit.new:
        verdict, score, reason = Verdict.GONE, 0.0, ReasonCode.PROVISION_GONE
    elif not any(place.touches(hunk, start, end) for hunk in place.change.hunks):
        verdict, score, reason = Verdict.ADOPTED, 1.0, ReasonCode.PROVISION_KEPT
    else:
        verdict, score, reason = Verdict.NOT_ADOPTED, 0.0, ReasonCode.CHANGED_THOUGH_KEEP
    passages = both_texts(place, eid, language)
    details = _make_details(ask, eid, place, score)
    return Uptake(ask, verdict, score, estimate_confidence(verdict), passages, reason, details)


def _list_candidates(
    ask: TracedSuggestion, versions: VersionPair, language: str
) -> tuple[Passage, ...]:
    """Return the provisions most similar to the suggestion for a person to judge; empty if none is similar."""
    sought = versions.codes.read(ask.wording or ask.text).code
    found: list[Passage] = []
    for number, _ in versions.draft_search.best(sought, _CANDIDATES):
        place = versions.places[number]
        if place.unit.old:
            found += both_texts(place, place.unit.old[0], language)
    return tuple(found)


def _make_details(
    ask: TracedSuggestion, eid: str, place: AlignedChange, score: float
) -> tuple[tuple[str, str], ...]:
    return (
        ("target", ask.target or eid),
        ("where", " ".join(place.unit.new)),
        ("share", f"{score:.0%}"),
    )


def _needs_person(
    ask: TracedSuggestion, reason: ReasonCode, passages: tuple[Passage, ...]
) -> Uptake:
    return Uptake(ask, Verdict.NEEDS_PERSON, 0.0, 0.0, passages, reason, (("target", ask.target),))
