"""An address of a provision that is the name of one and what a file called another: it leads to one, whoever reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.laws.models import Provision

SignIn = Callable[[Role], Client]


def _at(eid: str) -> str:
    return reverse("place", args=("wetlands", eid))


def _called(language: str, eid: str, foreign: str) -> None:
    rows = Provision.objects.filter(expression__language=language, eid=eid)
    assert rows.update(foreign_eid=foreign)


@pytest.mark.parametrize("text", ["zh", "en"])
def test_a_name_of_our_own_goes_before_what_the_file_calls_another(
    text: str, consultation: Consultation, sign_in: SignIn
) -> None:
    """Comments are kept by our names: whoever wrote on Article 2 finds it under its name."""
    for language in ("zh", "en"):
        _called(language, "art_3", "art_2")
    answer = sign_in(Role.READER).get(_at("art_2"), {"text": text})
    assert answer.status_code == 200
    assert ("县级以上" if text == "zh" else "county level") in answer.content.decode()


def test_it_does_so_where_the_language_that_is_read_lacks_the_provision(
    consultation: Consultation, sign_in: SignIn
) -> None:
    """For good, as a redirect is kept by browsers, the address would lead to another article in one language."""
    _called("zh", "art_3", "art_2")
    Provision.objects.filter(expression__language="zh", unit="art_2").delete()
    reader = sign_in(Role.READER)
    assert reader.get(_at("art_2"), {"text": "zh"}).status_code == 404
    assert reader.get(_at("art_2"), {"text": "en"}).status_code == 200


@pytest.mark.parametrize("text", ["zh", "en"])
def test_what_only_a_file_calls_something_leads_to_it_in_every_language(
    text: str, consultation: Consultation, sign_in: SignIn
) -> None:
    _called("zh", "art_3", "art_7")
    answer: Any = sign_in(Role.READER).get(_at("art_7"), {"text": text})
    assert (answer.status_code, answer.url) == (301, f"{_at('art_3')}?text={text}")
