"""Suggestions, votes, statements, replies and organisations from tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huiyin.intake import (
    RefusalCode,
    ReplyStatus,
    SuggestionAction,
    Vote,
    read_amendments,
    read_comments,
    read_organisations,
    read_replies,
    read_statements,
    read_suggestions,
    read_votes,
)

Send = Callable[[str, Any], Path]


@pytest.mark.parametrize(
    ("action", "wording", "text", "told"),
    [
        ("修改", "每月公布", "", SuggestionAction.REPLACE),
        ("delete", "", "", SuggestionAction.DELETE),
        ("新增", "一款", "", SuggestionAction.INSERT),
        ("", "每月公布", "", SuggestionAction.REPLACE),
        ("", "", "建议删除本条", SuggestionAction.DELETE),
        ("", "", "Insert a paragraph on wells", SuggestionAction.INSERT),
        ("", "", "保留本条", SuggestionAction.KEEP),
    ],
)
def test_what_a_suggestion_asks_is_read_or_told_from_its_words(
    send: Send, action: str, wording: str, text: str, told: SuggestionAction
) -> None:
    rows = [
        ["编号", "修改对象", "修改方式", "建议文本", "说明"],
        ["S1", "第二条", action, wording, text],
    ]
    (suggestion,) = read_suggestions(send("s.xlsx", rows)).taken
    assert (suggestion.id, suggestion.target, suggestion.action) == ("S1", "第二条", told)


def test_a_suggestion_names_those_who_ask_however_they_are_listed(send: Send) -> None:
    path = send("s.csv", 'id,target,wording,organisations\nS1,art_2,x,"甲社；乙社、丙社"\n')
    assert read_suggestions(path).taken[0].organisations == ("甲社", "乙社", "丙社")


def test_an_unknown_action_is_refused_with_the_known_ones_and_the_others_are_taken(
    send: Send,
) -> None:
    found = read_suggestions(
        send("s.csv", "id,action,wording\nS1,揉,x\nS2,replace,y\nS3,insert,\n")
    )
    assert [s.id for s in found.taken] == ["S2"]
    assert [(r.row, r.reason) for r in found.refused] == [
        (2, RefusalCode.UNKNOWN_ACTION),
        (4, RefusalCode.EMPTY_TEXT),
    ]
    assert dict(found.refused[0].details)["known"] == "replace, insert, delete, keep"


VOTES = (Vote("a", "t1", 1), Vote("a", "t2", -1), Vote("b", "t1", 0))


@pytest.mark.parametrize(
    "text",
    [
        "participant,statement,vote\na,t1,1\na,t2,-1\nb,t1,0\n",
        "代表,观点编号,表态\na,t1,同意\na,t2,不同意\nb,t1,弃权\n",
        "Voter;Statement;Vote\na;t1;Agree\na;t2;disagree\nb;t1;pass\n",
        "voter-id,comment-id,vote,datetime\na,t1,1,x\na,t2,-1.0,x\nb,t1,0,x\n",
        "who,t1,t2\na,1,-1\nb,0,\n",
    ],
)  # fmt: skip
def test_votes_are_the_same_in_numbers_in_words_and_as_a_matrix(send: Send, text: str) -> None:
    found = read_votes(send("v.csv", text))
    assert (found.taken, found.refused) == (VOTES, ())


def test_the_last_vote_of_a_participant_counts(send: Send) -> None:
    text = "participant,statement,vote\na,t1,1\nb,t1,1\na,t1,-1\n"
    votes = read_votes(send("v.csv", text)).taken
    assert {(v.participant, v.vote) for v in votes} == {("a", -1), ("b", 1)}


def test_a_polis_export_folder_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text(
        "timestamp,datetime,comment-id,voter-id,vote\n1,x,3,7,-1\n2,x,3,7,1\n", "utf-8"
    )
    assert read_votes(tmp_path).taken == (Vote("7", "3", 1),)


def test_votes_that_are_none_or_belong_to_nobody_are_refused_by_row(send: Send) -> None:
    found = read_votes(send("v.csv", "participant,statement,vote\na,t1,maybe\n,t1,1\nb,t1,1\n"))
    assert found.taken == (Vote("b", "t1", 1),)
    assert [(r.row, r.reason) for r in found.refused] == [
        (2, RefusalCode.UNKNOWN_VOTE),
        (3, RefusalCode.MISSING),
    ]


def test_statements_come_in_one_language_or_two_and_from_polis(send: Send) -> None:
    two = read_statements(send("s.csv", "id,text_zh,text_en\nt1,每月公布,Publish monthly\n")).taken[
        0
    ]
    one = read_statements(send("o.csv", "观点编号,内容\nt1,每月公布\n")).taken[0]
    polis = read_statements(
        send("p.csv", "comment-id,moderated,comment-body\n0,1,Publish monthly\n1,-1,Spam\n")
    ).taken
    assert (two.text_zh, two.text_en) == ("每月公布", "Publish monthly")
    assert (one.text_zh, one.text_en) == ("每月公布", "")
    assert [(s.id, s.text_en, s.is_moderated_out) for s in polis] == [
        ("0", "Publish monthly", False),
        ("1", "Spam", True),
    ]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("采纳", ReplyStatus.ACCEPTED),
        ("部分採納", ReplyStatus.PARTLY),
        ("不采纳", ReplyStatus.REJECTED),
        ("Under consideration", ReplyStatus.CONSIDERING),
        ("out of scope", ReplyStatus.OUT_OF_SCOPE),
    ],
)
def test_replies_are_read_in_both_languages(send: Send, written: str, status: ReplyStatus) -> None:
    found = read_replies(
        send("r.csv", f"建议编号,处理结果,理由\nS1,{written},已研究\nS2,嗯,\n,采纳,\n")
    )
    assert [(r.suggestion, r.status, r.reason) for r in found.taken] == [("S1", status, "已研究")]
    assert [(r.row, r.reason) for r in found.refused] == [
        (3, RefusalCode.UNKNOWN_STATUS),
        (4, RefusalCode.MISSING),
    ]


def test_organisations_keep_their_focus_route_and_network(send: Send) -> None:
    text = "id,name_zh,name_en,focus,route,network\no1,护河社,River Group,water,grassroots,rivers\n,,,water,,\n"
    found = read_organisations(send("o.csv", text))
    (one,) = found.taken
    assert (one.id, one.name_zh, one.name_en) == ("o1", "护河社", "River Group")
    assert (one.focus, one.route, one.network) == ("water", "grassroots", "rivers")
    assert [(r.row, r.reason) for r in found.refused] == [(3, RefusalCode.MISSING)]


ENGLISH, CHINESE = "A council answers within sixty days.", "议会应在六十日内答复。"


@pytest.mark.parametrize(
    "headings",
    [
        ("Proposed wording (English)", "Proposed wording (Chinese)"),
        ("Proposed wording (Chinese)", "Proposed wording (English)"),
        ("Proposed change EN", "Proposed change ZH"),
        ("建议修改为（英文）", "建议修改为（中文）"),
        ("Proposed wording", "建议修改为"),
        ("Comment (English)", "Comment (Chinese)"),
    ],
)
@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en"), ("en", "zh")])
def test_a_wording_in_two_languages_is_read_in_the_one_of_the_law(
    send: Send, headings: tuple[str, str], languages: tuple[str, ...]
) -> None:
    is_first = not any(word in headings[0] for word in ("Chinese", "中文"))
    words = (ENGLISH, CHINESE) if is_first else (CHINESE, ENGLISH)
    rows = [["id", "target", *headings], ["S1", "Article 2", *words]]
    found = read_suggestions(send("s.xlsx", rows), languages=languages)
    (one,) = found.taken
    assert (one.wording or one.text) == (ENGLISH if languages[0] == "en" else CHINESE)
    assert one.language.startswith(languages[0])
    assert [str(remark.code) for remark in found.remarks] == ["one_language"]


def test_a_wording_that_the_language_of_the_law_lacks_is_read_in_the_other(send: Send) -> None:
    text = f"id,建议修改为（中文）,Proposed wording (English)\nS1,,{ENGLISH}\nS2,{CHINESE},\n"
    found = read_suggestions(send("s.csv", text), languages=("zh",))
    assert [one.wording for one in found.taken] == [ENGLISH, CHINESE]
    # Without a law no language goes before another: the first column that is filled in counts.
    assert [one.wording for one in read_suggestions(send("s.csv", text)).taken] == [
        ENGLISH,
        CHINESE,
    ]


def test_a_row_that_says_its_language_is_read_in_it(send: Send) -> None:
    heads = "id,language,Proposed wording (English),Proposed wording (Chinese)"
    rows = f"{heads}\nS1,中文,{ENGLISH},{CHINESE}\nS2,en-GB,{ENGLISH},{CHINESE}\n"
    found = read_suggestions(send("s.csv", rows), languages=("en",))
    assert [one.wording for one in found.taken] == [CHINESE, ENGLISH]


def test_old_and_new_words_of_an_amendment_are_of_one_language(send: Send) -> None:
    rows = [
        [
            "id",
            "Old text (Chinese)",
            "Old text (English)",
            "New text (Chinese)",
            "New text (English)",
        ],
        ["A1", "三十日", "thirty", "六十日", "sixty"],
    ]
    (one,) = read_amendments(send("a.xlsx", rows), languages=("en",)).taken
    assert (one.old, one.new) == ("thirty", "sixty")


def test_a_comment_keeps_what_it_says_in_both_languages_and_one_wording(send: Send) -> None:
    heads = "Clause,Comment (English),Comment (Chinese),Proposed change (English),Proposed change (Chinese)"
    path = send("c.csv", f"{heads}\nArticle 2,Too short,太短,{ENGLISH},{CHINESE}\n")
    found = read_comments([path])
    (one,) = found.taken
    assert (one.text, one.wording) == ("Too short\n太短", ENGLISH)
    assert [str(remark.code) for remark in found.remarks] == ["one_language", "joined_columns"]
