"""The list of comments in a document of JSON, wherever a program puts it."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.intake import RefusalCode
from huiyin.presentation.problems import say_refusal
from tests.intake.sends import Send
from tests.intake.sent_json import ATTACHED, HIGH, LOW, PLAIN, resource, take


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
