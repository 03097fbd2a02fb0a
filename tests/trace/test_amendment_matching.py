from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.files.problems import Source
from huiyin.intake import read_amendments
from huiyin.intake.model import Amendment
from huiyin.law import Law, read_text
from huiyin.trace import AmendmentMatch, TracedSuggestion, match_amendments

DRAFT = [
    "申请建设花园的，街道办事处应当自收到申请之日起三十日内答复。",
    "花园管理人可以公布种植计划，并接受居民监督。",
    "使用人应当爱护公共设施，离开三十日以上的应当告知管理人。",
]
LAW = "社区花园条例\n" + "".join(f"第{'一二三'[n]}条　{text}\n" for n, text in enumerate(DRAFT))


@pytest.fixture
def draft() -> Law:
    return read_text(LAW)


def moved(own: str, target: str, old: str, new: str) -> Amendment:
    return Amendment(own, target, old, new, f"mover of {own}", Source("a.csv"))


def found(
    draft: Law, wording: str, target: str, *amendments: Amendment
) -> tuple[AmendmentMatch, ...]:
    return match_amendments(
        [TracedSuggestion("s", target, "replace", wording, "", "zh")], amendments, draft
    )["s"]


def test_two_movers_of_the_same_words_are_both_named(draft: Law) -> None:
    wording = DRAFT[0].replace("三十日", "十日")
    held = found(
        draft,
        wording,
        "第一条",
        moved("a", "第一条", "三十日内答复", "十日内答复"),
        moved("b", "第一条", DRAFT[0], wording),
    )
    assert {(c.amendment, c.score) for c in held} == {("a", 1.0), ("b", 1.0)}
    assert [[p.text[a:b] for a, b in p.marks] for p in held[0].passages][-1] == ["十日"[:1]]


def test_the_same_number_moved_at_another_article_carries_nothing(draft: Law) -> None:
    wording = DRAFT[0].replace("三十日", "十日")
    elsewhere = moved("a", "第三条", "离开三十日以上", "离开十日以上")
    assert found(draft, wording, "第一条", elsewhere) == ()


def test_half_of_what_was_asked_is_carried_in_part_and_ranks_below_the_whole(draft: Law) -> None:
    first, second = "计划应当以无障碍格式提供。", "管理人每年向居民会议报告工作。"
    held = found(
        draft,
        DRAFT[1] + first + second,
        "第二条",
        moved("half", "第二条", "", first),
        moved("whole", "", DRAFT[1], DRAFT[1] + first + second),
        moved("other", "第二条", "可以公布", "应当公布"),
    )
    assert [c.amendment for c in held] == ["whole", "half"]
    assert 0.25 < held[1].score < 0.75 < held[0].score


def test_asks_without_wording_or_place_have_no_carriers(draft: Law) -> None:
    amendment = moved("a", "第一条", "三十日", "十日")
    assert found(draft, "", "第一条", amendment) == ()
    assert found(draft, DRAFT[0].replace("三十日", "十日"), "", amendment) == ()


def test_rows_without_words_are_refused_and_the_others_taken(tmp_path: Path) -> None:
    table = tmp_path / "amendments.csv"
    with table.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(
            [
                ["id", "target", "old", "new", "mover"],
                ["1", "第一条", "三十日", "十日", "甲"],
                ["2", "第一条", "", "", "乙"],
            ]
        )
    read = read_amendments(table)
    assert [a.mover for a in read.taken] == ["甲"]
    assert [(r.row, r.reason) for r in read.refused] == [(3, "missing")]


def test_the_command_names_amendment_and_mover_best_first(
    climate_act: Path, tmp_path: Path
) -> None:
    call = ["trace", "--json", "--suggestions", str(climate_act / "suggestions.xlsx")]
    call += ["--amendments", str(climate_act / "amendments.csv"), "--out", str(tmp_path / "t.xlsx")]
    for version in ("draft", "enacted"):
        call += [f"--{version}", str(climate_act / f"{version}.zh.docx")]
    done = subprocess.run(
        [sys.executable, "-m", "huiyin", *call], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)["suggestions"]}
    assert [(c["amendment"], c["score"]) for c in rows["S01"]["carriers"]] == [
        ("X02", 1.0),
        ("X01", 1.0),
    ]
    assert rows["S05"]["carriers"][0]["mover"] == "贺明远等三十一名代表"
    assert rows["S05"]["carriers"][1]["score"] < 1
    assert rows["S24"]["carriers"] == []
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert any("X03 沈若兰" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_persons_verdicts_filled_into_the_table_are_kept_in_the_next_run(
    climate_act: Path, tmp_path: Path
) -> None:
    import openpyxl

    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    call = [sys.executable, "-m", "huiyin", "--lang", "zh", "trace"]
    call += ["--suggestions", str(climate_act / "suggestions.xlsx")]
    for version in ("draft", "enacted"):
        call += [f"--{version}", str(climate_act / f"{version}.zh.docx")]
    subprocess.run([*call, "--out", str(first)], capture_output=True, check=False)
    book = openpyxl.load_workbook(first)
    heads = [cell.value for cell in book.active[1]]
    own, person = heads.index("编号"), heads.index("人工结论")
    for row in book.active.iter_rows(min_row=2):
        row[person].value = {"S24": "部分采纳", "S25": "大概吧"}.get(row[own].value)
    book.save(first)
    done = subprocess.run(
        [*call, "--verdicts", str(first), "--out", str(second), "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "大概吧" in done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)["suggestions"]}
    assert (rows["S24"]["verdict"], rows["S24"]["person_verdict"]) == ("not_adopted", "partly")
    assert rows["S25"]["person_verdict"] is None
    kept = openpyxl.load_workbook(second).active
    assert [r[person].value for r in kept.iter_rows(min_row=2) if r[own].value == "S24"] == [
        "部分采纳"
    ]
