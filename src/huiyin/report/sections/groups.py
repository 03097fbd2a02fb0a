"""What the members say: which provisions draw comments, and the most frequent shared points."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from huiyin.grouping import MOST_CLAUSES, CommentGroup, diff_texts
from huiyin.grouping.themes import Theme
from huiyin.i18n import current_language, say, say_number, say_percent
from huiyin.presentation.charts import render_bars
from huiyin.presentation.citations import name_provision, shorten_text
from huiyin.report.view_data import ChartView, GroupRow, TableView, ThemeRow, VoicesView
from huiyin.text import fold_text, is_chinese

if TYPE_CHECKING:  # `huiyin group` uses this module and must start quickly
    from huiyin.report.pipeline import Findings

#: How many provisions the chart and how many groups the table show; the workbook has all.
_BARS, _GROUPS, _THEMES = 15, 25, 25
#: How many additions are shown per group, and how many members are read for them.
_ADDS, _READ = 4, 2000


def voices_view(findings: Findings) -> VoicesView | None:
    """Build the section; ``None`` without comments."""
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
        groups=tuple(_build_group_row(findings, g.id) for g in groups[:_GROUPS] if g.size > 1),
        themes=_build_theme_rows(findings),
        themes_note=_themes_note(findings),
    )


def say_theme(theme: Theme) -> str:
    """Name a theme, with its words in the reader's language first."""
    own = current_language()
    names = sorted(theme.names.items(), key=lambda item: item[0] != own)
    return " / ".join(say("voices.join", language).join(words) for language, words in names)


def _build_theme_rows(findings: Findings) -> tuple[ThemeRow, ...]:
    if findings.themes is None or findings.grouping is None:
        return ()
    group_of = {g.id: g for g in findings.grouping.groups}
    rows = []
    for theme in findings.themes.themes[:_THEMES]:
        texts: dict[str, tuple[str, str]] = {}
        # The largest group of each language first, then others; three in all.
        inside = [group_of[name] for name in theme.groups]
        for g in inside:
            texts.setdefault(
                _detect_script(g.text), (_detect_script(g.text), shorten_text(g.text, 100))
            )
        shown = list(texts.values())
        shown += [
            t
            for t in ((_detect_script(g.text), shorten_text(g.text, 100)) for g in inside[:6])
            if t not in shown
        ]
        rows.append(
            ThemeRow(
                name=say_theme(theme),
                texts=tuple(shown[:3]),
                groups=say_number(len(theme.groups)),
                size=say_number(theme.size),
                organisations=say_number(theme.organisations),
            )
        )
    return tuple(rows)


def _themes_note(findings: Findings) -> str:
    if findings.themes is None:
        return ""
    note = say("run.voices.themes_note")
    return note if findings.themes.bridges else f"{note} {say('run.voices.themes_words')}"


def _detect_script(text: str) -> str:
    return "zh" if is_chinese(text) else "en"


def _list_additions(findings: Findings, group: CommentGroup) -> tuple[str, ...]:
    """Return the most frequent additions to the representative, with their counts."""
    assert findings.grouping is not None
    tally: Counter[str] = Counter()
    printed: dict[str, str] = {}
    cut = 0
    for comment in findings.grouping.members[group.id][:_READ]:
        told = diff_texts(group.text, findings.grouping.texts[comment])
        cut += told.is_cut
        for piece in told.adds:
            printed.setdefault(fold_text(piece), piece)
            tally[fold_text(piece)] += 1
    ranked = sorted(tally.items(), key=lambda item: (-item[1], item[0]))[:_ADDS]
    added = (say("run.voices.added", text=shorten_text(printed[key], 80), n=times) for key, times in ranked)  # fmt: skip
    return (*added, *((say("run.voices.cut", comments=cut, most=MOST_CLAUSES),) if cut else ()))


def _by_provision(findings: Findings) -> ChartView:
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
        gist = unit.heading or shorten_text(unit.full_text, 14)
        rows.append((f"{name} {gist}", number))
    table = TableView(
        head=(say("run.voices.provision"), say("run.voices.comments")),
        rows=tuple((name, say_number(number)) for name, number in rows),
        numbers=frozenset({1}),
    )
    return ChartView(
        title=say("run.voices.chart"),
        caption=say("run.voices.chart_caption", n=_BARS),
        svg=render_bars(
            [(shorten_text(name, 30), number) for name, number in rows],
            title=say("run.voices.comments"),
        ),
        table=table,
    )


def _build_group_row(findings: Findings, group_id: str) -> GroupRow:
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
    if joined := findings.relations[group_id].get("joined", 0):
        notes.append(say("run.voices.joined", n=joined))
    return GroupRow(
        text=shorten_text(group.text, 240),
        language=group.languages[0] if group.languages else "",
        note=say("run.list.join").join(notes),
        provision=name_provision(law, eid) if eid else say("run.voices.whole_law"),
        size=say_number(group.size),
        organisations=say_number(group.organisations),
        adds=_list_additions(findings, group),
    )
