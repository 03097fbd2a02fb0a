"""``huiyin measure`` on the invented network and on what people send."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.cli.conftest import Huiyin
from tests.conftest import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "network-life"
TABLES = {
    "focus": "关注领域", "routes": "发展路径", "reach": "国际化与本土化", "reciprocity": "往来", "replies": "答复",
}  # fmt: skip
CHARTS = {
    "focus": {"focuses", "ranks", "diversity", "entries", "moves", "networks", "known"}, "routes": {"routes", "path"},
    "reach": {"reach", "both"},
    "reciprocity": {"reciprocity"}, "replies": {"answered", "asks"},
}  # fmt: skip


@pytest.mark.parametrize("what", TABLES)
def test_json_gives_years_unknown_and_refused_and_nothing_else_is_printed(
    called: Huiyin, what: str
) -> None:
    call = called("measure", what, EXAMPLE / f"{what}.csv", "--json")
    found = call.document
    assert call.code == 0 and found["measure"] == what and found["refused"] == []
    years = [year["year"] for year in found["years"]]
    assert years == sorted(set(years)) and years[-1] == 2024
    assert isinstance(found["unknown"], list) and found["findings"]
    # The same table with its headings and values in Chinese gives the same figures.
    other = called("measure", what, EXAMPLE / f"{TABLES[what]}.csv", "--json").document
    for year, own in zip(found["years"], other["years"], strict=True):
        assert strip_names(own) == pytest.approx(strip_names(year))


def strip_names(year: dict[str, object]) -> dict[str, int | float]:
    """Figures alone: names are in the table's own language, and so are their order and ties."""
    return {name: value for name, value in year.items() if isinstance(value, int | float)}


@pytest.mark.parametrize(
    ("what", "language"),
    [("focus", "zh"), ("routes", "en"), ("reach", "zh"), ("reciprocity", "en"), ("replies", "zh")],
)
def test_a_folder_gets_a_page_charts_and_tables_in_the_readers_language(
    called: Huiyin, tmp_path: Path, what: str, language: str
) -> None:
    call = called("--lang", language, "measure", what, EXAMPLE / f"{TABLES[what]}.csv", "--out", "made")  # fmt: skip
    assert call.code == 0, call.err
    made = tmp_path / "made"
    page = (made / "index.html").read_text("utf-8")
    assert f'lang="{ {"zh": "zh-Hans", "en": "en"}[language] }"'.replace(" ", "") in page
    assert "<script" not in page
    for sentence in call.out.splitlines():
        assert sentence in page
    charts = {path.stem for path in made.glob("*.svg")}
    assert charts == CHARTS[what]
    for path in made.glob("*.svg"):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")
        assert "aria-label" not in path.read_text("utf-8")  # in Vega's English
    book = openpyxl.load_workbook(made / "tables.xlsx")
    for path in made.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            head, *rows = csv.reader(handle)
        assert rows and all(len(row) == len(head) for row in rows)
    assert len(book.sheetnames) == len(list(made.glob("*.csv"))) >= 1
    figures = [cell.value for row in book.worksheets[0].iter_rows(min_row=2) for cell in row]
    assert any(isinstance(figure, int | float) for figure in figures)


def test_the_example_tells_its_story(called: Huiyin) -> None:
    focus = called("measure", "focus", EXAMPLE / "focus.csv", "--json").document
    first, last = focus["years"][0], focus["years"][-1]
    assert last["organisations"]["climate"] > first["organisations"].get("climate", 0) == 0
    assert last["diversity"][1]["low"] > first["diversity"][1]["high"]
    assert {"organisation": "Quiet Water Group", "years": list(range(2014, 2025))} in focus["unknown"]  # fmt: skip
    asks = called("measure", "reciprocity", EXAMPLE / "reciprocity.csv", "--json")
    first, *_, last = asks.document["years"]
    assert first["reciprocity"] < 0.3 and last["reciprocity"] > 0.9
    assert asks.document["whole"]["expected"] is not None and "10" in asks.err


