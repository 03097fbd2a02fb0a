"""What the enacted text changed, and what of it nobody had asked for."""

from __future__ import annotations

from collections import Counter

from huiyin.law import Comparison, Law
from huiyin.report.loop import Findings
from huiyin.report.sections.names import name_provision, shorten
from huiyin.report.view import ChangedUnit, ChangesTable, ChangesView, Part, Table
from huiyin.words import current_language, say, say_number

_ORDER = ("changed", "moved", "split", "merged", "inserted", "deleted", "kept")


def changes_view(findings: Findings) -> ChangesView | None:
    """The section, or ``None`` where there is no enacted text beside the draft."""
    wanted = current_language()
    language = wanted if wanted in findings.comparisons else next(iter(findings.comparisons), None)
    if language is None:
        return None
    comparison = findings.comparisons[language]
    draft, enacted = findings.drafts[language], findings.enacted[language]
    counts = Counter(str(change.kind) for change in comparison.changes)
    table = Table(
        head=(say("run.changes.kind"), say("run.changes.meaning"), say("run.table.number")),
        rows=tuple(
            (say(f"run.change.{kind}"), say(f"run.change.{kind}.meaning"), say_number(counts[kind]))
            for kind in _ORDER
            if counts[kind]
        ),
        numbers=frozenset({2}),
    )
    return ChangesView(
        lede=say(
            "run.changes.lede",
            n=sum(counts[kind] for kind in _ORDER if kind != "kept"),
            old=len(draft.articles),
            new=len(enacted.articles),
        ),
        counts=table,
        tables=tuple(
            t
            for t in (_changed(comparison, draft, enacted), _unasked(findings, language))
            if t is not None
        ),
    )


def _changed(comparison: Comparison, draft: Law, enacted: Law) -> ChangesTable | None:
    rows = []
    for change in comparison.changes:
        if change.kind == "kept":
            continue
        old = "、".join(name_provision(draft, eid) for eid in change.old)
        new = "、".join(name_provision(enacted, eid) for eid in change.new)
        name = f"{old} → {new}" if old and new and old != new else (old or new)
        parts = tuple(Part(str(span.op), span.text) for span in change.spans)
        if change.kind == "moved":
            parts = (Part("equal", shorten("".join(part.text for part in parts), 80)),)
        rows.append(ChangedUnit(f"{name} ({say(f'run.change.{change.kind}')})", parts))
    if not rows:
        return None
    return ChangesTable(
        title=say("run.changes.each"),
        note=say("run.changes.each_note"),
        head=(say("run.changes.provision"), say("run.changes.text")),
        language=draft.language,
        rows=tuple(rows),
    )


def _unasked(findings: Findings, language: str) -> ChangesTable | None:
    if findings.tracing is None:
        return None
    draft, enacted = findings.drafts[language], findings.enacted[language]
    rows = []
    for change in findings.tracing.unasked:
        if change.language and not change.language.startswith(language):
            continue
        name = "、".join(name_provision(draft, eid) for eid in change.old) or "、".join(
            name_provision(enacted, eid) for eid in change.new
        )
        parts = [
            Part(op, text)
            for op, text in (("delete", change.deleted), ("insert", change.inserted))
            if text
        ]
        rows.append(ChangedUnit(name, tuple(parts)))
    if not rows:
        return None
    return ChangesTable(
        title=say("run.changes.unasked"),
        note=say("run.changes.unasked_note"),
        head=(say("run.changes.provision"), say("run.changes.text")),
        language=draft.language,
        rows=tuple(rows),
    )
