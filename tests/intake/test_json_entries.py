"""One entry of JSON: what is taken of it, and what costs it."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.intake import RefusalCode, read_comments
from tests.intake.sends import Send
from tests.intake.sent_json import ATTACHED, HIGH, PLAIN, resource, take


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


def test_an_inner_key_that_is_given_twice_costs_its_entry(send: Send) -> None:
    text = '[{"attributes": {"comment": "a", "comment": "b"}}, {"attributes": {"comment": "Fine"}}]'
    found = read_comments([send("a.json", text)])
    assert [c.text for c in found.taken] == ["Fine"]
    assert [(r.row, r.reason) for r in found.refused] == [(1, RefusalCode.REPEATED_KEY)]


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
