"""What one text adds to another and omits from it, in pieces that a person can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from huiyin.grouping.near_duplicates import Grouping
from huiyin.text import fold_text
from huiyin.text.opcodes import find_opcodes

#: The end of a clause. A comma between digits is part of a number; an English full stop needs a space after it.
_CLAUSE_END = re.compile(r"(?<!\d)[,:](?=\s)|[，；：。！？!?;]+[”’」』）)]*|\.(?=\s|$)|\n+")
_SENTENCE_END = re.compile(r"[。！？；!?;.\n]")
#: The most clauses compared. A page shows the differences of thirty comments, each of which may have a megabyte.
MOST = 2000
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What a comment adds to its group's representative and what it omits: whole sentences, or the affected clauses
    of a sentence, as printed.

    ``is_cut``: one of the two has more than :data:`MOST` clauses, and only the first ones were compared.
    """

    adds: tuple[str, ...]
    drops: tuple[str, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    key: str
    start: int
    end: int
    ends_sentence: bool


def diff_texts(representative: str, text: str) -> TextDifference:
    """Return what ``text`` adds to ``representative`` and omits from it.

    Clauses (split at commas, semicolons, full stops) are compared in order, ignoring case, width, punctuation,
    white space, and simplified or traditional characters. A clause that only moved is neither added nor omitted.
    Consecutive clauses of a sentence are returned as one piece. Only the beginnings of very long texts are
    compared, and the result says so.
    """
    (theirs, is_theirs_cut), (mine, is_mine_cut) = (
        _split_clauses(representative),
        _split_clauses(text),
    )
    gone, new = _find_differing([c.key for c in theirs], [c.key for c in mine])
    moved = Counter(theirs[at].key for at in gone) & Counter(mine[at].key for at in new)
    return TextDifference(
        adds=_join_clauses(text, mine, _drop_moved(mine, new, moved)),
        drops=_join_clauses(representative, theirs, _drop_moved(theirs, gone, moved)),
        is_cut=is_theirs_cut or is_mine_cut,
    )


def _split_clauses(text: str) -> tuple[list[_Clause], bool]:
    """Return the first clauses, and whether there are more."""
    clauses: list[_Clause] = []
    start = 0
    # Lazily: of a megabyte, only the first clauses are extracted.
    ends = (match.end() for match in _CLAUSE_END.finditer(text))
    for end in chain(ends, (len(text),)):
        key = fold_text(text[start:end], traditional=True)
        if key:
            clauses.append(
                _Clause(key, start, end, bool(_SENTENCE_END.search(text[start:end].rstrip()[-2:])))
            )
            start = end
        if len(clauses) == MOST:
            return clauses, _WORD.search(text, start) is not None
    return clauses, False


def _find_differing(theirs: Sequence[str], mine: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the indices of the clauses that only one of the two texts has."""
    gone: list[int] = []
    new: list[int] = []
    for tag, i, j, k, m in find_opcodes(theirs, mine):
        # The same words may be divided into clauses differently.
        if tag != "equal" and "".join(theirs[i:j]) != "".join(mine[k:m]):
            gone += range(i, j)
            new += range(k, m)
    return gone, new


def _drop_moved(clauses: Sequence[_Clause], chosen: list[int], moved: Counter[str]) -> list[int]:
    left = Counter(moved)
    kept = []
    for at in chosen:
        if left[clauses[at].key] > 0:
            left[clauses[at].key] -= 1
        else:
            kept.append(at)
    return kept


def _join_clauses(text: str, clauses: Sequence[_Clause], chosen: list[int]) -> tuple[str, ...]:
    pieces: list[str] = []
    begin: int | None = None
    for place, at in enumerate(chosen):
        begin = at if begin is None else begin
        goes_on = place + 1 < len(chosen) and chosen[place + 1] == at + 1
        if clauses[at].ends_sentence or not goes_on:
            piece = " ".join(text[clauses[begin].start : clauses[at].end].split())
            pieces.append(piece.rstrip("，,、：: "))
            begin = None
    return tuple(pieces)


def diff_comment(grouping: Grouping, comment: str) -> TextDifference:
    """Return what ``comment`` adds to its group's representative and omits from it. Raises ``KeyError``.

    This is for a single comment; to compare many, get the representatives and call :func:`diff_texts`.
    """
    groups = grouping.assignments["group"].to_pylist()
    group_of = dict(zip(grouping.ids, groups, strict=True))
    speaker = next(g for g in grouping.groups if g.id == group_of[comment])
    return diff_texts(speaker.text, grouping.texts[comment])
