"""Sentences told from headings, in laws in spaced scripts: a line is not judged by its first words alone."""

from __future__ import annotations

import re

_STOPS = (".", ";", ":", ",")
#: Verbs that say something of a part of a law: Schedule 1 makes …, Annex II is amended ….
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|shall|must|may|will|would|should|can|cannot|has|have|had|does|do|did|makes?|contains?"
    r"|sets?|lists?|lays?|applies|apply|provides?|specif(?:y|ies)|takes?|comes?|ceases?|means|includes?|extends?|gives?"
    r"|confers?|amends?|repeals?|replaces?|requires?|states?|describes?|defines?|shows?|deals?|enables?|prescribes?"
    r"|modif(?:y|ies)|remains?|becomes?|continues?|introduces?|relates?|re-?enacts?|omits?|inserts?)\b",
    re.I,
)
#: Words after which no line is at an end: the sentence goes on below.
_HANGING = re.compile(
    r"(?:^|\s)(?:to|of|in|the|a|an|by|with|for|from|under|on|at|as|that|which|into|within|this|see|pursuant|both|and|or|not)$",
    re.I,
)
#: Those of them after which a number of a unit cannot be a new unit's.
_CITING = re.compile(
    r"(?:^|\s)(?:to|of|in|the|by|with|for|from|under|see|this|within|pursuant|both)$", re.I
)


def is_hanging(words: str) -> bool:
    """Whether a line breaks off in the middle of a sentence."""
    return bool(_HANGING.search(words[-20:]))


def is_citing(words: str) -> bool:
    """Whether a line breaks off where the number of a cited unit is wanted."""
    return bool(_CITING.search(words[-20:]))


def has_verb(words: str) -> bool:
    return bool(_VERB.search(words))


def is_sentence(rest: str, *, is_apart: bool = False) -> bool:
    """Whether ``rest``, what stands behind the number of a part of a law, goes on with a sentence about that part
    (``to Regulation (EU) 2016/1 is amended.``) and is no heading of it. ``is_apart``: a dash or a colon stands
    between the two."""
    words = rest.strip()
    if not words:
        return False
    says, ends = has_verb(words), words.endswith(_STOPS)
    if _begins_low(words) and not is_apart:
        return says or ends
    return says and ends


def _begins_low(words: str) -> bool:
    """Whether words begin in small letters, perhaps after a bracket: (Fees) has effect."""
    if words[0] == "(" and ")" in words:
        words = words[words.index(")") + 1 :].lstrip() or words
    return words[0].islower() or words[0] == ","
