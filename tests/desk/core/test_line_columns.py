"""No column of one line stores what turns the direction of the line that it is shown in, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from wagtail.models import Page

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import statements
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.core.bulk_rows import insert_rows
from huiyin.desk.core.form_fields import LineField
from huiyin.desk.core.line_columns import LineColumn
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api import facts
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.desk.registry.periods import UnusableFact
from tests.desk.registry.test_file_imports import NEW, SECOND, table_of, take_in
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.django_db
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ODD, PLAIN = "\u202e湿地\u2066网\u202d络", "湿地网络"


def test_every_column_of_one_line_is_guarded_and_no_other() -> None:
    """A new model is asked too, without a line of its own."""
    guarded, left = [], []
    for model in apps.get_models(include_auto_created=True):
        if not (model.__module__.startswith("huiyin.desk.") or model is Page):
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, LineColumn):
                guarded.append(field)
            elif type(field) is models.CharField:
                left.append(model.__module__)
            elif isinstance(field, models.TextField):
                assert field.get_prep_value(ODD) == ODD
    assert len(guarded) > 250
    # The log keeps what was sealed.
    assert set(left) == {"huiyin.desk.ledger.models.record_log"}
    for field in guarded:
        assert field.get_prep_value(ODD) == PLAIN
        assert field.deconstruct()[1] == "django.db.models.CharField"


def test_however_a_row_is_written_and_looked_for() -> None:
    saved = Network(slug="a", name_zh=ODD, name_en=ODD)
    saved.save()
    assert saved.name_zh == PLAIN  # what the record of acts is told
    Network.objects.bulk_create([Network(slug="b", name_zh=ODD)])
    Network.objects.create(slug="c", name_zh="x")
    Network.objects.filter(slug="c").update(name_zh=ODD)
    insert_rows(Network, {"slug": ["d", "e"], "name_zh": [ODD, "plain"], "name_en": ["", ODD]})
    names = dict(Network.objects.filter(slug__in="abcde").values_list("slug", "name_zh"))
    assert names == dict.fromkeys("abcd", PLAIN) | {"e": "plain"}
    assert Network.objects.get(slug="e").name_en == PLAIN
    assert Network.objects.filter(name_zh=ODD, slug__in="abcd").count() == 4


def test_what_is_typed_into_a_form(
    people: dict[Role, User], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.post("/networks/", {"name_en": ODD, "name_zh": ODD, "what": "add"})
    assert Network.objects.filter(name_zh=PLAIN, name_en=PLAIN).exists()
    statements.create_statement(consultation, people[Role.SECRETARIAT], ODD, "")
    assert Statement.objects.get(consultation=consultation, text_zh=PLAIN)
    assert LineField(20).clean(f" {ODD} ") == PLAIN
    assert LineField(4).clean(MARKS + PLAIN + "!") == PLAIN


def test_what_a_file_of_organisations_says(people: dict[Role, User]) -> None:
    odd = NEW.replace("Marsh and Fen", "\u202eMarsh\u2066 and Fen").replace(
        "Tides.", "\u202dTides."
    )
    take_in(table_of(odd), SECOND, people[Role.SECRETARIAT])
    assert Organisation.objects.filter(name_en="Marsh and Fen").exists()
    written: list[Any] = [*Fact.objects.values_list("text", flat=True)]
    written += Organisation.objects.values_list("name_en", flat=True)
    assert written and not [one for one in written if set(one) & set(MARKS)]


def test_what_is_nothing_else_is_nothing(people: dict[Role, User]) -> None:
    organisation = Organisation.objects.create(slug="o", name_en="O")
    with pytest.raises(UnusableFact):
        given = FactInput(FactKind.NAME, code="en", text=MARKS, source="a file")
        facts.record_fact(organisation, given, people[Role.SECRETARIAT])
