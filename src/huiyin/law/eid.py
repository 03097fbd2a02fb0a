"""eIds after the Akoma Ntoso Naming Convention 1.0, section 4.

An eId is a path of ``abbreviation_number`` joined by ``__``. Units that are numbered through the
whole document (articles, recitals, sections of a common-law act) begin a path anew, whatever
chapter they stand in, so that ``art_12__para_2`` stays true when a chapter is inserted.

Whatever a file says, an eId here matches one pattern: a path of words and numbers in ASCII, so that it can stand in
an address, in markup and in a table. What a file calls its units otherwise is mapped to a name of ours, and kept beside
it (``Provision.foreign_eid``).
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

#: The longest eId that there is.
LONGEST = 120
#: The longest that is taken from a file or made from numbers: the rest is for what tells repeats apart (``~2``).
_LONGEST_GIVEN = 100
_UNIT = r"[A-Za-z]{1,20}(?:_[A-Za-z0-9][A-Za-z0-9.-]*)"
_EID = re.compile(rf"(?:{_UNIT}+|wrapup)(?:~[0-9]+)*(?:__{_UNIT}*(?:~[0-9]+)*)*", re.ASCII)
#: Units numbered through the whole text: their eIds carry no prefix.
THROUGHOUT = frozenset((ProvisionKind.ARTICLE, ProvisionKind.RECITAL))


def is_eid(written: str) -> bool:
    """Whether ``written`` has the form of an eId: ``art_12__para_2__point_3``, ``chp_I``, ``sec_4A``, ``art_5~2``."""
    return len(written) <= LONGEST and _EID.fullmatch(written) is not None


#: What cannot stand in a database or a document: signs that control, halves of characters.
_NOT_WRITTEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def written_eid(value: object) -> str:
    """What a file calls a unit, as it can be kept; nothing for nothing."""
    return _NOT_WRITTEN.sub("\ufffd", str(value).strip()) if value not in (None, "") else ""


class EidAllocator:
    """Gives the units of one law their eIds: of the right form, each once. However many ask for the same name, each is
    found in one step: a name that ends with a count belongs to one name without it."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        """``given``: what a file calls its units; those of the right form are not given to others."""
        self._reserved = {eid for eid in given if self.takes(eid)}
        self._used: set[str] = set()
        self._times: dict[str, int] = {}

    @staticmethod
    def takes(written: str) -> bool:
        """Whether what a file calls a unit may be its eId."""
        return len(written) <= _LONGEST_GIVEN and is_eid(written)

    def name(self, given: str, otherwise: str, shorter: str) -> str:
        """The eId of a unit that the file calls ``given``, where it may be called that and no other is; else
        ``otherwise``, or ``shorter`` where that is too long."""
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
    """``art_12`` + paragraph ``2`` → ``art_12__para_2``; an empty prefix begins a path."""
    own = f"{ABBREVIATIONS[kind]}_{number_part}" if number_part else ABBREVIATIONS[kind]
    return f"{prefix}__{own}" if prefix else own


def place_in(
    prefix: str, kind: ProvisionKind, throughout: frozenset[ProvisionKind] = THROUGHOUT
) -> str:
    """What stands before the name of a unit of ``kind`` below ``prefix``: nothing where it is numbered throughout,
    save in an annex, which counts for itself."""
    return "" if kind in throughout and not prefix.startswith(("att", "sched")) else prefix


def name_units(provisions: Sequence[Provision]) -> tuple[Provision, ...]:
    """``provisions`` with eIds in place of what their file calls them, which stays beside as ``foreign_eid`` where it
    is another: what has the form of an eId stays, the rest is named as the grammar names it, from the kind of the unit
    and its printed number, or its place among its kind. A place that may be taken for a printed number is no name:
    between articles 1 and 2 one without a number is ``art_nn2``, and so is one between 1 and 3."""
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
    """For each of the units side by side, by their ``kinds``, the number it gets where none is printed: its place among
    its kind."""
    counts: dict[ProvisionKind, int] = {}
    places = []
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
        alone = kind is ProvisionKind.CLOSING and counts[kind] == 1
        places.append("" if alone else str(counts[kind]))
    return places


def tell_foreign(law: Law) -> Law:
    """``law`` with one problem more where its file names units in a way of its own, or by other numbers than it
    prints: how many, and the first."""
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
    """Whether a unit prints another number than its eId has: art_1a prints Article 2."""
    own = in_figures(unit.kind, own_number(unit.eid).partition("~")[0])
    return unit.num != "" and not is_same_number(own, law.printed_numbers[unit.eid])


def keep_eids(before: Law, after: Law) -> Law:
    """``after`` with the eIds of ``before`` where both have the unit: of the same kind and number in the same place,
    whatever its file calls it. What is said on a unit so keeps its place when a file is mended or sent anew."""
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
    """What each unit would be called if the file had not called it anything, in reading order."""

    def bare(siblings: Sequence[Provision]) -> tuple[Provision, ...]:
        return tuple(replace(one, eid="", children=bare(one.children)) for one in siblings)

    return [unit.eid for top in name_units(bare(provisions)) for unit in top.walk()]
