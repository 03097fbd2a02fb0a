from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from huiyin.files.problems import RefusalCode, RemarkCode
from huiyin.intake import (
    FactPeriod,
    read_ask_facts,
    read_focus_facts,
    read_reach_facts,
    read_reply_facts,
    read_route_facts,
)
from tests.intake.fact_tables import *  # noqa: F403

FOREVER = date.max


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        ("2008,2010", FactPeriod(date(2008, 1, 1), date(2010, 12, 31))),
        ("2008-05,", FactPeriod(date(2008, 5, 1), FOREVER)),
        ("2008年5月6日,至今", FactPeriod(date(2008, 5, 6), FOREVER)),
        ("2008,不详", FactPeriod(date(2008, 1, 1), date(2008, 12, 31), True, False)),
        ("unknown,2010-06", FactPeriod(date(2010, 1, 1), date(2010, 6, 30), False, True)),
        (",2010-06-05", FactPeriod(date(2010, 1, 1), date(2010, 6, 5), False, True)),
    ],
)
def test_a_period_has_ends_that_are_stated_open_or_unknown(write, cells, period) -> None:  # type: ignore[no-untyped-def]
    read = read_focus_facts(write(f"组织,关注领域,开始,结束\n甲,环境,{cells}\n"))
    assert [one.period for one in read.taken] == [period] and not read.refused


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2010,2008", RefusalCode.ENDS_BEFORE),
        ("soon,", RefusalCode.ODD_DAY),
        ("2008,3/4/2020", RefusalCode.ODD_DAY),
        (",", RefusalCode.MISSING),
        ("unknown,now", RefusalCode.MISSING),
    ],
)
def test_a_row_whose_period_is_none_is_refused_with_its_row(write, cells, reason) -> None:  # type: ignore[no-untyped-def]
    read = read_focus_facts(write(f"Organisation,Focus,Since,Until\nA,water,2008,\nB,water,{cells}\n"))  # fmt: skip
    assert [(r.row, r.reason) for r in read.refused] == [(3, reason)]
    assert len(read.taken) == 1


def test_a_year_has_no_stated_ends_and_several_focuses_may_stand_in_a_cell(write) -> None:  # type: ignore[no-untyped-def]
    read = read_focus_facts(write("组织名称,领域,年度,是否主要,所属网络\n甲,环境；妇女、环境,2015年,是,东\n乙,,2015,,\n,环境,2015,,\n甲,环境,2015,也许,\n"))  # fmt: skip
    first, second = read.taken
    assert first.focuses == ("环境", "妇女") and first.is_main and first.network == "东"
    assert first.period == FactPeriod(date(2015, 1, 1), date(2015, 12, 31), False, False)
    assert second.focuses == ()
    assert [(r.row, r.reason) for r in read.refused] == [
        (4, RefusalCode.MISSING),
        (5, RefusalCode.UNKNOWN_ANSWER),
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_csv_xlsx_and_parquet_hold_the_same(tmp_path: Path, form: str) -> None:
    head, rows = ["Organisation", "Focus", "Since"], [["A", "water", date(2008, 5, 6)], ["B", "land", date(2010, 1, 1)]]  # fmt: skip
    path = tmp_path / f"facts.{form}"
    if form == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in [head, *rows]), "utf-8")
    elif form == "xlsx":
        book = openpyxl.Workbook()
        for row in [head, *rows]:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    else:
        columns = zip(head, zip(*rows, strict=True), strict=True)
        pq.write_table(pa.table({name: list(values) for name, values in columns}), path)
    read = read_focus_facts(path)
    assert [(f.organisation, f.focuses, f.period.since) for f in read.taken] == [
        ("A", ("water",), date(2008, 5, 6)),
        ("B", ("land",), date(2010, 1, 1)),
    ]


