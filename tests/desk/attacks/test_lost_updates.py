"""Nothing that was acknowledged is undone, and nothing that somebody saved is lost without a word.

Each of these lost something on the desk as it was: two acts that meet (at every statement of the first, see
:mod:`tests.desk.attacks.meeting`), or two windows that show the same and save one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from huiyin.desk.accounts.models import Act
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Tally
from tests.desk.attacks.meeting import meetings, together

pytestmark = pytest.mark.django_db(transaction=True)
SENT, DRAFT, WITHDRAWN = Comment.State.SENT, Comment.State.DRAFT, Comment.State.WITHDRAWN
PLACE = "/c/wetlands/at/art_1/"


class Desk:
    """One delegate, and what their page asks for."""

    def __init__(self, consultation: Consultation, client: Client, author: Any, members: Any):
        self.consultation, self.client, self.author = consultation, client, author
        self.organisation = members[0]

    def said(self, key: UUID, text: str = "protect it better") -> said.Said:
        return said.Said(key, "art_1", text)

    def keep(self, key: UUID, text: str = "protect it better", seen: int = 0) -> Any:
        return said.keep_draft(
            self.consultation, self.author, self.organisation, self.said(key, text), seen=seen
        )

    def send(self, key: UUID, text: str = "protect it better", seen: int = 0) -> Any:
        return said.send(
            self.consultation, self.author, self.organisation, self.said(key, text), seen=seen
        )

    def post(self, what: str, key: UUID, text: str, version: int = 0, **more: str) -> Any:
        words = {"key": str(key), "eid": "art_1", "text": text, "version": str(version)}
        return self.client.post(f"{PLACE}{what}/", words | more)

    def tally(self) -> int:
        return Tally.objects.get(consultation=self.consultation, unit="art_1").comments


@pytest.fixture
def desk(
    consultation: Consultation, sign_in: Callable[[Role], Client], people: Any, members: Any
) -> Desk:
    return Desk(consultation, sign_in(Role.DELEGATE), people[Role.DELEGATE], members)


def _is_sent_once(desk: Desk, key: UUID) -> None:
    row = Comment.objects.get(public_id=key)
    assert row.state == SENT
    assert Act.objects.filter(verb="send", thing="comment", thing_id=str(row.pk)).count() == 1


# ---- a comment and its draft -------------------------------------------------------------------------


@pytest.mark.parametrize("was_kept", (False, True))
@pytest.mark.parametrize("is_send_first", (False, True))
def test_a_draft_and_its_sending_meet_anywhere_and_the_comment_stays_sent(
    desk: Desk, was_kept: bool, is_send_first: bool
) -> None:
    keys: list[UUID] = []

    def make() -> tuple[Any, Any]:
        key = uuid4()
        keys.append(key)
        seen = said.version_of_draft(desk.keep(key)) if was_kept else 0
        keep, send = lambda: desk.keep(key, seen=seen), lambda: desk.send(key, seen=seen)
        return (send, keep) if is_send_first else (keep, send)

    met = list(meetings(make))
    assert len(met) > 3
    for key in keys[:-1]:  # the last ones did not meet any more
        _is_sent_once(desk, key)


def test_of_forty_drafts_and_sendings_at_once_none_is_lost(desk: Desk) -> None:
    keys = [uuid4() for _ in range(40)]
    for key in keys:
        keep, send = lambda key=key: desk.keep(key), lambda key=key: desk.send(key)
        together([keep, send, keep, send])
        _is_sent_once(desk, key)
    assert Comment.objects.filter(state=SENT).count() == 40
    assert desk.tally() == 40


def test_a_draft_that_comes_after_its_comment_was_sent_leaves_nothing(desk: Desk) -> None:
    key = uuid4()
    assert desk.post("send", key, "protect it better").status_code == 302
    for text in ("protect it better", "protect it"):
        answer = desk.post("draft", key, text)
        assert answer.json() == {"kept": False, "sent": True}
    assert list(Comment.objects.values_list("text", "state")) == [("protect it better", SENT)]


def test_what_was_withdrawn_never_comes_back(desk: Desk) -> None:
    def make() -> tuple[Any, Any]:
        made = desk.send(uuid4())
        again = desk.send if len(rows) % 2 else desk.keep
        rows.append(made)
        return (
            lambda: said.withdraw(made, desk.author),
            lambda: again(made.public_id),
        )

    rows: list[Comment] = []
    assert len(list(meetings(make))) > 3
    for row in rows[:-1]:
        row.refresh_from_db()
        assert row.state == WITHDRAWN
    assert desk.tally() == Comment.objects.filter(state=SENT).count()
    page = desk.post("send", rows[0].public_id, "protect it better")
    assert page.status_code == 409 and b"You have withdrawn this comment" in page.content
    assert b"protect it better</textarea>" in page.content
    assert str(rows[0].public_id).encode() not in page.content  # its key opens nothing any more


def test_a_draft_that_was_deleted_does_not_rise_again(desk: Desk) -> None:
    key = uuid4()
    desk.keep(key)
    deleted = desk.client.post(f"/c/wetlands/mine/{key}/withdraw/", {"what": "draft"})
    assert deleted.status_code == 302
    for version in (0, 1):
        late = desk.post("draft", key, "protect it better", version)
        assert late.status_code == 409 and late.json() == {"kept": False, "gone": True}
    page = desk.post("send", key, "protect it better")
    assert page.status_code == 409 and b"was deleted in another window" in page.content
    assert not Comment.objects.filter(state__in=(SENT, DRAFT)).exists()
    assert not Comment.objects.exclude(text="").exists()
    assert b"protect it better" not in desk.client.get("/c/wetlands/mine/").content


def test_deleting_a_draft_that_was_sent_meanwhile_deletes_nothing(desk: Desk) -> None:
    def make() -> tuple[Any, Any]:
        draft = desk.keep(uuid4())
        rows.append(draft)
        seen = said.version_of_draft(draft)
        return (
            lambda: desk.client.post(
                f"/c/wetlands/mine/{draft.public_id}/withdraw/", {"what": "draft"}
            ),
            lambda: desk.send(draft.public_id, seen=seen),
        )

    rows: list[Comment] = []
    for (_, sending), row in zip(meetings(make), rows, strict=False):
        row.refresh_from_db()
        # Either it was sent, and then it is there; or it was deleted first, and the sender is told.
        assert (
            row.state == SENT if isinstance(sending, Comment) else isinstance(sending, said.NotOpen)
        )


def test_a_window_left_behind_does_not_overwrite_a_newer_draft(desk: Desk) -> None:
    key = uuid4()
    first = desk.post("draft", key, "as it was").json()["version"]
    newer = desk.post("draft", key, "as it was, and then more", first).json()["version"]
    late = desk.post("draft", key, "as it was, elsewhere", first)
    assert late.status_code == 409
    assert late.json()["there"]["text"] == "as it was, and then more"
    assert late.json()["version"] == newer
    assert Comment.objects.get().text == "as it was, and then more"
    page = desk.post("send", key, "as it was, elsewhere", first)
    assert page.status_code == 409
    _shows_both(page, "as it was, and then more", "as it was, elsewhere")
    assert Comment.objects.get().state == DRAFT
    # The same words again are no conflict, and who has seen the other text may go on.
    assert desk.post("draft", key, "as it was, and then more", first).json()["kept"]
    newer = said.version_of_draft(Comment.objects.get())
    assert desk.post("send", key, "as it was, elsewhere", newer).status_code == 302
    assert Comment.objects.get().text == "as it was, elsewhere"


def test_other_words_under_a_key_that_was_sent_are_not_called_sent(desk: Desk) -> None:
    key = uuid4()
    desk.post("send", key, "the first words")
    assert desk.post("send", key, "the first words").status_code == 302  # sent twice, there once
    page = desk.post("send", key, "the first words, and more")
    assert page.status_code == 409 and b"the first words, and more</textarea>" in page.content
    assert Comment.objects.get().text == "the first words"


def _shows_both(page: Any, stored: str, typed: str) -> None:
    """What is stored, what was typed, and the three ways on."""
    assert page.status_code == 409
    text = unescape(re.sub(r"</?(?:del|ins)>", "", page.content.decode()))
    assert f">{stored}<" in text, f"does not show what is stored: {stored}"
    assert f">{typed}<" in text, f"does not show what was typed: {typed}"
    assert "<del>" in page.content.decode() or "<ins>" in page.content.decode()
