"""Provenance results in words."""

from __future__ import annotations

from huiyin.i18n import say, say_percent
from huiyin.law import Law
from huiyin.presentation.citations import name_provision
from huiyin.trace.provenance import Provenance, SourceProblem, SourceTotal


def say_problem(problem: SourceProblem) -> str:
    """Say what to correct in a folder of sources."""
    place = problem.file
    if problem.row:
        place = say("provenance.place", file=problem.file, row=problem.row)
    details = dict(problem.details)
    if problem.code == "unreadable":
        details = {"reason": details["code"]}
    return say(
        "provenance.at", place=place, what=say(f"provenance.problem.{problem.code}", **details)
    )


def describe_problem(problem: SourceProblem) -> dict[str, object]:
    """Return the same as data."""
    return {
        "file": problem.file,
        "row": problem.row,
        "code": problem.code,
        "message": say_problem(problem),
    }


def say_degrees(found: Provenance) -> str:
    """Say the two degrees and the share of own words."""
    return say(
        "provenance.degrees",
        own=say_percent(found.own),
        foreign=say_percent(found.internationalisation),
        local=say_percent(found.localisation),
    )


def say_source(total: SourceTotal) -> str:
    """Return title, country and year of a source."""
    source = total.source
    year = str(source.date.year) if source.date else ""
    about = say("run.list.join").join(part for part in (source.country, year) if part)
    title = source.title or source.id
    return say("provenance.source", title=title, about=about) if about else title


def passage_rows(law: Law, found: Provenance) -> list[list[str]]:
    """Return every passage and the own words of every provision as a table with a header."""
    names = ("provision", "source", "source_provision", "share", "adaptation", "text")
    rows = [[say(f"provenance.head.{name}") for name in names]]
    for provision in found.provisions:
        unit = name_provision(law, provision.eid) or provision.eid
        rows += [
            [unit, b.source, b.eid, f"{b.share:.4f}", f"{b.adaptation:.4f}", b.text]
            for b in provision.passages
        ]
        rows.append([unit, say("provenance.own"), "", f"{provision.own:.4f}", "", ""])
    return rows
