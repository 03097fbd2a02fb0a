"""From the evidence to the verdict, and why."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.trace.data import ReasonCode, Verdict
from huiyin.trace.edits import Change
from huiyin.trace.share import Share, share_found
from huiyin.trace.uptake.elsewhere import Found, find_elsewhere
from huiyin.trace.uptake.opposed import binding, direction, opposed
from huiyin.trace.versions import Place, Versions

#: Score from which a suggestion counts as adopted, and from which as adopted in part. Chosen on the tuning seed of
#: ``benchmarks/trace_uptake.py``, which prints precision and recall at both on the reporting seed.
ADOPTED, PARTLY = 0.75, 0.18
#: Share of the words asked for that another provision must newly hold for "adopted elsewhere".
ELSEWHERE = 0.65


@dataclass(frozen=True, slots=True)
class Judgement:
    """``place``: where what was found stands. ``credit``: whether the law's change there is the ask's."""

    verdict: Verdict
    score: float
    reason: ReasonCode
    place: Place
    share: Share
    credit: bool = False


def judge(ask: Change, place: Place, versions: Versions) -> Judgement:
    """The verdict on ``ask``, a change of the draft words of ``place``."""
    share = share_found(ask, place.law, versions.rarity)

    def say(verdict: Verdict, score: float, reason: ReasonCode, credit: bool = False) -> Judgement:
        return Judgement(verdict, score, reason, place, share, credit)

    if not share.asked:
        return say(Verdict.NOT_ADOPTED, 0.0, ReasonCode.NOTHING_ASKED)
    if not place.unit.new:
        return _of_a_provision_gone(ask, place, versions, share)
    score = share.score
    if score >= ADOPTED:
        if _lacks_substance(ask, share, versions):
            return say(Verdict.PARTLY, score, ReasonCode.FOUND_IN_PART, True)
        reason = ReasonCode.WORDS_FOUND if share.asked_inserted else ReasonCode.WORDS_TAKEN_OUT
        return say(Verdict.ADOPTED, score, reason, True)
    found = find_elsewhere(ask, place, versions) if share.inserted_score < ELSEWHERE else None
    if found is not None and found.share >= ELSEWHERE and found.share > score + 0.2:
        return _elsewhere(share, found)
    against = opposed(ask, place, versions, share) if score < 0.5 else None
    if against is not None:
        return say(Verdict.REVERSED, score, against)
    if score >= PARTLY:
        return say(Verdict.PARTLY, score, ReasonCode.FOUND_IN_PART, True)
    if direction(ask, place, versions) > 0:
        return say(Verdict.PARTLY, max(score, PARTLY), ReasonCode.NUMBER_MOVED_TOWARDS, True)
    if not share.asked_inserted:
        return say(Verdict.NOT_ADOPTED, score, ReasonCode.STILL_THERE)
    changed = bool(place.change.hunks)
    reason = ReasonCode.CHANGED_OTHERWISE if changed else ReasonCode.UNCHANGED
    return say(Verdict.NOT_ADOPTED, score, reason)


def _of_a_provision_gone(ask: Change, place: Place, versions: Versions, share: Share) -> Judgement:
    if not share.asked_inserted:
        reason = ReasonCode.PROVISION_TAKEN_OUT
        return Judgement(Verdict.ADOPTED, 1.0, reason, place, share, True)
    found = find_elsewhere(ask, place, versions)
    if found is not None and found.share >= ELSEWHERE:
        if not found.place.unit.old and found.share >= ADOPTED:
            # A provision of the law's own, in whose words the draft's is not to be known again: its successor.
            there = _shared(share, found)
            reason = ReasonCode.WORDS_FOUND
            return Judgement(Verdict.ADOPTED, found.share, reason, found.place, there, True)
        return _elsewhere(share, found)
    return Judgement(Verdict.GONE, 0.0, ReasonCode.PROVISION_GONE, place, share)


def _elsewhere(share: Share, found: Found) -> Judgement:
    there, reason = _shared(share, found), ReasonCode.FOUND_ELSEWHERE
    return Judgement(Verdict.ELSEWHERE, found.share, reason, found.place, there, True)


def _shared(share: Share, found: Found) -> Share:
    law = set(found.positions & found.place.law.inserted)
    return Share(asked=share.asked, found=found.share * share.asked, law_inserted=law)


def _lacks_substance(ask: Change, share: Share, versions: Versions) -> bool:
    """Whether a number or a verb of duty that was asked for is not among the words found: all but the very thing."""
    numbers = versions.codes.numbers
    for hunk in ask.hunks:
        missing = [at for at in hunk.inserted if at not in share.ask_inserted]
        for at in missing:
            if ask.new[at] in numbers and (at == 0 or ask.new[at - 1] != "第"):
                return True
        wanted = "".join(ask.new[at] for at in missing)
        if missing and binding(wanted, versions) is not None:
            return True
    return False
