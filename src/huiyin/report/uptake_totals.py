"""Outcomes of suggestions, counted by organisation, shared point, chapter and reply."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from huiyin.law import Law, find_provision
from huiyin.law.compare import list_units
from huiyin.report.pipeline import Findings
from huiyin.trace import Uptake, Verdict

#: The dimensions of the counts.
BY = ("organisation", "group", "chapter", "reply")
Counts = Mapping[str, Counter[Verdict]]


def count_totals(findings: Findings) -> dict[str, Counts]:
    """Return dimension (:data:`BY`) → id → verdict → number of suggestions.

    A suggestion by several organisations, or with several shared points behind it, counts for each. A person's
    verdict replaces the computed one. Organisations and shared points are identified by id, shared points the
    largest first; chapters by the draft's eIds, empty for none; replies by their status, ``none`` if there is none.
    """
    totals: dict[str, dict[str, Counter[Verdict]]] = {by: defaultdict(Counter) for by in BY}
    if findings.tracing is not None:
        counted = _CountedUnder(findings)
        for uptake in findings.tracing.uptakes:
            for by, own in counted.list_ids(uptake):
                totals[by][own][uptake.final_verdict] += 1
    return {by: dict(counts) for by, counts in totals.items()}


class _CountedUnder:
    """What a suggestion counts for: its organisations, the shared points at its provision, its chapter, and its
    reply.
    """

    def __init__(self, findings: Findings) -> None:
        self._law = findings.drafts[findings.main_language("zh")]
        self._organisations = {s.id: s.organisations for s in findings.suggestions}
        self._replies = {reply.suggestion: str(reply.status) for reply in findings.replies}
        self._unit_of = {p.eid: unit.eid for unit in list_units(self._law) for p in unit.walk()}
        self._groups_at = _place_groups(findings, self._unit_of)

    def list_ids(self, uptake: Uptake) -> Iterator[tuple[str, str]]:
        """Yield each dimension (:data:`BY`) with the ids that the suggestion counts for."""
        for organisation in self._organisations.get(uptake.ask.id, ()):
            yield "organisation", organisation
        eid = find_target(uptake, self._law)
        for group in self._groups_at.get(self._unit_of.get(eid, eid), ()) if eid else ():
            yield "group", group
        yield "chapter", find_chapter(self._law, eid)
        yield "reply", self._replies.get(uptake.ask.id, "none")


def _place_groups(findings: Findings, unit_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the shared points of several comments at each unit of the draft."""
    groups_at: dict[str, list[str]] = defaultdict(list)
    for group in findings.grouping.groups if findings.grouping else ():
        if group.size > 1:
            for unit in dict.fromkeys(unit_of.get(eid, eid) for eid in group.provisions):
                groups_at[unit].append(group.id)
    return groups_at


def find_target(uptake: Uptake, law: Law) -> str:
    """Return the provision that a suggestion is about; empty if it names none."""
    return find_provision(law, uptake.ask.target) or "" if uptake.ask.target else ""


def find_chapter(law: Law, eid: str) -> str:
    """Return the top division that contains a provision; empty for none."""
    while eid in law.parent_of:
        eid = law.parent_of[eid]
    return eid
