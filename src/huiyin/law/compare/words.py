"""What changed inside a text, word by word; character by character for Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from huiyin.text import tokens


class Op(StrEnum):
    """What became of a stretch of the old text, or that it is new."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class WordChange:
    """``equal`` and ``delete`` in order give the old text, ``equal`` and ``insert`` the new one."""

    op: Op
    text: str


_WORD = re.compile(r"\w")


def diff_words(old: str, new: str) -> tuple[WordChange, ...]:
    """The changes that turn ``old`` into ``new``, deletions before insertions.

    Longest common subsequence of words (of characters in Chinese), white space included; then
    crumbs are swept up: an equal stretch between two changes that holds fewer words than half of
    what changes around it, and at most three, reads as changed too.
    """
    before, after = _pieces(old), _pieces(new)
    runs: list[tuple[Op, list[str], list[str]]] = []
    for code in LCSseq.opcodes(before, after):
        taken, given = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
        if code.tag == "equal":
            runs.append((Op.EQUAL, taken, given))
        elif runs and runs[-1][0] is not Op.EQUAL:
            runs[-1][1].extend(taken)
            runs[-1][2].extend(given)
        else:
            runs.append((Op.INSERT, list(taken), list(given)))
    return tuple(_told(_sweep(runs)))


def _pieces(text: str) -> list[str]:
    """Words and the white space between them; together they are the text."""
    found: list[str] = []
    at = 0
    for token in tokens(text):
        if token.start > at:
            found.append(text[at : token.start])
        found.append(token.text)
        at = token.end
    if at < len(text):
        found.append(text[at:])
    return found


def _words(pieces: list[str]) -> int:
    return sum(1 for piece in pieces if _WORD.search(piece))


def _sweep(runs: list[tuple[Op, list[str], list[str]]]) -> list[tuple[Op, list[str], list[str]]]:
    swept: list[tuple[Op, list[str], list[str]]] = []
    for at, run in enumerate(runs):
        op, taken, given = run
        if op is Op.EQUAL and swept and at + 1 < len(runs):
            kept = _words(taken)
            around = sum(_words(side) for near in (swept[-1], runs[at + 1]) for side in near[1:])
            if kept <= 3 and kept * 4 < around:
                op = Op.INSERT
        if op is not Op.EQUAL and swept and swept[-1][0] is not Op.EQUAL:
            swept[-1] = (Op.INSERT, swept[-1][1] + taken, swept[-1][2] + given)
        else:
            swept.append((op, taken, given))
    return swept


def _told(runs: list[tuple[Op, list[str], list[str]]]) -> list[WordChange]:
    told = []
    for op, taken, given in runs:
        if op is Op.EQUAL:
            told.append(WordChange(Op.EQUAL, "".join(taken)))
            continue
        if taken:
            told.append(WordChange(Op.DELETE, "".join(taken)))
        if given:
            told.append(WordChange(Op.INSERT, "".join(given)))
    return told
