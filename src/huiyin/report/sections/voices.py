"""What the members say: which provisions draw comments, and what is said most."""

from __future__ import annotations

from collections import Counter

from huiyin.report.charts import bars
from huiyin.report.loop import Findings
from huiyin.report.sections.names import name_provision, shorten
from huiyin.report.view import Chart, GroupRow, Table, VoicesView
from huiyin.words import current_language, say, say_number, say_percent

#: How many provisions the chart and how many groups the table shows; the workbook holds all.
_BARS, _GROUPS = 15, 25


def voices_view(findings: Findings) -> VoicesView | None:
    """The section, or ``None`` where there are no comments."""
    if findings.grouping is None or not findings.comments:
        return None
    groups = findings.grouping.groups
    repeated = [g for g in groups if g.size > 1]
    held = sum(g.size for g in groups[:10]) / len(findings.comments)
    return VoicesView(
        lede=say(
            "run.voices.lede",
            comments=say_number(len(findings.comments)),
            organisations=say_number(
                len({c.organisation for c in findings.comments if c.organisation})
            ),
            groups=say_number(len(groups)),
            repeated=say_number(len(repeated)),
            share=say_percent(held),
        ),
        charts=(_by_provision(findings),),
        groups=tuple(_row(findings, g.id) for g in groups[:_GROUPS] if g.size > 1),
    )


def _by_provision(findings: Findings) -> Chart:
    law = findings.drafts[findings.main_language(current_language())]
    tally: Counter[str] = Counter()
    for comment in findings.comments:
        unit = law.article_of(comment.eid) if comment.eid else None
        if unit is not None:
            tally[unit.eid] += 1
    ranked = sorted(tally.items(), key=lambda item: (-item[1], item[0]))[:_BARS]
    rows = []
    for eid, number in ranked:
        unit = law.by_eid[eid]
        name = name_provision(law, eid)
        gist = unit.heading or shorten(unit.full_text, 14)
        rows.append((f"{name} {gist}", number))
    table = Table(
        head=(say("run.voices.provision"), say("run.voices.comments")),
        rows=tuple((name, say_number(number)) for name, number in rows),
        numbers=frozenset({1}),
    )
    return Chart(
        title=say("run.voices.chart"),
        caption=say("run.voices.chart_caption", n=_BARS),
        svg=bars(
            [(shorten(name, 30), number) for name, number in rows], title=say("run.voices.comments")
        ),
        table=table,
    )


def _row(findings: Findings, group_id: str) -> GroupRow:
    assert findings.grouping is not None
    group = next(g for g in findings.grouping.groups if g.id == group_id)
    law = findings.drafts[findings.main_language(current_language())]
    relations = findings.relations[group_id]
    near, contains = relations.get("near", 0), relations.get("contains", 0)
    notes = []
    if near:
        notes.append(say("run.voices.near", n=near))
    if contains:
        notes.append(say("run.voices.contains", n=contains))
    eid = group.provisions[0] if group.provisions else ""
    return GroupRow(
        text=shorten(group.text, 240),
        language=group.languages[0] if group.languages else "",
        note=say("run.list.join").join(notes),
        provision=name_provision(law, eid) if eid else say("run.voices.whole_law"),
        size=say_number(group.size),
        organisations=say_number(group.organisations),
    )
