"""Which source is preferred of those that hold the same words."""

from __future__ import annotations

from datetime import date

import pytest

from huiyin.trace.provenance import (
    Index,
    SourceRank,
    SourceText,
    trace_provenance,
)
from tests.trace.provenance.made_sources import HAN, PROVINCES, sentences, text


def test_only_earlier_sources_are_sources() -> None:
    words = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
    index = Index.in_memory(
        [
            text("later", words, date=date(2024, 1, 1)),
            text("undated", words),
            text("earlier", words, date=date(2020, 1, 1)),
            text("first", words, date=date(2010, 1, 1)),
        ]
    )
    found = trace_provenance([("art_1", words)], index, day=date(2022, 1, 1))
    assert [p.source for p in found.provisions[0].passages] == ["first"]
    assert (found.undated, found.left_out) == (("undated",), 2)
    undated = trace_provenance([("art_1", words)], index)
    assert (undated.undated, undated.left_out) == (("undated",), 0)
    before_all = trace_provenance([("art_1", words)], index, day=date(2000, 1, 1))
    assert before_all.own == 1


@pytest.mark.parametrize("length", [20, 33, 120])
@pytest.mark.parametrize(
    "name", ["{}消防条例", "{}实施《中华人民共和国消防法》办法", "{}消防管理规定(2010年修正)"]
)
def test_what_provinces_copied_from_a_law_comes_from_the_law(length: int, name: str) -> None:
    articles = sentences(7, length)
    law = text("law", *articles, title="中华人民共和国消防法", date=date(2008, 10, 28))
    provinces = [
        text(f"p{n}", *articles, title=name.format(place), date=date(2010 + n, 1, 1))
        for n, place in enumerate(PROVINCES)
    ]
    target = [(f"art_{n}", words) for n, words in enumerate(articles, 1)]
    found = trace_provenance(target, Index.in_memory([*provinces, law]))
    assert [(t.source.id, t.share) for t in found.sources] == [("law", 1)]
    assert all(p.stock == 0 and p.passages[0].adaptation == 0 for p in found.provisions)
    without = trace_provenance(target, Index.in_memory(provinces))
    assert [(t.source.id, t.share) for t in without.sources] == [("p0", 1)]


def test_of_a_run_that_hundreds_hold_the_first_is_the_source() -> None:
    """Also where it was added last."""
    (words, *_) = sentences(5, 60)
    works = [text(f"w{n:03}", words, date=date(2001, 1, 1)) for n in range(200)]
    works.append(text("z", words, date=date(2000, 1, 1)))
    found = trace_provenance([("art_1", words)], Index.in_memory(works))
    assert [p.source for p in found.provisions[0].passages] == ["z"]


VERSIONS = [(1993, 1), (1999, 2), (2005, 3), (2018, 4)]


def test_a_run_comes_from_the_earliest_version_that_had_it() -> None:
    """Though later versions have more of the article."""
    one, two, three, four = sentences(17, 40)
    versions = [
        text(
            f"law-{year}",
            "。".join((one, two, three, four)[:parts]) + "。",
            title=f"公司法({year})",
            date=date(year, 1, 1),
        )
        for year, parts in VERSIONS
    ]
    target = [
        ("art_1", f"{one}。"),
        ("art_2", f"{HAN}{three}。"),
        ("art_3", f"{four}，{HAN}，{one}"),
    ]
    found = trace_provenance(target, Index.in_memory(versions[::-1]))
    given = [[p.source for p in provision.passages] for provision in found.provisions]
    assert given == [["law-1993"], ["law-2005"], ["law-2018", "law-1993"]]


def test_ranks_are_compared_within_a_country_alone() -> None:
    (words, *_) = sentences(29, 40)
    local = text("local", words, rank=SourceRank.LOCAL, country="FR", date=date(1990, 1, 1))
    law = text("law", words, rank=SourceRank.LAW, country="FR", date=date(2000, 1, 1))
    foreign = text(
        "foreign", words, rank=SourceRank.CONSTITUTION, country="DE", date=date(2010, 1, 1)
    )

    def first(*texts: SourceText) -> str:
        (passage,) = (
            trace_provenance([("art_1", words)], Index.in_memory(texts)).provisions[0].passages
        )
        return passage.source

    assert first(local, law) == "law"
    assert first(local, foreign) == "local"
    assert first(local, law, foreign) == "law"
