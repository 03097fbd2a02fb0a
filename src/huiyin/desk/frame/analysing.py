"""What is analysed apart, by :mod:`huiyin.desk.frame.reader`, which knows nothing of Django: plain values in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import hypot
from types import MappingProxyType
from typing import Any

from huiyin.intake import Organisation
from huiyin.opinion import OpinionMap, TooFewVotes, Votes, map_opinions
from huiyin.report.loop import Partings
from huiyin.report.sections.opinion import opinion_view
from huiyin.voices import group
from huiyin.voices.decisions import Decision, decide
from huiyin.voices.grouping import Group
from huiyin.words import current_language, use_language


@dataclass(frozen=True, slots=True)
class Grouped:
    """``homes`` and ``relations``: of each comment, in the order given, its group and how it stands to that."""

    homes: tuple[str, ...]
    relations: tuple[str, ...]
    groups: tuple[Group, ...]


def group_said(columns: Mapping[str, Sequence[str]], decisions: tuple[Decision, ...]) -> Grouped:
    """Comments, a column each of what :func:`huiyin.voices.group` wants, grouped; what people decided holds."""
    import pyarrow as pa

    table = pa.table(dict(columns))
    grouping = decide(group(table), table, decisions).grouping
    # The assignments stand in the order of the rows.
    return Grouped(
        tuple(grouping.assignments["group"].to_pylist()),
        tuple(grouping.assignments["relation"].to_pylist()),
        tuple(grouping.groups),
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as the report's section on opinions shows it."""

    id: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class _Deliberation:
    """What the report's section on opinions is made of. Kinds of members are left out: in a network of
    a few dozen, the one organisation of its kind in a group would be known."""

    statements: tuple[Stated, ...]
    opinion: OpinionMap
    organisations: tuple[Organisation, ...] = ()
    partings: tuple[Partings, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """``result`` in numbers; ``charts``: language → the section as plain values, None where there is no map: no
    grouping leaves two groups large enough to be shown. ``placing``: who is in which group shown; ``is_kept``: it is
    that of the map before."""

    result: dict[str, Any]
    charts: dict[str, Any]
    placing: dict[str, int]
    is_kept: bool


def draw_map(
    rows: Sequence[tuple[str, str, int]],
    statements: tuple[Stated, ...],
    before: Mapping[str, int] = MappingProxyType({}),
) -> Drawn:
    """The map of opinions in both languages. ``rows``: participant, statement, vote; ``before``: the placing of the map
    that was shown last."""
    try:
        found = map_opinions(Votes.from_rows(rows), before=before)
    except TooFewVotes:
        return Drawn({"groups": []}, {"zh": None, "en": None}, {}, is_kept=False)
    return Drawn(
        _plain(
            {
                "groups": [group.size for group in found.groups],
                "extremity": {s.id: hypot(s.x, s.y) for s in found.statements},
                "consensus": {s.id: s.consensus for s in found.consensus},
                "counts": {s.id: (s.agrees, s.disagrees, s.passes) for s in found.statements},
                "divergence": {s.id: s.divergence for s in found.divisive},
                "unshown": found.unshown,
            }
        ),
        {
            language: _section(_Deliberation(statements, found), language)
            for language in ("zh", "en")
        },
        {one.id: one.group for one in found.participants if one.group is not None},
        found.is_kept,
    )


def _section(made: _Deliberation, language: str) -> dict[str, Any] | None:
    if not made.opinion.groups:
        return None
    before = current_language()
    use_language(language)
    try:
        view = opinion_view(made)
    finally:
        use_language(before)
    return None if view is None else _plain(asdict(view))


def _plain(value: dict[str, Any]) -> Any:
    return json.loads(json.dumps(value, default=sorted))
