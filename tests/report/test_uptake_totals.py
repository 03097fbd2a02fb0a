"""Where a suggestion counts: at its provision, in its chapter."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from huiyin.report.uptake_totals import find_chapter, find_target
from huiyin.trace import TracedSuggestion, trace_uptake

LAW = read_text(
    "花园条例\n\n第一章 总则\n第一条 为了花园。\n第二条 管理人应当：\n（一）公开；\n（二）答复。\n第二章 附则\n第三条 自公布之日起施行。\n"
)


@pytest.mark.parametrize(
    ("target", "article", "chapter"),
    [
        ("第二条第（一）项", "第二条", "第一章"),
        ("第三条", "第三条", "第二章"),
        ("第九条", "", ""),
        ("", "", ""),
    ],
)
def test_a_suggestion_counts_at_the_provision_that_it_names_and_in_its_chapter(
    target: str, article: str, chapter: str
) -> None:
    (uptake,) = trace_uptake([TracedSuggestion("s", target, "keep", "", "")], LAW, LAW).uptakes
    found = find_target(uptake, LAW)
    unit, top = LAW.article_of(found), LAW.by_eid.get(find_chapter(LAW, found))
    assert (unit.num if unit else "", top.num if top else "") == (article, chapter)
