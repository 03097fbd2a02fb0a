"""Two who write at one moment are each given a number of their own."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import statements
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.ledger import api as ledger
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeEntry, ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.models import ProposalVersion
from tests.desk.attacks.meeting import Act, meet, together


def _write(consultation: Consultation, key: str) -> Act:
    def act() -> ExchangeEntry:
        return ledger.record_exchange(
            ExchangeKind.REPLY,
            ExchangeDirection.FROM_AUTHORITY,
            date(2026, 11, 30),
            authority=consultation.authority_id,
            consultation=consultation.pk,
            details={"suggestion": key, "status": "considering"},
        )

    return act


def _check_numbers(expected: int) -> None:
    numbers = list(Exchange.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, expected + 1))
    assert ledger.find_broken_exchange() is None


@pytest.mark.parametrize("recorded", (0, 1))
@pytest.mark.django_db(transaction=True)
def test_acts_that_are_written_down_at_once_have_numbers_of_their_own(
    recorded: int, consultation: Consultation
) -> None:
    Exchange.objects.all().delete()
    for _ in range(recorded):
        _write(consultation, "S00")()
    told = together([_write(consultation, f"S{n:02}") for n in range(1, 7)])
    assert [one for one in told if isinstance(one, BaseException)] == []
    _check_numbers(recorded + 6)


@pytest.mark.parametrize("recorded", (0, 1))
@pytest.mark.django_db(transaction=True)
def test_an_act_that_comes_amid_another_is_numbered_after_it(
    recorded: int, consultation: Consultation
) -> None:
    for at in count(1):
        Exchange.objects.all().delete()
        for _ in range(recorded):
            _write(consultation, "S00")()
        told = meet(_write(consultation, "S01"), _write(consultation, "S02"), at)
        if told is None:
            return
        assert [one for one in told if isinstance(one, BaseException)] == []
        _check_numbers(recorded + 2)


@pytest.mark.django_db(transaction=True)
def test_statements_that_are_made_at_once_have_keys_of_their_own(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]
    there = Statement.objects.filter(consultation=consultation)
    before = there.count()

    def make(n: int) -> Act:
        return lambda: statements.create_statement(consultation, by, f"芦苇{n}", f"Reeds {n}")

    told = together([make(n) for n in range(4)])
    assert [one for one in told if isinstance(one, BaseException)] == []
    assert len(set(there.values_list("key", flat=True))) == before + 4
    assert len(set(there.values_list("position", flat=True))) == before + 4


@pytest.mark.django_db(transaction=True)
def test_editions_that_are_begun_at_once_are_one(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]
    told = together([lambda: drafts.begin_proposal_version(consultation, by)] * 4)
    assert [one for one in told if isinstance(one, BaseException)] == []
    assert ProposalVersion.objects.filter(proposal__consultation=consultation).count() == 1
