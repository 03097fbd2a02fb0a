"""The pages of the ledger: who sees what, what a thread shows, how its day was counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.threads import recount_open_threads
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Promise,
    Visibility,
)
from huiyin.desk.ledger.models import Exchange, LegalGround, Thread
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.data import OrganisationKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.organisations import create_organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TO, FROM = ExchangeDirection.TO_AUTHORITY, ExchangeDirection.FROM_AUTHORITY
ASKED = date(2026, 3, 2)


@pytest.fixture
def record(
    people: dict[Role, User], authority: Organisation, network: Network
) -> Callable[..., Exchange]:
    def save(kind: ExchangeKind, day: date, direction: Any = TO, **more: Any) -> Exchange:
        values = {
            "network": network.pk,
            "subject_en": f"{kind} of {day}",
            "source": ExchangeSource.HAND,
        }
        given = ExchangeInput(kind, direction, day, authority.pk, **{**values, **more})
        return save_exchange(given, people[Role.SECRETARIAT])

    return save


@pytest.fixture
def twenty_days() -> LegalGround:
    return LegalGround.objects.create(
        jurisdiction="cn", name_en="Regulations on Open Government Information", provision="art. 33",
        since=date(2019, 5, 15), amount=20, unit="working_day", extension_amount=20, extension_unit="working_day",
    )  # fmt: skip


def read(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_request_answered_late_after_an_extension_is_told_day_by_day(
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client], twenty_days: LegalGround
) -> None:
    ask = record(
        ExchangeKind.REQUEST,
        ASKED,
        matter="information",
        channel="registered",
        ground=twenty_days.pk,
    )
    record(ExchangeKind.EXTENSION, date(2026, 3, 20), FROM, answers=ask.number)
    record(ExchangeKind.REPLY, date(2026, 5, 20), FROM, answers=ask.number)
    thread = Thread.objects.get(ask=ask)
    # The Tomb-sweeping and Labour days of 2026 are off, and 9 May is worked in their place.
    assert thread.due_on is not None and thread.due_on > date(2026, 4, 27)
    assert thread.late_on == thread.due_on + timedelta(days=1)
    assert (thread.answered_on, thread.state) == (date(2026, 5, 20), "answered")
    reader = sign_in(Role.READER)
    page = read(reader, "thread", ask.number)
    assert "Late: no answer by the deadline" in page
    assert page.index("extension of") < page.index("Late: no answer") < page.index("reply of")
    clock = read(reader, "thread_clock", ask.number)
    assert clock.count("Non-working day") > 10
    assert "art. 33" in clock and "Day 0" in clock
    assert clock.count("Counted (extension)") == 20
    assert "20 March 2026 · Extension" in clock


def test_the_network_s_own_debts_stand_beside_what_it_is_owed(
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client], twenty_days: LegalGround
) -> None:
    record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk, subject_en="we ask them")
    record(ExchangeKind.REQUEST, ASKED, FROM, ground=twenty_days.pk, subject_en="they ask us")
    page = read(sign_in(Role.READER), "ledger_due")
    assert page.index("we ask them") < page.index('id="own"') < page.index("they ask us")


def test_what_is_not_public_is_seen_by_whom_it_concerns_alone(
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client]
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    shown = {
        "open": record(ExchangeKind.MEETING, ASKED, subject_en="said to all"),
        "members": record(ExchangeKind.MEETING, ASKED, subject_en="said to members", visibility=Visibility.MEMBERS),
        "team": record(ExchangeKind.MEETING, ASKED, subject_en="said to us", visibility=Visibility.SECRETARIAT),
        "later": record(ExchangeKind.MEETING, ASKED, subject_en="said tomorrow", embargo_until=tomorrow),
    }  # fmt: skip
    may = {Role.READER: {"open"}, Role.DELEGATE: {"open", "members"}, Role.SECRETARIAT: set(shown)}
    for role, names in may.items():
        client = sign_in(role)
        page = read(client, "ledger")
        for name, exchange in shown.items():
            assert (exchange.subject_en in page) == (name in names), (role, name)
            status = client.get(reverse("exchange", args=(exchange.number,))).status_code
            assert status == (200 if name in names else 404), (role, name)
            entry = exchange.entry
            assert entry is not None
            assert ("kind" in entry.fields) == (
                name == "open"
            )  # the log says nothing of the others


def test_days_that_pass_make_late_and_put_to_sleep(
    record: Callable[..., Exchange], twenty_days: LegalGround
) -> None:
    ask = record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
    Thread.objects.update(late_on=None, very_late_on=None, asleep_on=None, counted_on=None)
    assert recount_open_threads(date(2026, 12, 1)) == 1
    thread = Thread.objects.get(ask=ask)
    assert thread.late_on and thread.very_late_on and thread.asleep_on == date(2026, 9, 2)
    assert recount_open_threads(date(2026, 12, 1)) == 0


def test_a_letter_is_recorded_by_hand_with_its_documents(
    authority: Organisation, network: Network, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    form = {
        "kind": "request", "direction": "to_authority", "authority": authority.pk, "day": "2026-03-02",
        "subject_en": "Plans for the wetlands", "network": network.pk, "visibility": "public", "channel": "letter",
        "files": SimpleUploadedFile("letter.pdf", b"%PDF-1.4 words"),
    }  # fmt: skip
    answer = client.post(reverse("ledger_record"), form)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    exchange = Exchange.objects.get(subject_en="Plans for the wetlands")
    document = exchange.documents.get()
    assert answer.url == reverse("exchange", args=(exchange.number,))
    got = sign_in(Role.READER).get(
        reverse("exchange_document", args=(exchange.number, document.pk))
    )
    assert b"".join(got.streaming_content) == b"%PDF-1.4 words"
    assert exchange.entry is not None and exchange.entry.fields["documents"] == [document.sha256]
    assert find_broken_exchange() is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"day": "2999-01-01"}, "not valid"),
        ({"day": ""}, "field is required"),
        ({"subject_en": ""}, "subject in at least one language"),
        ({"answers": "99999"}, "no exchange with this number"),
        ({"kind": "redirection"}, "authority to which it was referred"),
        ({"kind": "nothing"}, "option from the list"),
        ({"embargo_until": "2020-01-01"}, "must be in the future"),
    ],
    ids=lambda value: next(iter(value.items())) if isinstance(value, dict) else "",
)
def test_what_is_wrong_with_the_form_is_said_beside_it_and_nothing_is_recorded(
    wrong: dict[str, str], why: str, authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    form = {
        "kind": "request", "direction": "to_authority", "authority": authority.pk, "day": "2026-03-02",
        "subject_en": "Plans", "visibility": "public",
    }  # fmt: skip
    answer = sign_in(Role.SECRETARIAT).post(reverse("ledger_record"), {**form, **wrong})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Exchange.objects.filter(subject_en="Plans").exists()


MAIL = b"""From: Office of Plans <office@example.org>
To: wetlands@example.org
Date: Mon, 2 Mar 2026 10:00:00 +0800
Subject: Your request on plans
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8

