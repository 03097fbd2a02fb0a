"""The outcome of every suggestion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from huiyin.i18n import say, say_number, say_percent
from huiyin.intake import Reply, ReplyStatus, Suggestion
from huiyin.law import find_provision
from huiyin.presentation.charts import render_stacked_bars
from huiyin.presentation.citations import name_provision, shorten_text
from huiyin.presentation.palette import VERDICTS
from huiyin.presentation.uptake_labels import say_reason, say_verdict
from huiyin.report.pipeline import Findings
from huiyin.report.uptake_totals import Counts, count_totals
from huiyin.report.view_data import (
    ChartView,
    SuggestionView,
    TableView,
    TextPart,
    TitledText,
    UptakeView,
)
from huiyin.text import main_language
from huiyin.trace import Passage, PassageSide, TracedSuggestion, Uptake, Verdict, is_missing

_GROUPS_SHOWN = 40
_CARRIERS_SHOWN = 5


def uptake_view(findings: Findings) -> UptakeView | None:
    """Build the section; ``None`` if no suggestion could be traced."""
    tracing = findings.tracing
    if tracing is None or not tracing.uptakes:
        return None
    suggestions = {suggestion.id: suggestion for suggestion in findings.suggestions}
    replies = {reply.suggestion: reply for reply in findings.replies}
    counts = tracing.counts
    taken = sum(count for verdict, count in counts.items() if verdict.is_taken_up)
    held = count_totals(findings)
    tables = [
        _by_organisation(findings, held["organisation"]),
        _by_group(findings, held["group"]),
    ]
    if replies:
        tables.insert(0, _by_reply(held["reply"]))
        odd = _build_contradictions_table(tracing.uptakes, replies)
        if odd is not None:
            tables.insert(1, odd)
    return UptakeView(
        lede=say(
            "run.uptake.lede",
            n=len(tracing.uptakes),
            taken=taken,
            share=say_percent(tracing.share_asked),
        ),
        charts=(_build_chart(findings, held["chapter"]),),
        tables=tuple(table for table in tables if table.rows),
        suggestions=tuple(
            _build_suggestion_view(
                findings, uptake, suggestions.get(uptake.ask.id), replies.get(uptake.ask.id)
            )
            for uptake in tracing.uptakes
        ),
    )


def _list_chapters(findings: Findings, counts: Counts) -> list[tuple[str, Counter[Verdict]]]:
    """Return (name, suggestions by verdict) of the draft's chapters in order, and of no chapter last."""
    law = findings.drafts[findings.main_language("zh")]
    order = dict.fromkeys([*(p.eid for p in law.provisions), ""])
    return [
        (_division_name(findings, eid) if eid else say("run.uptake.no_chapter"), counts[eid])
        for eid in order
        if eid in counts
    ]


def _build_chart(findings: Findings, counts: Counts) -> ChartView:
    rows = _list_chapters(findings, counts)
    present = [v for v in Verdict if any(counter[v] for _, counter in rows)]
    table = TableView(
        head=(say("run.uptake.chapter"), *(say_verdict(v) for v in present)),
        rows=tuple((name, *(say_number(counter[v]) for v in present)) for name, counter in rows),
        numbers=frozenset(range(1, len(present) + 1)),
    )
    svg = render_stacked_bars(
        [
            (shorten_text(name, 26), [(say_verdict(v), counter[v]) for v in present])
            for name, counter in rows
        ],
        title=say("run.uptake.suggestions"),
        colours=[VERDICTS[v] for v in present],
    )
    title = say("run.uptake.chart")
    return ChartView(title, say("run.uptake.chart_caption"), svg, table)


