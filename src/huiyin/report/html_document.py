"""Build the report in one language from the findings, as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

import jinja2

from huiyin import __version__
from huiyin.i18n import current_language, say, say_date, say_number, say_percent
from huiyin.intake import Reply
from huiyin.opinion import OpinionMap
from huiyin.presentation.palette import write_dark_rules
from huiyin.report.pipeline import Findings
from huiyin.report.sections.attention import attention_view, understood_view
from huiyin.report.sections.changes import changes_view
from huiyin.report.sections.groups import voices_view
from huiyin.report.sections.opinion import opinion_view, text_of
from huiyin.report.sections.provenance import provenance_view
from huiyin.report.sections.uptake import uptake_view
from huiyin.report.view_data import KeyFigure, Report, ReportSection, TableView
from huiyin.trace import Tracing, Verdict, is_missing

_SECTIONS = (
    "findings",
    "voices",
    "opinion",
    "uptake",
    "changes",
    "provenance",
    "attention",
    "method",
)


def build_report(findings: Findings, written: tuple[tuple[str, str], ...]) -> Report:
    """Build the report in the current language. ``written``: (file name, description) of the files beside it."""
    language = current_language()
    plan = findings.consultation
    main = findings.main_language(language)
    title = plan.title.get(language) or plan.title.get(main) or findings.drafts[main].title
    return Report(
        language=language,
        title=title,
        subtitle=_make_subtitle(findings),
        figures=_list_figures(findings),
        findings=tuple(_list_findings(findings)),
        voices=voices_view(findings),
        opinion=opinion_view(findings),
        uptake=uptake_view(findings),
        changes=changes_view(findings),
        provenance=provenance_view(findings),
        attention=attention_view(findings),
        method=tuple(
            say(f"run.method.{part}")
            for part in ("read", "group", "map", "trace", "provenance", "limits")
        ),
        understood=understood_view(findings),
        files=TableView(head=(say("run.method.file"), say("run.method.holds")), rows=written),
        colophon=say("run.report.colophon", version=__version__),
        sections=tuple(ReportSection(s, say(f"run.{s}.title")) for s in _SECTIONS),
    )


def render_report(report: Report) -> str:
    """Render the page. It is autoescaped, includes its style and charts, and has no script."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("huiyin.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (files("huiyin.report") / "templates" / "report.css").read_text(
        "utf-8"
    ) + write_dark_rules()
    return environment.get_template("report.html.jinja").render(
        v=report,
        say=say,
        css=css,
        version=__version__,
        html_lang="zh-Hans" if report.language == "zh" else "en",
    )


def _make_subtitle(findings: Findings) -> str:
    plan, language = findings.consultation, current_language()
    parts = []
    authority = plan.authority.get(language) or next(iter(plan.authority.values()), "")
    if authority:
        parts.append(authority)
    if plan.opens and plan.closes:
        parts.append(
            say("run.report.window", opens=say_date(plan.opens), closes=say_date(plan.closes))
        )
    return " · ".join(parts)


def _list_figures(findings: Findings) -> tuple[KeyFigure, ...]:
    law = findings.drafts[findings.main_language(current_language())]
    figures = [KeyFigure(say("run.figure.articles"), say_number(len(law.articles)))]
    if findings.comments:
        speakers = {c.organisation for c in findings.comments if c.organisation}
        figures += [
            KeyFigure(say("run.figure.comments"), say_number(len(findings.comments))),
            KeyFigure(say("run.figure.organisations"), say_number(len(speakers))),
        ]
    if findings.grouping is not None:
        figures.append(
            KeyFigure(say("run.figure.groups"), say_number(len(findings.grouping.groups)))
        )
    if findings.opinion is not None and findings.opinion.groups:
        figures.append(
            KeyFigure(say("run.figure.opinion_groups"), say_number(len(findings.opinion.groups)))
        )
    if findings.suggestions:
        figures.append(
            KeyFigure(say("run.figure.suggestions"), say_number(len(findings.suggestions)))
        )
    if findings.tracing is not None:
        taken = findings.tracing.counts
        number = sum(taken[v] for v in (Verdict.ADOPTED, Verdict.PARTLY, Verdict.ELSEWHERE))
        figures.append(KeyFigure(say("run.figure.taken_up"), say_number(number)))
    return tuple(figures)


def _on_opinions(findings: Findings, found: OpinionMap) -> Iterator[str]:
    """Say what the groups agree on most, if on anything, and where they differ most."""
    which = "_shown" if found.unshown else ""
    if found.agreed:
        best = found.agreed[0]
        yield say(
            f"run.findings.consensus{which}",
            statement=text_of(findings, best.id),
            agrees=say_number(best.agrees),
            votes=say_number(best.agrees + best.disagrees + best.passes),
        )
    else:
        yield say(f"run.findings.no_consensus{which}")
    yield say("run.findings.divisive", statement=text_of(findings, found.divisive[0].id))


def _list_findings(findings: Findings) -> Iterator[str]:
    if findings.grouping is not None:
        groups = findings.grouping.groups
        held = sum(g.size for g in groups[:10]) / max(1, len(findings.comments))
        yield say(
            "run.findings.voices",
            comments=say_number(len(findings.comments)),
            groups=say_number(len(groups)),
            share=say_percent(held),
        )
    if findings.opinion is not None and findings.opinion.groups:
        yield from _on_opinions(findings, findings.opinion)
    if findings.tracing is not None:
        yield from _on_uptake(findings.tracing, findings.replies)
    if findings.refused:
        yield say("run.findings.refused", n=len(findings.refused))


def _on_uptake(tracing: Tracing, replies: Sequence[Reply]) -> Iterator[str]:
    """Say how many suggestions were adopted, and which were accepted in a reply but are missing."""
    counts = tracing.counts
    yield say(
        "run.findings.uptake",
        n=len(tracing.uptakes),
        adopted=say_number(counts[Verdict.ADOPTED]),
        partly=say_number(counts[Verdict.PARTLY]),
        elsewhere=say_number(counts[Verdict.ELSEWHERE]),
        not_adopted=say_number(
            counts[Verdict.NOT_ADOPTED] + counts[Verdict.REVERSED] + counts[Verdict.GONE]
        ),
        person=say_number(counts[Verdict.NEEDS_PERSON]),
    )
    status_of = {reply.suggestion: str(reply.status) for reply in replies}
    broken = [
        u.ask.id
        for u in tracing.uptakes
        if status_of.get(u.ask.id) == "accepted" and is_missing(u.final_verdict, u.reason)
    ]
    if broken:
        yield say("run.findings.broken", n=len(broken), ids=say("run.list.join").join(broken))
