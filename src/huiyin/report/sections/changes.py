"""What the enacted text changed, and which of these changes nobody had asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from huiyin.i18n import current_language, say, say_number
from huiyin.law import Comparison, Law, WordChange
from huiyin.presentation.citations import name_provision, shorten_text
from huiyin.report.pipeline import Findings
from huiyin.report.view_data import ChangedUnit, ChangesTable, ChangesView, TableView, TextPart
from huiyin.trace import LawChange

_ORDER = ("changed", "moved", "split", "merged", "inserted", "deleted", "kept")


def changes_view(findings: Findings) -> ChangesView | None:
    """Build the section; ``None`` without an enacted text beside the draft."""
    wanted = current_language()
    language = wanted if wanted in findings.comparisons else next(iter(findings.comparisons), None)
    if language is None:
        return None
    comparison = findings.comparisons[language]
    draft, enacted = findings.drafts[language], findings.enacted[language]
    counts = Counter(str(change.kind) for change in comparison.changes)
    table = TableView(
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
            for t in (
                _build_changed_table(comparison, draft, enacted),
                _build_unasked_table(findings, language),
            )
            if t is not None
        ),
    )


def _build_changed_table(comparison: Comparison, draft: Law, enacted: Law) -> ChangesTable | None:
    rows = []
    for change in comparison.changes:
        if change.kind == "kept":
            continue
        name = _name_change(_name_units(draft, change.old), _name_units(enacted, change.new))
        parts = tuple(TextPart(str(span.op), span.text) for span in change.spans)
        if change.kind == "moved":
            parts = (TextPart("equal", shorten_text("".join(part.text for part in parts), 80)),)
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


def _build_unasked_table(findings: Findings, language: str) -> ChangesTable | None:
    if findings.tracing is None:
        return None
    draft, enacted = findings.drafts[language], findings.enacted[language]
    by_unit: dict[tuple[tuple[str, ...], tuple[str, ...]], list[LawChange]] = {}
    for change in findings.tracing.unasked:
        if not change.language or change.language.startswith(language):
            by_unit.setdefault((change.old, change.new), []).append(change)
    spans = {(c.old, c.new): c.spans for c in findings.comparisons[language].changes}
    rows = []
    for (old, new), unasked in by_unit.items():
        name = _name_units(draft, old) or _name_units(enacted, new)
        rows.append(ChangedUnit(name, _in_context(unasked, spans.get((old, new), ()))))
    if not rows:
        return None
    return ChangesTable(
        title=say("run.changes.unasked"),
        note=say("run.changes.unasked_note"),
        head=(say("run.changes.provision"), say("run.changes.text")),
        language=draft.language,
        rows=tuple(rows),
    )


def _name_units(law: Law, eids: Sequence[str]) -> str:
    return say("run.list.join").join(name_provision(law, eid) for eid in eids)


def _name_change(old: str, new: str) -> str:
    """Name a unit before and after; once if both names are equal."""
    names = dict.fromkeys(name for name in (old, new) if name)
    return " → ".join(names)


def _in_context(unasked: Sequence[LawChange], spans: Sequence[WordChange]) -> tuple[TextPart, ...]:
    """Show the unasked changes of one unit in the context of its enacted words.

    A change that the comparison divided differently is listed separately at the end.
    """
    waiting = [
        TextPart(op, text)
        for change in unasked
        for op, text in (("delete", change.deleted), ("insert", change.inserted))
        if text
    ]
    parts: list[TextPart] = []
    for span in spans:
        part = TextPart(str(span.op), span.text)
        if part in waiting:
            waiting.remove(part)
            parts.append(part)
        elif part.op != "delete":
            _append_equal(parts, part.text)
    if all(part.op == "equal" for part in parts):
        return tuple(waiting)
    return (*_cut_equal(parts), *waiting)


def _append_equal(parts: list[TextPart], text: str) -> None:
    """Append unchanged words to an unchanged part before them, or as a new part."""
    if parts and parts[-1].op == "equal":
        text = parts.pop().text + text
    parts.append(TextPart("equal", text))


def _cut_equal(parts: Sequence[TextPart]) -> Iterator[TextPart]:
    """Shorten unchanged parts to what is next to a change."""
    last = len(parts) - 1
    for at, part in enumerate(parts):
        is_equal = part.op == "equal"
        text = _cut_around(part.text, before=at > 0, after=at < last) if is_equal else part.text
        yield TextPart(part.op, text)


#: Characters of context shown around a change.
_CONTEXT = 40


def _cut_around(text: str, *, before: bool, after: bool) -> str:
    """Shorten ``text`` to its ends: at a change ``before`` it and at one ``after`` it."""
    if len(text) <= _CONTEXT * (before + after):
        return text
    return (text[:_CONTEXT] if before else "") + "…" + (text[-_CONTEXT:] if after else "")
