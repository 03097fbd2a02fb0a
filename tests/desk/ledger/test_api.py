"""What was recorded between the sides stays as it was, and whoever rewrites it is found out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger import api
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeEntry, ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.models import Network
from huiyin.desk.networks.network_members import save_network
from huiyin.desk.personal.row_places import find_consultation
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

DAY = date(2026, 11, 30)


def record(consultation: Consultation, key: str, status: str) -> ExchangeEntry:
    return api.record_exchange(
        ExchangeKind.REPLY,
        ExchangeDirection.FROM_AUTHORITY,
        DAY,
        authority=consultation.authority_id,
        network=consultation.network_id,
        consultation=consultation.pk,
        details={"suggestion": key, "status": status},
    )


def test_entries_are_numbered_and_each_seals_the_one_before(consultation: Consultation) -> None:
    first, second = (
        record(consultation, "S01", "considering"),
        record(consultation, "S01", "accepted"),
    )
    assert (second.number, second.day, second.consultation) == (
        first.number + 1,
        DAY,
        consultation.pk,
    )
    assert Exchange.objects.get(number=second.number).before == (
        Exchange.objects.get(number=first.number).digest
    )
    assert api.find_broken_exchange() is None


@pytest.mark.parametrize(
    "rewritten",
    [
        {"details": {"suggestion": "S01", "status": "accepted"}},
        {"day": DAY + timedelta(days=1)},
        {"consultation_id": None},
        {"before": "0" * 64},
        {"number": 40},
    ],
    ids=lambda rewritten: next(iter(rewritten)),
)
def test_an_entry_that_somebody_rewrote_is_found(
    consultation: Consultation, rewritten: dict[str, object]
) -> None:
    first = record(consultation, "S01", "rejected")
    record(consultation, "S02", "accepted")
    Exchange.objects.filter(number=first.number).update(**rewritten)
    assert api.find_broken_exchange() is not None


def test_an_act_of_before_names_its_network_as_it_was_then_called(
    authority: Organisation, network: Network
) -> None:
    before = network.name_en
    by = User.objects.create_user("names@example.org", "x" * 12, name="Names")
    for name in ("Rivers and Lakes", "Waters"):  # twice on one day: nobody was called the first
        save_network(network, network.name_zh, name, by)
        network.refresh_from_db()
    today = timezone.localdate()
    named = {}
    for day in (today - timedelta(days=400), today):
        entry = api.record_exchange(
            ExchangeKind.MEETING, ExchangeDirection.TO_AUTHORITY, day, authority=authority.pk,
            network=network.pk, consultation=None, details={},
        )  # fmt: skip
        named[day] = Exchange.objects.get(number=entry.number).parties["network"]["en"]
    assert list(named.values()) == [before, "Waters"]


def test_an_entry_is_not_changed_by_the_program(consultation: Consultation) -> None:
    held = Exchange.objects.get(number=record(consultation, "S01", "rejected").number)
    held.details = {}
    with pytest.raises(TypeError):
        held.save()


def test_every_answer_to_a_suggestion_is_told_the_first_first(
    consultation: Consultation, authority: Organisation
) -> None:
    for key, status in (("S01", "considering"), ("S02", "accepted"), ("S01", "partly")):
        record(consultation, key, status)
    told = api.list_replies(consultation.pk, ["S01"])
    assert [one.details["status"] for one in told] == ["considering", "partly"]
    assert api.list_replies(consultation.pk + 1, ["S01"]) == []


def test_what_was_recorded_in_a_span_names_its_consultations(consultation: Consultation) -> None:
    before = timezone.now()
    record(consultation, "S01", "accepted")
    api.record_exchange(
        ExchangeKind.REPLY, ExchangeDirection.FROM_AUTHORITY, DAY, authority=consultation.authority_id, details={}
    )  # fmt: skip
    now = timezone.now()
    assert api.list_consultations(ExchangeKind.REPLY, before, now) == {consultation.pk}
    assert api.list_consultations(ExchangeKind.ENACTMENT, before, now) == set()
    assert api.list_consultations(ExchangeKind.REPLY, now, now + timedelta(days=1)) == set()


def test_an_entry_in_which_somebody_is_named_leads_to_its_consultation(
    consultation: Consultation,
) -> None:
    held = Exchange.objects.get(number=record(consultation, "S01", "accepted").number)
    assert find_consultation(held) == consultation
