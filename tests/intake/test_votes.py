"""Votes as Polis and other makers give them: no column is a statement that is none, no number a vote on another scale."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huiyin.intake import IntakeResult, RefusalCode, Vote, read_votes
from huiyin.law import UnreadableLaw
from huiyin.presentation.problems import say_refusal, say_remark, say_unreadable

Send = Callable[[str, Any], Path]
MATRIX = """participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2
0,0,1,3,1,1,1,-1,0
1,0,0,2,1,1,1,,-1
2,1,0,3,0,1,-1,1,0
"""
CAST = (
    Vote("0", "0", 1), Vote("0", "1", -1), Vote("0", "2", 0), Vote("1", "0", 1), Vote("1", "2", -1),
    Vote("2", "0", -1), Vote("2", "1", 1), Vote("2", "2", 0),
)  # fmt: skip


def codes(found: IntakeResult[Vote]) -> set[str]:
    assert all(say_remark(remark) for remark in found.remarks)
    return {str(remark.code) for remark in found.remarks}


@pytest.mark.parametrize(
    "text",
    [
        MATRIX,
        MATRIX.replace("participant,", "Participant,").replace("-", "_").replace("_1", "-1"),
        MATRIX.replace("n-disagree,", "n-disagree,n-pass,").replace(",1,1,1,-1,0", ",1,1,1,1,-1,0").replace(",1,1,1,,-1", ",1,1,0,1,,-1").replace(",0,1,-1,1,0", ",0,1,1,-1,1,0"),
        MATRIX.replace("participant,", "participant,xid,").replace("\n0,", "\n0,u7,").replace("\n1,", "\n1,u8,").replace("\n2,", "\n2,u9,"),
    ],
)  # fmt: skip
def test_polis_counts_beside_the_votes_are_no_statements(send: Send, text: str) -> None:
    found = read_votes(send("participants-votes.csv", text))
    assert set(found.taken) == set(CAST)
    assert not found.refused and not found.remarks
    columns = dict(found.tables[0].columns)
    assert columns["statement"] == ("0", "1", "2")
    assert "n-agree" in found.tables[0].unread or "n_agree" in found.tables[0].unread


@pytest.mark.parametrize(
    ("names", "votes", "statements"),
    [
        (["votes.csv", "comments.csv"], "votes.csv", "comments.csv"),
        (["2024-06-10-1753-3abc-votes.csv", "2024-06-10-1753-3abc-participants-votes.csv", "2024-06-10-1753-3abc-comments.csv",
          "2024-06-10-1753-3abc-comment-groups.csv", "2024-06-10-1753-3abc-summary.csv"],
         "2024-06-10-1753-3abc-votes.csv", "2024-06-10-1753-3abc-comments.csv"),
        (["20240610_participant-votes.csv", "20240610_comments.csv"], "20240610_participant-votes.csv", "20240610_comments.csv"),
        (["Votes (1).CSV", "comments (1).csv"], "Votes (1).CSV", "comments (1).csv"),
        (["pol.is-3abc-2024-06-10T10-11-12-votes.csv"], "pol.is-3abc-2024-06-10T10-11-12-votes.csv", None),
    ],
)  # fmt: skip
def test_an_export_is_found_by_whatever_name_it_was_downloaded(
    tmp_path: Path, names: list[str], votes: str, statements: str | None
) -> None:
    from huiyin.intake import find_export

    for name in names:
        (tmp_path / name).write_text("participant,statement,vote\na,s1,1\n", "utf-8")
    export = find_export(tmp_path)
    assert export.votes.name == votes
    assert (export.statements.name if export.statements else None) == statements
    assert len(read_votes(tmp_path).taken) == 1


def test_of_several_exports_of_a_conversation_the_newest_is_read_and_the_others_told(
    tmp_path: Path,
) -> None:
    for name, vote in (("2024-07-01-0900-x-votes.csv", "-1"), ("2024-06-10-1753-x-votes.csv", "1")):
        (tmp_path / name).write_text(f"participant,statement,vote\na,s1,{vote}\n", "utf-8")
    found = read_votes(tmp_path)
    assert found.taken == (Vote("a", "s1", -1),)
    assert codes(found) == {"newest_export"}


@pytest.mark.parametrize(("names", "code"), [(["a-votes.csv", "b-votes.csv"], "several_exports"), (["downvotes.csv"], "no_votes")])  # fmt: skip
def test_a_folder_of_several_conversations_or_of_none_is_refused(
    tmp_path: Path, names: list[str], code: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("participant,statement,vote\na,s1,1\n", "utf-8")
    with pytest.raises(UnreadableLaw) as refused:
        read_votes(tmp_path)
    assert refused.value.code == code
    assert str(tmp_path) in say_unreadable(refused.value, "")


@pytest.mark.parametrize(
    "text",
    [
        "participant,statement,vote\na,s1,1\na,s2,5\nb,s1,3\nb,s2,2\n",
        "participant,statement,vote\na,s1,1\na,s2,2\nb,s1,2\nb,s2,1\n",
        "who,s1,s2\na,5,4\nb,1,3\n",
        "who,s1,s2\na,1,5\nb,5,2\nc,4,3\n",
        "who,s1,s2\na,100,20\nb,1,50\n",
        "who,s1,s2\na,1,4\nb,1,5\nc,1,2\n",
    ],
)
def test_marks_on_another_scale_are_no_votes(send: Send, text: str) -> None:
    found = read_votes(send("v.csv", text))
    assert not found.taken
    assert [(r.row, r.reason) for r in found.refused] == [(0, RefusalCode.UNKNOWN_SCALE)]
    assert "5" in say_refusal(found.refused[0]) or "2" in say_refusal(found.refused[0])


def test_a_slip_among_many_votes_costs_itself(send: Send) -> None:
    lines = [f"p{n},s1,{(1, -1, 0)[n % 3]}" for n in range(12)]
    found = read_votes(send("v.csv", "\n".join(["participant,statement,vote", *lines, "q,s1,7"])))
    assert len(found.taken) == 12
    assert [(r.row, r.reason) for r in found.refused] == [(14, RefusalCode.UNKNOWN_VOTE)]


def test_a_survey_form_gives_who_and_statements_and_nothing_else(send: Send) -> None:
    text = "Timestamp,Email address,Age,The fee is too high,Ban cars\n2026/1/1,a@x,33,Agree,Strongly disagree\n2026/1/1,b@x,45,Neutral,\n"
    found = read_votes(send("form.csv", text))
    assert found.taken == (
        Vote("a@x", "The fee is too high", 1),
        Vote("a@x", "Ban cars", -1),
        Vote("b@x", "The fee is too high", 0),
    )
    assert codes(found) == {"no_statements", "strengths"}


def test_zeros_that_may_mean_no_are_told(send: Send) -> None:
    found = read_votes(send("v.csv", "participant,statement,vote\na,s1,1\nb,s1,0\n"))
    assert [v.vote for v in found.taken] == [1, 0]
    assert codes(found) == {"only_zero_one"}


def test_the_last_vote_is_the_last_by_its_time(send: Send) -> None:
    text = "timestamp,datetime,comment-id,voter-id,vote\n20,x,1,a,-1\n10,y,1,a,1\n5,z,2,a,1\n"
    assert set(read_votes(send("votes.csv", text)).taken) == {Vote("a", "1", -1), Vote("a", "2", 1)}


def test_rows_of_a_matrix_without_a_participant_or_with_one_twice_are_told(send: Send) -> None:
    found = read_votes(send("v.csv", "who,s1,s2\na,1,-1\n,1,1\na,0,0\nb,1,1,1\nc,1,x\n"))
    assert found.taken == (Vote("a", "s1", 0), Vote("a", "s2", 0), Vote("c", "s1", 1))
    assert [(r.row, r.reason) for r in found.refused] == [
        (2, RefusalCode.SAME_PARTICIPANT),
        (3, RefusalCode.MISSING),
        (5, RefusalCode.SURPLUS),
        (6, RefusalCode.UNKNOWN_VOTE),
    ]


def test_a_title_above_a_matrix_is_no_heading(send: Send) -> None:
    found = read_votes(
        send("v.csv", "表态结果汇总,,\n姓名,观点1,观点2\n甲,同意,反对\n乙,弃权,同意\n")
    )
    assert {v.statement for v in found.taken} == {"观点1", "观点2"}
    assert len(found.taken) == 4


def test_votes_of_programs_are_read_from_their_json(send: Send) -> None:
    document = {"votes": [{"user": {"id": 3}, "statement": "s1", "vote": "agree"}]}
    assert read_votes(send("v.json", json.dumps(document))).taken == (Vote("3", "s1", 1),)


def test_a_list_of_unknown_votes_is_no_matrix(send: Send) -> None:
    found = read_votes(send("v.csv", "participant,statement,vote\na,1,maybe\nb,0,perhaps\n"))
    assert not found.taken
    assert [r.reason for r in found.refused] == [RefusalCode.UNKNOWN_VOTE] * 2


@pytest.mark.parametrize("name", ["gender", "Member", "is_member", "Sex", "性别", "是否会员"])
def test_what_people_are_is_no_statement_and_told(send: Send, name: str) -> None:
    found = read_votes(send("v.csv", f"participant,{name},S1,S2\na,1,1,-1\nb,0,-1,1\n"))
    assert {vote.statement for vote in found.taken} == {"S1", "S2"}
    assert [dict(r.details) for r in found.remarks] == [{"columns": name}]
    assert found.tables[0].unread == (name,)


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("participant,s1,,s2\nx,1,1,-1\ny,-1,0,1\nz,1,1,1\n", ["3"]),
        ("participant,s1,s2,\nx,1,-1,1\ny,-1,1,0\nz,1,1,1\n", ["4"]),
        ("participant,s1,s2,Unnamed: 3\nx,1,-1,1\ny,-1,1,0\nz,1,1,1\n", ["4"]),
        (",s1,s2\nx,1,-1\ny,-1,1\nz,1,1\n", []),
        ("Unnamed: 0,s1,s2\nx,1,-1\ny,-1,1\nz,1,1\n", []),
    ],
)
def test_a_column_without_a_name_is_no_statement_and_told(
    send: Send, text: str, nameless: list[str]
) -> None:
    found = read_votes(send("v.csv", text))
    assert {(v.participant, v.statement, v.vote) for v in found.taken} == {
        ("x", "s1", 1), ("x", "s2", -1), ("y", "s1", -1), ("y", "s2", 1), ("z", "s1", 1), ("z", "s2", 1),
    }  # fmt: skip
    told = [dict(one.details)["column"] for one in found.remarks if one.code == "nameless_column"]
    assert told == nameless and codes(found) == ({"nameless_column"} if nameless else set())
