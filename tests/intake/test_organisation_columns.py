"""What the columns of a table of organisations hold, by headings that nobody foresaw and by what stands in them."""

from __future__ import annotations

import pytest

from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import (
    LEFT_OUT,
    find_heading_row,
    guess_roles,
    read_organisation_table,
)

CASES = [
    (("机构", "成立年份", "关注什么", "所在城市"), ("春雨助残中心", "2009", "残障", "昆明"), ("name", "founded", "focus", "place")),
    (("你们单位叫啥", "哪年成立的", "主要做什么", "在哪里", "几个全职"), ("春雨助残中心", "2009年", "为残障者提供服务", "昆明", "12"), ("name", "founded", "activity", "place", "staff")),
    (("Organisation's name", "When were you founded?", "What issues do you work on?", "Where are you based?"), ("River Trust", "2009", "water", "Leeds"), ("name", "founded", "focus", "place")),
    (("机构所在地", "机构名", "机构电话"), ("云南", "春雨助残中心", "0871-5550100"), ("place", "name", "phone")),
    (("Chinese name", "English name", "Remarks"), ("春雨", "Spring Rain", "x"), ("name_zh", "name_en", "")),
]  # fmt: skip


@pytest.mark.parametrize(("headings", "cells", "roles"), CASES)
def test_loose_headings_in_both_languages_are_understood(
    headings: tuple[str, ...], cells: tuple[str, ...], roles: tuple[str, ...]
) -> None:
    assert guess_roles(headings, [cells]) == roles


def test_cells_tell_what_headings_do_not() -> None:
    rows = [
        ("River Trust", "GB-CHC-1000001", "water; climate", "https://river.example", ""),
        ("Hill Society", "GB-CHC-1000002", "climate", "www.hill.example", ""),
    ]
    known = {"focus": frozenset({"water", "climate"})}
    found = guess_roles(("A", "B", "C", "D", ""), rows, known=known)
    assert found == ("name", "identifier", "focus", "website", LEFT_OUT)


def test_cells_that_speak_against_a_heading_are_believed() -> None:
    assert guess_roles(("成立", "收入情况"), [("山里", "不便公开"), ("不详", "-")]) == ("", "")
    assert guess_roles(("机构", "机构数"), [("春雨", "3")]) == ("name", "")


def test_headings_below_a_title_are_found() -> None:
    rows = (
        (1, ("2026年度会员情况", "")),
        (2, ("", "")),
        (3, ("机构", "所在城市")),
        (4, ("春雨助残中心", "昆明")),
    )
    assert find_heading_row(rows) == 2
    assert find_heading_row(rows[2:]) == 0


def test_of_two_columns_nothing_is_lost_and_a_row_that_is_not_read_is_named() -> None:
    rows = (("n", "f", "g", "x"), ("River Trust", "water", "climate", "1"), ("", "", "", "note"))
    table = GridTable("f.csv", "", tuple(enumerate(rows, 1)))
    roles = ("name", "focus", "focus", LEFT_OUT)
    river, rest = read_organisation_table(table, roles)
    assert [fact.code for fact in river.facts if fact.kind == "focus"] == ["water", "climate"]
    assert (rest.row, rest.problem) == (3, "nameless")
