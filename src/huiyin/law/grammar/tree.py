"""Nodes of a law during parsing, and the checks common to all traditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from huiyin.law.eid import THROUGHOUT, EidAllocator, join_eid, number_places, place_in
from huiyin.law.model import (
    Furniture,
    FurnitureName,
    Law,
    Problem,
    ProblemCode,
    Provision,
    ProvisionKind,
    Span,
)
from huiyin.law.unit_numbers import eid_number, spell_number
from huiyin.text.numerals import roman_number


@dataclass
class ProvisionNode:
    """A provision under construction. ``texts`` are its own lines; its span grows with them."""

    kind: ProvisionKind
    num: str
    heading: str
    start: int
    end: int
    texts: list[str] = field(default_factory=list)
    children: list[ProvisionNode] = field(default_factory=list)
    number: str = ""  # as in the eId; derived from ``num`` if empty
    eid: str = ""  # the name in the file
    foreign_eid: str = ""  # the name in another file from which this one was made, according to it
    is_roman: bool = False  # (i) is Roman, not the ninth letter

    def add(self, child: ProvisionNode) -> ProvisionNode:
        self.children.append(child)
        return child


class LawBuilder:
    """Turns nodes into provisions with unique eIds, and reports irregular numbers."""

    def __init__(self, source: str, *, throughout: frozenset[ProvisionKind] = THROUGHOUT) -> None:
        self.source = source
        self.throughout = throughout
        self.problems: list[Problem] = []
        self._names = EidAllocator()
        self._lines: list[int] = [0] + [i + 1 for i, c in enumerate(source) if c == "\n"]

    def line(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self._lines, offset)

    def freeze(self, nodes: list[ProvisionNode]) -> tuple[Provision, ...]:
        self._check_sequences(nodes)
        self._names = EidAllocator(_list_given_eids(nodes))
        return self._freeze_all(nodes, "")

    def _freeze_all(self, nodes: list[ProvisionNode], prefix: str) -> tuple[Provision, ...]:
        """Freeze sibling units; kinds numbered through the whole text are checked as one sequence."""
        places = number_places(node.kind for node in nodes)
        return tuple(
            self._freeze(node, place, prefix) for node, place in zip(nodes, places, strict=True)
        )

    def _freeze(self, node: ProvisionNode, place: str, prefix: str) -> Provision:
        roman = node.num.strip("(). ").lower()
        printed = spell_number(roman) if node.is_roman else eid_number(node.num)
        own = node.number or printed or place
        before = place_in(prefix, node.kind, self.throughout)
        eid = self._names.name(
            node.eid, join_eid(before, node.kind, own), join_eid("", node.kind, own)
        )
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

    def _check_sequences(self, nodes: list[ProvisionNode]) -> None:
        """Check that the numbers of siblings are consecutive, and those of articles through the whole law."""
        running: dict[ProvisionKind, tuple[str, ProvisionNode]] = {}

        def visit(siblings: list[ProvisionNode]) -> None:
            local: dict[ProvisionKind, tuple[str, ProvisionNode]] = {}
            for node in siblings:
                if node.num:
                    seen = running if node.kind in self.throughout else local
                    self._check(node, seen)
                if node.kind in (ProvisionKind.ANNEX, ProvisionKind.SCHEDULE):
                    continue  # annexes have their own numbering
                visit(node.children)

        visit(nodes)

    def _check(
        self, node: ProvisionNode, seen: dict[ProvisionKind, tuple[str, ProvisionNode]]
    ) -> None:
        is_letter = len(node.number) == 1 and node.number.isalpha()
        own = node.number if is_letter else eid_number(node.num)
        if node.is_roman:
            own = str(roman_number(own) or own)
        now = _parse_order(own)
        if now is None:
            return
        before = seen.get(node.kind)
        if before is None:
            self._check_beginning(node, now)
        else:
            code = _find_fault(_parse_order(before[0]), now, own)
            if code is not None:
                self._problem(node, code, after=before[1].num)
        seen[node.kind] = (own, node)

    def _check_beginning(self, node: ProvisionNode, now: tuple[int, ...]) -> None:
        """Report a text that begins later: a part of a law, or one without its beginning."""
        if now[0] not in (0, 1) and node.kind in self.throughout:
            details = (("num", node.num),)
            self.problems.append(Problem(self.line(node.start), ProblemCode.BEGINS_LATER, details))

    def _problem(self, node: ProvisionNode, code: ProblemCode, *, after: str) -> None:
        details = (("num", node.num), ("after", after))
        self.problems.append(Problem(self.line(node.start), code, details))


def _find_fault(last: tuple[int, ...] | None, now: tuple[int, ...], own: str) -> ProblemCode | None:
    """Return what is wrong with a number after another one. ``own``: as printed."""
    if last is None:
        return None
    if now == last:
        return ProblemCode.REPEAT
    if now < last:
        return ProblemCode.ORDER
    runs_on = _is_successor(last, now) or ("." in own and _begins_part(last, now))
    return None if runs_on else ProblemCode.GAP


def _list_given_eids(nodes: list[ProvisionNode]) -> Iterator[str]:
    """Yield the names of units in the file."""
    for node in nodes:
        if node.eid:
            yield node.eid
        yield from _list_given_eids(node.children)


def _parse_order(number: str) -> tuple[int, ...] | None:
    """Parse a number for comparison: ``15-1`` → (15, 1), ``12a`` → (12, 1), ``b`` → (2,)."""
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


def _is_successor(last: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """15 → 16, 15 → 15-1, 15-1 → 15-2, 15-2 → 16."""
    if now[: len(last)] == last:
        return now[len(last) :] == (1,)
    at = next(i for i, (a, b) in enumerate(zip(last, now, strict=False)) if a != b)
    return now[at] == last[at] + 1 and (len(now) == at + 1)


def finish_law(
    source: str,
    title: str,
    language: str,
    nodes: list[ProvisionNode],
    furniture: list[Furniture],
    *,
    problems: list[Problem],
    throughout: frozenset[ProvisionKind] = THROUGHOUT,
) -> Law:
    """Build the law from ``nodes``, with its problems in line order."""
    freezer = LawBuilder(source, throughout=throughout)
    provisions = freezer.freeze(nodes)
    all_problems = [*problems, *freezer.problems]
    all_problems += [
        Problem(
            freezer.line(piece.span.start), ProblemCode.STRAY_LINE, (("text", piece.text[:60]),)
        )
        for piece in furniture
        if piece.name is FurnitureName.STRAY
    ]
    if not provisions:
        all_problems.append(Problem(1, ProblemCode.NO_PROVISIONS))
    return Law(
        title=title,
        language=language,
        source=source,
        provisions=provisions,
        furniture=tuple(sorted(furniture, key=lambda f: f.span)),
        problems=tuple(sorted(all_problems, key=lambda p: (p.line, p.code))),
    )
