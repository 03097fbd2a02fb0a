"""Turn evidence into a verdict and its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from huiyin.trace.change_share import FoundShare, share_found
from huiyin.trace.data import ReasonCode, Verdict
from huiyin.trace.edits import TokenChange
from huiyin.trace.token_codes import CodedText
from huiyin.trace.uptake.confidence import NOTHING, VerdictEvidence
from huiyin.trace.uptake.list_items import is_set_out_as_list
from huiyin.trace.uptake.new_provision import PlacedShare, build_addition, find_beside
from huiyin.trace.uptake.other_provisions import ElsewhereMatch, find_elsewhere
from huiyin.trace.uptake.readings import list_readings
from huiyin.trace.uptake.reversal import (
    compare_direction,
    compare_distance,
    find_reversal,
    score_bindingness,
)
from huiyin.trace.uptake.row_members import find_row_members
from huiyin.trace.uptake.said_otherwise import measure_same_words
from huiyin.trace.versions import AlignedChange, VersionPair

#: The least scores for adopted and for adopted in part. They were chosen on the laws in the folder shared beside
#: the checkout; ``benchmarks/trace_uptake.py`` prints precision and recall on these and on held-out laws.
ADOPTED, PARTLY = 0.72, 0.12
#: Bits of change made word for word that count as a part, however much else was asked.
EXACT = 24.0
#: The share of the asked words that must be new in another provision for "adopted elsewhere".
ELSEWHERE = 0.65
#: How similar, of 100, a new provision and the asked wording must be for it to replace a deleted one, and the share
#: of that wording it must contain.
SUCCESSOR, WHOLE = 60, 0.75
#: The share of the target that another place must contain in runs of this many tokens: for a place without a
#: counterpart in the draft, and for one with a counterpart.
SPLIT, PARTNER, LONG_RUN = 0.2, 0.6, 6
#: The share of an addition that a new provision beside the target must contain to count as a part; for a large
#: addition, in bits, the smaller share.
PART_BESIDE, MUCH, PART_OF_MUCH = 0.5, 100.0, 0.2
#: The share of the asked words in one sentence, in any order, from which the ask can no longer count as not
#: adopted.
SAME_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Judgement:
    """``place``: where the words were found. ``credit``: whether the law's change there is credited to the ask."""

    verdict: Verdict
    score: float
    reason: ReasonCode
    place: AlignedChange
    share: FoundShare
    credit: bool = False
    evidence: VerdictEvidence = NOTHING


def judge_change(
    ask: TokenChange, wanted: CodedText, place: AlignedChange, versions: VersionPair
) -> Judgement:
    """Judge ``ask``, a change of the draft words of ``place`` into ``wanted``; also return the evidence."""
    read = (
        (a, share_found(a, place.law, versions.rarity)) for a in list_readings(ask, versions.codes)
    )
    ask, share = max(read, key=lambda one: one[1].score)
    share = find_row_members(share, ask, wanted, place, versions)
    wide = place.unit.new and share.inserted_score >= ELSEWHERE
    elsewhere = None if wide or not share.asked else find_elsewhere(ask, place, versions)
    judgement = _decide_verdict(ask, place, versions, share, elsewhere)
    if _may_be_list(judgement) and is_set_out_as_list(ask, wanted, place, versions):
        judgement = Judgement(Verdict.ADOPTED, 1.0, ReasonCode.WORDS_FOUND, place, share, True)
    alike = 0.0
    if judgement.verdict is Verdict.NOT_ADOPTED and share.asked_inserted:
        alike = measure_same_words(ask, wanted, place, versions)
    if alike >= SAME_WORDS:
        return replace(judgement, verdict=Verdict.NEEDS_PERSON, reason=ReasonCode.SAID_OTHERWISE)
    evidence = _weigh_evidence(judgement, ask, place, share, elsewhere)
    return replace(judgement, evidence=replace(evidence, alike=alike))


def _may_be_list(judgement: Judgement) -> bool:
    """Tell whether some but not all of the ask's words are at its place in their order."""
    return judgement.verdict is Verdict.PARTLY and judgement.reason is ReasonCode.FOUND_IN_PART


