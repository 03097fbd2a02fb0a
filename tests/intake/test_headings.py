"""Rows that do not fit their headings, and headings that take more than one row or come twice: told, never fitted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake import Comment, IntakeResult, Refusal, RefusalCode, read_comments
from huiyin.intake.columns import find_columns
from huiyin.intake.tables import extract_tables
from huiyin.law import Law
from huiyin.presentation.problems import say_refusal

Send = Callable[[str, Any], Path]


def take(send: Send, text: str, name: str = "a.csv", **options: Any) -> IntakeResult[Comment]:
    return read_comments([send(name, text)], **options)


def texts(found: IntakeResult[Comment]) -> list[str]:
    return [comment.text for comment in found.taken]


def codes(found: IntakeResult[Any]) -> set[str]:
    return {str(remark.code) for remark in found.remarks}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Organisation,Clause,Comment\nRiver Watch,Article 2,Thirty days, which is short, will not do.\nHill Club,Article 3,Fine\n", 2),
        ("Organisation;Clause;Comment\nHill Club;Article 3;Fine\nRiver Watch;Article 2;Thirty days; that is short\n", 3),
        ("单位,条款,意见\n山社,第三条,Fine\n河流守望,第二条,太短,不行\n", 3),
        ("Comment\tClause\nFine\t2\nThirty days\twhich is short\t3\n", 3),
        ("意见汇总,,\n单位,条款,意见\n河流守望,第二条,太短,不行\n山社,第三条,Fine,,\n", 3),
        ('Clause,Comment\n2,"Short", he said\n3,Fine\n', 2),
    ],
)  # fmt: skip
def test_a_row_with_more_cells_than_headings_is_refused_whole(
    send: Send, text: str, row: int
) -> None:
    found = take(send, text)
    assert texts(found) == ["Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(row, RefusalCode.SURPLUS)]
    assert "quotation marks" in say_refusal(found.refused[0])


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


def test_cells_that_are_missing_at_the_end_are_empty_and_told(send: Send) -> None:
    found = take(send, "Clause,Comment,Reason\n2,Short,why\n3,Fine\n")
    assert texts(found) == ["Short\nwhy", "Fine"]
    assert not found.refused
    assert codes(found) == {"short_rows"}


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


# ---- a column per language ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headings",
    [
        "编号,意见,Comment",
        "No,Comment,意见",
        "No,Comment (ZH),Comment (EN)",
        "id,comment_zh,comment_en",
        "id,text.zh,text.en",
        "编号,意见（中文）,意见（英文）",
        "编号,中文意见,英文意见",
        "编号,意见内容（中文版）,意见内容（英文版）",
        "No,Comment in Chinese,Comment in English",
        "No,Chinese comment,English comment",
        "编号,意见,,单位\n,中文,英文,",
        "编号,修改意见,,\n,中文,英文,",
    ],
)
def test_a_column_per_language_gives_both_texts(send: Send, headings: str) -> None:
    found = take(send, f"{headings}\n1,太短,Too short\n2,,Fine\n3,好,\n")
    assert texts(found)[:2] == ["太短\nToo short", "Fine"]
    assert texts(found)[2] == "好"
    assert "joined_columns" in codes(found)
    assert len(dict(found.tables[0].columns)["text"]) == 2


def test_the_first_that_is_filled_in_counts_of_what_is_named_in_two_languages(send: Send) -> None:
    found = take(send, "单位,Organisation,意见\n河流守望,River Watch,太短\n,Hill Club,好\n")
    assert [c.organisation for c in found.taken] == ["河流守望", "Hill Club"]
    assert codes(found) == {"one_language"}


def test_a_second_column_of_comments_in_the_same_language_is_told(send: Send) -> None:
    found = take(send, "id,Comment,Remarks\n1,Short,why\n")
    assert texts(found) == ["Short"]
    assert found.tables[0].unread == ("Remarks",)
    assert [dict(r.details)["column"] for r in found.remarks] == ["Remarks"]


def test_a_column_that_is_named_by_hand_is_the_only_one(send: Send) -> None:
    found = take(send, "id,意见,Comment\n1,太短,Too short\n", columns={"text": "Comment"})
    assert texts(found) == ["Too short"]
    assert "意见" in found.tables[0].unread


@pytest.mark.parametrize(
    "heading",
    ["意见日期", "意见提出人", "意见类型", "意见数", "Comment date", "Comment ID", "Comment by", "commentOn", "Comment status"],
)  # fmt: skip
def test_what_is_said_of_a_comment_is_not_the_comment(send: Send, heading: str) -> None:
    found = take(send, f"{heading},Clause\n2026-01-01,2\n")
    assert not found.taken
    assert found.refused[0].reason is RefusalCode.NO_HEADINGS


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


def test_how_each_table_was_understood_is_said(send: Send) -> None:
    (table,) = take(send, "单位,条款,意见,附件\n甲,第二条,太短,a.pdf\n").tables
    assert table.columns == (("organisation", ("单位",)), ("reference", ("条款",)), ("text", ("意见",)))  # fmt: skip
    assert (table.unread, table.rows) == (("附件",), 1)


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


@pytest.mark.parametrize(
    ("headings", "cells", "author"),
    [
        ("First Name,Last Name,Comment", "Ada,Byron,Fine", "Ada Byron"),
        ("firstName,lastName,comment", "Ada,Byron,Fine", "Ada Byron"),
        ("Surname,Given name,Comment", "Byron,Ada,Fine", "Ada Byron"),
        ("姓,名,意见", "李,伟,Fine", "李伟"),
        ("Last name,Comment", "Byron,Fine", "Byron"),
        ("Name,First name,Last name,Comment", "The Countess,Ada,Byron,Fine", "The Countess"),
    ],
)
def test_who_wrote_is_named_by_both_names(
    send: Send, headings: str, cells: str, author: str
) -> None:
    (one,) = take(send, f"{headings}\n{cells}\n").taken
    assert (one.author, one.text) == (author, "Fine")


@pytest.mark.parametrize(
    "heading",
    ["Notes", "Notation", "Idea", "Identified issue", "Ideas", "Nominee", "Organic farms", "Typewriter", "Noted by us"],
)  # fmt: skip
def test_a_heading_is_none_that_it_merely_shares_letters_with(send: Send, heading: str) -> None:
    found = take(send, f"Clause,{heading},Comment\n2,Give people time,Fine\n")
    (one,) = found.taken
    assert one.id.startswith("c-")
    assert found.tables[0].unread == (heading,)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Comment (max. 200 words)", "text"), ("Comments of members", "text"), ("commentText", "text"), ("comment_text_plain", "text"),
        ("ID in the portal", "id"), ("Identifier", "id"), ("No. in list", "id"), ("Clauses concerned", "reference"),
        ("Proposed changes to the text", "wording"), ("Organisation / body", "organisation"), ("意见（可另附页）", "text"),
    ],
)  # fmt: skip
def test_a_heading_that_goes_on_after_a_known_word_is_known(heading: str, role: str) -> None:
    from huiyin.intake.forms import ROLES

    assert find_columns([heading], ROLES) == {role: 0}


def test_a_first_row_below_a_column_without_a_name_is_no_heading(
    send: Callable[[str, Any], Path], draft: Law
) -> None:
    found = read_comments([send("a.csv", "Clause,,Comment\nArticle 2,1,too long\nArticle 3,0,fine\n")], law=draft)  # fmt: skip
    assert [(c.eid, c.text) for c in found.taken] == [("art_2", "too long"), ("art_3", "fine")]
    assert [(one.code, dict(one.details)["column"]) for one in found.remarks] == [("nameless_column", "2")]  # fmt: skip


def test_a_refusal_that_an_earlier_version_kept_is_told_with_its_headings() -> None:
    details = (("seen", "x"), ("wanted", "意见、建议修改为, Comment, Proposed change"))
    kept = Refusal("x.csv", "", 0, RefusalCode.NO_HEADINGS, details)
    assert "意见、建议修改为" in say_refusal(kept) and "Proposed change" in say_refusal(kept)
