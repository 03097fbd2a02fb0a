"""Compare two lists in order: results that people can read, in bounded time."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

#: A change as :mod:`difflib` describes it: its kind, its range in the old list, its range in the new one.
Opcode = tuple[str, int, int, int, int]
#: Limit on difflib's work: pairs of equal pieces times the number of possible stretches.
_MOST_STEPS = 8_000_000
#: Limit on pairs of pieces in the longest-common-subsequence table, which needs one bit per pair.
_MOST_PAIRS = 400_000_000


def find_opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[Opcode]:
    """Return the changes from ``old`` to ``new`` as difflib opcodes.

    difflib's longest stretches are the most readable, so it is used unless repeated pieces would make it take
    minutes. Then the longest common subsequence is used. If the lists are too long for that as well, everything
    between the equal beginning and the equal end is reported as replaced.
    """
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
