"""What a token writes: what its owner may on the pages."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.api.data import Scope
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.jobs import api as jobs
from huiyin.desk.registry.models import Organisation
from tests.desk.api.requests import BASE, ask, make_token, visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import hand_in


def test_a_comment_is_sent_with_a_token_by_who_may_on_the_pages(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    page, key = f"{BASE}/consultations/wetlands/comments", str(uuid4())
    words = {"id": key, "eid": "art_1", "text": "Plans in public", "organisation": "org1"}

    def send(headers: dict[str, str], **more: Any) -> Any:
        return visitor().post(page, {**words, **more}, "application/json", headers=headers)

    assert send({}).json()["code"] == "no_token"
    assert send({"authorization": "Bearer huiyin_no"}).json()["code"] == "bad_token"
    narrow = send(make_token(people[Role.DELEGATE], Scope.REPLY))
    assert narrow.status_code == 403 and narrow.json()["code"] == "scope"
    assert send(make_token(people[Role.OFFICER])).json()["code"] == "not_allowed"
    delegate = make_token(people[Role.DELEGATE], Scope.COMMENT)
    assert [one["where"] for one in send(delegate, text="").json()["errors"]] == ["text"]
    assert [one["where"] for one in send(delegate, colour="red").json()["errors"]] == ["colour"]
    assert send(delegate, organisation="ministry").status_code == 422
    sent = send(delegate)
    assert sent.status_code == 201 and sent.json()["id"] == key, sent.content
    assert send(delegate).status_code == 201 and Comment.objects.count() == 1
    assert send(delegate, text="Otherwise").json()["code"] == "conflict"
    assert AuditEntry.objects.filter(verb="send", actor=people[Role.DELEGATE]).count() == 1
    assert ask(page).json()["items"][0]["id"] == key
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.CLOSED)
    assert send(delegate, id=str(uuid4())).json()["code"] == "not_now"
    Consultation.objects.filter(pk=consultation.pk).update(stage=Stage.PREPARING)
    assert send(delegate, id=str(uuid4())).status_code == 404
    no_cookie = Client()
    no_cookie.force_login(
        people[Role.DELEGATE], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert no_cookie.post(page, words, "application/json").status_code == 401


def test_a_table_is_taken_in_a_reply_given_and_an_exchange_recorded(
    consultation: Consultation, people: dict[Role, User], authority: Organisation
) -> None:
    team, officer = make_token(people[Role.SECRETARIAT]), make_token(people[Role.OFFICER])
    table = SimpleUploadedFile("意见.csv", "条款,意见\n第二条,应当公开\n".encode())
    page = f"{BASE}/consultations/wetlands"
    taken = visitor().post(f"{page}/tables", {"file": table, "organisation": "org2"}, headers=team)
    assert taken.status_code == 202, taken.content
    jobs.perform_waiting(consultation, "take_in")
    assert Comment.objects.get().organisation.slug == "org2"
    refused = visitor().post(f"{page}/tables", {"file": table}, headers=officer)
    assert refused.json()["code"] == "not_allowed"

    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_1", "text": "say it"}])
    edition.locked_at = edition.submitted_at = timezone.now()
    edition.save(update_fields=("locked_at", "submitted_at"))

    def reply(**given: Any) -> Any:
        return visitor().post(f"{page}/replies", given, "application/json", headers=officer)

    assert reply(suggestion="S09", status="accepted").status_code == 422
    assert reply(suggestion="S01", status="rejected").json()["errors"][0]["where"] == "reason"
    assert reply(suggestion="S01", status="maybe").json()["errors"][0]["where"] == "status"
    assert reply(suggestion="S01", status="rejected", reason="It costs").status_code == 201
    assert ask(f"{page}/replies").json()["items"][0]["reason"] == "It costs"

    asked = {
        "kind": "request", "direction": "to_authority", "authority": "ministry", "day": timezone.localdate().isoformat(),
        "subject_en": "Water levels",
    }  # fmt: skip

    def write(headers: dict[str, str], **more: Any) -> Any:
        return visitor().post(
            f"{BASE}/exchanges", {**asked, **more}, "application/json", headers=headers
        )

    assert write(officer).json()["code"] == "not_allowed"
    assert write(team, authority="nobody").json()["errors"][0]["where"] == "authority"
    assert write(team, day="2190-01-01").json()["errors"][0]["where"] == "day"
    assert write(team, kind="reminder").json()["errors"][0]["where"] == "answers"
    done = write(team)
    assert done.status_code == 201, done.content
    assert ask(f"{BASE}/exchanges/{done.json()['id']}").json()["subject_en"] == "Water levels"
    leader = make_token(people[Role.COORDINATOR])
    assert write(leader).json()["errors"][0]["where"] == "network"
    assert write(leader, network="wetlands").status_code == 201
