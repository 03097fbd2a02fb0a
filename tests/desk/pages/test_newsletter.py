"""The newsletter: asked for and confirmed, made of a period, edited, sent once, ended with one click."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Following, Mail
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords, write_news
from huiyin.desk.pages.models import NewsletterIssue
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403

# What is asked here in SQL is asked through the ORM.
pytestmark = pytest.mark.one_database


@pytest.fixture
def site(consultation: Consultation) -> Iterator[None]:
    prepare_pages()
    frame.forget_frame()
    words = {"zh-hans": ArticleWords("白鹭归来"), "en": ArticleWords("The egrets are back")}
    write_news([ArticleInput("egrets", timezone.localdate() - timedelta(days=3), words)])
    Consultation.objects.filter(pk=consultation.pk).update(
        stage=Stage.COMMENTING.value,
        opens=timezone.localdate() - timedelta(days=2),
        title_en="Wetlands",
    )
    yield
    frame.keep_frames({}, 3600)


def subscribe(email: str, language: str) -> None:
    reader = Client()
    asked = reader.post(f"/{language}/follow/newsletter/all/", {"email": email})
    assert asked.status_code == 200
    outbox.deliver_mails()
    link = re.search(r"http\S+/following/confirm/\S+", mail.outbox[-1].body)
    assert link is not None
    assert reader.post(link[0].partition("8000")[2]).status_code == 200


def test_an_issue_is_made_of_a_period_edited_and_sent_to_who_confirmed(
    site: None, sign_in: Callable[[Role], Client]
) -> None:
    subscribe("reader@example.org", "en")
    subscribe("duzhe@example.org", "zh-hans")
    Client().post("/en/follow/newsletter/all/", {"email": "unsure@example.org"})  # never confirms
    outbox.deliver_mails()
    mail.outbox.clear()
    team = sign_in(Role.SECRETARIAT)
    today = timezone.localdate()
    wrong = team.post("/newsletters/", {"since": today, "until": today - timedelta(days=1)})
    assert wrong.status_code == 422 and say("newsletter.wrong.order") in wrong.content.decode()
    team.post("/newsletters/", {"since": today - timedelta(days=30), "until": today})
    issue = NewsletterIssue.objects.get()
    assert "The egrets are back\n  http://127.0.0.1:8000/en/news/egrets/" in issue.text_en
    assert "白鹭归来\n  http://127.0.0.1:8000/zh-hans/news/egrets/" in issue.text_zh
    assert say("newsletter.part.opened", "en") in issue.text_en and "Wetlands" in issue.text_en
    at = f"/newsletters/{issue.pk}/"
    words: dict[str, Any] = {
        "subject_zh": "湖畔通讯", "subject_en": "Lake letter", "text_zh": issue.text_zh, "text_en": f"Dear friends,\r\n\r\n{issue.text_en}",
    }  # fmt: skip
    assert team.post(at, words | {"what": "save", "text_zh": ""}).status_code == 422
    assert not mail.outbox and not Mail.objects.filter(kind="newsletter").exists()
    team.post(at, words | {"what": "send"})
    outbox.deliver_mails()
    sent = {one.to[0]: one for one in mail.outbox}
    assert set(sent) == {"reader@example.org", "duzhe@example.org"}
    letter = sent["reader@example.org"]
    assert letter.subject == "Lake letter" and letter.body.startswith("Dear friends,\n\n")
    assert sent["duzhe@example.org"].subject == "湖畔通讯"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    issue.refresh_from_db()
    assert issue.recipients == 2 and issue.sent_at is not None
    team.post(at, words | {"what": "send"})
    team.post(at, {"what": "delete"})
    outbox.deliver_mails()
    assert len(mail.outbox) == 2 and NewsletterIssue.objects.count() == 1
    verbs = list(AuditEntry.objects.filter(verb__startswith="newsletter").order_by("pk").values_list("verb", flat=True))  # fmt: skip
    assert verbs == ["newsletter.make", "newsletter.change", "newsletter.send"]

    stop = letter.extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2]
    ended = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert ended.status_code == 200
    assert Following.objects.exclude(confirmed_at=None).count() == 1


def test_no_subject_adds_a_header_or_a_recipient(
    site: None, sign_in: Callable[[Role], Client]
) -> None:
    """Line ends in a subject, as who sends the form without our page may write them."""
    subscribe("reader@example.org", "en")
    mail.outbox.clear()
    team, today = sign_in(Role.SECRETARIAT), timezone.localdate()
    team.post("/newsletters/", {"since": today - timedelta(days=30), "until": today})
    issue = NewsletterIssue.objects.get()
    odd = "Lake\r\nBcc: thief@example.org\r\n\r\nletter"
    words = {"subject_zh": odd, "subject_en": odd, "text_zh": "x", "text_en": "x"}
    team.post(f"/newsletters/{issue.pk}/", words | {"what": "send"})
    outbox.deliver_mails()
    (letter,) = mail.outbox
    assert letter.recipients() == ["reader@example.org"]
    sent = letter.message()
    assert sent["Bcc"] is None and sent["Subject"] == "Lake Bcc: thief@example.org letter"
    assert letter.body.startswith("x")


def test_only_the_secretariat_makes_it_and_there_is_one(
    site: None, sign_in: Callable[[Role], Client]
) -> None:
    for role in (Role.DELEGATE, Role.COORDINATOR, Role.OFFICER):
        assert sign_in(role).get("/newsletters/").status_code == 403, role
    assert Client().get("/newsletters/").status_code == 302
    assert Client().get("/en/follow/newsletter/other/").status_code == 404
    assert 'href="/en/follow/newsletter/all/"' in Client().get("/en/feeds/").content.decode()


@pytest.mark.parametrize("address", ["/en/", "/en/news/"])
def test_the_secretariat_finds_it_and_the_pictures_where_pages_are_written(
    site: None, sign_in: Callable[[Role], Client], address: str
) -> None:
    led_to = set(
        re.findall(r'href="([^"]+)"', sign_in(Role.SECRETARIAT).get(address).content.decode())
    )
    assert {"/en/newsletters/", "/en/pictures/"} <= led_to
    assert not {"/en/newsletters/", "/en/pictures/"} & set(
        re.findall(r'href="([^"]+)"', Client().get(address).content.decode())
    )
