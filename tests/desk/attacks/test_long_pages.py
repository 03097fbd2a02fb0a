"""A page of the longest comments stays under a megabyte; what is cut is a link away, and nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api.intakes import LONGEST
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.core import excerpts

# How long a page is written is no question to the database; its pages are walked on both in accounts/test_permissions.py.
pytestmark = pytest.mark.one_database

MEGABYTE = 1_000_000
#: What takes most room in a page for its length, and what takes most beside the draft.
WORDS = ("'", "a\n")


def said(unit: str, count: int, words: str, **more: Any) -> list[Comment]:
    return Comment.objects.bulk_create(
        [
            Comment(
                eid=unit, unit=unit, language="zh",
                text=f"{n} {words}"[: LONGEST["text"]], **more,
            )
            for n in range(count)
        ]
    )  # fmt: skip


@pytest.fixture
def client(consultation: Consultation, sign_in: Callable[[Role], Client]) -> Client:
    return sign_in(Role.SECRETARIAT)


@pytest.mark.parametrize("words", WORDS)
def test_no_page_of_the_longest_comments_is_over_a_megabyte(
    words: str, consultation: Consultation, client: Client, people: dict[Role, Any]
) -> None:
    long = words * (LONGEST["text"] // len(words))
    everything = {"quote": long, "wording": long}
    by = people[Role.SECRETARIAT]
    comments = said("art_1", 32, long, consultation=consultation, author=by, **everything)
    group = Group.objects.create(
        consultation=consultation,
        key="a",
        representative=comments[0],
        eid="art_1",
        size=32,
        organisations=1,
    )
    Comment.objects.update(group=group)
    # A draft of one's own as long as the form takes stands in the form above the comments.
    Comment.objects.create(
        consultation=consultation, author=by, state=Comment.State.DRAFT, eid="art_1", unit="art_1",
        text="'" * 50_000, wording="'" * 50_000, quote="'" * 2_000,
    )  # fmt: skip
    slug = consultation.slug
    pages = [
        reverse("place", args=(slug, "art_1")), reverse("mine", args=(slug,)), reverse("groups", args=(slug,)),
        reverse("group", args=(slug, group.pk)), reverse("fate", args=(slug, comments[0].public_id)),
        reverse("comment", args=(slug, comments[0].public_id)), reverse("search", args=(slug,)) + "?q=湿地",
        reverse("acts", args=(slug,)), reverse("consultation", args=(slug,)), reverse("statements", args=(slug,)),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert len(answer.content) < MEGABYTE, page
    for page in pages[:2]:
        assert (
            reverse("comment", args=(slug, comments[-1].public_id))
            in client.get(page).content.decode()
        )


def test_a_long_comment_is_read_to_its_end(consultation: Consultation, client: Client) -> None:
    words = "".join(f"{n:07} " for n in range(25_000))
    (comment,) = said("art_1", 1, words, consultation=consultation, wording="'" * 120_000)
    url = reverse("comment", args=(consultation.slug, comment.public_id))
    read, quotes, page = "", 0, url
    while page:
        answer = client.get(page)
        html = answer.content.decode()
        assert len(answer.content) < MEGABYTE
        found = re.search(r"<p>([^<]*)</p>\s*</article>", html)
        read += unescape(found[1]) if found else ""
        quotes += html.count("&#x27;")
        after = re.search(r'rel="next" href="([^"]*)"', html)
        page = url + unescape(after[1]) if after else ""
    assert read == comment.text
    assert quotes >= 120_000
    assert client.get(f"{url}?page=999999999999").status_code == 404


def test_ordinary_comments_are_whole(consultation: Consultation, client: Client) -> None:
    words = "湿地应当长期保护。" * 300
    said("art_1", 30, words, consultation=consultation)
    html = client.get(reverse("place", args=(consultation.slug, "art_1"))).content.decode()
    assert html.count(words) == 30
    assert (
        html.count("/comments/") == 30
    )  # the address of each; none has a second link to the rest of it


def test_a_private_comment_is_shown_by_its_address_to_nobody_who_may_not_see_it(
    consultation: Consultation,
    client: Client,
    sign_in: Callable[[Role], Client],
    people: dict[Role, Any],
) -> None:
    hidden = Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="Secret", is_private=True
    )
    draft = Comment.objects.create(
        consultation=consultation,
        author=people[Role.DELEGATE],
        text="Draft",
        state=Comment.State.DRAFT,
    )
    for comment, seen in ((hidden, {Role.SECRETARIAT, Role.DELEGATE}), (draft, {Role.DELEGATE})):
        url = reverse("comment", args=(consultation.slug, comment.public_id))
        for role in (Role.READER, Role.DELEGATE, Role.OFFICER, Role.OPERATOR, Role.SECRETARIAT):
            assert (sign_in(role).get(url).status_code == 200) is (role in seen), (
                role,
                comment.text,
            )


def test_shares_give_the_small_all_and_the_large_the_same() -> None:
    assert excerpts.share_out([10, 1000, 1000], 510) == [10, 250, 250]
    assert excerpts.share_out([10, 20], 510) == [10, 20]
    assert excerpts.share_out([], 510) == []
    assert sum(excerpts.share_out([7, 900, 13, 400], 100)) <= 100
    assert excerpts.count_bytes(excerpts.cut_text("'" * 5000, 900)) <= 900 + 3
