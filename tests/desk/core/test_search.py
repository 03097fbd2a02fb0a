"""Search finds provisions, comments, groups, statements and suggestions, and only what one may see."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments, statements
from huiyin.desk.consultations.models import Comment, Consultation, Group, Intake
from huiyin.desk.core import search as index
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

Enter = Callable[[Role], Client]


def found(client: Client, words: str, within: str = "", page: int = 1) -> dict[str, list[str]]:
    """Kind → the finds as they are shown, what was looked for between brackets."""
    answer = client.get(
        reverse("search", args=("wetlands",)), {"q": words, "in": within, "page": page}
    )
    assert answer.status_code == 200
    html = answer.content.decode()
    parts = re.split(r'<h2 id="(\w+)">', html)[1:]
    return {
        name: [
            unescape(re.sub(r"<[^>]+>", "", re.sub(r"<mark>(.*?)</mark>", r"[\1]", hit)))
            for hit in re.findall(
                r'<li class="card">.*?<p lang="[^"]+">\s*(.*?)\s*</p>\s*</li>', part, re.DOTALL
            )
        ]
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.fixture
def say_it(
    consultation: Consultation, people: dict[Role, Any], members: list[Any]
) -> Callable[..., Comment]:
    def send(text: str, **more: Any) -> Comment:
        return comments.send_comment(
            consultation, people[Role.DELEGATE], members[0],
            comments.CommentInput(uuid4(), "art_2", text, **more),
        )  # fmt: skip

    return send


def test_one_chinese_character_two_and_a_sentence_find_the_provision(
    consultation: Consultation, sign_in: Enter
) -> None:
    reader = sign_in(Role.READER)
    assert any("[每五年]" in hit for hit in found(reader, "每五年")["provisions"])
    assert any("编[制]湿地" in hit for hit in found(reader, "制")["provisions"])
    assert len(found(reader, "湿地")["provisions"]) == 3  # first, second, and its second paragraph
    assert found(reader, "湿法") == {}  # both characters are there, not side by side
    assert found(reader, "湿地每五年") == {}  # all pairs of it are not
    assert list(found(reader, "规划 修订")) == ["provisions"]


def test_the_last_character_of_a_text_is_found(
    say_it: Callable[..., Comment], sign_in: Enter
) -> None:
    say_it("应当保护鹤")
    assert found(sign_in(Role.READER), "鹤")["comments"] == ["应当保护[鹤]"]


def test_pairs_that_stand_apart_are_not_the_phrase(
    say_it: Callable[..., Comment], sign_in: Enter
) -> None:
    say_it("保护区，护区地，保地")  # every pair of 保护区地, never the four together
    reader = sign_in(Role.READER)
    assert "comments" not in found(reader, "保护区地")
    assert "comments" in found(reader, "保护区")


def test_english_words_are_found_by_how_they_begin_whatever_their_case(
    say_it: Callable[..., Comment], sign_in: Enter
) -> None:
    say_it("The Planning of wetlands needs cranes.")
    reader = sign_in(Role.READER)
    assert found(reader, "plan")["comments"] == ["The [Plan]ning of wetlands needs cranes."]
    assert "comments" in found(reader, "CRANE wetland")
    assert "comments" not in found(reader, "lanning")
    assert found(reader, "%") == {} and found(reader, "' OR 1=1 --") == {}
    assert "comments" in found(reader, "cranes' \\ & | ! :* \"")  # signs are not words


def test_a_draft_a_withdrawn_and_a_private_comment_are_not_found_by_others(
    say_it: Callable[..., Comment],
    consultation: Consultation,
    people: Any,
    members: Any,
    sign_in: Enter,
) -> None:
    say_it("the heron at dusk", is_private=True)
    comments.save_draft(
        consultation, people[Role.DELEGATE], members[0],
        comments.CommentInput(uuid4(), "art_1", "the heron at noon"),
    )  # fmt: skip
    comments.withdraw_comment(say_it("the heron at night"), people[Role.DELEGATE])
    for role in Role:
        sees = role in (Role.DELEGATE, Role.COORDINATOR, Role.CONVENER, Role.SECRETARIAT)
        hits = found(sign_in(role), "heron").get("comments", [])
        assert hits == (["the [heron] at dusk"] if sees else []), role


def test_groups_and_statements_are_found_but_not_what_was_set_aside_or_withheld(
    say_it: Callable[..., Comment], consultation: Consultation, people: Any, sign_in: Enter
) -> None:
    group = Group.objects.create(
        consultation=consultation, key="g", representative=say_it("every three years"),
        name_zh="每三年修订", size=1,
    )  # fmt: skip
    stated = statements.create_statement(
        consultation, people[Role.SECRETARIAT], "湿地应当每三年普查。", ""
    )
    reader, team = sign_in(Role.READER), sign_in(Role.SECRETARIAT)
    assert found(reader, "三年") == {
        "groups": ["每[三年]修订"],
        "statements": ["湿地应当每[三年]普查。"],
    }
    statements.withhold_statement(stated, people[Role.SECRETARIAT], withheld=True)
    group.aside = "off topic"
    group.save(update_fields=("aside",))
    assert found(reader, "三年") == {}
    consultation.stage = "grouping"
    consultation.save()
    assert list(found(team, "三年")) == ["groups", "statements"]
    group.name_zh = "修订周期"
    group.save(update_fields=("name_zh",))
    assert "groups" not in found(team, "三年")
    assert "groups" in found(team, "周期")


def test_suggestions_of_an_unfixed_edition_are_the_teams_and_older_ones_are_not_doubled(
    consultation: Consultation, sign_in: Enter
) -> None:
    proposal = Proposal.objects.create(consultation=consultation)
    fixed = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=datetime.now(UTC))
    new = ProposalVersion.objects.create(proposal=proposal, number=2)
    for edition, wording in (
        (fixed, "规划每三年修订。"),
        (new, "规划每三年修订一次，并公布蓝图。"),
    ):
        Suggestion.objects.create(version=edition, key="1", target="第二条", wording=wording)
    reader, team = sign_in(Role.READER), sign_in(Role.SECRETARIAT)
    assert found(reader, "三年")["suggestions"] == ["规划每[三年]修订。"]
    assert found(team, "三年")["suggestions"] == ["规划每[三年]修订一次，并公布蓝图。"]
    assert "suggestions" not in found(reader, "蓝图")
    assert found(team, "蓝图")["suggestions"] == ["规划每三年修订一次，并公布[蓝图]。"]


def test_what_a_file_brought_is_found_and_what_changed_is_not_found_by_its_old_words(
    consultation: Consultation, sign_in: Enter
) -> None:
    intake = Intake.objects.create(consultation=consultation, file_name="x.csv", digest="d")
    rows = intake.comments.bulk_create(
        Comment(consultation=consultation, intake=intake, place=str(n), text=f"第{n}号意见：栈道")
        for n in range(60)
    )
    reader = sign_in(Role.READER)
    assert len(found(reader, "栈道")["comments"]) == 8  # the newest of each kind
    pages = [found(reader, "栈道", "comments", page).get("comments", []) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [25, 25, 10, 0]
    assert len({hit for page in pages for hit in page}) == 60
    for row in rows:
        row.text = "码头"
    Comment.objects.bulk_update(rows, ("text",))
    assert "comments" not in found(reader, "栈道")
    Comment.objects.filter(pk=rows[0].pk).update(text="栈桥")
    assert found(reader, "栈")["comments"] == ["[栈]桥"]
    rows[0].delete()
    assert "comments" not in found(reader, "栈")


def test_the_index_can_be_made_anew(say_it: Callable[..., Comment], sign_in: Enter) -> None:
    say_it("鹤的家园")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM consultations_comment_words")
    reader = sign_in(Role.READER)
    assert "comments" not in found(reader, "鹤")
    index.rebuild_indexes()
    assert found(reader, "鹤的家")["comments"] == ["[鹤的家]园"]


def test_an_index_whose_making_was_broken_off_is_made_whole_by_the_next(
    say_it: Callable[..., Comment], sign_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_it("鹤的家园")
    say_it("鹳的家园")
    write, calls = index.index_rows, []

    def die(rows: list[Any]) -> None:
        if rows and isinstance(rows[0], Comment):
            calls.append(rows)
            if len(calls) == 2:
                raise OSError("the disk is full")
        write(rows)

    reader = sign_in(Role.READER)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM consultations_comment_words")
    monkeypatch.setattr(index, "_BATCH", 1)
    for attempt in (index.ensure_indexes, index.rebuild_indexes):
        calls.clear()
        with monkeypatch.context() as patch, pytest.raises(OSError):
            patch.setattr(index, "index_rows", die)
            attempt()
        index.ensure_indexes()
        assert found(reader, "鹤的家")["comments"] and found(reader, "鹳的家")["comments"]


def test_a_text_of_more_pairs_than_postgresql_holds_is_found_by_its_beginning(
    say_it: Callable[..., Comment], sign_in: Enter
) -> None:
    # Each character followed by each of its next ten: 200,000 pairs of six bytes, and a tsvector holds 1 MB.
    walk = (chr(0x4E00 + at * step % 20_011) for step in range(1, 11) for at in range(20_011))
    text = "鹤的家园。" + "".join(walk)
    say_it(text)
    reader = sign_in(Role.READER)
    (hit,) = found(reader, "鹤的家")["comments"]
    assert hit.startswith("[鹤的家]园")


def test_another_consultation_is_not_searched(
    say_it: Callable[..., Comment], consultation: Consultation, sign_in: Enter
) -> None:
    other = Consultation.objects.create(
        slug="rivers", title_en="Rivers", draft=consultation.draft, authority=consultation.authority
    )
    Comment.objects.create(consultation=other, text="鹤在河边")
    assert "comments" not in found(sign_in(Role.READER), "鹤")


def test_search_asks_the_database_no_more_often_when_there_is_more_to_find(
    consultation: Consultation, sign_in: Enter, django_assert_max_num_queries: Any
) -> None:
    Comment.objects.bulk_create(
        Comment(consultation=consultation, text=f"湿地 {n}", eid="art_1", unit="art_1")
        for n in range(300)
    )
    client = sign_in(Role.READER)
    with django_assert_max_num_queries(14):
        assert len(found(client, "湿地")["comments"]) == 8
