"""eIds after the Akoma Ntoso Naming Convention 1.0, section 4.

An eId is a path of ``abbreviation_number`` joined by ``__``. Units numbered through the whole document (articles,
recitals, sections of a common-law act) begin a new path whatever chapter contains them, so that ``art_12__para_2``
stays valid when a chapter is inserted.

Whatever a file contains, an eId here matches one pattern: a path of ASCII words and numbers that is safe in
addresses, markup and tables. Other names in a file are mapped to ours and kept beside them
(``Provision.foreign_eid``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from huiyin.law.model import Law, Problem, ProblemCode, Provision, ProvisionKind, own_number
from huiyin.law.unit_numbers import LONGEST_NUMBER, in_figures, is_same_number, printed_number

ABBREVIATIONS = {
    ProvisionKind.RECITAL: "rec",
    ProvisionKind.PART: "part",
    ProvisionKind.SUBPART: "subpart",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.SUBSECTION: "subsec",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.SUBPARAGRAPH: "subpara",
    ProvisionKind.POINT: "point",
    ProvisionKind.SUBPOINT: "subpoint",
    ProvisionKind.INDENT: "indent",
    ProvisionKind.CLOSING: "wrapup",
    ProvisionKind.ITEM: "item",
    ProvisionKind.SCHEDULE: "sched",
    ProvisionKind.ANNEX: "att",
}

#: The maximum length of an eId.
LONGEST = 120
#: The maximum length taken from a file or built from numbers; the rest is reserved for the suffix of repeats
#: (``~2``).
_LONGEST_GIVEN = 100
_UNIT = r"[A-Za-z]{1,20}(?:_[A-Za-z0-9][A-Za-z0-9.-]*)"
_EID = re.compile(rf"(?:{_UNIT}+|wrapup)(?:~[0-9]+)*(?:__{_UNIT}*(?:~[0-9]+)*)*", re.ASCII)
#: Units numbered through the whole text: their eIds have no prefix.
THROUGHOUT = frozenset((ProvisionKind.ARTICLE, ProvisionKind.RECITAL))


def is_eid(written: str) -> bool:
    """Tell whether ``written`` has the form of an eId: ``art_12__para_2__point_3``, ``chp_I``, ``sec_4A``,
    ``art_5~2``.
    """
    return len(written) <= LONGEST and _EID.fullmatch(written) is not None


#: Characters that cannot be stored in a database or document: control characters and lone surrogates.
_NOT_WRITTEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def written_eid(value: object) -> str:
    """Return a file's name for a unit in storable form; an empty string for None."""
    return _NOT_WRITTEN.sub("\ufffd", str(value).strip()) if value not in (None, "") else ""


class EidAllocator:
    """Assigns unique, well-formed eIds to the units of one law.

    Each takes constant time, however many units ask for the same name: a name with a count suffix always derives
    from one name without it.
    """

    def __init__(self, given: Iterable[str] = ()) -> None:
        """``given``: the names in the file; those with the right form are reserved for their own units."""
        self._reserved = {eid for eid in given if self.takes(eid)}
        self._used: set[str] = set()
        self._times: dict[str, int] = {}

    @staticmethod
    def takes(written: str) -> bool:
        """Tell whether a file's name for a unit can serve as its eId."""
        return len(written) <= _LONGEST_GIVEN and is_eid(written)

    def name(self, given: str, otherwise: str, shorter: str) -> str:
        """Return the eId of a unit: the file's name ``given`` if it is valid and unused.

        Otherwise return ``otherwise``, or ``shorter`` if that is too long.
        """
        is_own = self.takes(given) and given not in self._used
        wanted = given if is_own else otherwise if self.takes(otherwise) else shorter
        eid, times = wanted, self._times.get(wanted, 1)
        while eid in self._used or (eid in self._reserved and not (is_own and eid == given)):
            times += 1
            eid = f"{wanted}~{times}"
        self._times[wanted] = times
        self._used.add(eid)
        return eid


def join_eid(prefix: str, kind: ProvisionKind, number_part: str) -> str:
    """``art_12`` + paragraph ``2`` → ``art_12__para_2``; with an empty prefix, a new path begins."""
    own = f"{ABBREVIATIONS[kind]}_{number_part}" if number_part else ABBREVIATIONS[kind]
    return f"{prefix}__{own}" if prefix else own


def place_in(
    prefix: str, kind: ProvisionKind, throughout: frozenset[ProvisionKind] = THROUGHOUT
) -> str:
    """Return the prefix of a unit of ``kind`` below ``prefix``.

    It is empty for kinds numbered throughout, except in an annex, which has its own numbering.
    """
    return "" if kind in throughout and not prefix.startswith(("att", "sched")) else prefix


