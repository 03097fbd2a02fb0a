"""A map that can be read without script."""

from __future__ import annotations

from huiyin.opinion import map_opinions, part_by
from tests.opinion.made_votes import camps


def test_the_map_s_arrows_say_their_statement_without_script() -> None:
    from huiyin.opinion.charts import ChartWords, map_chart, parting_chart, rank_pulling_statements

    votes = camps(60, 12)
    found = map_opinions(votes, resamples=0)
    arrows = [(f"words of {s.id}", s) for s in rank_pulling_statements(found)]
    assert 1 <= len(arrows) <= 8
    words = ChartWords(("A", "B"), "none", "agree", "disagree", "pass")
    drawn = map_chart(found, words, statements=arrows)
    for number, (text, _) in enumerate(arrows, 1):
        assert f"<title>{number}. {text}</title>" in drawn
    assert "<script" not in drawn
    kinds = {f"p{i}": "grassroots" if i < 30 else "international" for i in range(60)}
    parted = part_by(votes, kinds, permutations=19)[:3]
    chart = parting_chart(
        [(p.statement, p) for p in parted], [("grassroots", "G"), ("international", "I")], "agree"
    )
    assert all(p.statement in chart for p in parted)