def weigh_addition(judgement: Judgement, addition: TokenChange) -> VerdictEvidence:
    """Return the evidence for the verdict on words that were to be added."""
    return _weigh_evidence(judgement, addition, judgement.place, judgement.share, None)


def _weigh_evidence(
    judgement: Judgement,
    ask: TokenChange,
    place: AlignedChange,
    share: FoundShare,
    found: ElsewhereMatch | None,
) -> VerdictEvidence:
    score = judgement.score
    return VerdictEvidence(
        score=score,
        margin=min(abs(score - ADOPTED), abs(score - PARTLY)),
        size=math.log2(1 + share.asked) / 10,
        exact=share.exact / share.asked if share.asked else 0.0,
        longest=math.log2(1 + share.longest) / 8,
        likeness=place.unit.similarity,
        elsewhere=found.share if found is not None else 0.0,
        rewritten=len(place.law.deleted) / max(len(place.base.code), 1),
        added=float(not any(hunk.deleted for hunk in ask.hunks)),
    )


def _decide_verdict(
    ask: TokenChange,
    place: AlignedChange,
    versions: VersionPair,
    share: FoundShare,
    found: ElsewhereMatch | None,
) -> Judgement:
    if not share.asked:
        return Judgement(Verdict.NOT_ADOPTED, 0.0, ReasonCode.NOTHING_ASKED, place, share)
    if not place.unit.new:
        return _of_a_provision_gone(ask, place, share, found)
    if share.score >= ADOPTED:
        return _judge_adopted(ask, place, versions, share)
    beside = _judge_beside(ask, place, versions, share)
    if beside is not None and beside.score >= ADOPTED:
        return beside
    return (
        _judge_moved(place, share, found)
        or beside
        or _judge_reversed(ask, place, versions, share)
        or _judge_in_part(ask, place, versions, share)
        or _judge_not_adopted(place, share)
    )