def name_units(provisions: Sequence[Provision]) -> tuple[Provision, ...]:
    """Return ``provisions`` with proper eIds; a different name in the file is kept as ``foreign_eid``.

    A name in the form of an eId stays. Other units are named as the grammar names them: from their kind and printed
    number, or their position among units of the same kind. A position that could be mistaken for a printed number
    is marked: an article without a number between articles 1 and 2 is ``art_nn2``, and so is one between 1 and 3.
    """
    walked = [below for top in provisions for below in top.walk()]
    names = EidAllocator(below.eid for below in walked)
    throughout = THROUGHOUT
    if not any(below.kind is ProvisionKind.ARTICLE for below in walked):
        throughout |= {ProvisionKind.SECTION}  # the basic unit of a common-law act

    numbered = {
        u.kind for u in walked if u.kind in throughout and printed_number(u.kind, u.num, u.heading)
    }

    def named(siblings: Sequence[Provision], prefix: str) -> tuple[Provision, ...]:
        named_units = []
        beside = {(u.kind, printed_number(u.kind, u.num, u.heading)) for u in siblings}
        for unit, place in zip(siblings, number_places(u.kind for u in siblings), strict=True):
            before = place_in(prefix, unit.kind, throughout)
            is_counted = (
                unit.kind in numbered if unit.kind in throughout else (unit.kind, place) in beside
            )
            is_taken = place != "" and is_counted
            own = printed_number(unit.kind, unit.num, unit.heading) or (
                f"nn{place}" if is_taken else place
            )
            eid = names.name(
                unit.eid, join_eid(before, unit.kind, own), join_eid("", unit.kind, own)
            )
            named_units.append(
                replace(
                    unit,
                    eid=eid,
                    foreign_eid=unit.eid if unit.eid != eid else "",
                    children=named(unit.children, eid),
                )
            )
        return tuple(named_units)

    return named(provisions, "")


def number_places(kinds: Iterable[ProvisionKind]) -> list[str]:
    """Return for sibling units of these ``kinds`` the number each gets if none is printed: its position among its
    kind.
    """
    counts: dict[ProvisionKind, int] = {}
    places = []
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
        alone = kind is ProvisionKind.CLOSING and counts[kind] == 1
        places.append("" if alone else str(counts[kind]))
    return places


def tell_foreign(law: Law) -> Law:
    """Add a problem to ``law`` if its file names units differently or by other numbers than it prints: how many,
    and the first.
    """
    problems = list(law.problems)
    foreign = [unit for unit in law.walk() if unit.foreign_eid]
    if foreign:
        details = (
            ("number", str(len(foreign))),
            ("foreign", foreign[0].foreign_eid[:LONGEST_NUMBER]),
            ("eid", foreign[0].eid),
        )
        problems.append(Problem(1, ProblemCode.FOREIGN_EIDS, details))
    other = [
        unit for unit in law.walk() if not unit.foreign_eid and _is_numbered_otherwise(law, unit)
    ]
    if other:
        details = (
            ("number", str(len(other))),
            ("eid", other[0].eid),
            ("num", other[0].num[:LONGEST_NUMBER]),
        )
        line = law.line_of(other[0].span.start)
        problems.append(Problem(line, ProblemCode.EID_NUMBERS, details))
    return replace(law, problems=tuple(sorted(problems, key=lambda one: (one.line, one.code))))


def _is_numbered_otherwise(law: Law, unit: Provision) -> bool:
    """Tell whether a unit prints another number than that in its eId: art_1a prints Article 2."""
    own = in_figures(unit.kind, own_number(unit.eid).partition("~")[0])
    return unit.num != "" and not is_same_number(own, law.printed_numbers[unit.eid])


def keep_eids(before: Law, after: Law) -> Law:
    """Return ``after`` with the eIds of ``before`` for units that both have.

    Units match if they have the same kind and number at the same place, whatever their file calls them. What people
    said about a unit thus keeps its place when a file is corrected or uploaded again.
    """
    known = dict(zip(_build_paths(before.provisions), before.walk(), strict=True))
    old = [known.get(path) for path in _build_paths(after.provisions)]
    names = EidAllocator(unit.eid for unit in old if unit is not None)
    olds = iter(old)

    def named(siblings: Sequence[Provision]) -> tuple[Provision, ...]:
        named_units = []
        for unit in siblings:
            there = next(olds)
            given = there.eid if there is not None else ""
            eid = names.name(given, unit.eid, join_eid("", unit.kind, "1"))
            foreign = unit.foreign_eid or (there.foreign_eid if there is not None else "")
            if not foreign and unit.eid != eid:
                foreign = unit.eid
            named_units.append(
                replace(unit, eid=eid, foreign_eid=foreign, children=named(unit.children))
            )
        return tuple(named_units)

    return replace(after, provisions=named(after.provisions))


def _build_paths(provisions: Sequence[Provision]) -> list[str]:
    """Return what each unit would be called without names in the file, in reading order."""

    def bare(siblings: Sequence[Provision]) -> tuple[Provision, ...]:
        return tuple(replace(one, eid="", children=bare(one.children)) for one in siblings)

    return [unit.eid for top in name_units(bare(provisions)) for unit in top.walk()]
