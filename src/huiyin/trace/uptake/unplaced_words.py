"""Words to be added without a provision of the draft: judged by where the law has them."""

from __future__ import annotations

import re
from dataclasses import replace

from huiyin.law import find_provision
from huiyin.trace.change_share import FoundShare
from huiyin.trace.data import ReasonCode, Verdict
from huiyin.trace.token_codes import CodedText
from huiyin.trace.uptake.new_provision import (
    PlacedShare,
    build_addition,
    find_anywhere,
    is_within,
)
from huiyin.trace.uptake.other_provisions import ENOUGH
from huiyin.trace.uptake.said_otherwise import measure_same_words
from huiyin.trace.uptake.verdicts import (
    ADOPTED,
    SAME_WORDS,
    Judgement,
    judge_addition,
    weigh_addition,
)
from huiyin.trace.versions import VersionPair

#: The share of the words that must be together in one place of the law to count as part of what was asked.
HALF = 0.5
#: Up to this share, what a place contains is common to many provisions.
LITTLE = 0.25
#: The end of a number that follows another one: 2A, 第八条之一.
_INSERTED = re.compile(r"(?<=\d)[A-Za-z]$|(?<=[条條])之[一二三四五六七八九十]$")


def judge_anywhere(
    wanted: CodedText, target: str, division: str | None, versions: VersionPair
) -> Judgement | None:
    """Judge words to be added, wherever the law has them; return ``None`` if a person must judge.

    ``target``: what the ask names, if anything; it is not a provision of the draft. ``division``: the chapter or
    other division that it is. If the law has the words outside what was named, they are elsewhere.
    """
    addition = build_addition(wanted.code)
    placed = find_anywhere(wanted.code, versions)
    score = placed.share.score if placed is not None else 0.0
    judgement: Judgement | None = None
    if placed is not None and score >= HALF:
        judgement = judge_addition(addition, placed, versions)
        if not _is_as_named(placed, target, division, versions):
            moved = replace(judgement, verdict=Verdict.ELSEWHERE, reason=ReasonCode.FOUND_ELSEWHERE)
            judgement = moved if score >= ADOPTED else None
    elif not target and _is_nowhere(wanted, score, versions):
        place = versions.places[0]
        judgement = Judgement(
            Verdict.NOT_ADOPTED, score, ReasonCode.NOWHERE_FOUND, place, FoundShare()
        )
    return (
        replace(judgement, evidence=weigh_addition(judgement, addition))
        if judgement is not None
        else None
    )


def _is_as_named(
    placed: PlacedShare, target: str, division: str | None, versions: VersionPair
) -> bool:
    """Tell whether the law has the words where the ask wants them.

    That is: anywhere if it names nothing, in the division that it names, or under the number that it gives to the
    addition.
    """
    if not target:
        return True
    if division is not None:
        return is_within(placed.place, division, versions)
    named = find_provision(versions.enacted, target)
    if named is not None and named in placed.place.enacted.ranges:
        return True
    before = find_provision(versions.draft, _INSERTED.sub("", target.strip()))
    own = versions.place_for(before) if before is not None else None
    return own is not None and placed.place in versions.list_new_beside(own)


def _is_nowhere(wanted: CodedText, score: float, versions: VersionPair) -> bool:
    """Tell whether neither draft nor law has the words, in their order or any other."""
    addition = build_addition(wanted.code)
    if versions.rarity.total(wanted.code) < ENOUGH:
        return False  # a few words may occur anywhere unnoticed
    if score >= LITTLE or measure_same_words(addition, wanted, None, versions) >= SAME_WORDS:
        return False
    return not any(wanted.code in place.base.code for place in versions.places)
