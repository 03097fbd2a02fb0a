"""Members that an ask adds to a row: 儿童 → 儿童和老年人, enacted as 儿童、老年人和残疾人.

A run of two or three characters is not evidence by itself. A member is evidence if the law inserted it between
joints in the row that still contains the draft's own member. Other members that the law inserted in between do not
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from huiyin.trace.change_share import FoundShare
from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.token_codes import CodedText
from huiyin.trace.versions import AlignedChange, VersionPair

_JOINTS = re.compile(
    r"以及|或者|[、和及与或]|,(?=\s*[A-Za-zÀ-ɏ])|\b(?:and|or)\b|(?<=[、,] )(?:and|or)\b",
    re.IGNORECASE,
)
#: The code points of characters that stand for words; see :class:`huiyin.trace.token_codes.TokenCodes`.
_CODED = "\U000f0000"
#: The least characters of a member, its most tokens, and the most tokens of an ask that adds members.
_SHORTEST, _LONGEST, _MOST = 2, 12, 40
#: Tokens of the draft's own member by which the row is recognised: for characters; for words one is enough. The
#: same number of tokens after the row is compared.
_ANCHOR = 2
#: Words before a member that do not belong to it.
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True, slots=True)
class _Row:
    """A coded text as rows: which tokens join members, and which end a row."""

    code: str
    joints: frozenset[int]
    breaks: frozenset[int]
    bounds: frozenset[int]

    def piece(self, start: int, end: int) -> tuple[int, int]:
        """Widen ``[start, end)`` to the nearest joints or ends of the row."""
        while start > 0 and start not in self.bounds and not self._parts(start - 1):
            start -= 1
        while end < len(self.code) and end not in self.bounds and not self._parts(end):
            end += 1
        return start, end

    def _parts(self, at: int) -> bool:
        return at in self.joints or at in self.breaks

    def joins(self, start: int, end: int) -> bool:
        """Tell whether no row ends in ``[start, end)``."""
        inside = range(start, end)
        return self.breaks.isdisjoint(inside) and self.bounds.isdisjoint(range(start + 1, end))

    def is_joint(self, at: int) -> bool:
        return at in self.joints

    def split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the members in ``[start, end)``."""
        first = start
        for at in range(start, end + 1):
            if at == end or at in self.joints:
                if at > first:
                    yield first, at
                first = at + 1


def _read_row(coded: CodedText, code: str, bounds: frozenset[int], marks: set[str]) -> _Row:
    spans = [match.span() for match in _JOINTS.finditer(coded.text)]
    joints: set[int] = set()
    number = 0
    for at, start in enumerate(coded.starts):
        while number < len(spans) and spans[number][1] <= start:
            number += 1
        if number < len(spans) and spans[number][0] <= start:
            joints.add(at)
    breaks = {at for at, char in enumerate(code) if char in marks and at not in joints}
    return _Row(code, frozenset(joints), frozenset(breaks), bounds)


def find_row_members(
    share: FoundShare,
    ask: TokenChange,
    wanted: CodedText,
    place: AlignedChange,
    versions: VersionPair,
) -> FoundShare:
    """Add to ``share`` the members that the law inserted into the same rows; their joints then no longer count as
    asked.
    """
    if share.score >= 1 or not place.unit.new or not place.change.hunks:
        return share
    hunks = [hunk for hunk in ask.hunks if _may_be_members(hunk, share)]
    if not hunks:
        return share
    marks = versions.codes.marks
    asked = _read_row(wanted, ask.new, ask.bounds, marks)
    if all(asked.joints.isdisjoint(hunk.inserted) for hunk in hunks):
        return share
    own = _read_row(place.base, place.base.code, frozenset(), marks)
    law = _read_row(place.new, place.new.code, place.change.bounds, marks)
    reader = _MemberReader(ask, asked, own, law, place, versions)
    for group in _group_hunks(ask, asked, own):
        if any(hunk in hunks for hunk in group):
            share = reader.add(share, group)
    return share


def _group_hunks(ask: TokenChange, asked: _Row, own: _Row) -> Iterator[list[Hunk]]:
    """Yield the hunks of each row together."""
    group: list[Hunk] = []
    for hunk in ask.hunks:
        if group and not (
            own.joins(group[-1].end, hunk.start) and asked.joins(group[-1].new_end, hunk.new_start)
        ):
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _may_be_members(hunk: Hunk, share: FoundShare) -> bool:
    few = len(hunk.inserted) > 0 and hunk.new_end - hunk.new_start <= _MOST
    return few and not share.ask_inserted.issuperset(hunk.inserted)


@dataclass(frozen=True, slots=True)
class _AddedMembers:
    """``members``: those of the wording that the draft's row lacks. ``anchors``: those that it has, with their
    place in the draft. ``after``: the tokens after the row.
    """

    members: list[tuple[int, int]]
    anchors: list[tuple[str, int]]
    after: str


