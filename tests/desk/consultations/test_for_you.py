"""Everyone's first page after signing in: what is asked of them, by when, what came back, what the desk wrote to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Mail
from huiyin.desk.outcomes.models import Reply, Uptake
from tests.desk.markup import read_page, select, words_of
from tests.desk.standing import *  # noqa: F403
from tests.desk.world import PASSWORD, hand_in

PAGE = "/for-you/"


def _section(client: Client, name: str) -> Any:
    page = read_page(client.get(PAGE).content)
    return page.xpath(f"//section[@aria-labelledby='{name}']")[0]


def test_who_signs_in_comes_to_it_and_who_has_not_is_asked_to(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    client = Client()
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")
    given = {"login": "delegate@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", given)["Location"] == PAGE


@pytest.mark.parametrize(
    ("role", "stage", "leads_to", "by"),
    [
        (Role.DELEGATE, Stage.COMMENTING, "/c/wetlands/", "20 days left"),
        (Role.DELEGATE, Stage.SIGNING, "/c/wetlands/proposal/", ""),
        (Role.OFFICER, Stage.REPLYING, "/c/wetlands/replies/", "was due on"),
    ],
)
def test_it_says_what_is_asked_of_whom_and_by_when(
    role: Role,
    stage: Stage,
    leads_to: str,
    by: str,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
) -> None:
    hand_in(consultation, stage, [{"eid": "art_2", "text": "a"}])
    consultation.reply_due = timezone.localdate() - timedelta(days=1)
    consultation.save()
    asked = _section(sign_in(role), "asked")
    assert select(asked, "article a.button")[0].get("href") == leads_to
    assert by in words_of(asked)


def test_what_was_done_is_not_asked_again(
    consultation: Consultation, members: list[Any], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.DELEGATE)
    assert len(select(_section(client, "asked"), "article")) == 1
    Comment.objects.create(consultation=consultation, organisation=members[0], text="plans")
    asked = _section(client, "asked")
    assert select(asked, "article") == []
    assert "Done" in words_of(asked)


def test_an_officer_is_asked_until_the_last_suggestion_is_answered(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_2", "text": "a"}] * 2)
    client = sign_in(Role.OFFICER)
    for n, row in enumerate(edition.suggestions.all()):
        assert len(select(_section(client, "asked"), "article")) == 1, n
        Reply.objects.create(suggestion=row, status="accepted")
    assert select(_section(client, "asked"), "article") == []


def test_what_came_back_leads_to_the_suggestion_that_rests_on_what_was_said(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(consultation, Stage.TRACING, [{"eid": "art_2", "text": "a"}] * 2)
    edition.locked_at = timezone.now()
    edition.save()
    group = Group.objects.create(consultation=consultation, key="g", size=1)
    Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="plans", group=group
    )
    first, second = edition.suggestions.all()
    first.groups.add(group)
    for row in (first, second):
        Reply.objects.create(suggestion=row, status="accepted")
        Uptake.objects.create(suggestion=row, verdict="adopted", score=1, confidence=1, reason="nothing_asked")  # fmt: skip
    client = sign_in(Role.DELEGATE)
    returns = _section(client, "returns")
    assert [one.get("href") for one in select(returns, "article h3 a")] == [
        "/c/wetlands/proposal/1/suggestions/S01/"
    ]
    assert "reply: accepted enacted text: adopted" in words_of(returns)
    assert client.get("/c/wetlands/proposal/1/suggestions/S01/").status_code == 200
    assert select(_section(sign_in(Role.OFFICER), "returns"), "article") == []


def test_what_is_written_by_mail_is_read_on_the_site_too_even_where_no_mail_goes_out(
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
    settings: Any,
) -> None:
    client = sign_in(Role.DELEGATE)
    outbox.queue_mail(people[Role.DELEGATE], "closing", consultation=consultation.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens
    outbox.deliver_mails()
    outbox.deliver_mails()
    assert mail.outbox == []
    notices = _section(client, "notices")
    (notice,) = select(notices, "li a")
    assert notice.get("href") == "/c/wetlands/"
    assert "Wetlands Protection Act" in notice.text_content()
    assert words_of(select(read_page(client.get("/").content), "header.top .count")[0]) == "1new"
    told = client.post("/for-you/seen/", follow=True)
    assert select(read_page(told.content), "header.top .count") == []
    assert len(select(_section(client, "notices"), "li a")) == 1
    assert select(_section(client, "notices"), "li.new") == []


def test_a_link_to_set_a_password_is_no_notice(people: dict[Role, User], db: None) -> None:
    kinds = outbox.KINDS
    assert not kinds["password_reset_key"].is_notice
    assert not kinds["digest"].is_notice
    assert not any(kind.is_notice for kind in kinds.values() if kind.is_forgotten)
    assert Mail.objects.filter(person=people[Role.DELEGATE]).exclude(subject="").count() == 0


def test_what_came_back_is_cited_in_the_readers_language_and_says_what_was_asked(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    asked = {
        "eid": "art_2__para_2", "target": "Article 2(2)", "language": "en",
        "wording": "The plans shall be revised every three years.",
        "wording_translated": "湿地保护规划应当每三年修订一次。",
    }  # fmt: skip
    one = hand_in(consultation, Stage.TRACING, [asked]).suggestions.get()
    comment = Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], eid="art_2", text="three years"
    )
    group = Group.objects.create(consultation=consultation, key="g", representative=comment, size=1)
    comment.group = group
    comment.save()
    one.groups.add(group)
    Reply.objects.create(suggestion=one, status="accepted")
    Uptake.objects.create(suggestion=one, verdict="adopted", score=1, confidence=1, reason="same")
    client = sign_in(Role.DELEGATE)
    page = read_page(client.get(PAGE, HTTP_ACCEPT_LANGUAGE="zh").content)
    shown = words_of(page.xpath("//section[@aria-labelledby='returns']")[0])
    assert "S01 · 第二条第二款" in shown and "Article" not in shown
    assert "湿地保护规划应当每三年修订一次" in shown
    # Each of the two states says what it is of.
    assert "答复：" in shown and "正式文本：" in shown
    assert "S01 · Article 2, paragraph 2 " in words_of(_section(client, "returns"))


def test_the_last_day_of_voting_is_told_and_nobody_is_asked_after_it(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.stage = Stage.DELIBERATING.value
    consultation.voting_closes = timezone.localdate() + timedelta(days=2)
    consultation.save()
    client = sign_in(Role.DELEGATE)
    assert "2 days left" in words_of(_section(client, "asked"))
    consultation.voting_closes = timezone.localdate() - timedelta(days=1)
    consultation.save()
    assert select(_section(client, "asked"), "article") == []
