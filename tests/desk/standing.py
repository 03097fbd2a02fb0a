"""The small network of :mod:`tests.desk.world`, made once for all tests of a module that imports these fixtures.

Each test finds it as it was made: what the test did is rolled back to there. Not for tests that commit, nor for those
that put the desk's files elsewhere, where the drafts of this one would not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import use_language
from tests.desk import world

__all__ = ["authority", "consultation", "members", "network", "people", "standing"]


@dataclass(frozen=True)
class Standing:
    """The number of each row; a test reads the row itself, for what another changed in its object stays there."""

    authority: int
    members: tuple[int, ...]
    network: int
    people: Mapping[Role, int]
    consultation: int


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield _make()
        transaction.set_rollback(True)
    cache.clear()


def _make() -> Standing:
    cache.clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HUIYIN_LANG", "en")
        use_language(None)
        authority, members = world.make_authority(), world.make_members()
        network = world.make_network(members)
        people = world.make_people(authority, members, network)
        consultation = world.make_consultation(people, authority, network)
    return Standing(
        authority.pk,
        tuple(member.pk for member in members),
        network.pk,
        {role: person.pk for role, person in people.items()},
        consultation.pk,
    )


@pytest.fixture
def authority(standing: Standing, db: None) -> Organisation:
    return Organisation.objects.get(pk=standing.authority)


@pytest.fixture
def members(standing: Standing, db: None) -> list[Organisation]:
    found = Organisation.objects.in_bulk(standing.members)
    return [found[pk] for pk in standing.members]


@pytest.fixture
def network(standing: Standing, db: None) -> Network:
    return Network.objects.get(pk=standing.network)


@pytest.fixture
def people(standing: Standing, db: None) -> dict[Role, User]:
    """Role → somebody who has it."""
    found = User.objects.in_bulk(standing.people.values())
    return {role: found[pk] for role, pk in standing.people.items()}


@pytest.fixture
def consultation(standing: Standing, db: None) -> Consultation:
    """A bilingual draft, at the stage of commenting."""
    return Consultation.objects.get(pk=standing.consultation)
