"""Who somebody is to a consultation, and what becomes of what they want to do."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import TABLE, Action, Role, Stage
from huiyin.desk.consultations.access import Access, Entry, decide_entry
from huiyin.desk.consultations.models import Consultation

pytestmark = pytest.mark.django_db


def test_what_is_decided_is_what_the_table_says_and_deciding_it_does_nothing(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    """No row is read or written, so that it may be asked anywhere and as often as one likes."""
    visitors = [Access(AnonymousUser(), consultation)]
    visitors += [Access(person, consultation) for person in people.values()]
    told = set()
    with CaptureQueriesContext(connection) as asked:
        for access, action, stage in product(visitors, Action, Stage):
            consultation.stage = stage.value
            entry = decide_entry(access, action)
            told.add(entry)
            is_open = access.may(Action.SEE) and access.may(action)
            assert (entry is Entry.OPEN) == is_open
            assert (entry is Entry.HIDDEN) == (not access.may(Action.SEE))
            if entry is Entry.SIGN_IN_FIRST:
                somebody = any(stage in stages for stages in TABLE[action].values())
                assert somebody and not access.user.is_authenticated
    assert told == set(Entry) - {Entry.SECOND_STEP_FIRST}
    assert asked.captured_queries == []
