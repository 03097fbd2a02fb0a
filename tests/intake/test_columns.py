"""Which column holds what, by its heading."""

from __future__ import annotations

import pytest

from huiyin.intake import RefusalCode
from huiyin.intake.columns import find_columns
from tests.intake.sends import Send
from tests.intake.told_codes import codes, take, texts

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


@pytest.mark.parametrize(
    "heading",
    ["意见日期", "意见提出人", "意见类型", "意见数", "Comment date", "Comment ID", "Comment by", "commentOn", "Comment status"],
)  # fmt: skip
def test_what_is_said_of_a_comment_is_not_the_comment(send: Send, heading: str) -> None:
    found = take(send, f"{heading},Clause\n2026-01-01,2\n")
    assert not found.taken
    assert found.refused[0].reason is RefusalCode.NO_HEADINGS


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
