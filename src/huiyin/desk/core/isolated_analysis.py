"""What is analysed apart, by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django: plain values in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import hypot
from types import MappingProxyType
from typing import Any

from huiyin.i18n import current_language, use_language
from huiyin.intake import Organisation
from huiyin.opinion import OpinionMap, TooFewVotes, Votes, map_opinions
from huiyin.report.pipeline import SubgroupDifferences
from huiyin.report.sections.opinion import opinion_view


@dataclass(frozen=True, slots=True)
class MapStatement:
    """A statement as the report's section on opinions shows it."""

    id: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class _Deliberation:
    """What the report's section on opinions is made of. Kinds of members are left out: in a network of
    a few dozen, the one organisation of its kind in a group would be known."""

    statements: tuple[MapStatement, ...]
    opinion: OpinionMap
    organisations: tuple[Organisation, ...] = ()
    partings: tuple[SubgroupDifferences, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedMap:
    """``result`` in numbers; ``charts``: language → the section as plain values, None where there is no map: no
    grouping leaves two groups large enough to be shown. ``placing``: who is in which group shown; ``is_kept``: it is
    that of the map before."""

    result: dict[str, Any]
    charts: dict[str, Any]
    placing: dict[str, int]
    is_kept: bool


def compute_map(
    rows: Sequence[tuple[str, str, int]],
    statements: tuple[MapStatement, ...],
    before: Mapping[str, int] = MappingProxyType({}),
) -> ComputedMap:
    """The map of opinions in both languages. ``rows``: participant, statement, vote; ``before``: the placing of the map
    that was shown last."""
    try:
        opinion = map_opinions(Votes.from_rows(rows), before=before)
    except TooFewVotes:
        return ComputedMap({"groups": []}, {"zh": None, "en": None}, {}, is_kept=False)
    return ComputedMap(
        _to_plain(
            {
                "groups": [group.size for group in opinion.groups],
                "extremity": {s.id: hypot(s.x, s.y) for s in opinion.statements},
                "consensus": {s.id: s.consensus for s in opinion.consensus},
                "counts": {s.id: (s.agrees, s.disagrees, s.passes) for s in opinion.statements},
                "divergence": {s.id: s.divergence for s in opinion.divisive},
                "unshown": opinion.unshown,
            }
        ),
        {
            language: _render_section(_Deliberation(statements, opinion), language)
            for language in ("zh", "en")
        },
        {one.id: one.group for one in opinion.participants if one.group is not None},
        opinion.is_kept,
    )


def _render_section(made: _Deliberation, language: str) -> dict[str, Any] | None:
    if not made.opinion.groups:
        return None
    before = current_language()
    use_language(language)
    try:
        view = opinion_view(made)
    finally:
        use_language(before)
    return None if view is None else _to_plain(asdict(view))


def _to_plain(value: dict[str, Any]) -> Any:
    return json.loads(json.dumps(value, default=sorted))
