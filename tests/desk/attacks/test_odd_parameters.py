"""No odd value of a parameter is an error of ours: a small part of ``tests/sweeps/test_odd_parameters.py``."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.desk.audit.test_audit import World
from tests.sweeps import odd
from tests.sweeps.test_odd_parameters import Person, Sweep, crawl, sweep_role


@pytest.mark.parametrize("role", ["secretariat", "reader"])
def test_what_a_page_leads_to_is_given_numbers_without_end_and_what_nothing_can_hold(
    role: str, consultation: Any, people: Any, members: Any
) -> None:
    endless, unholdable = str(2**63 - 1), "a\x00b"
    # SQLite holds every character: what PostgreSQL does not is sent there, and in the sweep to both.
    is_choosy = connection.vendor == "postgresql"
    values = (endless, unholdable + "长" * 300) if is_choosy else (endless,)
    with odd.quiet():
        World(consultation, people, members).propose(fixed=True)
        person = Person(role)
        urls = crawl(person, "/")
        sweep = Sweep(values, (unholdable,), ())
        sweep_role(sweep, person, urls)
    assert sweep.failed == []
    assert len(sweep.count.addresses) > (35 if role == "secretariat" else 8)
    assert len(sweep.count.parameters) > (150 if role == "secretariat" else 20)
