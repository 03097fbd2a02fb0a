"""What became of every row that was taken in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from huiyin.intake import Placing, RefusalCode, make_receipt, read_comments
from huiyin.intake.receipt import RowCounts, count_rows
from huiyin.law import Law
from tests.intake.odd_tables import *  # noqa: F403
from tests.intake.odd_tables import SAID


def test_the_receipt_says_of_every_row_where_it_stands_and_why(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "sent.csv"
    cells = ["第二条", "第二条第九款", "", "全文", "第十五条", "附则部分"]
    told = "".join(f"河流守望,{where},{SAID[0]}{n}\n" for n, where in enumerate(cells))
    opening = "组织1,,第二十条应当删去，理由见附件。\n组织1,,《水法》第九条已有规定，不必重复。\n"
    path.write_text("组织,条款,意见\n" + told + opening, "utf-8")
    receipt = make_receipt(read_comments([path], law=law).taken, {"组织1"})
    assert [placing for _, placing in receipt.placed] == [
        Placing.EXACT, Placing.ABOVE, Placing.WHOLE, Placing.WHOLE, Placing.MISSING, Placing.UNCLEAR,
        Placing.MISSING, Placing.WHOLE,
    ]  # fmt: skip
    assert receipt.placed[6][0].reference == "第二十条"
    assert receipt.unknown == (("河流守望", 6),)
    assert sum(receipt.counts.values()) == 8


EXAMPLE = Path(__file__).parents[2] / "examples" / "climate-act" / "comments"
ASKED = "你们单位叫啥,针对条款,心里话\n"


def _count(path: Path, text: str) -> RowCounts:
    path.write_text(text, "utf-8")
    counts = count_rows(read_comments([path]))
    assert counts is not None
    return counts


def test_short_words_below_headings_that_nobody_foresaw_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    rows = "绿芽社,第十二条,太短了\n河流守望协会,第十五条,同意\n山水之间,全文,请写明罚款\n青山组织,第三条,五年太长\n"
    path.write_text(ASKED + rows, "utf-8")
    read = read_comments([path])
    assert [(one.organisation, one.reference, one.text) for one in read.taken] == [
        ("绿芽社", "第十二条", "太短了"), ("河流守望协会", "第十五条", "同意"),
        ("山水之间", "全文", "请写明罚款"), ("青山组织", "第三条", "五年太长"),
    ]  # fmt: skip
    assert count_rows(read) == RowCounts(4, 4, 0, 4)


@pytest.mark.parametrize(
    "rows",
    [
        "条文,承办单位,状态\n第一条,法规司,办结\n第二条,资源司,在办\n第三条,办公厅,在办\n",
        "单位,条款,主管机构\n绿芽社,第一条,法规司协会\n河流守望协会,第二条,资源中心\n",
    ],
)
def test_who_works_on_what_and_how_far_it_is_are_no_comments(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "work.csv"
    path.write_text(rows, "utf-8")
    assert read_comments([path]).taken == ()


def test_a_table_that_is_refused_as_a_whole_counts_with_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    counts = _count(
        path, "你们单位叫啥,心里话\n绿芽社,好\n河流守望协会,不好\n山水之间,行\n青山组织,可以\n"
    )
    assert counts == RowCounts(4, 0, 4, 0)
    (refusal,) = read_comments([path]).refused
    assert refusal.reason is RefusalCode.NO_HEADINGS


def test_rows_that_are_empty_or_repeated_are_counted_once(tmp_path: Path) -> None:
    rows = (
        "1,绿芽社,第一条,太短\n2,绿芽社,第二条,\n1,绿芽社,第一条,太短\n,,,\n3,山水之间,,写明罚款\n"
    )
    counts = _count(tmp_path / "sent.csv", "id,organisation,article,comment\n" + rows)
    assert counts == RowCounts(4, 2, 2, 2)


@pytest.mark.parametrize("name", [
    "english-members.csv", "iso-template.xlsx", "members-gb18030.csv", "network-table.docx", "phone-app.json",
    "secretariat-summary.xlsx", "web-form.csv",
])  # fmt: skip
def test_the_rows_of_the_example_add_up(name: str) -> None:
    counts = count_rows(read_comments([EXAMPLE / name]))
    assert counts is not None and counts.rows == counts.taken + counts.refused > 0


_CELL = some.sampled_from(
    ["", "第一条", "Article 2", "太短了，应当改为三年。", "ok", "河流守望协会", "=1+1", "12", " "]
)


@settings(max_examples=60, deadline=None)
@given(
    some.sampled_from(
        ["id,organisation,article,comment", "你们单位叫啥,针对条款,心里话,别的", "A,B,C,D"]
    ),
    some.lists(some.lists(_CELL, min_size=1, max_size=5), max_size=8),
)
def test_whatever_rows_a_table_has_they_add_up(
    tmp_path_factory: pytest.TempPathFactory, headings: str, rows: Sequence[Sequence[str]]
) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([headings.split(","), *rows])
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(written.getvalue(), "utf-8")
    counts = count_rows(read_comments([path]))
    if counts is not None:
        assert counts.rows == counts.taken + counts.refused