We have received your request and will answer soon.
--cut
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"

%PDF-1.4 the plan
--cut--
"""


@pytest.mark.parametrize(
    ("visibility", "kept"),
    [
        ("secretariat", ["reply.eml", "plan.pdf"]),
        ("members", ["plan.pdf"]),
        ("public", ["plan.pdf"]),
    ],
)
def test_a_mail_fills_the_form_in_and_is_itself_for_the_team_alone(
    visibility: str, kept: list[str], authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    page = client.post(reverse("ledger_mail"), {"file": SimpleUploadedFile("reply.eml", MAIL)})
    form = page.context["form"]
    assert (form["subject_en"].value(), str(form["day"].value())) == (
        "Your request on plans",
        "2026-03-02",
    )
    assert form["visibility"].value() == "secretariat" and not form["summary_en"].value()
    assert "answer soon" in page.content.decode()  # beside the form, to quote from
    posted = {name: form[name].value() or "" for name in form.fields} | {
        "authority": authority.pk, "letter": page.context["letter_key"], "wants_answer": "",
        "visibility": visibility,
    }  # fmt: skip
    answer = client.post(reverse("ledger_record"), posted)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    exchange = Exchange.objects.get(subject_en="Your request on plans")
    assert [one.name for one in exchange.documents.all()] == kept
    assert exchange.source == "mail"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (
            {"kind": "extension", "extended_to": "2026-03-10"},
            "must be later than the date of the extension",
        ),
        ({"kind": "extension", "extended_to": "2026-03-25"}, "is already due by"),
        ({"kind": "extension", "day": "2026-08-03"}, "record it as an interim reply"),
        ({"kind": "extension", "answers": ""}, "number of the request"),
        ({"kind": "reply", "direction": "to_authority"}, "Reverse the direction"),
        ({"kind": "withdrawal"}, "Reverse the direction"),
        ({"kind": "reply", "authority": "other"}, "Choose that authority"),
        ({"kind": "reply", "extended_to": "2026-09-01"}, "Only an extension"),
        ({"kind": "reply", "passed_to": "other"}, "Only a referral"),
        ({"kind": "redirection", "passed_to": "same"}, "another authority"),
        ({"kind": "redaction"}, "option from the list"),
        ({"kind": "correction"}, "option from the list"),
        ({"kind": "reply", "day": "2001-01-01"}, "cannot be earlier than that of the exchange"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_what_cannot_have_happened_so_is_refused_with_the_mend(
    wrong: dict[str, str], why: str, authority: Organisation, record: Callable[..., Exchange],
    sign_in: Callable[[Role], Client], twenty_days: LegalGround,
) -> None:  # fmt: skip
    other = Organisation.objects.create(slug="water", kind="authority", name_en="Office of Water")
    ask = record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
    named = {"other": str(other.pk), "same": str(authority.pk)}
    form = {
        "direction": "from_authority", "authority": authority.pk, "day": "2026-03-16", "subject_en": "Not so",
        "visibility": "public", "answers": ask.number,
    }  # fmt: skip
    client = sign_in(Role.SECRETARIAT)
    wrong = {name: named.get(value, value) for name, value in wrong.items()}
    answer = client.post(reverse("ledger_record"), {**form, **wrong})
    assert answer.status_code == 422
    assert why in answer.content.decode(), answer.context["form"].errors
    assert not Exchange.objects.filter(subject_en="Not so").exists()
    answered = record(ExchangeKind.REPLY, date(2026, 3, 12), FROM, answers=ask.number)
    extends = {"kind": "extension", "answers": answered.number}
    assert "nothing to extend" in client.post(reverse("ledger_record"), {**form, **extends}).content.decode()  # fmt: skip


def test_an_extension_to_a_later_day_and_a_reply_after_a_redirection_are_recorded(
    authority: Organisation, record: Callable[..., Exchange], sign_in: Callable[[Role], Client],
    twenty_days: LegalGround,
) -> None:  # fmt: skip
    other = Organisation.objects.create(slug="water", kind="authority", name_en="Office of Water")
    ask = record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
    client = sign_in(Role.SECRETARIAT)
    form = {
        "direction": "from_authority",
        "subject_en": "Yes",
        "visibility": "public",
        "answers": ask.number,
    }
    for more in (
        {"kind": "extension", "day": "2026-03-16", "extended_to": "2026-05-20", "authority": authority.pk},
        {"kind": "redirection", "day": "2026-03-17", "passed_to": other.pk, "authority": authority.pk},
        {"kind": "reminder", "day": "2026-03-18", "authority": other.pk, "direction": "to_authority"},
        {"kind": "reply", "day": "2026-03-19", "authority": other.pk},
    ):  # fmt: skip
        answer = client.post(reverse("ledger_record"), {**form, **more})
        assert answer.status_code == 302, answer.context["form"].errors
    assert Thread.objects.get(ask=ask).state == "answered"


def test_an_answer_to_some_of_it_leaves_the_rest_owed(record: Callable[..., Exchange]) -> None:
    ask = record(ExchangeKind.PROPOSAL, ASKED)
    state = Thread.objects.filter(ask=ask).values_list("state", flat=True)
    record(ExchangeKind.REPLY, date(2026, 3, 3), FROM, answers=ask.number, details={"left": 1})
    assert list(state.all()) == ["partly"]
    record(ExchangeKind.REPLY, date(2026, 3, 4), FROM, answers=ask.number, details={"left": 0})
    assert list(state.all()) == ["answered"]


def test_a_correction_stands_beside_what_it_corrects_and_a_mistake_counts_nowhere(
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client]
) -> None:
    ask = record(ExchangeKind.REQUEST, ASKED)
    client = sign_in(Role.SECRETARIAT)
    address = reverse("exchange_correct", args=(ask.number,))
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"correction_en": "It was sent a day later."}).status_code == 302
    page = read(sign_in(Role.READER), "exchange", ask.number)
    assert "It was sent a day later." in page and "Recorded by mistake" not in page
    thread = Thread.objects.get(ask=ask)
    assert thread.state == "open" and not thread.very_late_on
    client.post(address, {"correction_en": "It was never sent.", "is_void": "on"})
    thread.refresh_from_db()
    ask.refresh_from_db()
    assert (ask.is_void, thread.state) == (True, "void")
    assert "Recorded by mistake" in read(sign_in(Role.READER), "exchange", ask.number)
    assert ask.subject_en not in read(sign_in(Role.READER), "ledger_due")
    assert find_broken_exchange() is None
    assert client.get(address).status_code == 302  # there is nothing left to correct


def test_a_coordinator_records_exchanges_of_the_own_network_alone(
    authority: Organisation, network: Network, people: dict[Role, User],
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    other = Network.objects.create(slug="other", name_en="Other")
    client = sign_in(Role.COORDINATOR)
    form = {
        "kind": "request", "direction": "to_authority", "authority": authority.pk, "day": "2026-03-02",
        "subject_en": "Plans of ours", "visibility": "public", "network": network.pk,
    }  # fmt: skip
    address = reverse("ledger_record")
    assert address in read(client, "ledger")
    assert client.post(address, form).status_code == 302
    made = Exchange.objects.get(subject_en="Plans of ours")
    assert (made.network_id, made.created_by) == (network.pk, people[Role.COORDINATOR])
    for wrong in ({"network": other.pk}, {"network": ""}, {"visibility": "secretariat"}):
        assert client.post(address, {**form, **wrong, "subject_en": "Not so"}).status_code == 422
    theirs = record(ExchangeKind.REQUEST, ASKED, network=other.pk)
    reply = {**form, "kind": "reply", "direction": "from_authority", "answers": theirs.number}
    answer = client.post(address, {**reply, "subject_en": "Not so"})
    assert answer.status_code == 422 and "ask the secretariat" in answer.content.decode()
    assert not Exchange.objects.filter(subject_en="Not so").exists()
    said = {"correction_en": "Wrong"}
    for number, status in ((made.number, 302), (theirs.number, 403)):
        assert client.post(reverse("exchange_correct", args=(number,)), said).status_code == status
        woken = client.post(reverse("thread_meaning", args=(number,)), {"meaning": "full"})
        assert woken.status_code == status
    assert sign_in(Role.DELEGATE).get(address).status_code == 403


def test_lists_ask_no_more_often_when_they_are_longer(
    record: Callable[..., Exchange],
    sign_in: Callable[[Role], Client],
    authority: Organisation,
    twenty_days: LegalGround,
) -> None:
    client = sign_in(Role.SECRETARIAT)
    pages = [
        reverse("ledger"),
        reverse("ledger_due"),
        reverse("ledger_authority", args=(authority.slug,)),
    ]

    def count() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            counts.append(len(asked))
        return counts

    ask = record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
    count()
    few = count()
    for _ in range(3):
        record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
        record(ExchangeKind.REMINDER, ASKED, answers=ask.number)
    assert count() == few


def test_a_list_is_filtered_by_words_kind_authority_and_year(
    record: Callable[..., Exchange], sign_in: Callable[[Role], Client]
) -> None:
    record(ExchangeKind.MEETING, date(2025, 5, 5), subject_en="cranes")
    record(ExchangeKind.REQUEST, ASKED, subject_en="reeds")
    client = sign_in(Role.READER)
    for query, seen in (
        ("q=cranes", "cranes"), ("kind=request", "reeds"), ("year=2025", "cranes"), ("kind=nothing&q=reeds", "reeds"),
    ):  # fmt: skip
        page = client.get(f"{reverse('ledger')}?{query}").content.decode()
        other = {"cranes", "reeds"} - {seen}
        assert f">{seen}</a>" in page and f">{other.pop()}</a>" not in page, query


GROUND = {
    "jurisdiction": "中国", "name_zh": "政府信息公开条例", "provision": "第三十三条", "amount": "20", "unit": "working_day",
    "rolls": "on", "extension_amount": "20", "since": "2019-05-15",
}  # fmt: skip


def test_the_secretariat_enters_a_legal_basis_and_a_correction_counts_its_threads_anew(
    sign_in: Callable[[Role], Client], record: Callable[..., Exchange]
) -> None:
    team, reader = sign_in(Role.SECRETARIAT), sign_in(Role.READER)
    assert "Legal basis" in read(reader, "ledger_grounds")
    add = reverse("ledger_ground_new")
    assert sign_in(Role.DELEGATE).get(add).status_code == 403
    for wrong in (
        {"name_zh": ""},
        {"amount": "0"},
        {"until": "2019-01-01"},
        {"unit": "month", "amount": "400"},
    ):
        assert team.post(add, GROUND | wrong).status_code == 422, wrong
    assert not LegalGround.objects.exists()
    assert team.post(add, GROUND).status_code == 302
    ground = LegalGround.objects.get()
    assert (ground.extension_unit, ground.rolls, ground.counts_first_day) == (
        "working_day",
        True,
        False,
    )
    ask = record(ExchangeKind.REQUEST, ASKED, ground=ground.pk)
    assert Thread.objects.get(ask=ask).due_on == date(2026, 3, 30)
    for page in (read(reader, "ledger_grounds"), read(team, "ledger_grounds")):
        assert (
            "第三十三条" in page
            and "20 working days" in page
            and "In force from 15 May 2019" in page
        )
    edit = reverse("ledger_ground", args=(ground.pk,))
    version = str(team.get(edit).context["version"])
    answer = team.post(edit, GROUND | {"amount": "15", "version": version}, follow=True)
    assert "Deadlines recalculated: 1 thread" in answer.content.decode()
    assert Thread.objects.get(ask=ask).due_on == date(2026, 3, 23)
    stale = team.post(edit, GROUND | {"amount": "30", "version": version})
    assert stale.status_code == 409  # somebody else saved 15 meanwhile
    assert LegalGround.objects.get().amount == 15


def test_a_legal_basis_holds_for_asks_of_its_own_time_alone(
    sign_in: Callable[[Role], Client], twenty_days: LegalGround, authority: Organisation
) -> None:
    team = sign_in(Role.SECRETARIAT)
    asked = {
        "kind": "request", "direction": "to_authority", "authority": authority.pk, "subject_en": "x", "visibility": "public",
        "ground": twenty_days.pk,
    }  # fmt: skip
    refused = team.post(reverse("ledger_record"), asked | {"day": "2018-03-02"})
    assert refused.status_code == 422 and "not in force on 2 March 2018" in refused.content.decode()
    assert team.post(reverse("ledger_record"), asked | {"day": "2020-03-02"}).status_code == 302


def test_an_extension_that_would_move_nothing_says_so(
    sign_in: Callable[[Role], Client], record: Callable[..., Exchange], authority: Organisation, twenty_days: LegalGround
) -> None:  # fmt: skip
    team = sign_in(Role.SECRETARIAT)
    twenty_days.extension_amount = None
    twenty_days.save()
    ask = record(ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk)
    given = {
        "kind": "extension", "direction": "from_authority", "authority": authority.pk, "subject_en": "x", "visibility": "public",
        "day": "2026-03-20", "answers": ask.number,
    }  # fmt: skip
    refused = team.post(reverse("ledger_record"), given)
    assert refused.status_code == 422 and "Enter the new deadline" in refused.content.decode()
    assert (
        team.post(reverse("ledger_record"), given | {"extended_to": "2026-04-20"}).status_code
        == 302
    )
    assert Thread.objects.get(ask=ask).due_on == date(2026, 4, 20)


def test_an_ask_that_was_passed_on_is_counted_and_named_where_it_now_lies(
    sign_in: Callable[[Role], Client], record: Callable[..., Exchange], twenty_days: LegalGround
) -> None:
    """The promise of the body that passed it on binds the next one to nothing; the law does."""
    other = create_organisation(
        "water", OrganisationKind.AUTHORITY, name_zh="水利厅", name_en="Water Board"
    )
    ask = record(
        ExchangeKind.REQUEST, ASKED, ground=twenty_days.pk, subject_en="passed on", promise=Promise(date(2026, 3, 10))
    )  # fmt: skip
    thread = Thread.objects.get(ask=ask)
    assert thread.due_on == date(2026, 3, 10)
    record(ExchangeKind.REDIRECTION, date(2026, 3, 6), FROM, answers=ask.number, passed_to=other.pk)
    thread.refresh_from_db()
    assert thread.due_on == date(2026, 4, 3)
    reader = sign_in(Role.READER)
    assert "calendar of Water Board" in read(reader, "thread_clock", ask.number)
    for name in ("ledger_due", "ledger"):
        assert "referred to Water Board" in read(reader, name), name
    assert "referred to Water Board" in read(reader, "thread", ask.number)


def test_an_embargoed_exchange_is_called_so(
    sign_in: Callable[[Role], Client], record: Callable[..., Exchange]
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    exchange = record(ExchangeKind.MEETING, ASKED, embargo_until=day)
    team = sign_in(Role.SECRETARIAT)
    for page in (read(team, "ledger"), read(team, "exchange", exchange.number)):
        assert "Not public until" in page
    assert "<dt>Published</dt>" not in read(team, "exchange", exchange.number)


def test_a_mail_without_a_date_is_not_dated_today(sign_in: Callable[[Role], Client]) -> None:
    mail = "From: 甲 <a@example.org>\nSubject: x\n\ny".encode()
    answer = sign_in(Role.SECRETARIAT).post(
        reverse("ledger_mail"), {"file": SimpleUploadedFile("m.eml", mail)}
    )
    page = answer.content.decode()
    assert "does not say when it was sent" in page
    assert timezone.localdate().isoformat() not in page
