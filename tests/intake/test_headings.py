"""Rows that do not fit their headings, and headings that take more than one row or come twice: told, never fitted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake import RefusalCode, read_comments
from huiyin.intake.tables import extract_tables
from huiyin.law import Law
from huiyin.presentation.problems import say_refusal
from tests.intake.sends import Send
from tests.intake.told_codes import codes, take, texts


@given(st.text("abc ,;", min_size=1, max_size=30).filter(lambda words: words.strip(" ,;")))
def test_no_comment_of_a_table_with_separators_is_ever_cut(words: str) -> None:
    lines = ["Organisation,Comment", "a,one", f"b,{words}", "c,two", "d,three"]
    (table,) = extract_tables("\n".join(lines).encode(), "a.csv")
    from huiyin.intake.headings import read_records

    found = read_records(table, ("organisation", "text"), ("text",))
    assert found is not None
    record = next((r for r in found.records if r.row == 3), None)
    whole = words.strip() if "," not in words.strip(" ,") else None
    if record is not None and record.wrong is None:
        assert whole is not None and record.get("text") in (whole, whole.strip(" ,"))


def test_the_rest_of_a_text_that_was_broken_into_two_lines_is_told(send: Send) -> None:
    found = take(
        send,
        "Organisation,Clause,Comment\nRiver Watch,Article 2,Thirty days\nwhich is short.\nHill Club,Article 3,Fine\n",
    )
    assert [(r.row, r.reason) for r in found.refused] == [(3, RefusalCode.TOO_FEW)]
    assert "row above" in say_refusal(found.refused[0])


def test_the_rest_of_a_text_is_no_comment_of_its_own_where_comments_stand_first(send: Send) -> None:
    found = take(send, "Comment,Clause\nThirty days\nwhich is short,2\nFine,3\n")
    assert [r.row for r in found.refused] == [2]


@pytest.mark.parametrize(
    ("text", "text_of_row", "reference"),
    [
        ('Clause,Comment\n"=""Article 2""","=""Too short"""\n', "Too short", "Article 2"),
        ('Clause,Comment\n="2.10",="Too ""short"""\n', 'Too "short"', "2.10"),
        ('条款;意见\n = "2.10" ;"="太短""\n'.replace('"="太短""', '"=""太短"""'), "太短", "2.10"),
    ],
)
def test_a_cell_that_an_export_keeps_as_text_is_the_text(
    send: Send, text: str, text_of_row: str, reference: str
) -> None:
    (comment,) = take(send, text).taken
    assert (comment.text, comment.reference) == (text_of_row, reference)


def test_a_formula_that_is_none_of_an_export_stays_as_it_is_written(send: Send) -> None:
    assert texts(take(send, 'Clause,Comment\n2,"=""a""&""b"""\n')) == ['="a"&"b"']


def test_the_separator_that_a_file_names_itself_is_the_separator(send: Send) -> None:
    found = take(send, "sep=;\nClause;Comment\n2;Short, too, short\n3;Fine, too, fine\n")
    assert texts(found) == ["Short, too, short", "Fine, too, fine"]


def test_a_column_that_is_named_by_hand_is_the_only_one(send: Send) -> None:
    found = take(send, "id,意见,Comment\n1,太短,Too short\n", columns={"text": "Comment"})
    assert texts(found) == ["Too short"]
    assert "意见" in found.tables[0].unread


# ---- where headings stand -------------------------------------------------------------------------------


def test_what_stands_above_the_headings_is_taken_where_it_says_who_and_told_where_not(
    send: Send,
) -> None:
    text = "意见反馈表,,\n填报单位：河流守望,,\n请于三月前反馈,,\n序号,条款,意见\n1,第二条,太短\n2,第三条,好\n"
    found = take(send, text)
    assert [(c.organisation, c.text) for c in found.taken] == [
        ("河流守望", "太短"),
        ("河流守望", "好"),
    ]
    assert dict(found.tables[0].columns)["organisation"] == ("填报单位：河流守望",)
    assert [dict(r.details)["number"] for r in found.remarks if r.code == "rows_above"] == ["2"]


def test_headings_that_come_again_and_numbers_of_columns_are_no_comments(send: Send) -> None:
    head = "单位,条款,意见\n"
    found = take(send, f"{head}1,2,(3)\n甲,第二条,太短\n{head}乙,第三条,好\n")
    assert texts(found) == ["太短", "好"]
    assert codes(found) == {"headings_again", "numbered_columns"}


def test_a_title_is_no_heading_though_it_begins_with_the_word(send: Send) -> None:
    found = take(send, "意见征集表,\n意见,条款\n太短,第二条\n")
    assert [(c.text, c.reference) for c in found.taken] == [("太短", "第二条")]


def test_a_first_row_below_headings_with_a_gap_is_a_comment(send: Send) -> None:
    found = take(send, "编号,意见,,理由\n,太短,x,y\n1,好,,\n")
    assert texts(found) == ["太短\ny", "好"]
    assert "nameless_column" in codes(found)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Isn&#39;t fair.<br/>Sixty days.", "Isn't fair.\nSixty days."),
        ("A &amp; B &ndash; &ldquo;no&rdquo;<br><br/>C", "A & B – “no”\n\nC"),
        ("<p>Too short.</p><p>Sixty <b>working</b> days.</p>", "Too short.\nSixty working days."),
        ("太短。<br />应为六十日&nbsp;&#xff1b;", "太短。\n应为六十日 ；"),
        ("Within <del>thirty</del><ins>sixty</ins> days", "Within sixty days"),
        ('See <a href="https://example.org/?a=1">the study</a>', "See the study"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("R&D; AT&T; fees < 5 > 3", "R&D; AT&T; fees < 5 > 3"),
    ],
)
def test_a_piece_of_a_page_in_a_cell_is_read_as_the_page_shows_it(
    send: Send, written: str, said: str
) -> None:
    for text, name in (
        (json.dumps({"data": [{"id": "1", "type": "comments", "attributes": {"comment": written}}]}), "a.json"),
        ('Clause,Comment\n2,"' + written.replace('"', '""') + '"\n', "a.csv"),
    ):  # fmt: skip
        found = take(send, text, name)
        assert texts(found) == [said]
        assert ("page_marks" in codes(found)) == (written != said)


def test_a_first_row_below_a_column_without_a_name_is_no_heading(
    send: Callable[[str, Any], Path], draft: Law
) -> None:
    found = read_comments([send("a.csv", "Clause,,Comment\nArticle 2,1,too long\nArticle 3,0,fine\n")], law=draft)  # fmt: skip
    assert [(c.eid, c.text) for c in found.taken] == [("art_2", "too long"), ("art_3", "fine")]
    assert [(one.code, dict(one.details)["column"]) for one in found.remarks] == [("nameless_column", "2")]  # fmt: skip
