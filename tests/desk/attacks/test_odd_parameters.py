"""No odd value of a parameter is an error of ours: a small part of ``tests/sweeps/test_odd_parameters.py``."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.desk.test_audit import World
from tests.sweeps.test_odd_parameters import Person, Sweep, look, sweep_role, view_of


def crawl(person: Person, start: str) -> list[str]:
    """One address of each kind that links lead to from ``start``."""
    found: dict[str, str] = {view_of(start): start}
    waiting = [start]
    while waiting:
        url = waiting.pop()
        for link in sorted(look(person, url)[0].links):
            path = urlsplit(link).path
            # The editor of pages is Wagtail's; the sweep goes there.
            if view_of(path) and view_of(path) not in found and not path.startswith("/cms/"):
                found[view_of(path)] = path
                waiting.append(path)
    return list(found.values())


@pytest.mark.parametrize("role", ["secretariat", "reader"])
def test_what_a_page_leads_to_is_given_numbers_without_end_and_what_nothing_can_hold(
    role: str, consultation: Any, people: Any, members: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    World(consultation, people, members).propose(fixed=True)
    person = Person(role)
    urls = crawl(person, "/")
    sweep = Sweep((str(2**63 - 1), "a\x00b" + "长" * 300), ("a\x00b",), ())
    sweep_role(sweep, person, urls)
    assert sweep.failed == []
    assert len(sweep.count.addresses) > (35 if role == "secretariat" else 8)
    assert len(sweep.count.parameters) > (150 if role == "secretariat" else 20)
