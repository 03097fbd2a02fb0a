"""JSON as programs and portals give it: keys are headings, records may lie deep, and what is left is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huiyin.intake import Comment, IntakeResult, RefusalCode, read_comments, read_statements
from huiyin.presentation.problems import say_refusal

Send = Callable[[str, Any], Path]
HIGH, LOW = "Too high a fee.", "Too low a fee."


def take(send: Send, document: Any) -> IntakeResult[Comment]:
    return read_comments([send("a.json", json.dumps(document, ensure_ascii=False))])


def resource(own: str, said: str, who: str) -> dict[str, Any]:
    """A comment as regulations.gov gives it (JSON:API)."""
    return {
        "id": own, "type": "comments", "links": {"self": "https://api.example/v4/comments/" + own},
        "attributes": {
            "commentOn": "0900006480a6", "commentOnDocumentId": "D-1", "comment": said, "organization": who, "title": f"Comment from {who}",
            "firstName": None, "postedDate": "2026-01-01T05:00:00Z", "withdrawn": False,
        },
        "relationships": {"attachments": {"data": [], "links": {"self": "x"}}},
    }  # fmt: skip


PLAIN = [
    {"id": "X-1", "comment": HIGH, "organization": "River Watch"},
    {"id": "X-2", "comment": LOW, "organization": "Hill Club"},
]


@pytest.mark.parametrize(
    "document",
    [
        PLAIN,
        {"data": [
            {"id": "X-1", "type": "comments", "attributes": {"comment": HIGH, "organization": "River Watch"}},
            {"id": "X-2", "type": "comments", "attributes": {"comment": LOW, "organization": "Hill Club"}},
        ], "meta": {"totalElements": 2}},
        {"meta": {"totalElements": 2}, "data": [resource("X-1", HIGH, "River Watch"), resource("X-2", LOW, "Hill Club")]},
        {"help": "x", "success": True, "result": {"resource_id": "r", "fields": [{"id": "comment"}], "records": PLAIN}},
        {"comments": {"X-1": {"text": HIGH, "org": "River Watch"}, "X-2": {"text": LOW, "org": "Hill Club"}}},
        {"took": 3, "hits": {"total": {"value": 2}, "hits": [{"_id": one["id"], "_score": 1, "_source": one} for one in PLAIN]}},
        {"data": {"comments": {"edges": [{"cursor": "c", "node": one} for one in PLAIN]}}},
        {"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": one} for one in PLAIN]},
        [{"编号": "X-1", "意见": HIGH, "单位": {"名称": "River Watch"}}, {"编号": "X-2", "意见": LOW, "单位": {"名称": "Hill Club"}}],
        [{"id": "X-1", "comment": {"rendered": HIGH}, "organization": {"name": "River Watch"}}, {"id": "X-2", "comment": {"rendered": LOW}, "organization": {"name": "Hill Club"}}],
        [{"organisation": "River Watch", "comments": [{"id": "X-1", "text": HIGH}]}, {"organisation": "Hill Club", "comments": [{"id": "X-2", "text": LOW}]}],
    ],
)  # fmt: skip
def test_comments_are_found_however_deep_a_program_puts_them(send: Send, document: Any) -> None:
    found = take(send, document)
    assert [(c.id, c.organisation, c.text) for c in found.taken] == [
        ("X-1", "River Watch", HIGH),
        ("X-2", "Hill Club", LOW),
    ]
    assert not found.refused


@pytest.mark.parametrize(
    "first",
    [
        {"id": "comment", "text": "organisation"},
        {"id": "编号", "text": "意见"},
        {"id": "X-1", "text": "comments"},
    ],
)
def test_a_row_of_values_is_never_a_row_of_headings(send: Send, first: dict[str, str]) -> None:
    found = take(send, [first, {"id": "X-2", "text": "Fine", "note": "x"}])
    assert [(c.id, c.text) for c in found.taken] == [
        (first["id"], first["text"]),
        ("X-2", "Fine"),
    ]


def test_a_list_without_words_is_refused_with_its_keys(send: Send) -> None:
    listed = resource("X-1", "", "River Watch")
    del listed["attributes"]["comment"]
    found = take(send, {"data": [listed], "meta": {"totalElements": 40}})
    assert not found.taken
    assert found.refused[0].reason is RefusalCode.NO_HEADINGS
    assert "commentOn" in dict(found.refused[0].details)["seen"]


def test_a_page_of_a_longer_list_says_so(send: Send) -> None:
    found = take(send, {"data": PLAIN, "meta": {"totalElements": 250, "pageNumber": 1}})
    assert [dict(r.details) for r in found.remarks] == [{"number": "2", "told": "250"}]


def test_one_comment_by_itself_is_taken_and_what_hangs_at_it_told(send: Send) -> None:
    document = {"data": resource("X-1", HIGH, "River Watch"), "included": [{"id": "a", "type": "attachments", "attributes": {"title": "scan"}}]}  # fmt: skip
    found = take(send, document)
    assert [(c.id, c.text) for c in found.taken] == [("X-1", HIGH)]
    assert ("included", "passed_over") in {(r.sheet, str(r.code)) for r in found.remarks}


def test_an_object_where_others_have_words_costs_its_entry(send: Send) -> None:
    found = take(send, [{"comment": "Good"}, {"comment": {"a": {"b": "Lost"}}}, {"comment": "Fine"}])  # fmt: skip
    assert [c.text for c in found.taken] == ["Good", "Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(2, RefusalCode.NESTED)]


def test_both_languages_of_an_object_are_taken(send: Send) -> None:
    found = take(send, [{"id": 1, "comment": {"zh": "太短", "en": "Too short"}}])
    assert [c.text for c in found.taken] == ["太短\nToo short"]


def test_an_inner_key_that_is_given_twice_costs_its_entry(send: Send) -> None:
    text = '[{"attributes": {"comment": "a", "comment": "b"}}, {"attributes": {"comment": "Fine"}}]'
    found = read_comments([send("a.json", text)])
    assert [c.text for c in found.taken] == ["Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(1, RefusalCode.REPEATED_KEY)]


def test_statements_may_lie_deep_too(send: Send) -> None:
    document = {"conversation": {"statements": [{"tid": 0, "text": {"zh": "每月", "en": "Monthly"}}]}}  # fmt: skip
    (statement,) = read_statements(send("s.json", json.dumps(document))).taken
    assert (statement.id, statement.text_zh, statement.text_en) == ("0", "每月", "Monthly")


ATTACHED = [{"text": "Words of an appendix"}]


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ([{"organization": "River", "message": "Article 2 is far too short", "attachments": ATTACHED}], "message"),
        ({"organization": "River", "message": "Article 2 is far too short", "attachments": ATTACHED}, "message"),
        ({"data": {"organization": "River", "message": "Article 2 is too short", "files": ATTACHED}}, "message"),
        ([{"iid": 1, "title": "Article 2", "description": "Too short", "notes": [{"body": "agree"}]},
          {"iid": 2, "title": "Article 3", "description": "Should be free", "notes": []}], "description"),
        ([{"who": "River", "words": "Article 2 is far too short", "parts": ATTACHED}], "words"),
        ([{"提交人": "河流", "留言": "第二条时间太短", "附件": [{"内容": "附录文字"}]}], "留言"),
    ],
)  # fmt: skip
def test_a_list_inside_entries_never_stands_for_what_they_say_themselves(
    send: Send, document: Any, key: str
) -> None:
    found = take(send, document)
    assert not found.taken
    assert [refusal.reason for refusal in found.refused] == [RefusalCode.NO_HEADINGS]
    assert key in dict(found.refused[0].details)["seen"]


@pytest.mark.parametrize(
    "document",
    [
        {"organization": "River", "text": HIGH, "attachments": ATTACHED},
        {"data": {"organization": "River", "text": HIGH, "replies": ATTACHED}},
        [{"organization": "River", "text": HIGH, "replies": ATTACHED}],
        {"data": {"id": "X", "type": "comments", "attributes": {"comment": HIGH}}, "included": [{"attributes": {"text": "Words of an appendix"}}]},
    ],
)  # fmt: skip
def test_what_hangs_at_a_comment_is_told_and_not_taken(send: Send, document: Any) -> None:
    found = take(send, document)
    assert [(c.text, c.kind) for c in found.taken] == [(HIGH, "")]
    assert [str(remark.code) for remark in found.remarks] == ["inner_entries"]


def test_words_around_the_entries_are_told_with_those_that_hold_none(send: Send) -> None:
    document = [
        {"organisation": "River", "about": "A club of the north", "comments": [{"text": HIGH}]},
        {"organisation": "Hill", "about": "A club of the hills", "comments": []},
    ]
    found = take(send, document)
    assert [(c.organisation, c.text) for c in found.taken] == [("River", HIGH)]
    told = {str(remark.code): dict(remark.details) for remark in found.remarks}
    assert told == {"outer_words": {"keys": "about"}, "bare_entries": {"number": "1"}}


PROVISION = {"eId": "art_2", "text": "A council answers.", "comments": [{"organisation": "River", "text": HIGH}]}  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        PROVISION,
        [PROVISION, {"eId": "art_3", "text": "Gardens are free.", "comments": []}],
        {"provisions": [PROVISION]},
        [
            {
                "条款": "art_2",
                "正文": "A council answers.",
                "意见": [{"单位": "River", "内容": HIGH}],
            }
        ],
    ],
)
def test_the_text_of_a_provision_is_what_its_comments_quote(send: Send, document: Any) -> None:
    found = take(send, document)
    (one,) = found.taken
    assert (one.organisation, one.reference, one.quote) == ("River", "art_2", "A council answers.")
    assert one.text == HIGH
    assert not found.remarks


COLUMNS = {"clause": ["Article 2", "Article 3"], "comment": [HIGH, LOW]}


@pytest.mark.parametrize(
    "document",
    [
        {key: {str(at): cell for at, cell in enumerate(cells)} for key, cells in COLUMNS.items()},
        {key: dict(zip("ab", cells, strict=True)) for key, cells in COLUMNS.items()},
        {"id": {"0": 7, "1": 8}, "clause": {"0": "Article 2", "1": "Article 3"}, "comment": {"0": HIGH, "1": LOW}},
        {"条款": {"0": "Article 2", "1": "Article 3"}, "意见": {"0": HIGH, "1": LOW}},
        COLUMNS,
        {"data": COLUMNS},
        [COLUMNS],
        {"columns": ["clause", "comment"], "index": [0, 1], "data": [["Article 2", HIGH], ["Article 3", LOW]]},
        [["clause", "comment"], ["Article 2", HIGH], ["Article 3", LOW]],
    ],
)  # fmt: skip
def test_columns_of_json_are_read_row_by_row(send: Send, document: Any) -> None:
    found = take(send, document)
    assert [(c.reference, c.text) for c in found.taken] == [("Article 2", HIGH), ("Article 3", LOW)]
    assert not found.refused


def test_columns_of_different_lengths_are_refused_with_their_keys(send: Send) -> None:
    found = take(send, {"clause": ["Article 2", "Article 3"], "comment": [HIGH, LOW, "Fine"]})
    assert not found.taken
    assert say_refusal(found.refused[0]).count("2, 3") == 1
    mixed = take(send, [{"comment": "Fine"}, {"clause": ["2", "3"], "comment": ["a", "b", "c"]}])
    assert [c.text for c in mixed.taken] == ["Fine"]
    assert [(r.row, r.reason) for r in mixed.refused] == [(2, RefusalCode.NESTED)]
