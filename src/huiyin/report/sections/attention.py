"""What needs a person: refused rows, what was left out or guessed, comments without a place, problems in the laws."""

from __future__ import annotations

from huiyin.grouping.constraints import Conflict
from huiyin.i18n import say, say_number
from huiyin.intake.receipt import list_to_mend, make_receipt
from huiyin.presentation.citations import shorten_text
from huiyin.presentation.problems import (
    list_headings,
    name_part,
    say_columns,
    say_refusal,
    say_remark,
    say_rows,
)
from huiyin.report.pipeline import Findings
from huiyin.report.view_data import TableView

#: Rows shown; the workbook has all.
_MOST = 40


def attention_view(findings: Findings) -> tuple[TableView, ...]:
    """Return the tables that have rows."""
    return tuple(
        t
        for t in (
            _build_refused_table(findings),
            _build_remarked_table(findings),
            _build_undecided_table(findings),
            _build_unanchored_table(findings),
            _build_unknown_table(findings),
            _build_problems_table(findings),
        )
        if t.rows
    )


def _say_remainder(number: int) -> str:
    return say("run.attention.more", n=number - _MOST) if number > _MOST else ""


def _build_refused_table(findings: Findings) -> TableView:
    return TableView(
        title=say("run.attention.refused", n=len(findings.refused)),
        note=" ".join(
            (say("run.attention.refused_note"), _say_remainder(len(findings.refused)))
        ).strip(),
        head=(say("run.attention.file"), say("run.attention.row"), say("run.attention.why")),
        rows=tuple(
            (
                name_part(r.file, r.sheet),
                say_number(r.row) if r.row else say("run.attention.whole_file"),
                say_refusal(r),
            )
            for r in findings.refused[:_MOST]
        ),
        numbers=frozenset({1}),
    )


def _build_remarked_table(findings: Findings) -> TableView:
    """List what was left out, joined or guessed without losing a row."""
    return TableView(
        title=say("run.attention.remarked", n=len(findings.remarks)),
        note=" ".join(
            (say("run.attention.remarked_note"), _say_remainder(len(findings.remarks)))
        ).strip(),
        head=(say("run.attention.file"), say("run.attention.what")),
        rows=tuple(
            (name_part(remark.file, remark.sheet), say_remark(remark))
            for remark in findings.remarks[:_MOST]
        ),
    )


def understood_view(findings: Findings) -> TableView:
    """Show how the tables of every file were understood."""
    return TableView(
        title=say("run.method.understood"),
        note=_say_remainder(len(findings.tables)),
        head=(
            say("run.attention.file"),
            say("run.column.rows"),
            say("run.column.columns"),
            say("run.column.unread"),
        ),
        rows=tuple(
            (
                name_part(table.file, table.sheet),
                say_number(table.rows),
                say_columns(table),
                list_headings(table.unread),
            )
            for table in findings.tables[:_MOST]
        ),
        numbers=frozenset({1}),
    )


def say_conflict(conflict: Conflict) -> str:
    """Say why a decision about groups could not be applied."""
    return say(
        f"voices.conflict.{conflict.code}",
        kind=say(f"voices.kind.{conflict.decision.kind}"),
        comment=conflict.decision.comment,
        other=conflict.decision.other,
        ids=say("voices.join").join(conflict.comments),
    )


def _build_undecided_table(findings: Findings) -> TableView:
    return TableView(
        title=say("run.attention.undecided", n=len(findings.conflicts)),
        note=_say_remainder(len(findings.conflicts)),
        head=(say("run.attention.why"),),
        rows=tuple((say_conflict(c),) for c in findings.conflicts[:_MOST]),
    )


def _build_unanchored_table(findings: Findings) -> TableView:
    receipt = make_receipt(findings.comments)
    loose = list_to_mend(receipt)
    return TableView(
        title=say("run.attention.unanchored", n=len(loose)),
        note=" ".join(
            (
                say("run.attention.unanchored_note"),
                say_rows(findings.comment_rows) if findings.comment_rows is not None else "",
                *(say(f"receipt.placed.{one}", n=n) for one, n in receipt.counts.items() if n),
                _say_remainder(len(loose)),
            )
        ).strip(),
        head=(
            say("run.attention.file"),
            say("run.attention.citation"),
            say("run.attention.what"),
            say("run.attention.comment"),
        ),
        rows=tuple(
            (
                str(c.source),
                shorten_text(c.reference, 40),
                say(f"receipt.placing.{placing}"),
                shorten_text(c.text or c.wording, 80),
            )
            for c, placing in loose[:_MOST]
        ),
    )


def _build_unknown_table(findings: Findings) -> TableView:
    """List organisations that comment but are not in the list of members, if there is one."""
    listed = [name for o in findings.organisations for name in (o.id, o.name_zh, o.name_en) if name]
    unknown = make_receipt(findings.comments, listed or None).unknown
    return TableView(
        title=say("receipt.unknown_head", n=len(unknown)),
        note=" ".join((say("receipt.unknown_note"), _say_remainder(len(unknown)))).strip(),
        head=(say("intake.role.organisation"), say("receipt.comments")),
        rows=tuple((name, say_number(n)) for name, n in unknown[:_MOST]),
        numbers=frozenset({1}),
    )


def _build_problems_table(findings: Findings) -> TableView:
    rows = []
    for laws, version in ((findings.drafts, "draft"), (findings.enacted, "enacted")):
        for language, law in laws.items():
            for problem in law.problems:
                name = say(f"run.version.{version}", language=say(f"run.language.{language}"))
                words = say(f"law.problem.{problem.code}", **dict(problem.details))
                rows.append((name, say_number(problem.line), words))
    return TableView(
        title=say("run.attention.problems", n=len(rows)),
        note=say("run.attention.problems_note"),
        head=(say("run.attention.law"), say("run.attention.line"), say("run.attention.why")),
        rows=tuple(rows[:_MOST]),
        numbers=frozenset({1}),
    )
