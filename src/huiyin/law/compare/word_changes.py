"""Compare two texts word by word, or character by character in Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from huiyin.text import tokenise_text


class WordOp(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class WordChange:
    """``equal`` and ``delete`` in order give the old text, ``equal`` and ``insert`` the new one."""

    op: WordOp
    text: str


#: The most word pairs to compare; each needs one bit of memory.
_MOST_PAIRS = 400_000_000
_WORD = re.compile(r"\w")


def diff_words(old: str, new: str) -> tuple[WordChange, ...]:
    """Return the changes from ``old`` to ``new``, deletions before insertions.

    It is based on the longest common subsequence of words (of characters in Chinese), including white space. Then
    small remnants are merged: an equal stretch of at most three words between two changes counts as changed if it
    has fewer than half of the words changed around it.

    Texts of more than about 20,000 words each are compared by line and, with as many lines, as a whole, because
    time and memory grow with the product of the lengths.
    """
    before, after = _split_pieces(old), _split_pieces(new)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = [old], [new]
    runs: list[tuple[WordOp, list[str], list[str]]] = []
    for code in LCSseq.opcodes(before, after):
        taken, given = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
        if code.tag == "equal":
            runs.append((WordOp.EQUAL, taken, given))
        elif runs and runs[-1][0] is not WordOp.EQUAL:
            runs[-1][1].extend(taken)
            runs[-1][2].extend(given)
        else:
            runs.append((WordOp.INSERT, list(taken), list(given)))
    return tuple(_to_word_changes(_merge_short_runs(runs)))


def _split_pieces(text: str) -> list[str]:
    """Return words and the white space between them; together they are the text."""
    pieces: list[str] = []
    position = 0
    for token in tokenise_text(text):
        if token.start > position:
            pieces.append(text[position : token.start])
        pieces.append(token.text)
        position = token.end
    if position < len(text):
        pieces.append(text[position:])
    return pieces


def _count_words(pieces: list[str]) -> int:
    return sum(1 for piece in pieces if _WORD.search(piece))


def _merge_short_runs(
    runs: list[tuple[WordOp, list[str], list[str]]],
) -> list[tuple[WordOp, list[str], list[str]]]:
    swept: list[tuple[WordOp, list[str], list[str]]] = []
    before = 0  # words of the last merged change, on both its sides
    for at, (op, taken, given) in enumerate(runs):
        kept = _count_words(taken)
        is_kept = op is WordOp.EQUAL
        if is_kept and swept and at + 1 < len(runs) and kept <= 3:
            is_kept = kept * 4 >= before + sum(_count_words(side) for side in runs[at + 1][1:])
        if is_kept:
            swept.append((op, taken, given))
            before = 2 * kept
        elif swept and swept[-1][0] is not WordOp.EQUAL:
            swept[-1][1].extend(taken)
            swept[-1][2].extend(given)
            before += kept + _count_words(given)
        else:
            swept.append((WordOp.INSERT, list(taken), list(given)))
            before = kept + _count_words(given)
    return swept


def _to_word_changes(runs: list[tuple[WordOp, list[str], list[str]]]) -> list[WordChange]:
    changes = []
    for op, taken, given in runs:
        if op is WordOp.EQUAL:
            changes.append(WordChange(WordOp.EQUAL, "".join(taken)))
            continue
        if taken:
            changes.append(WordChange(WordOp.DELETE, "".join(taken)))
        if given:
            changes.append(WordChange(WordOp.INSERT, "".join(given)))
    return changes