def test_rows_refused_are_named_with_the_mend_and_the_call_ends_with_1(
    huiyin: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("组织,关注领域,开始,结束\n甲,环境,2010,\n乙,环境,2012,2011\n", "utf-8")  # fmt: skip
    call = huiyin("measure", "focus", "t.csv", "--out", "made", "--lang", "zh")
    assert call.code == 1
    assert re.search(r"第 ?3 ?行", call.err) and "2011-12-31" in call.err
    assert "2011-12-31" in (tmp_path / "made" / "index.html").read_text("utf-8")


def test_a_column_that_is_empty_is_named_in_the_readers_language(
    called: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("组织,关注领域,开始,结束\n甲,环境,2010,\n乙,环境,,\n", "utf-8")
    assert "开始日期" in called("measure", "focus", "t.csv", "--lang", "zh").err


def test_of_very_many_focuses_the_commonest_are_drawn_and_the_table_holds_all(
    called: Huiyin, tmp_path: Path
) -> None:
    rows = "".join(f"o{n},f{n:02},2010,2010\no{n},f{n + 1:02},2011,\n" for n in range(40))
    (tmp_path / "t.csv").write_text(f"Organisation,Focus,Since,Until\n{rows}", "utf-8")
    assert called("measure", "focus", "t.csv", "--out", "made").code == 0
    made = tmp_path / "made"
    drawn = (made / "moves.svg").read_text("utf-8")
    assert len(set(re.findall(r">(f\d\d)<", drawn))) == 12
    assert "e+" not in re.sub(r"<[^>]*>", " ", (made / "diversity.svg").read_text("utf-8"))
    assert len((made / "moves.csv").read_text("utf-8-sig").splitlines()) == 42
    assert "12" in (made / "index.html").read_text("utf-8")


def test_years_a_cutoff_and_columns_can_be_named(called: Huiyin, tmp_path: Path) -> None:
    found = called("measure", "focus", EXAMPLE / "focus.csv", "--years", "2015-2017", "--json")
    assert [year["year"] for year in found.document["years"]] == [2015, 2016, 2017]
    early = called("measure", "replies", EXAMPLE / "replies.csv", "--as-of", "2020-06-30", "--json")
    assert early.document["cutoff"] == "2020-06-30" and early.document["whole"]["open"] > 0
    (tmp_path / "t.csv").write_text("Came in,Went out\n2015-03-01,2015-03-09\n", "utf-8")
    named = called("measure", "replies", "t.csv", "--column", "asked=Came in", "--column", "replied=Went out", "--json")  # fmt: skip
    assert named.code == 0 and named.document["whole"] == {
        "known": 1, "open": 0, "unknown": 0, "enough": False, "median": None, "low": None, "high": None, "answered": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "headings"),
    [
        ("focus", "organisation,focus,since"),
        ("routes", "organisation,professional,grassroots,international,year"),
        ("reach", "organisation,year,foreign funding,staff abroad"),
        ("reciprocity", "direction,day,kind"),
        ("replies", "asked,replied"),
    ],
)
def test_a_table_of_headings_alone_is_one_of_which_nothing_is_known(
    measure: str, headings: str, called: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(headings + "\n", "utf-8")
    found = called("measure", measure, "t.csv", "--json")
    assert found.code == 0 and found.document["refused"] == []
    assert len(found.document["findings"]) == 1


def test_a_heading_that_is_named_and_not_there_ends_the_call(
    called: Huiyin, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("organisation,focus,since\nA,x,2010\n", "utf-8")
    found = called("measure", "focus", "t.csv", "--column", "organisation=Nope")
    assert found.code == 2 and "“Nope”" in found.err
    assert called("measure", "focus", "t.csv", "--column", "organisation= ORGANISATION").code == 0


def test_what_a_table_says_reaches_the_page_as_text(called: Huiyin, tmp_path: Path) -> None:
    rows = "".join(f"<b>{n}</b>,<script>alert({n % 2})</script>,2010,\n" for n in range(4))
    (tmp_path / "t.csv").write_text(f"Organisation,Focus,Since,Until\n{rows}", "utf-8")
    assert called("measure", "focus", "t.csv", "--years", "2010-2011", "--out", "made").code == 0
    page = (tmp_path / "made" / "index.html").read_text("utf-8")
    assert "<script" not in page and "alert(1)" in page


def test_the_requests_of_edmonton(called: Huiyin, shared_data: Path) -> None:
    call = called("measure", "replies", shared_data / "network" / "requests-edmonton.csv", "--json")
    whole = call.document["whole"]
    assert call.code == 1
    assert (whole["known"], whole["open"], whole["unknown"]) == (1595, 23, 6)
    assert (whole["median"], whole["low"], whole["high"]) == (15, 14, 17)
    assert [r["reason"] for r in call.document["refused"]] == ["ends_before"] * 18


def write_table(folder: Path, text: str, name: str = "t.csv") -> str:
    (folder / name).write_text(text, "utf-8")
    return name


@pytest.mark.parametrize("written", ["-2", "nan", "many", "1e3", "50%", "2.5", "多个"])
def test_what_is_no_number_and_no_name_of_countries_is_refused(
    written: str, called: Huiyin, tmp_path: Path
) -> None:
    table = write_table(tmp_path, f"Organisation,Year,Countries\nA,2020,{written}\nB,2020,3\nC,2020,Côte d'Ivoire；法国\n")  # fmt: skip
    found = called("measure", "reach", table, "--json")
    assert found.code == 1
    assert [(row["row"], row["reason"]) for row in found.document["refused"]] == [(2, "odd_count")]


def test_years_that_are_too_many_to_measure_are_told(called: Huiyin, tmp_path: Path) -> None:
    table = write_table(tmp_path, "Organisation,Focus,Since\nA,rivers,1700\nA,climate,2020\n")
    call = called("measure", "focus", table, "--out", "made")
    assert "1700 to 1820" in call.err
    assert "1700 to 1820" in (tmp_path / "made" / "index.html").read_text("utf-8")
    assert "not measured" not in called("measure", "focus", table, "--years", "1700-1710").err.lower()  # fmt: skip


def test_years_without_intervals_are_not_said_to_be_within_them(
    called: Huiyin, tmp_path: Path
) -> None:
    table = write_table(tmp_path, "Organisation,Focus,Since,Until\nA,rivers,2010,2010\nA,rivers;climate,2011,2011\n")  # fmt: skip
    findings = " ".join(called("measure", "focus", table, "--json").document["findings"])
    assert "no interval" in findings and "within the intervals" not in findings


def test_an_extension_that_ends_before_its_ask_is_refused(called: Huiyin, tmp_path: Path) -> None:
    table = write_table(tmp_path, "Asked,Replied,Extended\n2020-03-01,2020-04-01,2020-02-01\n2020-03-01,2020-04-01,2020-03-20\n")  # fmt: skip
    refused = called("measure", "replies", table, "--json").document["refused"]
    assert [(row["row"], row["reason"]) for row in refused] == [(2, "ends_before")]


def test_a_column_of_years_beside_days_is_told(called: Huiyin, tmp_path: Path) -> None:
    table = write_table(tmp_path, "Organisation,Focus,Year,Since\nA,rivers,2015,2010\nB,rivers,2015,\n")  # fmt: skip
    found = called("measure", "focus", table, "--json").document
    assert [remark["code"] for remark in found["remarks"]] == ["year_beside_period"]
    assert found["years"][0]["year"] == 2010 and found["refused"] == []


@pytest.mark.parametrize("what", ["focus", "routes", "reach"])
def test_a_table_without_any_time_is_refused_once(what: str, called: Huiyin, tmp_path: Path) -> None:  # fmt: skip
    roles = {
        "focus": "关注领域",
        "routes": "专业化,草根化,国际化",
        "reach": "境外资金占比",
    }
    cells = {"focus": "环境", "routes": "1,0,0", "reach": "0.2"}[what]
    table = write_table(tmp_path, f"组织,{roles[what]}\n甲,{cells}\n乙,{cells}\n")
    call = called("measure", what, table, "--lang", "zh")
    assert call.code == 2 and call.err.count("表头") == 1
    assert "开始日期 / 结束日期 / 年份" in call.err


def test_the_headings_that_are_needed_are_named_in_the_readers_language(
    called: Huiyin, tmp_path: Path
) -> None:
    table = write_table(tmp_path, "甲,乙\n1,2\n")
    for language, words in (("en", "direction, day"), ("zh", "往来方向、往来日期")):
        said = called("measure", "reciprocity", table, "--lang", language).err
        assert words in said and ("、" in said) is (language == "zh")


@pytest.mark.parametrize(("what", "option"), [("focus", "--as-of=2020-01-01"), ("replies", "--countries=10")])  # fmt: skip
def test_an_option_that_would_do_nothing_ends_the_call(
    what: str, option: str, called: Huiyin
) -> None:
    call = called("measure", what, EXAMPLE / f"{what}.csv", *option.split("="))
    assert call.code == 2 and option.split("=", maxsplit=1)[0] in call.err


def test_a_date_that_a_spreadsheet_kept_as_a_number_is_named(
    called: Huiyin, tmp_path: Path
) -> None:
    table = write_table(tmp_path, "Organisation,Focus,Since\nA,rivers,43831\nB,rivers,2010\n")
    call = called("measure", "focus", table)
    assert call.code == 1 and "2020-01-01" in call.err


def test_where_all_are_answered_at_once_no_interval_is_said(called: Huiyin, tmp_path: Path) -> None:
    rows = "2020-03-01,2020-03-01\n" * 12
    table = write_table(tmp_path, f"Asked,Replied\n{rows}")
    said = called("measure", "replies", table).out
    assert "not reached" not in said and "Answered: ." not in said and "0 days" in said


def test_without_any_share_no_sentence_of_shares_is_said(called: Huiyin, tmp_path: Path) -> None:
    rows = "2020-03-01,\n" * 12
    table = write_table(tmp_path, f"Asked,Replied\n{rows}")
    said = called("measure", "replies", table, "--as-of", "2020-03-05").out
    assert "Answered" not in said


def test_a_folder_that_is_used_again_holds_one_result_alone(called: Huiyin, tmp_path: Path) -> None:
    assert called("measure", "focus", EXAMPLE / "focus.csv", "--out", "made").code == 0
    (tmp_path / "made" / "notes.csv").write_text("mine")
    assert called("measure", "replies", EXAMPLE / "replies.csv", "--out", "made").code == 0
    made = {path.name for path in (tmp_path / "made").iterdir()}
    assert "diversity.svg" not in made and "turnover.csv" not in made
    assert {"notes.csv", "answered.svg", "index.html"} <= made


def test_a_page_of_somebody_else_is_not_written_over(called: Huiyin, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "index.html").write_text("<h1>Ours</h1>")
    call = called("measure", "routes", EXAMPLE / "routes.csv", "--out", "made")
    assert call.code == 2 and "index.html" in call.err
    assert [path.name for path in made.iterdir()] == ["index.html"]
    assert (made / "index.html").read_text() == "<h1>Ours</h1>"