def _by_group(findings: Findings, counts: Counts) -> TableView:
    """Show the largest shared points on provisions that a suggestion concerns, and the outcomes of these
    suggestions.
    """
    groups = [g for g in (findings.grouping.groups if findings.grouping else ()) if g.id in counts]
    present = [v for v in Verdict if any(counts[g.id][v] for g in groups)]
    return TableView(
        title=say("run.uptake.by_group"),
        note=say("run.uptake.by_group_note"),
        head=(
            say("run.uptake.group"),
            say("run.uptake.comments"),
            *(say_verdict(v) for v in present),
        ),
        rows=tuple(
            (
                shorten_text(group.text, 80),
                say_number(group.size),
                *(say_number(counts[group.id][v]) for v in present),
            )
            for group in groups[:_GROUPS_SHOWN]
        ),
        numbers=frozenset(range(1, len(present) + 2)),
    )


def _division_name(findings: Findings, eid: str) -> str:
    from huiyin.i18n import current_language

    law = findings.drafts[findings.main_language(current_language())]
    division = law.by_eid.get(eid)
    if division is None:
        return eid
    return " ".join(part for part in (division.num, division.heading) if part) or eid


def _by_reply(counts: Counts) -> TableView:
    present = [v for v in Verdict if any(counter[v] for counter in counts.values())]
    order = (*ReplyStatus, "none")
    statuses = [status for status in order if status in counts]
    return TableView(
        title=say("run.uptake.by_reply"),
        note=say("run.uptake.by_reply_note"),
        head=(say("run.uptake.reply"), *(say_verdict(v) for v in present)),
        rows=tuple(
            (say(f"run.reply.{s}"), *(say_number(counts[s][v]) for v in present)) for s in statuses
        ),
        numbers=frozenset(range(1, len(present) + 1)),
    )


def _build_contradictions_table(
    uptakes: Sequence[Uptake], replies: dict[str, Reply]
) -> TableView | None:
    """List where reply and text contradict each other: said accepted but missing, or said rejected but present."""
    rows = []
    for uptake in uptakes:
        reply = replies.get(uptake.ask.id)
        if reply is None:
            continue
        said_yes = reply.status in ("accepted", "partly")
        verdict = uptake.final_verdict
        if said_yes and is_missing(uptake.final_verdict, uptake.reason):
            rows.append(
                (
                    uptake.ask.id,
                    say(f"run.reply.{reply.status}"),
                    say_verdict(verdict),
                    shorten_text(reply.reason, 120),
                )
            )
        elif reply.status == "rejected" and verdict.is_taken_up:
            rows.append(
                (
                    uptake.ask.id,
                    say("run.reply.rejected"),
                    say_verdict(verdict),
                    shorten_text(reply.reason, 120),
                )
            )
    if not rows:
        return None
    return TableView(
        title=say("run.uptake.contradictions"),
        note=say("run.uptake.contradictions_note"),
        head=(
            say("run.uptake.suggestion"),
            say("run.uptake.reply"),
            say("run.uptake.verdict"),
            say("run.uptake.reason_given"),
        ),
        rows=tuple(rows),
    )


def _by_organisation(findings: Findings, counts: Counts) -> TableView:
    from huiyin.i18n import current_language

    names = {
        o.id: (o.name_zh if current_language() == "zh" else o.name_en)
        or o.name_zh
        or o.name_en
        or o.id
        for o in findings.organisations
    }
    taken = {
        id_: sum(n for v, n in counter.items() if v.is_taken_up) for id_, counter in counts.items()
    }
    ranked = sorted(counts, key=lambda id_: (-taken[id_], -counts[id_].total(), id_))
    return TableView(
        title=say("run.uptake.by_organisation"),
        head=(
            say("run.uptake.organisation"),
            say("run.uptake.suggestions"),
            say("run.uptake.taken_up"),
        ),
        rows=tuple(
            (names.get(id_, id_), say_number(counts[id_].total()), say_number(taken[id_]))
            for id_ in ranked
        ),
        numbers=frozenset({1, 2}),
    )


def _choose_passage(passages: Sequence[Passage]) -> Passage | None:
    """Return the first passage of an amendment or, if there is none, of the draft."""
    sides = (PassageSide.AMENDMENT, PassageSide.DRAFT)
    return next((p for side in sides for p in passages if p.where is side), None)


