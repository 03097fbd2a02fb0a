"""Shares and totals of a text whose words come from elsewhere."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.trace.provenance import (
    OPEN,
    Index,
    ProvenanceSource,
    SourceRank,
    best_cover,
    trace_provenance,
)
from huiyin.trace.provenance.cover import worth_of
from tests.trace.provenance.made_sources import text, units


@given(st.lists(units, min_size=1, max_size=4), st.lists(units, min_size=1, max_size=3))
def test_shares_and_own_words_add_to_one(target: list[str], source: list[str]) -> None:
    mixed = [f"{a} {b}" for a, b in zip(target, source * 4, strict=False)]
    found = trace_provenance(
        [(str(n), words) for n, words in enumerate(mixed)], Index.in_memory([text("a", *source)])
    )
    for provision in found.provisions:
        shares = [passage.share for passage in provision.passages]
        assert sum(shares) + provision.own == pytest.approx(1)
        assert all(0 < share <= 1 for share in shares)
        assert all(0 <= passage.adaptation < 1 for passage in provision.passages)
        assert 0 <= provision.own <= 1
    assert found.own + sum(total.share for total in found.sources) == pytest.approx(1)


@given(units)
def test_a_text_equal_to_a_source_is_all_borrowed_and_not_adapted(words: str) -> None:
    """However short, where it is asked for what is short."""
    found = trace_provenance([("art_1", words)], Index.in_memory([text("a", words)]), least=1)
    (provision,) = found.provisions
    (passage,) = provision.passages
    assert (passage.share, passage.adaptation, provision.own) == (1, 0, 0)
    assert passage.text == words


@given(st.lists(units, min_size=2, max_size=4), st.permutations(range(4)), st.integers(0, 4))
def test_the_order_of_the_sources_changes_nothing(
    source: list[str], order: list[int], cut: int
) -> None:
    texts = [text(f"s{n}", *source[n : n + 2]) for n in range(len(source))]
    target = [("art_1", " ".join(source)), ("art_2", source[0][cut:] + source[-1][: -cut or None])]
    shuffled = [texts[at] for at in order if at < len(texts)]
    straight = trace_provenance(target, Index.in_memory(texts))
    assert trace_provenance(target, Index.in_memory(shuffled)) == straight


gains = st.integers(1, 6).flatmap(
    lambda words: st.integers(1, 2).flatmap(
        lambda candidates: st.lists(
            st.lists(st.sampled_from([2, 0, -1, 5]), min_size=candidates, max_size=candidates),
            min_size=words,
            max_size=words,
        )
    )
)


@given(gains, st.integers(0, 8))
def test_the_cover_is_the_best_of_all_covers(rows: list[list[int]], opening: int) -> None:
    table = np.array(rows, dtype=np.int64)
    found = worth_of(best_cover(table, opening), table, opening)
    best = max(
        worth_of(np.array(labels), table, opening)
        for labels in product(range(-1, table.shape[1]), repeat=len(rows))
    )
    assert found == best


def test_the_cover_beats_one_that_takes_the_greatest_passage_first() -> None:
    # One source holds the middle; two others hold a half each, and more in sum.
    table = np.full((20, 3), -1, dtype=np.int64)
    table[4:17, 0] = 2
    table[0:10, 1] = 2
    table[10:20, 2] = 2
    greedy = np.full(20, -1, dtype=np.int64)
    greedy[4:17] = 0
    labels = best_cover(table)
    assert labels.tolist() == [1] * 10 + [2] * 10
    assert worth_of(labels, table) == 40 - 2 * OPEN > worth_of(greedy, table)


def test_traditional_characters_and_full_width_letters_are_the_same_words() -> None:
    source = "申請人應當於收到通知後三十日內，向主管機關提出ＡＢＣ類登記之申請書。"
    target = "申请人应当于收到通知后三十日内,向主管机关提出abc类登记之申请书。"
    found = trace_provenance([("art_1", target)], Index.in_memory([text("tw", source)]))
    assert [p.adaptation for p in found.provisions[0].passages] == [0]
    assert found.own == 0


@pytest.mark.parametrize(
    ("title", "subject", "rank"),
    [
        ("中华人民共和国消防法（2019年修正）", "消防", SourceRank.LAW),
        ("北京市消防条例", "消防", SourceRank.LOCAL),
        ("广西壮族自治区实施《中华人民共和国消防法》办法", "消防", SourceRank.LOCAL),
        ("深圳经济特区消防条例", "消防", SourceRank.LOCAL),
        ("某省实施中华人民共和国消防法办法", "消防", SourceRank.LOCAL),
        ("城市规划法", "城市规划", SourceRank.LAW),
        ("社区花园条例", "社区花园", SourceRank.REGULATION),
        ("中华人民共和国宪法", "宪", SourceRank.CONSTITUTION),
        ("第12号法", "第12号", SourceRank.LAW),
        ("中华人民共和国香港特别行政区基本法", "基本", SourceRank.LAW),
        ("香港特别行政区基本法", "基本", SourceRank.LAW),
        ("中华人民共和国香港特别行政区维护国家安全法", "维护国家安全", SourceRank.LAW),
        ("海南自由贸易港法", "自由贸易港", SourceRank.LAW),
        ("中华人民共和国刑法修正案（十一）", "刑", SourceRank.LAW),
        ("刑法修正案(八)", "刑", SourceRank.LAW),
        ("中华人民共和国宪法修正案（2018年）", "宪", SourceRank.CONSTITUTION),
        ("北京市消防条例修正案", "消防", SourceRank.LOCAL),
        ("全国人民代表大会常务委员会关于修改《中华人民共和国消防法》的决定", "消防", SourceRank.LAW),
        ("全国人大常委会关于严惩拐卖妇女的犯罪分子的决定", "全国人大常委会关于严惩拐卖妇女的犯罪分子的", SourceRank.LAW),
        ("全国人民代表大会议事规则", "全国人民代表大会议事", SourceRank.LAW),
        ("国务院关于禁止在市场经济活动中实行地区封锁的规定", "国务院关于禁止在市场经济活动中实行地区封锁的", SourceRank.REGULATION),
        ("最高人民法院关于《中华人民共和国刑法修正案(八)》时间效力问题的解释", "刑法修正案(八)", SourceRank.UNKNOWN),
        ("浙江省人民代表大会常务委员会关于修改《浙江省消防条例》的决定", "消防", SourceRank.LOCAL),
        ("北京市实施消防法", "消防", SourceRank.LOCAL),
        ("中国（浙江）自由贸易试验区条例", "自由贸易试验区", SourceRank.LOCAL),
        ("聊城市消防条例", "消防", SourceRank.LOCAL),
        ("江门市消防条例", "消防", SourceRank.LOCAL),
        ("城市市容和环境卫生管理条例", "城市市容和环境卫生", SourceRank.REGULATION),
        ("人力资源市场暂行条例", "人力资源市场", SourceRank.REGULATION),
        ("Data Protection Act 2018", "data protection", SourceRank.LAW),
        ("The Data Protection Regulations 2010", "data protection", SourceRank.LOCAL),
        ("法", "法", SourceRank.LAW),
        ("", "", SourceRank.UNKNOWN),
    ],
)  # fmt: skip
def test_a_title_says_what_a_law_is_about_and_how_high_it_stands(
    title: str, subject: str, rank: SourceRank
) -> None:
    source = ProvenanceSource("id", title)
    assert source.standing == rank
    assert source.subject == (subject or "id")
