"""Nodes while a law is being read, and the checks that hold for every tradition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from huiyin.law.eid import THROUGHOUT, Names, join, number_places, place_in
from huiyin.law.model import (
    Furniture,
    FurnitureName,
    Kind,
    Law,
    Problem,
    ProblemCode,
    Provision,
    Span,
)
from huiyin.law.numbers import eid_number, spell_number
from huiyin.law.numerals import roman_number


@dataclass
class Node:
    """A provision in the making. ``texts`` are its own lines; the span grows with them."""

    kind: Kind
    num: str
    heading: str
    start: int
    end: int
    texts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    number: str = ""  # as in the eId; derived from ``num`` where empty
    eid: str = ""  # what the file calls it
    foreign_eid: str = ""  # what the file says that another file called it
    is_roman: bool = False  # (i) is one, not the ninth letter

    def add(self, child: Node) -> Node:
        self.children.append(child)
        return child


class Freezer:
    """Turns nodes into provisions: unique eIds, and a problem for every odd number."""

    def __init__(self, source: str, *, throughout: frozenset[Kind] = THROUGHOUT) -> None:
        self.source = source
        self.throughout = throughout
        self.problems: list[Problem] = []
        self._names = Names()
        self._lines: list[int] = [0] + [i + 1 for i, c in enumerate(source) if c == "\n"]

    def line(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self._lines, offset)

    def freeze(self, nodes: list[Node]) -> tuple[Provision, ...]:
        self._check_sequences(nodes)
        self._names = Names(_given(nodes))
        return self._freeze_all(nodes, "")

    def _freeze_all(self, nodes: list[Node], prefix: str) -> tuple[Provision, ...]:
        """Units side by side; their numbers are checked in one sequence where they run through the whole text."""
        places = number_places(node.kind for node in nodes)
        return tuple(
            self._freeze(node, place, prefix) for node, place in zip(nodes, places, strict=True)
        )

    def _freeze(self, node: Node, place: str, prefix: str) -> Provision:
        roman = node.num.strip("(). ").lower()
        printed = spell_number(roman) if node.is_roman else eid_number(node.num)
        own = node.number or printed or place
        before = place_in(prefix, node.kind, self.throughout)
        eid = self._names.name(node.eid, join(before, node.kind, own), join("", node.kind, own))
        children = self._freeze_all(node.children, eid)
        return Provision(
            eid=eid,
            kind=node.kind,
            num=node.num,
            heading=node.heading,
            text="\n".join(text for text in node.texts if text),
            span=Span(node.start, node.end),
            children=children,
            foreign_eid=node.foreign_eid or (node.eid if node.eid != eid else ""),
        )

    def _check_sequences(self, nodes: list[Node]) -> None:
        """Numbers of siblings run on; those of articles run on through the whole law."""
        running: dict[Kind, tuple[str, Node]] = {}

        def visit(siblings: list[Node]) -> None:
            local: dict[Kind, tuple[str, Node]] = {}
            for node in siblings:
                if node.num:
                    seen = running if node.kind in self.throughout else local
                    self._check(node, seen)
                if node.kind in (Kind.ANNEX, Kind.SCHEDULE):
                    continue  # annexes count for themselves
                visit(node.children)

        visit(nodes)

    def _check(self, node: Node, seen: dict[Kind, tuple[str, Node]]) -> None:
        own = eid_number(node.num)
        if node.is_roman:
            own = str(roman_number(own) or own)
        before = seen.get(node.kind)
        now, last = _order(own), _order(before[0]) if before else None
        if now is None:
            return
        if last is None:
            if before is None and now[0] not in (0, 1) and node.kind in self.throughout:
                # A part of a law, or a law whose beginning was left out.
                details = (("num", node.num),)
                self.problems.append(
                    Problem(self.line(node.start), ProblemCode.BEGINS_LATER, details)
                )
        elif now == last:
            self._problem(node, ProblemCode.REPEAT, after=before[1].num if before else "")
        elif now < last:
            self._problem(node, ProblemCode.ORDER, after=before[1].num if before else "")
        elif not _follows(last, now) and not ("." in own and _begins_part(last, now)):
            self._problem(node, ProblemCode.GAP, after=before[1].num if before else "")
        seen[node.kind] = (own, node)

    def _problem(self, node: Node, code: ProblemCode, *, after: str) -> None:
        details = (("num", node.num), ("after", after))
        self.problems.append(Problem(self.line(node.start), code, details))


def _given(nodes: list[Node]) -> Iterator[str]:
    """What the file calls its units."""
    for node in nodes:
        if node.eid:
            yield node.eid
        yield from _given(node.children)


def _order(number: str) -> tuple[int, ...] | None:
    """A number that can be compared: ``15-1`` → (15, 1), ``12a`` → (12, 1), ``b`` → (2,)."""
    import re

    found = re.fullmatch(r"(\d{1,100})((?:[-.]\d{1,100})*)([a-z]{0,2})", number)
    if found:
        parts = [int(found[1]), *(int(p) for p in re.split("[-.]", found[2]) if p)]
        for letter in found[3]:
            parts.append(ord(letter) - 96)
        return tuple(parts)
    if re.fullmatch(r"[a-z]", number):
        return (ord(number) - 96,)
    return None


def _begins_part(last: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """2.10 → 3.1, or 3.01."""
    return now[0] == last[0] + 1 and all(part in (0, 1) for part in now[1:])


def _follows(last: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """15 → 16, 15 → 15-1, 15-1 → 15-2, 15-2 → 16."""
    if now[: len(last)] == last:
        return now[len(last) :] == (1,)
    at = next(i for i, (a, b) in enumerate(zip(last, now, strict=False)) if a != b)
    return now[at] == last[at] + 1 and (len(now) == at + 1)


def finish(
    source: str,
    title: str,
    language: str,
    nodes: list[Node],
    furniture: list[Furniture],
    *,
    problems: list[Problem],
    throughout: frozenset[Kind] = THROUGHOUT,
) -> Law:
    """The law that ``nodes`` make, its problems in the order of their lines."""
    freezer = Freezer(source, throughout=throughout)
    provisions = freezer.freeze(nodes)
    found = [*problems, *freezer.problems]
    found += [
        Problem(
            freezer.line(piece.span.start), ProblemCode.STRAY_LINE, (("text", piece.text[:60]),)
        )
        for piece in furniture
        if piece.name is FurnitureName.STRAY
    ]
    if not provisions:
        found.append(Problem(1, ProblemCode.NO_PROVISIONS))
    return Law(
        title=title,
        language=language,
        source=source,
        provisions=provisions,
        furniture=tuple(sorted(furniture, key=lambda f: f.span)),
        problems=tuple(sorted(found, key=lambda p: (p.line, p.code))),
    )
