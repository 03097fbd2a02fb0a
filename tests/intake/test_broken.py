"""One bad row costs that row, not the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from huiyin.intake import RefusalCode, read_comments, read_statements
from huiyin.law import read_text

LAW = read_text("某法\n第一条 甲。\n第二条 乙。\n")


def write(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "comments.json"
    path.write_text(json.dumps(rows), "ascii")
    return path


@pytest.mark.parametrize("broken", ["好\ud83d", "\udc00", "a\x00b"])
def test_a_broken_character_costs_its_row_alone(tmp_path: Path, broken: str) -> None:
    rows: list[dict[str, object]] = [
        {"comment": "First, good.", "article": "1"},
        {"comment": broken, "article": "2"},
        {"comment": "Third, good 😀.", "article": "2"},
    ]
    found = read_comments([write(tmp_path, rows)], law=LAW)
    assert [c.text for c in found.taken] == ["First, good.", "Third, good 😀."]
    assert [(r.row, r.reason) for r in found.refused] == [(2, RefusalCode.BROKEN_CHARACTERS)]


def test_a_broken_character_costs_a_statement_alone(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "1", "text": "Good."}, {"id": "2", "text": "\ud83d"}]
    found = read_statements(write(tmp_path, rows))
    assert len(found.taken) == 1
    assert [r.reason for r in found.refused] == [RefusalCode.BROKEN_CHARACTERS]


@pytest.mark.parametrize(
    "digits", ["9" * 4301, "九" * 20_000, "万" * 20_000, "第" + "一" * 5000 + "条"]
)
def test_a_number_without_end_costs_nothing(tmp_path: Path, digits: str) -> None:
    rows: list[dict[str, object]] = [
        {"comment": "First.", "article": digits},
        {"comment": digits, "article": "2"},
    ]
    path = write(tmp_path, rows)
    if digits.isascii():  # as a number of JSON's own
        path.write_text(path.read_text("ascii").replace(f'"{digits}"', digits), "ascii")
    found = read_comments([path], law=LAW)
    assert [c.eid for c in found.taken] == ["", "art_2"]
    assert not found.refused


def test_a_heading_with_half_a_character_can_be_shown(tmp_path: Path) -> None:
    found = read_comments([write(tmp_path, [{"\ud83d": "x"}])], law=LAW)
    assert found.refused[0].reason is RefusalCode.NO_HEADINGS
    assert json.dumps(dict(found.refused[0].details), ensure_ascii=False).encode()


def test_objects_that_each_have_a_name_of_their_own_are_no_table(tmp_path: Path) -> None:
    found = read_comments([write(tmp_path, [{f"k{n}": 1} for n in range(5000)])], law=LAW)
    assert dict(found.refused[0].details)["code"] == "too_many_columns"
