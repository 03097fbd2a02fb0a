"""The contract that other programs build on (DESIGN, section 6): fields, streams, exit codes."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from huiyin.cli.app import VERBS
from tests.conftest import Reported

from .conftest import Huiyin

WRONG_CALLS = [
    (["raed"], "raed", "read, compare, intake"),
    (["read"], "FILE", "huiyin read --help"),
    (["read", "nowhere.docx"], "nowhere.docx", ""),
    (["read", "law.txt", "--fromat", "md"], "--fromat", "huiyin read --help"),
    (["read", "law.txt", "another.txt"], "another.txt", ""),
    (["read", "law.txt", "--format", "odt"], "odt", "akn, md, docx, txt, json"),
    (["compare", "law.txt"], "NEW", "huiyin compare --help"),
    (["compare", "law.txt", "law.txt", "--out", "table.odt"], "table.odt", ".docx, .xlsx, .html"),
    (["compare", "law.txt", "law.txt", "--out", "no/such/place.docx"], "place.docx", ""),
    (["intake"], "", "huiyin intake"),
    (["intake", "law.txt", "--column", "words=意见"], "words=意见", "text"),
    (["intake", "law.txt", "--out", "comments.odt"], "comments.odt", ".csv, .xlsx"),
    (["group", "votes.csv"], "votes.csv", "participant"),
    (["group", "votes.csv", "--near", "2"], "--near", "huiyin group --help"),
    (["map", "no-such-folder"], "no-such-folder", ""),
    (["trace", "--draft", "law.txt", "--enacted", "law.txt"], "--suggestions", ""),
    (["provenance", "law.txt"], "--sources", ""),
    (["provenance", "law.txt", "--sources", "law.txt"], "law.txt", ""),
    (["provenance", "law.txt", "--sources", ".", "--date", "soon"], "soon", "2023-12-29"),
    (["provenance", "law.txt", "--sources", ".", "--out", "table.odt"], "table.odt", ".svg"),
    (["index", ".", "."], "huiyin index", ""),
    (["run", "law.txt"], "law.txt", ""),
    (["measure", "focus"], "TABLE", "huiyin measure --help"),
    (["measure", "fate", "votes.csv"], "fate", "focus, routes, reach, reciprocity, replies"),
    (["measure", "focus", "nowhere.csv"], "nowhere.csv", ""),
    (["measure", "focus", "votes.csv"], "votes.csv", "participant"),
    (
        ["measure", "focus", "votes.csv", "--column", "who=participant"],
        "who=participant",
        "organisation",
    ),
    (["measure", "focus", "votes.csv", "--years", "2024-2015"], "2024-2015", "2015-2024"),
    (["measure", "replies", "votes.csv", "--as-of", "soon"], "soon", "2024-12-31"),
    (["measure", "reach", "votes.csv", "--countries", "0"], "", ""),
]


@pytest.fixture
def files(tmp_path: Path, law_file: Path) -> Path:
    (tmp_path / "law.txt").write_bytes(law_file.read_bytes())
    (tmp_path / "votes.csv").write_text("participant,statement,vote\nann,s1,1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_of_every_verb_teaches_by_an_example_in_both_languages(
    called: Huiyin, verb: str, language: str
) -> None:
    call = called("--lang", language, verb, "--help")
    assert call.code == 0
    assert f"huiyin {verb} " in call.out
    assert {"en": "Example", "zh": "例"}[language] in call.out
    for english in ("Usage", "Options", "Arguments", "Show this message", "[required]", "PATH"):
        assert language == "en" or english not in call.out
    assert "<" not in call.out  # a programmer's <list[Path]>


def test_the_program_alone_shows_its_verbs_in_the_order_of_the_loop(huiyin: Huiyin) -> None:
    call = huiyin()
    assert call.code == 2 and call.err == ""
    places = [call.out.index(f"│ {verb} ") for verb in VERBS]
    assert places == sorted(places)
    assert huiyin("--version").out.strip()


@pytest.mark.parametrize(("arguments", "named", "mend"), WRONG_CALLS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_wrong_call_ends_with_2_and_one_sentence_that_names_what_is_wrong(
    called: Huiyin, files: Path, arguments: list[str], named: str, mend: str, language: str
) -> None:
    call = called(*arguments, "--lang", language)
    assert (call.code, call.out) == (2, "")
    assert named in call.err and mend in call.err
    assert "Traceback" not in call.err
    start = {"en": "error: ", "zh": "错误："}[language]
    assert call.err.startswith(start), call.err
    assert not list(files.glob("table*")) and not list(files.glob("comments*"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_language_may_be_chosen_anywhere(called: Huiyin, files: Path, place: int) -> None:
    arguments = ["read", "law.txt"]
    arguments[place:place] = ["--lang=zh"]
    call = called(*arguments)
    assert call.code == 0
    assert "第5行" in call.err.replace(" ", "")  # the gap at article 3
    assert "line" not in call.err


def test_read_gives_provisions_furniture_and_problems(huiyin: Huiyin, files: Path) -> None:
    call = huiyin("read", "law.txt", "--json")
    law = call.document
    assert call.code == 0
    assert (law["title"], law["language"]) == ("社区花园条例", "zh-Hans")
    articles = [p for p in law["provisions"] if p["kind"] == "article"]
    assert [p["num"] for p in articles] == ["第一条", "第二条", "第四条"]
    assert {"eid", "kind", "num", "heading", "text", "parent"} <= set(articles[0])
    assert isinstance(law["furniture"], list)
    (problem,) = law["problems"]
    assert problem["line"] == 5 and problem["message"] and problem["code"]


@pytest.mark.parametrize("form", ["akn", "md", "txt", "json"])
def test_read_pipes_what_it_writes_to_a_file(called: Huiyin, files: Path, form: str) -> None:
    piped = called("read", "law.txt", "--format", form)
    written = called("read", "law.txt", "--format", form, "--out", "made")
    assert piped.code == written.code == 0
    assert written.out == ""
    assert "街道办事处" in piped.out
    made = (files / "made").read_text(encoding="utf-8")
    assert form == "json" or made == piped.out


def test_a_reader_that_goes_away_is_no_error(files: Path) -> None:
    (files / "long.txt").write_text(
        "长法\n" + "".join(f"第{n}条　{'规定' * 200}。\n" for n in range(1, 3_000)),
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "huiyin", "read", "long.txt", "--json"],
        cwd=files, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdout and program.stderr
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) in (0, 141)


def test_compare_gives_every_change_and_writes_the_table_in_three_formats(
    huiyin: Huiyin, called: Huiyin, files: Path
) -> None:
    text = (files / "law.txt").read_text(encoding="utf-8")
    (files / "new.txt").write_text(text.replace("三十日", "十日"), encoding="utf-8")
    changes = huiyin("compare", "law.txt", "new.txt", "--json").document["changes"]
    assert [c["kind"] for c in changes] == ["kept", "changed", "kept"]
    changed = changes[1]
    assert (changed["old"], changed["new"]) == (["art_2"], ["art_2"])
    assert {"op": "delete", "text": "三"} in changed["spans"]
    for ending in ("docx", "xlsx", "html"):
        call = called("compare", "law.txt", "new.txt", "--out", f"table.{ending}")
        assert call.code == 0 and call.out == ""
        assert (files / f"table.{ending}").stat().st_size > 1_000


def test_intake_takes_the_good_rows_and_ends_with_1(huiyin: Huiyin, files: Path) -> None:
    (files / "sent.csv").write_text(
        "单位,条款,意见\n青苗,第二条,期限太长。\n河流守望,第四条,\n山友会,第九十条,应当增加。\n",
        encoding="gb18030",
    )
    call = huiyin("intake", "sent.csv", "--law", "law.txt", "--json")
    assert call.code == 1
    taken, refused = call.document["comments"], call.document["refused"]
    assert [c["organisation"] for c in taken] == ["青苗", "山友会"]
    assert [c["eid"] for c in taken] == ["art_2", ""]
    wanted = {"id", "organisation", "eid", "quote", "text", "wording", "language", "source"}
    assert wanted <= set(taken[0])
    (row,) = refused
    assert (row["file"], row["row"], row["reason"]) == ("sent.csv", 3, "empty_text")
    assert row["message"]


def test_nothing_taken_at_all_ends_with_2(called: Huiyin, files: Path) -> None:
    (files / "empty.csv").write_bytes(b"")
    call = called("intake", "empty.csv")
    assert call.code == 2 and "empty.csv" in call.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_empty_table_to_send_out_is_one_that_is_taken_back(
    called: Huiyin, files: Path, ending: str
) -> None:
    path = files / f"table.{ending}"
    assert called("intake", "--template", path).code == 0
    row = ["Green Sprout", "Article 2", "Thirty days are too long.", "within ten days", "speed"]
    if ending == "csv":
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(row)
    else:
        book = openpyxl.load_workbook(path)
        book.worksheets[0].append(row)
        book.save(path)
    (comment,) = called("intake", path, "--law", "law.txt", "--json").document["comments"]
    assert (comment["organisation"], comment["eid"]) == ("Green Sprout", "art_2")
    assert comment["wording"] == "within ten days"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_cell_that_begins_like_a_formula_is_written_as_text(
    called: Huiyin, files: Path, ending: str
) -> None:
    (files / "sent.csv").write_text("意见\n=HYPERLINK(1)\n+86 10 1234\n", encoding="utf-8")
    assert called("intake", "sent.csv", "--out", f"out.{ending}").code == 0
    if ending == "csv":
        text = (files / "out.csv").read_text(encoding="utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    else:
        sheet = openpyxl.load_workbook(files / "out.xlsx").worksheets[0]
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
        cells = [str(c.value) for row in sheet.iter_rows() for c in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_group_writes_who_belongs_where_and_gives_the_groups(huiyin: Huiyin, files: Path) -> None:
    said = "We ask that the office answer within ten days of receiving the request."
    rows = [("a", said), ("b", said), ("c", said.upper()), ("d", "No garden without water.")]
    with (files / "said.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "what"), *rows])
    call = huiyin("group", "said.csv", "--text", "what", "--out", "groups.parquet", "--json")
    assert call.code == 0
    biggest = call.document["groups"][0]
    assert biggest["size"] == 3 and biggest["representative"] in "abc"
    table = pq.read_table(files / "groups.parquet").to_pylist()
    assert {r["id"] for r in table} == set("abcd")
    assert {"id", "group", "representative", "relation"} <= set(table[0])
    assert sum(r["representative"] for r in table) == 2


def test_map_gives_groups_participants_and_consensus(
    huiyin: Huiyin, climate_act: Path, tmp_path: Path
) -> None:
    call = huiyin("map", climate_act / "votes.csv", "--statements", climate_act / "statements.csv",
                  "--json", "--svg", "charts")  # fmt: skip
    found = call.document
    assert {"id", "size", "stability", "representative"} <= set(found["groups"][0])
    assert {"id", "group", "x", "y"} <= set(found["participants"][0])
    assert found["consensus"]
    sizes = {g["id"]: g["size"] for g in found["groups"]}
    placed = [p["group"] for p in found["participants"] if p["group"] is not None]
    assert len(placed) == sum(sizes.values())
    assert {p.name for p in (tmp_path / "charts").iterdir()} >= {"map.svg", "consensus.svg"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "There is no map"), ("zh", "没有意见分布图")]
)
def test_map_says_that_there_is_none_where_one_stands_against_all_others(
    called: Huiyin, tmp_path: Path, language: str, sentence: str
) -> None:
    rows = [f"p{n},s{s},{-1 if n == 0 else 1}\n" for n in range(30) for s in range(8)]
    (tmp_path / "votes.csv").write_text("participant,statement,vote\n" + "".join(rows), "utf-8")
    call = called("--lang", language, "map", "votes.csv")
    assert call.code == 0 and call.out.startswith(sentence) and len(call.out.splitlines()) == 1
    call = called("--lang", language, "map", "votes.csv", "--json", "--svg", "charts")
    found = call.document
    assert found["groups"] == found["consensus"] == found["divisive"] == found["agreed"] == []
    assert (found["is_map"], found["stability"]) == (False, None)
    assert sentence in call.err and not (tmp_path / "charts").exists()
    assert "charts" in call.err
    assert all((p["x"], p["y"]) == (None, None) for p in found["participants"])


def test_map_says_whom_all_groups_agree_does_not_count(called: Huiyin, tmp_path: Path) -> None:
    side = {n: 1 if n < 30 else -1 for n in range(60)}
    rows = [f"p{n},s{s},{side[n] if s < 6 else 1}\n" for n in side for s in range(12)]
    rows += [f"x{n},s{s},{1 if s % 2 else -1}\n" for n in range(2) for s in range(12)]
    (tmp_path / "votes.csv").write_text("participant,statement,vote\n" + "".join(rows), "utf-8")
    said = called("--lang", "en", "map", "votes.csv").out
    assert "2 participants are in groups of fewer than 5" in said
    assert "Agreed by all groups shown:" in said and "Agreed by all groups:" not in said


def test_trace_gives_a_verdict_and_its_passages_for_every_suggestion(
    huiyin: Huiyin, files: Path
) -> None:
    text = (files / "law.txt").read_text(encoding="utf-8")
    (files / "new.txt").write_text(text.replace("三十日", "十日"), encoding="utf-8")
    (files / "asked.csv").write_text(
        "id,target,action,wording,text\n"
        "S1,第二条,replace,街道办事处应当在十日内答复。,\nS2,第一条,replace,,希望更加明确。\n",
        encoding="utf-8",
    )
    call = huiyin("trace", "--draft", "law.txt", "--enacted", "new.txt", "--suggestions",
                  "asked.csv", "--json")  # fmt: skip
    assert call.code == 0
    first, second = call.document["suggestions"]
    assert (first["id"], first["verdict"], first["score"]) == ("S1", "adopted", 1.0)
    assert 0 <= first["confidence"] <= 1 and first["passages"]
    assert second["verdict"] == "needs_person"


def test_provenance_gives_passages_own_words_and_totals_from_a_folder_and_from_an_index(
    huiyin: Huiyin, called: Huiyin, files: Path
) -> None:
    (files / "sent").mkdir()
    (files / "sent" / "old.txt").write_bytes((files / "law.txt").read_bytes())
    (files / "sent" / "sources.csv").write_text(
        "file,origin,country,date\nold.txt,foreign,FR,2001-01-01\n", encoding="utf-8"
    )
    built = huiyin("index", "library", "sent", "--json")
    assert (built.code, built.document["added"], built.document["sources"]) == (0, 1, 1)
    given = {}
    for sources, by in (("sent", huiyin), ("library", called)):
        call = by("provenance", "law.txt", "--sources", sources, "--json")
        assert call.code == 0
        given[sources] = call.document
    document = given["sent"]
    assert document == given["library"]
    second = next(p for p in document["provisions"] if p["eid"] == "art_2")
    (passage,) = second["passages"]
    assert (passage["source"], passage["share"], passage["adaptation"]) == ("old.txt", 1, 0)
    assert second["own"] == 0
    (total,) = document["totals"]
    assert {"source", "origin", "country", "date", "share", "adaptation"} <= set(total)
    assert document["internationalisation"] == total["share"] > 0.5
    assert "localisation" in document
    for ending in ("svg", "csv", "xlsx"):
        call = called("provenance", "law.txt", "--sources", "sent", "--out", f"made.{ending}")
        assert call.code == 0 and (files / f"made.{ending}").stat().st_size > 100
    later = called("provenance", "law.txt", "--sources", "sent", "--date", "2000-01-01", "--json")
    assert later.document["own"] == 1
    (files / "sent" / "sources.csv").unlink()
    unknown = called("provenance", "law.txt", "--sources", "sent", "--json")
    assert unknown.code == 1 and "old.txt" in unknown.err
    assert unknown.document["totals"][0]["origin"] == "unknown"


def test_run_says_where_each_file_is(reported: Reported) -> None:
    assert reported.code == 1  # four rows of the example cannot be taken
    document = reported.document
    assert document["refused"] == 4
    paths = [p for value in document.values() if isinstance(value, dict) for p in value.values()]
    assert paths and all(Path(p).is_file() for p in paths)