@dataclass(frozen=True, slots=True)
class _MemberReader:
    ask: TokenChange
    asked: _Row
    own: _Row
    law: _Row
    place: AlignedChange
    versions: VersionPair

    def add(self, share: FoundShare, group: list[Hunk]) -> FoundShare:
        """Add to ``share`` those members of ``group`` that the law has in the same row."""
        for hunk in group:
            if self.own.joints.issuperset(hunk.deleted):
                added = _read_hunk(self.ask, hunk, self.asked)
                share = self._credit(share, [hunk], added) if added else share
        if not share.ask_inserted.issuperset(group[0].inserted) or len(group) > 1:
            whole = _read_rows(group, self.ask, self.asked, self.own)
            share = self._credit(share, group, whole) if whole else share
        return share

    def _credit(self, share: FoundShare, group: list[Hunk], added: _AddedMembers) -> FoundShare:
        ask, versions = self.ask, self.versions
        inserted = {at for hunk in group for at in hunk.inserted}
        if any(share.deleted.intersection(hunk.deleted) for hunk in group):
            return share
        articles = [known for word in _ARTICLES if (known := versions.codes.known(word))]
        found: dict[int, int] = {}
        for start, end in added.members:
            first = start + 1 if end - start > 1 and ask.new[start] in articles else start
            there = _find_in_row(added, ask.new[first:end], self.law, self.place, articles)
            if there is not None:
                found |= {at: there + at - first for at in range(start, end)}
        if not found:
            return share

        def weigh(code: str, positions: Iterable[int]) -> float:
            return sum(versions.rarity.weights("".join(code[at] for at in positions)))

        wanted = weigh(ask.new, (at for start, end in added.members for at in range(start, end)))
        gained, had = weigh(ask.new, found), weigh(ask.new, inserted & share.ask_inserted)
        if gained <= had:
            return share
        bits_in = weigh(ask.new, inserted)
        bits_out = weigh(ask.base, (at for hunk in group for at in hunk.deleted))
        return replace(
            share,
            asked=share.asked - bits_in - bits_out + wanted,
            asked_inserted=share.asked_inserted - bits_in + wanted,
            found=share.found - had + gained,
            found_inserted=share.found_inserted - had + gained,
            ask_inserted=share.ask_inserted | set(found),
            law_inserted=share.law_inserted | (set(found.values()) & self.place.law.inserted),
            by_members=True,
        )


def _read_hunk(ask: TokenChange, hunk: Hunk, asked: _Row) -> _AddedMembers | None:
    """Read what ``hunk`` alone adds to a row, with a joint before or after it."""
    span = _settle(ask, hunk, asked)
    if span is None or not asked.joins(*span):
        return None
    fresh = {at + span[0] - hunk.new_start for at in hunk.inserted}
    members = [m for m in asked.split(*span) if not fresh.isdisjoint(range(*m))]
    if not members or not all(_is_member(ask.new, m, fresh) for m in members):
        return None
    return _AddedMembers(members, _list_sides(hunk, span, asked), _tokens_behind(asked, span[1]))


def _read_rows(group: list[Hunk], ask: TokenChange, asked: _Row, own: _Row) -> _AddedMembers | None:
    """Read what ``group`` adds by comparing the members of both rows: 学校或者医院, 学校、医院或者福利院.

    What precedes and follows both rows belongs to no member.
    """
    a, b = own.piece(group[0].start, group[-1].end)
    c, d = asked.piece(group[0].new_start, group[-1].new_end)
    if d - c > 2 * _MOST or not own.joins(a, b) or not asked.joins(c, d):
        return None
    was, now = own.code[a:b], asked.code[c:d]
    before, behind = _count_alike(was, now), _count_alike(was[::-1], now[::-1])
    for trimmed in range(min(before + behind, _MOST) + 1):
        for tail in range(min(behind, trimmed) + 1):
            head = trimmed - tail
            if head > before or head + tail >= len(was):
                continue
            olds = list(own.split(a + head, b - tail))
            news = list(asked.split(c + head, d - tail))
            held = {ask.new[start:end] for start, end in news}
            kept = {own.code[start:end] for start, end in olds}
            if len(held) != len(news) or len(kept) != len(olds) or not kept < held:
                continue
            members = [(s, e) for s, e in news if ask.new[s:e] not in kept]
            if not all(_is_member(ask.new, m, set(range(*m))) for m in members):
                return None
            anchors = [(own.code[s:e], s) for s, e in olds if _cut_anchor(own.code[s:e], last=True)]
            return _AddedMembers(members, anchors, _tokens_behind(asked, d - tail))
    return None


def _count_alike(left: str, right: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )


def _settle(ask: TokenChange, hunk: Hunk, asked: _Row) -> tuple[int, int] | None:
    """Shift ``hunk`` within the wording so that it begins or ends with a joint: 童和学 in 儿[童和学]童 becomes 和学童."""
    new, start, end = ask.new, hunk.new_start, hunk.new_end
    spans = [(start, end)]
    if not hunk.deleted and len(hunk.inserted) == end - start:
        a, b = start, end
        while a > 0 and new[a - 1] == new[b - 1]:
            a, b = a - 1, b - 1
            spans.append((a, b))
        a, b = start, end
        while b < len(new) and new[a] == new[b]:
            a, b = a + 1, b + 1
            spans.append((a, b))
    for a, b in spans:
        if a > 0 and asked.is_joint(a) and not asked.is_joint(b - 1):
            return a, b
    for a, b in spans:
        if asked.is_joint(b - 1) and b < len(new) and not asked.is_joint(a):
            return a, b
    return None


