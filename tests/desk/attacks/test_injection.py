"""What people write is never taken for a query, a header, a format, a template, a script or a field that no form has."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as now
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from huiyin.desk.accounts.api import snapshot_account
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.core import edit_conflicts
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications import outbox
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.models import Article, Section
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import PASSWORD, enter

QUERIES = (
    "' OR 1=1 --", '" OR ""="', "'; DROP TABLE accounts_user; --", "湿地') UNION SELECT password FROM accounts_user --",
    "a* OR b*", 'NEAR("a" "b", 5)', "col:value", "^湿地", "& | ! ( ) <->", "':*", "%", "_", "\\", "[a-", "(?i)(a+)+$", "湿地\x00",
)  # fmt: skip
FORMATS = ("{site}", "{0.__class__.__mro__}", "{user.password}", "%s%n%x", "%(password)s", "${7*7}", "{{7*7}}", "{% load static %}", "#eval(\"1+1\")")  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_is_words_and_never_a_query(
    query: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.DELEGATE)
    before = User.objects.count()
    page = client.get(reverse("search", args=(consultation.slug,)), {"q": query})
    assert page.status_code == 200
    told = page.content.decode()
    assert PASSWORD not in told and "md5$" not in told and "argon2" not in told
    assert User.objects.count() == before


@pytest.mark.parametrize("query", ["' OR 1=1 --", "1 OR 1=1", "1; DROP TABLE audit_auditentry"])
def test_the_record_of_acts_is_chosen_by_what_there_is_to_choose(
    query: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    url = reverse("acts", args=(consultation.slug,))
    assert client.get(
        url, {"by": query, "kind": query, "since": query, "until": query, "page": query}
    ).status_code in (200, 404)


@pytest.mark.parametrize("words", FORMATS)
def test_what_looks_like_a_format_or_a_template_is_shown_as_it_was_written(
    words: str, consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    client = sign_in(Role.DELEGATE)
    sent = {
        "key": str(uuid4()),
        "eid": "art_1",
        "text": f"before {words} behind",
        "organisation": "",
    }
    answer = client.post(
        reverse("comment_send", args=(consultation.slug, "art_1")), sent, follow=True
    )
    assert answer.status_code == 200
    assert Comment.objects.get().text == f"before {words} behind"
    User.objects.filter(pk=people[Role.DELEGATE].pk).update(name=words)
    page = client.get(reverse("mine", args=(consultation.slug,))).content.decode()
    shown = page.replace("&quot;", '"').replace("&#x27;", "'")
    assert f"before {words} behind" in shown and "before 49 behind" not in shown
    outbox.deliver_mails()
    for letter in mail.outbox:
        assert PASSWORD not in str(letter.body) and "__class__" not in str(letter.subject).replace(
            words, ""
        )


@pytest.mark.parametrize(
    "evil",
    [
        "x@example.org\r\nBcc: all@example.org",
        "x@example.org\nSubject: hi",
        '"x\r\nBcc: y"@example.org',
        "x@example.org,y@example.org",
        "<x@example.org>",
        "x@example.org%0aBcc:y",
    ],
)
def test_nobody_writes_headers_or_recipients_of_a_mail(
    evil: str, people: dict[Role, User], members: list[Any], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.post(
        reverse("people"), {"email": evil, "role": "delegate", "organisation": str(members[0].pk)}
    )
    members[0].name_en = members[0].name_zh = "Org\r\nBcc: all@example.org"
    members[0].save()
    client.post(
        reverse("people"),
        {"email": "fine@example.org", "role": "delegate", "organisation": str(members[0].pk)},
    )
    outbox.deliver_mails()
    assert mail.outbox
    for letter in mail.outbox:
        raw = message_from_bytes(letter.message().as_bytes())
        assert (
            raw["Bcc"] is None
            and len(raw.get_all("To", [])) == 1
            and len(raw.get_all("Subject", [])) == 1
        )
        assert "," not in raw["To"] and len(letter.to) == 1


EVIL_NAMES = ('a".html', "a\r\nX-Evil: 1.csv", "../../../etc/passwd.csv", "..\\..\\x.csv", "C:\\x.csv", "/etc/passwd.csv", "\u202egnp.csv", "a;b=c.csv", "x" * 300 + ".csv")  # fmt: skip


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_the_name_of_a_file_leads_nowhere_and_is_in_no_header(
    name: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    data = b"organisation,provision,comment\nA,art_1,good words\n"
    answer = client.post(
        reverse("intakes", args=(consultation.slug,)), {"files": SimpleUploadedFile(name, data)}
    )
    assert answer.status_code in (200, 302, 422)
    for key, value in answer.headers.items():
        assert "evil" not in key.lower() and "passwd" not in value
    uploads = Path(now.MEDIA_ROOT).resolve()
    for intake in Intake.objects.all():
        assert Path(intake.file.path).resolve().is_relative_to(uploads)
    given = client.get(reverse("acts_csv", args=(consultation.slug,)))["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', given), given


def test_no_form_writes_a_field_that_it_does_not_show(
    people: dict[Role, User], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    rights: dict[str, Any] = {
        "is_superuser": "on", "is_staff": "on", "is_secretariat": "on", "is_active": "", "email": "other@example.org",
        "password": "x", "id": "1", "pk": "1", "user": "1", "groups": "1", "seats": "1", "role": "secretariat",
    }  # fmt: skip
    person = people[Role.DELEGATE]
    before = User.objects.filter(pk=person.pk).values().get()
    sign_in(Role.DELEGATE).post(
        reverse("account"),
        {
            "name": "New name",
            "digest": "daily",
            "reminders": "on",
            edit_conflicts.NAME: edit_conflicts.digest_version(snapshot_account(person)),
            **rights,
        },
    )
    after = User.objects.filter(pk=person.pk).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert (
        changed <= {"name", "digest", "digested_at", "wants_reminders", "last_login"}
        and after["name"] == "New name"
    )
    invitation = Invitation.objects.create(
        email="guest@example.org", role="delegate", organisation=person.seats.get().organisation
    )
    Client().post(
        reverse("join", args=("x",)), {"name": "G", "password": "reeds by the lake", **rights}
    )
    from huiyin.desk.networks.api import accept_invitation

    made = accept_invitation(invitation, "G", "reeds by the lake")
    assert not (made.is_superuser or made.is_staff or made.is_secretariat) and made.is_active
    key = str(uuid4())
    sent = {
        "key": key,
        "eid": "art_1",
        "text": "mine",
        "author": str(people[Role.SECRETARIAT].pk),
        "state": "withdrawn",
        "consultation": "999",
        "is_hidden": "on",
    }
    sign_in(Role.DELEGATE).post(reverse("comment_send", args=(consultation.slug, "art_1")), sent)
    comment = Comment.objects.get(public_id=key)
    assert comment.author_id == person.pk and comment.consultation_id == consultation.pk


def test_of_a_field_that_comes_twice_the_one_that_was_checked_is_the_one_that_is_used(
    people: dict[Role, User], members: list[Any], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    one, two = str(members[0].pk), str(members[1].pk)
    client.post(
        f"{reverse('people')}?role=secretariat",
        {
            "email": ["evil@example.org\n", "fine@example.org"],
            "role": ["secretariat", "delegate"],
            "organisation": [one, two],
        },
    )
    made = Invitation.objects.get()
    assert (made.email, made.role, made.organisation_id) == (
        "fine@example.org",
        "delegate",
        members[1].pk,
    )


def test_the_editor_keeps_no_script_no_foreign_address_and_no_picture(
    people: dict[Role, User],
) -> None:
    prepare_pages()
    client = Client(raise_request_exception=False)
    enter(client, people[Role.OPERATOR])
    section = Section.objects.first()
    assert section is not None
    body = '{"blocks":[{"key":"a","text":"click me","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[{"offset":0,"length":8,"key":0}]}],"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(1)"}}}}'
    given = {
        "title": "<script>alert(1)</script>",
        "slug": "evil",
        "body": body,
        "dated": "",
        "action-publish": "1",
        "initiative": "",
        "pictures-TOTAL_FORMS": "0",
        "pictures-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    client.post(reverse("wagtailadmin_pages:add", args=("pages", "article", section.pk)), given)
    made = Article(
        title="<script>alert(1)</script>",
        slug="other",
        body='<p onclick="x()"><script>alert(2)</script><a href="javascript:alert(3)">go</a><img src=x onerror=alert(4)></p>',
    )
    section.add_child(instance=made)
    made.save_revision().publish()
    for article in Article.objects.all():
        page = Client().get(article.url)
        if page.status_code != 200:
            continue
        shown = page.content.decode().partition("<main")[2]
        assert (
            "script-src 'self'" in page["Content-Security-Policy"]
            and "unsafe" not in page["Content-Security-Policy"]
        )
        assert (
            "javascript:" not in Article.objects.get(pk=article.pk).body or article.slug == "other"
        )
        assert "<script>alert(1)" not in shown
    assert Page.objects.filter(slug="other").exists()
    for name in ("images", "documents", "embeds", "redirects", "forms"):
        assert client.get(f"/cms/{name}/").status_code == 404, name


#: How a script of ours would make text into markup or run it.
_RUNS = re.compile(r"\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"'`]|srcdoc|__proto__|Object\.assign\(|window\.postMessage|addEventListener\(\"message\"")  # fmt: skip


def test_our_scripts_write_text_and_no_markup_and_listen_to_this_site_alone() -> None:
    """The one listener is to a ``BroadcastChannel``, which reaches the windows of this site and no others."""
    desk = Path(__file__).resolve().parents[3] / "src/huiyin/desk"
    scripts = [path for path in desk.rglob("*.js") if "static" in path.parts]
    assert len(scripts) >= 4
    for path in scripts:
        for line in path.read_text("utf-8").splitlines():
            found = _RUNS.search(line)
            assert found is None or line.startswith('windows?.addEventListener("message"'), (
                f"{path.name}: {line}"
            )
