from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiyin.report.consultation_file import UnusableConsultation, read_consultation

WHOLE = """
[consultation]
id = "water"
title_zh = "水法（征求意见稿）"
title_en = "Water Act (draft for comment)"
authority_en = "Ministry of Water"
opens = 2026-03-02
closes = "2026-04-01"

[draft]
zh = "draft.txt"

[inputs]
comments = ["comments/*.csv"]
votes = "votes.csv"

[output]
folder = "result"
languages = ["zh"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "comments").mkdir()
    for name in ("draft.txt", "votes.csv", "comments/b.csv", "comments/a.csv", "comments/~$a.csv"):
        (tmp_path / name).write_text("", "utf-8")
    return tmp_path


def read(folder: Path, text: str):  # type: ignore[no-untyped-def]
    path = folder / "consultation.toml"
    path.write_text(text, "utf-8")
    return read_consultation(path)


def code_of(folder: Path, text: str) -> str:
    with pytest.raises(UnusableConsultation) as caught:
        read(folder, text)
    return caught.value.code


def test_it_finds_every_part_relative_to_its_own_folder(folder: Path) -> None:
    plan = read(folder, WHOLE)
    assert plan.draft == {"zh": folder / "draft.txt"}
    assert [p.name for p in plan.comments] == ["a.csv", "b.csv"]
    assert plan.votes == folder / "votes.csv"
    assert plan.output == folder / "result"
    assert plan.languages == ("zh",)
    assert plan.title["en"].startswith("Water")


def test_dates_may_be_dates_or_words(folder: Path) -> None:
    plan = read(folder, WHOLE)
    assert (plan.opens, plan.closes) == (date(2026, 3, 2), date(2026, 4, 1))


def test_a_lock_file_of_an_office_program_is_no_input(folder: Path) -> None:
    assert all("~$" not in p.name for p in read(folder, WHOLE).comments)


def test_parts_that_are_not_named_are_absent_not_wrong(folder: Path) -> None:
    plan = read(folder, '[draft]\nzh = "draft.txt"\n')
    assert plan.comments == ()
    assert plan.votes is None
    assert plan.enacted == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[draft\n", "no_toml"),
        ("[consultation]\n", "no_draft"),
        ("draft = 3\n", "no_section"),
        ('[draft]\nzh = "draft.txt"\n[input]\n', "unknown_section"),
        ('[draft]\nfr = "draft.txt"\n', "unknown_language"),
        ('[draft]\nzh = "nowhere.txt"\n', "no_such_path"),
        ("[draft]\nzh = 5\n", "no_path"),
        ('[draft]\nzh = ""\n', "no_path"),
        ('[draft]\nzh = "draft.txt"\n[inputs]\nvote = "votes.csv"\n', "unknown_input"),
        ('[draft]\nzh = "draft.txt"\n[inputs]\nvotes = "comments/*"\n', "one_file"),
        ('[draft]\nzh = "draft.txt"\n[output]\nlanguages = ["fr"]\n', "languages"),
        ('[draft]\nzh = "draft.txt"\n[consultation]\nopens = "soon"\n', "no_date"),
    ],
)
def test_what_is_wrong_is_named_by_its_code(folder: Path, text: str, code: str) -> None:
    assert code_of(folder, text) == code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_error_has_a_sentence_that_names_the_file(folder: Path, language: str) -> None:
    from huiyin.i18n import say

    with pytest.raises(UnusableConsultation) as caught:
        read(folder, '[draft]\nzh = "nowhere.txt"\n')
    sentence = say(f"run.unusable.{caught.value.code}", language, **caught.value.details)
    assert "consultation.toml" in sentence
    assert "nowhere.txt" in sentence
