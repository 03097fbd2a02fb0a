"""An organisation outside of the network."""

from __future__ import annotations

import pytest

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    Role,
)
from huiyin.desk.registry.api.seats import give_seat
from huiyin.desk.registry.models import Organisation
from tests.desk.world import PASSWORD


@pytest.fixture
def stranger(people: dict[Role, User]) -> tuple[User, Organisation]:
    """An organisation outside of the network, and its delegate."""
    cranes = Organisation.objects.create(slug="cranes", name_zh="鹤会", name_en="Cranes")
    person = User.objects.create_user("cranes@example.org", PASSWORD, name="Ke", language="en")
    give_seat(person, cranes)
    return person, cranes
