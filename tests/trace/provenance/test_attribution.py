"""Which passages of a unit come from which source, less what is a stray."""

from __future__ import annotations

import pytest

from huiyin.trace.provenance import (
    Index,
    Origin,
    trace_provenance,
)
from tests.trace.provenance.made_sources import HAN, WORDS, sentences, text


def test_changed_words_count_as_adaptation_and_new_ones_as_own() -> None:
    source = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉，街道办事处应当在三十日内答复。"
    target = source.replace("三十日", "十日") + "经费由居民自筹，账目每年向全体居民公开一次。"
    found = trace_provenance([("art_5", target)], Index.in_memory([text("draft", source)]))
    (provision,) = found.provisions
    (passage,) = provision.passages
    assert passage.text.startswith("居民可以") and passage.text.endswith("内答复")
    assert (passage.source, passage.eid) == ("draft", "art_1")
    # 37 of 38 characters are kept: 1 − 2·37 / (37 + 38).
    kept = len(passage.text) - passage.text.count("，")
    assert passage.adaptation == pytest.approx(1 - 2 * kept / (2 * kept + 1))
    assert provision.own == pytest.approx(20 / (20 + kept))


def test_a_text_can_be_international_and_local_at_once() -> None:
    foreign = " ".join(WORDS[:30])
    domestic = " ".join(WORDS[30:40])
    adapted = " ".join("ours" if n % 5 == 4 else word for n, word in enumerate(WORDS[:30]))
    index = Index.in_memory(
        [
            text("model", foreign, origin=Origin.FOREIGN, country="FR"),
            text("old", domestic, origin=Origin.DOMESTIC, country="YT"),
        ]
    )
    found = trace_provenance([("art_1", adapted), ("art_2", domestic)], index)
    assert found.internationalisation > 0.6
    assert found.localisation == pytest.approx(
        found.own
        + next(o.share for o in found.origins if o.origin is Origin.DOMESTIC)
        + next(o.share * o.adaptation for o in found.origins if o.origin is Origin.FOREIGN)
    )
    assert found.localisation > 0.3
    assert [(o.origin, o.country) for o in found.origins] == [("foreign", "FR"), ("domestic", "YT")]


@pytest.mark.parametrize("length", [7, 8, 9])
def test_a_source_of_one_short_run_and_nothing_else_is_not_shown(length: int) -> None:
    long, other = sentences(13, 60)[:2]
    stray = long[20 : 20 + length]
    index = Index.in_memory(
        [
            text("main", long[:20] + "甲乙丙丁" + long[20 + length :]),
            text("stray", f"{other}。{stray}。"),
        ]
    )
    found = trace_provenance([("art_1", long), ("art_2", f"{HAN}{stray}")], index)
    assert [t.source.id for t in found.sources] == ["main"]
    assert found.provisions[1].own == 1
    # What it gives beside a second run is its own.
    twice = trace_provenance([("art_1", f"{stray}{HAN}{other[:12]}")], index)
    assert {p.source for p in twice.provisions[0].passages} == {"stray"}


@pytest.mark.parametrize(
    ("words", "borrowed"),
    [
        ("公民有受教育的权利", False),
        ("公民有受教育的权利，", False),
        ("公民有受教育的权利等", True),  # ten
        ("保存期限不少于三年。", False),
        ("为了规范本省采购，制定本条例。", False),  # eight, and a phrase of drafting
        ("县级以上人民政府主管。国务院有关部门批准。", False),  # two phrases
        ("The records are kept for three years.", False),
        ("The records are to be kept for at least three years.", True),
        ("記録は三年間保存する。", True),  # ten
        ("記録は三年間保存し、", False),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "第一句与此无关另行规定。{}", "{}余者由主管部门依照职权另行规定。"]
)
def test_an_article_that_says_under_ten_words_is_nobody_s_though_a_source_has_them(
    words: str, borrowed: bool, around: str
) -> None:
    index = Index.in_memory([text("a", words, around.format(words))])
    found = trace_provenance([("art_1", words)], index)
    assert [t.source.id for t in found.sources] == (["a"] if borrowed else [])
    assert found.own == (0 if borrowed else 1)
