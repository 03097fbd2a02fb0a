"""JSON as programs and portals give it: keys are headings, records may lie deep, and what is left is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from huiyin.intake import read_statements
from tests.intake.sends import Send
from tests.intake.sent_json import HIGH, LOW, take


def test_both_languages_of_an_object_are_taken(send: Send) -> None:
    found = take(send, [{"id": 1, "comment": {"zh": "太短", "en": "Too short"}}])
    assert [c.text for c in found.taken] == ["太短\nToo short"]


def test_statements_may_lie_deep_too(send: Send) -> None:
    document = {"conversation": {"statements": [{"tid": 0, "text": {"zh": "每月", "en": "Monthly"}}]}}  # fmt: skip
    (statement,) = read_statements(send("s.json", json.dumps(document))).taken
    assert (statement.id, statement.text_zh, statement.text_en) == ("0", "每月", "Monthly")


def test_words_around_the_entries_are_told_with_those_that_hold_none(send: Send) -> None:
    document = [
        {"organisation": "River", "about": "A club of the north", "comments": [{"text": HIGH}]},
        {"organisation": "Hill", "about": "A club of the hills", "comments": []},
    ]
    found = take(send, document)
    assert [(c.organisation, c.text) for c in found.taken] == [("River", HIGH)]
    told = {str(remark.code): dict(remark.details) for remark in found.remarks}
    assert told == {"outer_words": {"keys": "about"}, "bare_entries": {"number": "1"}}


SAID = [{"clause": "Article 1", "text": HIGH}]


@pytest.mark.parametrize(
    ("document", "who"),
    [
        ({"responses": [{"respondent": {"organisation": "River"}, "comments": SAID}]}, ("River", "")),
        ({"responses": [{"respondent": {"name": "Ann"}, "comments": SAID}]}, ("", "Ann")),
        ({"comments": [{"org": {"name": "River"}, "answers": SAID}]}, ("River", "")),
        ({"submissions": [{"submitter": {"org": {"name": "River"}, "author": {"name": "Ann"}}, "items": SAID}]}, ("River", "Ann")),
        ({"submission": {"organisation": {"name": "River", "type": "NGO"}, "items": SAID}}, ("River", "")),
        ({"respondent": {"organisation": "River"}, "comments": SAID}, ("River", "")),
        ([{"profile": {"organisation": "River"}, "thread": {"comments": SAID}}], ("River", "")),
        ([{"单位": {"名称": "River"}, "提交人": {"姓名": "Ann"}, "意见": [{"条款": "Article 1", "意见": HIGH}]}], ("River", "Ann")),
        ([{"org": {"name": "River"}, "clauses": [{"clause": "Article 1", "comments": [{"text": HIGH}]}]}], ("River", "")),
        ([{"org": {"name": "River"}, "comments": [{"clause": "Article 1", "text": HIGH, "org": ""}]}], ("River", "")),
        ([{"company": {"name": "River"}, "comments": SAID}], ("River", "")),
        ([{"respondent": [{"organisation": "River"}], "comments": SAID}], ("River", "")),
        ([{"respondent": {"organisation": "Hill"}, "comments": [{"clause": "Article 1", "text": HIGH, "org": "River"}]}], ("River", "")),
    ],
)  # fmt: skip
def test_whose_the_entries_are_may_stand_in_an_object_above_them(
    send: Send, document: Any, who: tuple[str, str]
) -> None:
    found = take(send, document)
    assert [(c.organisation, c.author, c.reference, c.text) for c in found.taken] == [
        (*who, "Article 1", HIGH)
    ]
    assert not found.remarks and not found.refused


def test_an_organisation_goes_where_the_others_are(send: Send) -> None:
    document = [
        {"respondent": {"organisation": "River"}, "comments": [{"text": HIGH}]},
        {"comments": [{"text": LOW, "org": "Hill"}]},
    ]
    assert [c.organisation for c in take(send, document).taken] == ["River", "Hill"]


@pytest.mark.parametrize("asker", ["meta", "consultation", "anything"])
def test_who_asks_is_not_who_answers_and_is_told(send: Send, asker: str) -> None:
    found = take(send, {asker: {"organisation": "Ministry"}, "comments": SAID})
    assert [c.organisation for c in found.taken] == [""]
    assert [(str(r.code), dict(r.details)) for r in found.remarks] == [("outer_words", {"keys": asker})]  # fmt: skip


def test_of_several_organisations_none_is_taken_and_that_is_told(send: Send) -> None:
    both = [{"organisation": "River"}, {"organisation": "Hill"}]
    found = take(send, [{"respondent": both, "comments": SAID}])
    assert [c.organisation for c in found.taken] == [""]
    assert [dict(r.details) for r in found.remarks] == [{"keys": "respondent"}]


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
