"""Columns told by what stands in them, and the receipt of everything that was taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.intake import read_comments
from huiyin.law import Law
from tests.intake.odd_tables import *  # noqa: F403
from tests.intake.odd_tables import SAID


def _take(tmp_path: Path, law: Law, rows: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "sent.csv"
    path.write_text(rows, "utf-8")
    taken = read_comments([path], law=law).taken
    return [(one.organisation, one.eid, one.text) for one in taken]


@pytest.mark.parametrize(
    "headings",
    [
        "单位名称,针对条款,我们的看法和建议", "From,Re: Article,What we think", "A,B,C", "",
        "您所在的组织,您的意见针对哪一条？,您的想法", "Name of your organisation,Article(s) concerned,Your views in full",
        "提出单位,所针对的条文内容,修改建议和理由是什么",
    ],
)  # fmt: skip
def test_columns_are_told_by_their_cells_whatever_their_headings_say(
    headings: str, tmp_path: Path, law: Law
) -> None:
    cells = [("河流守望协会", "第二条"), ("绿色江河", "第十五条"), ("山水之间", "第一条第一款")]
    rows = [f"{who},{where},{what}" for (who, where), what in zip(cells, SAID, strict=True)]
    taken = _take(tmp_path, law, "\n".join([headings, *rows] if headings else rows))
    assert taken == [
        ("河流守望协会", "art_2", SAID[0]), ("绿色江河", "", SAID[1]), ("山水之间", "art_1", SAID[2]),
    ]  # fmt: skip


def test_a_column_whose_cells_cite_is_found_beside_headings_that_are_known(
    tmp_path: Path, law: Law
) -> None:
    rows = f"序号,针对条款,意见\n1,第二条,{SAID[0]}\n2,第三条,{SAID[1]}\n"
    assert [eid for _, eid, _ in _take(tmp_path, law, rows)] == ["art_2", "art_3"]


def test_numbers_of_rows_and_dates_name_no_provisions(tmp_path: Path, law: Law) -> None:
    rows = f"行,收到日期,意见\n1,2026-03-01,{SAID[0]}\n2,2026-03-02,{SAID[1]}\n"
    assert [eid for _, eid, _ in _take(tmp_path, law, rows)] == ["", ""]


def test_bare_numbers_count_where_the_heading_speaks_of_articles(tmp_path: Path, law: Law) -> None:
    rows = f"Which article?,Your views\n2,{SAID[0]}\n3,{SAID[1]}\n"
    assert [eid for _, eid, _ in _take(tmp_path, law, rows)] == ["art_2", "art_3"]


@pytest.mark.parametrize(
    "rows",
    [
        "第一条,为了保护湿地，制定本法。\n第二条,规划应当每五年修订一次。\n第三条,本法自公布之日起施行。\n",
        "年份,湿地面积,保护区数\n2024,5300,602\n2025,5360,610\n",
        "承办,状态\n法规司,办结\n资源司,在办\n",
    ],
)
def test_the_law_itself_and_tables_of_figures_are_no_comments(
    rows: str, tmp_path: Path, law: Law
) -> None:
    assert _take(tmp_path, law, rows) == []


def test_a_column_can_be_named_by_its_number(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "sent.csv"
    path.write_text(f"第二条,{SAID[0]},{SAID[1]}\n第三条,{SAID[1]},{SAID[2]}\n", "utf-8")
    taken = read_comments([path], law=law, columns={"text": "#2"}).taken
    assert [one.text for one in taken] == [SAID[0], SAID[1]]