def _is_member(code: str, member: tuple[int, int], fresh: set[int]) -> bool:
    start, end = member
    is_whole = fresh.issuperset(range(start, end))
    least = 1 if min(code[start:end]) >= _CODED else _SHORTEST
    return is_whole and least <= end - start <= _LONGEST


def _tokens_behind(row: _Row, end: int) -> str:
    """Return the first tokens after the row, within its clause."""
    at = end
    if row.is_joint(at - 1) or at in row.bounds or (at < len(row.code) and row.is_joint(at)):
        return ""
    while (
        at < len(row.code) and at < end + _ANCHOR and at not in row.bounds and row.joins(at, at + 1)
    ):
        at += 1
    return row.code[end:at]


def _find_in_row(
    added: _AddedMembers, member: str, law: _Row, place: AlignedChange, articles: list[str]
) -> int | None:
    """Return where the law has ``member`` in the row that contains one of the draft's own members."""
    anchors = list(_find_anchors(added, law, place))
    after = added.after
    at = law.code.find(member)
    while at >= 0:
        end = at + len(member)
        put = sum(1 for token in range(at, end) if token in place.law.inserted)
        if 2 * put > len(member) and _is_set_off(law, place, at, end, articles):
            for start, stop in anchors:
                low, high = min(start, at), max(stop, end)
                apart = stop <= at or end <= start
                if apart and law.joins(low, high) and _are_short(law, low, high):
                    last = high
                    while last < len(law.code) and last not in law.bounds:
                        last += 1
                    if not after or after in law.code[high:last]:
                        return at
        at = law.code.find(member, at + 1)
    return None


def _is_set_off(law: _Row, place: AlignedChange, at: int, end: int, articles: list[str]) -> bool:
    """Tell whether the text there is a member by itself: between joints, or at an edge of what the law inserted."""
    put = place.law.inserted
    before = at - 1 if at > 0 and law.code[at - 1] in articles else at
    left = (
        before == 0 or law.is_joint(before - 1) or before in law.bounds or before - 1 in law.breaks
    )
    right = end == len(law.code) or law.is_joint(end) or end in law.bounds or end in law.breaks
    joined = (before > 0 and law.is_joint(before - 1)) or (
        end < len(law.code) and law.is_joint(end)
    )
    left = left or (before in put and before - 1 not in put)
    right = right or (end - 1 in put and end not in put)
    return left and right and joined


def _are_short(law: _Row, start: int, end: int) -> bool:
    return all(b - a <= _LONGEST for a, b in law.split(start, end))


def _list_sides(hunk: Hunk, span: tuple[int, int], asked: _Row) -> list[tuple[str, int]]:
    """Return the draft's own members on both sides of the added ones, or what is next to them."""
    start, end = span
    sought: list[tuple[str, int]] = []
    if asked.is_joint(start) and start > 0:
        first, _ = asked.piece(start - 1, start)
        own = _cut_anchor(asked.code[first:start], last=True)
        sought.append((own, hunk.start - (hunk.new_start - start) - len(own)))
    if asked.is_joint(end - 1) or (end < len(asked.code) and asked.is_joint(end)):
        first = end if asked.is_joint(end - 1) else end + 1
        _, last = asked.piece(first, first + 1)
        own = _cut_anchor(asked.code[first:last], last=False)
        sought.append((own, hunk.end + (first - hunk.new_end)))
    return sought


def _find_anchors(
    added: _AddedMembers, law: _Row, place: AlignedChange
) -> Iterator[tuple[int, int]]:
    """Yield where the law still has the draft's own members beside a joint."""
    for own, was in added.anchors:
        at = law.code.find(own) if own else -1
        while at >= 0:
            stop = at + len(own)
            beside = (at > 0 and law.is_joint(at - 1)) or (
                stop < len(law.code) and law.is_joint(stop)
            )
            if beside and any(
                _was_at(place, token, was, was + len(own)) for token in range(at, stop)
            ):
                yield at, stop
            at = law.code.find(own, at + 1)


def _cut_anchor(piece: str, *, last: bool) -> str:
    few = piece[-_ANCHOR:] if last else piece[:_ANCHOR]
    if few and (few[-1] if last else few[0]) >= _CODED:
        return few[-1:] if last else few
    return few if len(few) == _ANCHOR else ""


def _was_at(place: AlignedChange, token: int, start: int, end: int) -> bool:
    """Tell whether a ``token`` of the law's new text was kept from ``[start, end)`` of the draft."""
    if token in place.law.inserted:
        return False
    shift = 0
    for hunk in place.change.hunks:
        if hunk.new_start <= token < hunk.new_end:
            return hunk.start < end and start < hunk.end
        if hunk.new_end > token:
            break
        shift = hunk.end - hunk.new_end
    return start <= token + shift < end
