"""Which pieces of one list stand in another, in order: as people read it, in time that is bounded."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

#: What :mod:`difflib` calls a change: what it is, where in the old, where in the new.
Opcode = tuple[str, int, int, int, int]
#: Steps that difflib may take: pieces that are alike, by the stretches there may be.
_MOST_STEPS = 8_000_000
#: Pairs of pieces that are held against each other at most; a bit of memory each.
_MOST_PAIRS = 400_000_000


def find_opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[Opcode]:
    """As difflib tells them, whose longest stretches read best; where the same pieces come so often that it would
    take minutes, by the longest common subsequence; of lists too long for that, what is between an equal beginning
    and an equal end is told as replaced."""
    counts = Counter(old), Counter(new)
    alike = sum(count * counts[1][key] for key, count in counts[0].items())
    if alike * min(len(old), len(new)) <= _MOST_STEPS:
        return difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    if len(old) * len(new) <= _MOST_PAIRS:
        return [
            (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in LCSseq.opcodes(old, new)
        ]
    return _find_ends(old, new)


def _find_ends(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    codes = [
        ("equal", 0, head, 0, head),
        ("replace", head, len(old) - tail, head, len(new) - tail),
        ("equal", len(old) - tail, len(old), len(new) - tail, len(new)),
    ]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]
