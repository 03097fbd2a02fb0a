"""Tell sentences from headings in laws in spaced scripts by more than their first words."""

from __future__ import annotations

import re
from itertools import pairwise

_STOPS = (".", ";", ":", ",")
#: Verbs that state something about a part of a law: Schedule 1 makes …, Annex II is amended ….
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|shall|must|may|will|would|should|can|cannot|has|have|had|does|do|did|makes?|contains?"
    r"|sets?|lists?|lays?|applies|apply|provides?|specif(?:y|ies)|takes?|comes?|ceases?|means|includes?|extends?|gives?"
    r"|confers?|amends?|repeals?|replaces?|requires?|states?|describes?|defines?|shows?|deals?|enables?|prescribes?"
    r"|modif(?:y|ies)|remains?|becomes?|continues?|introduces?|relates?|re-?enacts?|omits?|inserts?)\b",
    re.I,
)
#: Such verbs in other languages, for sentences whose full stop was lost.
_FOREIGN_VERB = re.compile(r"\b(?:est|sont|ist|sind|gilt|gelten|wird|werden|queda|quedan|es|son)\b")
#: Words whose own verb does not apply to the whole: gardens that are open, what is to be done.
_RELATIVE = frozenset(
    [
        "which",
        "that",
        "who",
        "whom",
        "whose",
        "what",
        "when",
        "where",
        "how",
        "why",
        "whether",
        "if",
        "unless",
    ]
)
#: What may come between the words of one verb, or between two verbs of one clause.
_BETWEEN_VERBS = frozenset(["to", "not", "be", "been", "and", "or", "also", "only"])
#: Verbs that are nouns before "of" (lists of, means of) or after "Member".
_NOUNS = frozenset(["lists", "sets", "lays", "states", "shows", "means", "takes", "deals", "comes"])
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
#: Words that continue a line about the unit whose number begins it: Section 3 also applies.
_SAYS_OF = re.compile(
    r"(?:also|only|so|not|therefore|accordingly|however|nevertheless|hereby|hereof|herein|thereof|above|below|in|by|for|on"
    r"|under|as|which|that|until|if|unless|but|from|with|without|hereinafter|nor|then)\b"
)
#: Words after which a line is incomplete: the sentence continues below.
_HANGING = re.compile(
    r"(?:^|\s)(?:to|of|in|the|a|an|by|with|for|from|under|on|at|as|that|which|into|within|this|see|pursuant|both|and|or|not)$",
    re.I,
)
#: Those of them after which a unit number cannot begin a new unit.
_CITING = re.compile(
    r"(?:^|\s)(?:to|of|in|the|by|with|for|from|under|see|this|within|pursuant|both)$", re.I
)


def is_hanging(words: str) -> bool:
    """Tell whether a line ends in the middle of a sentence."""
    return bool(_HANGING.search(words[-20:]))


def is_citing(words: str) -> bool:
    """Tell whether a line ends where the number of a cited unit must follow."""
    return bool(_CITING.search(words[-20:]))


def has_verb(words: str) -> bool:
    return bool(_VERB.search(words))


def has_main_verb(words: str) -> bool:
    """Tell whether words form a statement: ``The fee is due``, but not ``Gardens that are open``, ``Member States``
    or ``Fees from 1 May``.
    """
    is_shouted = words.isupper()
    is_pending = is_below = (
        False  # whether a relative pronoun awaits its verb; whether its clause continues
    )
    before = ""
    tokens = [*_TOKEN.findall(words), ""]
    for token, after in pairwise(tokens):
        word = token.lower()
        if word in _RELATIVE:
            is_pending, is_below = True, True
        elif _is_verb(token, before, after.lower(), is_shouted=is_shouted):
            goes_on = is_below and (before in _BETWEEN_VERBS or has_verb(before))
            if not is_pending and not goes_on:
                return True
            is_pending = False
        before = word
    return False


def _is_verb(token: str, before: str, after: str, *, is_shouted: bool) -> bool:
    if not _VERB.fullmatch(token) or (not is_shouted and not token.islower()):
        return False
    word = token.lower()
    if word in _NOUNS and (after == "of" or before == "member"):
        return False
    return not (word == "may" and (before.isdecimal() or after.isdecimal()))


def says_of_unit(rest: str) -> bool:
    """Tell whether ``rest``, in lower case after a unit's number, is about that unit: ``does not apply``."""
    words = rest.lstrip()
    return words[:1].islower() and bool(_VERB.match(words) or _SAYS_OF.match(words))


def is_sentence(rest: str, *, is_apart: bool = False) -> bool:
    """Tell whether ``rest``, the text after the number of a part of a law, is a sentence about it rather than its
    heading.

    Example: ``to Regulation (EU) 2016/1 is amended.`` ``is_apart``: a dash or colon separates the two.
    """
    words = rest.strip()
    if not words:
        return False
    ends = words.endswith(_STOPS)
    if _begins_low(words) and not is_apart:
        return ends or has_verb(words) or bool(_FOREIGN_VERB.search(words))
    return ends and has_main_verb(words)


def _begins_low(words: str) -> bool:
    """Tell whether words begin in lower case, perhaps after a bracket: (Fees) has effect."""
    if words[0] == "(" and ")" in words:
        words = words[words.index(")") + 1 :].lstrip() or words
    return words[0].islower() or words[0] == ","