def _judge_adopted(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> Judgement:
    """Adopted: nearly everything was made, and the decisive word is not missing."""
    score = share.score
    if _lacks_substance(ask, share, versions):
        return Judgement(Verdict.PARTLY, score, ReasonCode.FOUND_IN_PART, place, share, True)
    reason = ReasonCode.WORDS_FOUND if share.asked_inserted else ReasonCode.WORDS_TAKEN_OUT
    return Judgement(Verdict.ADOPTED, score, reason, place, share, True)


def _judge_beside(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> Judgement | None:
    """Adopted in a new provision next to the target."""
    if any(hunk.deleted for hunk in ask.hunks):
        return None
    addition = build_addition("".join(ask.new[h.new_start : h.new_end] for h in ask.hunks))
    beside = find_beside(addition.new, place, versions)
    if beside is None:
        return None
    least = PART_OF_MUCH if beside.share.found >= MUCH else PART_BESIDE
    if beside.share.score < max(least, share.score + PART_OF_MUCH):
        return None
    return judge_addition(addition, beside, versions)


def judge_addition(addition: TokenChange, placed: PlacedShare, versions: VersionPair) -> Judgement:
    """Judge words to be added by how many of them ``placed`` contains."""
    place, share = placed.place, placed.share
    if share.score >= ADOPTED:
        return _judge_adopted(addition, place, versions, share)
    reason = ReasonCode.FOUND_IN_PART
    return Judgement(Verdict.PARTLY, share.score, reason, place, share, True)


def _judge_moved(
    place: AlignedChange, share: FoundShare, found: ElsewhereMatch | None
) -> Judgement | None:
    """Adopted elsewhere: another place has clearly more of what was asked than this one."""
    if found is None or found.share < ELSEWHERE or found.share <= share.score + 0.2:
        return None
    if found.share >= ADOPTED and _is_of_target(place, found.place):
        return _at_another_number(share, found)
    return _judge_elsewhere(share, found)


def _judge_reversed(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> Judgement | None:
    """Reversed: the law did the opposite."""
    if share.score >= 0.5:
        return None
    reason = find_reversal(ask, place, versions, share)
    if reason is None:
        return None
    return Judgement(Verdict.REVERSED, share.score, reason, place, share)


def _judge_in_part(
    ask: TokenChange, place: AlignedChange, versions: VersionPair, share: FoundShare
) -> Judgement | None:
    """In part: some of the words were adopted, or a number or duty moved in the direction asked."""
    if share.score >= PARTLY or share.exact >= EXACT:
        reason = ReasonCode.FOUND_IN_PART
    elif compare_direction(ask, place, versions) > 0:
        reason = _how_far(ask, place, versions)
    else:
        return None
    return Judgement(Verdict.PARTLY, max(share.score, PARTLY), reason, place, share, True)


def _judge_not_adopted(place: AlignedChange, share: FoundShare) -> Judgement:
    if not share.asked_inserted:
        reason = ReasonCode.STILL_THERE
    elif place.change.hunks:
        reason = ReasonCode.CHANGED_OTHERWISE
    else:
        reason = ReasonCode.UNCHANGED
    return Judgement(Verdict.NOT_ADOPTED, share.score, reason, place, share)


def _how_far(ask: TokenChange, place: AlignedChange, versions: VersionPair) -> ReasonCode:
    """Return the reason for a number that moved in the direction asked."""
    return {
        -1: ReasonCode.NUMBER_MOVED_TOWARDS,
        0: ReasonCode.FOUND_IN_PART,
        1: ReasonCode.NUMBER_MOVED_PAST,
    }[compare_distance(ask, place, versions)]


def _of_a_provision_gone(
    ask: TokenChange, place: AlignedChange, share: FoundShare, found: ElsewhereMatch | None
) -> Judgement:
    if not share.asked_inserted:
        reason = ReasonCode.PROVISION_TAKEN_OUT
        return Judgement(Verdict.ADOPTED, 1.0, reason, place, share, True)
    if found is not None and found.share >= ELSEWHERE:
        if found.share >= ADOPTED and _is_successor(ask, found.place):
            return _at_another_number(share, found)
        return _judge_elsewhere(share, found)
    return Judgement(Verdict.GONE, 0.0, ReasonCode.PROVISION_GONE, place, share)


def _is_successor(ask: TokenChange, there: AlignedChange) -> bool:
    """Tell whether a new provision is what the ask wanted the target to become.

    A provision on another subject that also has the words is not.
    """
    if there.unit.old or fuzz.ratio(ask.new, there.new.code) < SUCCESSOR:
        return False
    return _share_held(ask.new, there) >= WHOLE  # including what the ask left unchanged


def _is_of_target(own: AlignedChange, there: AlignedChange) -> bool:
    """Tell whether words of the target itself moved to the other place: a part was split off, or it is the better
    match.
    """
    held = _share_held(own.base.code, there)
    if there.unit.old:
        return held >= PARTNER and held > _share_held(own.base.code, own)
    return held >= SPLIT


def _share_held(base: str, place: AlignedChange) -> float:
    """Return the share of ``base`` that the enacted words of ``place`` contain in runs too long for chance."""
    runs = place.law.whole.runs(base)
    return sum(length for _, _, length in runs if length >= LONG_RUN) / max(len(base), 1)


def _at_another_number(share: FoundShare, found: ElsewhereMatch) -> Judgement:
    there, reason = _to_share(share, found), ReasonCode.WORDS_FOUND
    return Judgement(Verdict.ADOPTED, found.share, reason, found.place, there, True)


def _judge_elsewhere(share: FoundShare, found: ElsewhereMatch) -> Judgement:
    there, reason = _to_share(share, found), ReasonCode.FOUND_ELSEWHERE
    return Judgement(Verdict.ELSEWHERE, found.share, reason, found.place, there, True)


def _to_share(share: FoundShare, found: ElsewhereMatch) -> FoundShare:
    law = set(found.positions & found.place.law.inserted)
    return FoundShare(asked=share.asked, found=found.share * share.asked, law_inserted=law)


def _lacks_substance(ask: TokenChange, share: FoundShare, versions: VersionPair) -> bool:
    """Tell whether a number or verb of duty that was asked for is missing from what was found."""
    numbers = versions.codes.numbers
    for hunk in ask.hunks:
        missing = [at for at in hunk.inserted if at not in share.ask_inserted]
        for at in missing:
            if ask.new[at] in numbers and (at == 0 or ask.new[at - 1] != "第"):
                return True
        wanted = "".join(ask.new[at] for at in missing)
        if missing and score_bindingness(wanted, versions) is not None:
            return True
    return False