def test_routes_are_shares_of_one_whole_however_they_are_written(write) -> None:  # type: ignore[no-untyped-def]
    read = read_route_facts(write("组织,专业化,草根化,国际化,年份\n甲,50%,30%,20%,2015\n乙,0.5,0.3,0.2,2015\n丙,50,30,20,2015\n丁,,,,2015\n戊,50%,30%,,2015\n己,50%,30%,40%,2015\n庚,半,30%,20%,2015\n"))  # fmt: skip
    shares = [one.shares for one in read.taken]
    assert all(one == pytest.approx((0.5, 0.3, 0.2)) for one in shares[:3]) and shares[3] is None
    assert [(r.row, r.reason) for r in read.refused] == [
        (6, RefusalCode.MISSING), (7, RefusalCode.SHARES_SUM), (8, RefusalCode.ODD_SHARE),
    ]  # fmt: skip


def test_a_column_with_a_number_above_one_is_per_cent_all_of_it_and_told(write) -> None:  # type: ignore[no-untyped-def]
    text = "Organisation,Year,Foreign funding,Local leadership,Countries\nA,2020,1,0.5,China; Laos; china\nB,2020,40,50%,3\nC,2020,,unknown,\nD,2020,120,1,\nE,2020,5,1,194\n"
    read = read_reach_facts(write(text), possible=193)
    assert [one.shares for one in read.taken] == [
        (("foreign_funding", 0.01), ("local_leadership", 0.5)),
        (("foreign_funding", 0.4), ("local_leadership", 0.5)),
        (),
    ]
    assert [one.countries for one in read.taken] == [2, 3, None]
    assert [(r.row, r.reason) for r in read.refused] == [
        (5, RefusalCode.ODD_SHARE), (6, RefusalCode.TOO_MANY_COUNTRIES),
    ]  # fmt: skip
    told = [dict(r.details)["role"] for r in read.remarks if r.code is RemarkCode.PERCENT_COLUMN]
    assert told == ["foreign_funding"]


def test_exchanges_say_their_direction_and_whether_they_ask(write) -> None:  # type: ignore[no-untyped-def]
    text = "网络,政府部门,方向,日期,类型\n东,水利部门,向政府,2015-03-01,请求\n东,水利部门,来自政府,2016,征求意见\n东,水利部门,来自政府,2016,答复\n不详,水利部门,向政府,2016,请求\n东,水利部门,旁边,2016,请求\n东,水利部门,向政府,2016,闲聊\n东,水利部门,向政府,,请求\n"
    read = read_ask_facts(write(text))
    assert [(a.body, a.is_to_authority, a.day.year, a.asks) for a in read.taken] == [
        ("东", True, 2015, True), ("东", False, 2016, True), ("东", False, 2016, False), ("", True, 2016, True),
    ]  # fmt: skip
    assert [r.reason for r in read.refused] == [
        RefusalCode.UNKNOWN_DIRECTION, RefusalCode.UNKNOWN_EXCHANGE, RefusalCode.MISSING,
    ]  # fmt: skip


def test_an_open_ask_has_no_reply_and_one_answered_before_it_was_made_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    text = "Asked,Replied,Acknowledged,Extended,Authority\n2015-03-01,,2015-03-02,2015-05-01,water\n,2015-03-09,,no,?\n2015-03-09,2015-03-01,,,water\n2015-03,2015-04-01,,,water\n,,,,water\n2015-03-01,2015-03-02,,perhaps,water\n"
    read = read_reply_facts(write(text))
    assert [(r.asked, r.replied, r.authority, r.is_extended) for r in read.taken] == [
        (date(2015, 3, 1), None, "water", True), (None, date(2015, 3, 9), "", False),
    ]  # fmt: skip
    assert [(r.row, r.reason) for r in read.refused] == [
        (4, RefusalCode.ENDS_BEFORE), (5, RefusalCode.NO_DAY), (6, RefusalCode.MISSING), (7, RefusalCode.UNKNOWN_ANSWER),
    ]  # fmt: skip
