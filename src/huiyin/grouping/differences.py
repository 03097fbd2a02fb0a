"""What one text adds to another and drops from it, told in pieces that a person can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from huiyin.grouping.near_duplicates import Grouping
from huiyin.text import fold_text
from huiyin.text.opcodes import find_opcodes

#: Ends a clause. A comma between digits is part of a number; an English full stop needs a space after it.
_CLAUSE_END = re.compile(r"(?<!\d)[,:](?=\s)|[，；：。！？!?;]+[”’」』）)]*|\.(?=\s|$)|\n+")
_SENTENCE_END = re.compile(r"[。！？；!?;.\n]")
#: Clauses compared at most: a page shows the differences of thirty comments, which may have a megabyte each.
MOST = 2000
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What a comment adds to its group's representative, and what it drops: whole sentences, or the
    clauses of a sentence that were touched, as they are printed. ``is_cut``: one of the two has more than
    :data:`MOST` clauses, and only the first so many were compared."""

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
    """What ``text`` adds to ``representative`` and drops from it.

    Clauses (cut at commas, semicolons, full stops) are compared in order, without case, width,
    punctuation and white space, simplified or traditional; a clause that only stands elsewhere is
    neither added nor dropped. Clauses that follow one another within a sentence are told as one piece.
    Of very long texts the beginnings are compared, and the result says so.
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
    """The first clauses, and whether there are more."""
    clauses: list[_Clause] = []
    start = 0
    # One after the other: of a megabyte the first clauses are looked for alone.
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
    """The places of what only one of two texts says."""
    gone: list[int] = []
    new: list[int] = []
    for tag, i, j, k, m in find_opcodes(theirs, mine):
        # The same words may be cut otherwise.
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
    """What ``comment`` adds to its group's representative, and drops from it. Raises ``KeyError``.

    For one comment of a grouping; who wants all of them has the representatives at hand and asks
    :func:`difference`.
    """
    groups = grouping.assignments["group"].to_pylist()
    group_of = dict(zip(grouping.ids, groups, strict=True))
    speaker = next(g for g in grouping.groups if g.id == group_of[comment])
    return diff_texts(speaker.text, grouping.texts[comment])
