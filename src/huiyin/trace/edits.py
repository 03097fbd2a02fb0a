"""Changes: what must be deleted from a base and inserted to turn it into another text.

Changes are compared over the same base: a deletion is identified by its position in the base, an insertion by the
position where it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from huiyin.trace.sentence_alignment import pair_sentences
from huiyin.trace.token_codes import CodedText

#: In unrelated sentences, a common stretch of at most this many tokens is chance.
_LONGEST_SHARED = 5
#: An equal stretch of at most this many tokens, between two edits at least as long, is chance rather than kept
#: text.
_LONGEST_CHANCE = 3


#: The most token pairs to compare; each needs one bit of memory.
_MOST_PAIRS = 400_000_000


@dataclass(frozen=True, slots=True)
class Hunk:
    """Tokens ``[start, end)`` of the base are replaced by tokens ``[new_start, new_end)`` of the new text.

    ``deleted`` and ``inserted`` are the positions that actually change. Tokens inside the hunk that both texts
    share in order are in neither; they repeat the base.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    deleted: tuple[int, ...]
    inserted: tuple[int, ...]

    def near(self, other: Hunk, reach: int = 2) -> bool:
        """Tell whether both are at the same place of the base, at most ``reach`` tokens apart."""
        return self.start <= other.end + reach and other.start <= self.end + reach


@dataclass(frozen=True, slots=True)
class TokenChange:
    """``base`` becomes ``new`` (both coded) through ``hunks``, which are sorted and disjoint."""

    base: str
    new: str
    hunks: tuple[Hunk, ...]
    #: Where the sentences of ``new`` begin, and where the last one ends; empty if not computed.
    bounds: frozenset[int] = frozenset()

    @property
    def deleted(self) -> Iterator[int]:
        return (at for hunk in self.hunks for at in hunk.deleted)

    @property
    def inserted(self) -> Iterator[int]:
        return (at for hunk in self.hunks for at in hunk.inserted)


#: An operation: whether both sides are equal, its range in the base, its range in the new text.
_Op = tuple[bool, int, int, int, int]


def change_between(base: str, new: str) -> TokenChange:
    """Return the change from ``base`` to ``new`` by longest common subsequence, cleaned up.

    A subsequence contains chance matches (a single 的 between two rewritten clauses). As in Fraser's semantic
    clean-up of diffs, an equal stretch that is short and no longer than the edits on both sides is merged with
    them. Texts of more than about 20,000 tokens each become a single hunk, because the memory of the subsequence
    grows with the product of the lengths.
    """
    return TokenChange(base, new, tuple(_build_hunks(_list_operations(base, new, 0, 0))))


def build_change(base: CodedText, new: CodedText) -> TokenChange:
    """Return the change from ``base`` to ``new``, sentence by sentence.

    Sentences are paired first, and changes are computed inside each pair, so that text added elsewhere in the
    article does not affect a sentence. A common subsequence of the whole article would match its characters with
    those of a new paragraph.
    """
    hunks: list[Hunk] = []
    olds, news = base.sentences(), new.sentences()
    was, now = [base.code[a:b] for a, b in olds], [new.code[a:b] for a, b in news]
    old_at, new_at = [0, *(b for _, b in olds)], [0, *(b for _, b in news)]
    for stretch in pair_sentences(was, now):
        a, b = old_at[stretch.old_start], old_at[stretch.old_end]
        c, d = new_at[stretch.new_start], new_at[stretch.new_end]
        operations = _list_operations(base.code[a:b], new.code[c:d], a, c)
        if not stretch.paired:
            operations = [_told_apart(op) for op in operations]
        hunks += _build_hunks(operations)
    return TokenChange(base.code, new.code, tuple(hunks), frozenset(new_at))


def _told_apart(op: _Op) -> _Op:
    """Treat chance matches between unrelated sentences as changed."""
    equal, a, b, c, d = op
    return (equal and b - a > _LONGEST_SHARED, a, b, c, d)


def _list_operations(base: str, new: str, old_at: int, new_at: int) -> list[_Op]:
    """Yield kept and changed ranges, offset by ``old_at`` and ``new_at``."""
    if base == new:
        return []
    if len(base) * len(new) > _MOST_PAIRS:
        return [(False, old_at, old_at + len(base), new_at, new_at + len(new))]
    return [
        (
            op.tag == "equal",
            old_at + op.src_start,
            old_at + op.src_end,
            new_at + op.dest_start,
            new_at + op.dest_end,
        )
        for op in LCSseq.opcodes(base, new)
    ]


def _build_hunks(raw: list[_Op]) -> Iterator[Hunk]:
    runs: list[list[_Op]] = []
    position = 0
    while position < len(raw):
        if raw[position][0]:
            position += 1
            continue
        run = [raw[position]]
        position += 1
        while position < len(raw) and not raw[position][0]:
            run.append(raw[position])
            position += 1
        runs.append(run)
    tidied: list[list[_Op]] = []
    for edits in runs:
        joined = edits
        while tidied and _by_chance(tidied[-1], joined):
            before = tidied.pop()
            bridge = (True, before[-1][2], joined[0][1], before[-1][4], joined[0][3])
            before += [bridge, *joined]
            joined = before
        tidied.append(joined)
    return (_make_hunk(run) for run in tidied)


def _by_chance(
    before: list[tuple[bool, int, int, int, int]], after: list[tuple[bool, int, int, int, int]]
) -> bool:
    between = after[0][1] - before[-1][2]
    return between <= _LONGEST_CHANCE and between <= min(_measure_run(before), _measure_run(after))


def _measure_run(run: list[tuple[bool, int, int, int, int]]) -> int:
    return max(run[-1][2] - run[0][1], run[-1][4] - run[0][3])


def _make_hunk(run: list[tuple[bool, int, int, int, int]]) -> Hunk:
    return Hunk(
        run[0][1],
        run[-1][2],
        run[0][3],
        run[-1][4],
        tuple(at for equal, start, end, _, _ in run if not equal for at in range(start, end)),
        tuple(at for equal, _, _, start, end in run if not equal for at in range(start, end)),
    )