def _build_suggestion_view(
    findings: Findings, uptake: Uptake, suggestion: Suggestion | None, reply: Reply | None
) -> SuggestionView:
    language = (suggestion.language if suggestion else "") or "zh"
    return SuggestionView(
        id=uptake.ask.id,
        what=_say_ask(findings, uptake.ask, language),
        language=language,
        verdict=uptake.final_verdict.value,
        verdict_words=say_verdict(uptake.final_verdict),
        reply=str(reply.status) if reply else "",
        reply_words=say("run.uptake.authority_says", status=say(f"run.reply.{reply.status}"))
        if reply
        else "",
        reason=_explain_verdict(uptake),
        why=suggestion.reason if suggestion else "",
        answer=reply.reason if reply else "",
        texts=tuple(_list_texts(findings, uptake)),
        carried=tuple(_list_amendments(findings, uptake)),
    )


def _explain_verdict(uptake: Uptake) -> str:
    """Say why the verdict was given; if a person gave it, also what the computed verdict was."""
    if uptake.person_verdict is None:
        return say_reason(uptake)
    by_person = say("run.uptake.by_person", machine=say_verdict(uptake.verdict))
    return f"{by_person} · {say_reason(uptake)}"


def _list_texts(findings: Findings, uptake: Uptake) -> Iterable[TitledText]:
    for passage in uptake.passages:
        where = str(passage.where)
        language = main_language(passage.language)
        law = (findings.enacted if where == "enacted" else findings.drafts).get(language)
        place = name_provision(law, passage.eid) if law is not None and passage.eid else ""
        yield TitledText(
            say(f"run.uptake.text.{where}", place=place).strip(" ·"), mark_passage(passage)
        )


def _say_ask(findings: Findings, ask: TracedSuggestion, language: str) -> str:
    """Say what is asked of which provision, with the beginning of the wording."""
    law = findings.drafts[findings.main_language(main_language(language))]
    eid = find_provision(law, ask.target)
    place = name_provision(law, eid) if eid else ask.target
    what = say(f"run.action.{ask.action}", place=place or say("run.uptake.whole_law"))
    gist = ask.wording or ask.text
    return f"{what} · {shorten_text(gist, 70)}" if gist else what


def _list_amendments(findings: Findings, uptake: Uptake) -> Iterable[TitledText]:
    """Show the amendments that carried the suggestion, best first.

    Ties are named as equal, and the number of those not shown is given.
    """
    moved = {a.id: a for a in findings.amendments}
    carriers = findings.carriers.get(uptake.ask.id, ())
    equals = Counter(carrier.rank for carrier in carriers)
    for carrier in carriers[:_CARRIERS_SHOWN]:
        amendment = moved[carrier.amendment]
        title = say(
            "run.uptake.carried",
            amendment=amendment.id,
            mover=amendment.mover or say("run.uptake.no_mover"),
            share=say_percent(carrier.score),
        )
        if equals[carrier.rank] > 1:
            title += say("run.uptake.carried_equally", count=equals[carrier.rank])
        passage = _choose_passage(carrier.passages)
        yield TitledText(title, mark_passage(passage) if passage else ())
    if len(carriers) > _CARRIERS_SHOWN:
        yield TitledText(say("run.uptake.carriers_more", count=len(carriers) - _CARRIERS_SHOWN), ())  # fmt: skip


def mark_passage(passage: Passage) -> tuple[TextPart, ...]:
    """Return the passage in parts, with the evidence marked."""
    parts, position = [], 0
    for start, end in sorted(passage.marks):
        if start > position:
            parts.append(TextPart("equal", passage.text[position:start]))
        if end > max(position, start):
            parts.append(TextPart("mark", passage.text[max(position, start) : end]))
        position = max(position, end)
    if position < len(passage.text):
        parts.append(TextPart("equal", passage.text[position:]))
    return tuple(parts)
