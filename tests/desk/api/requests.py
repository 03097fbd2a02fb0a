"""What the tests of the interface ask, and how."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.api.api import tokens
from huiyin.desk.api.data import Scope
from huiyin.desk.api.endpoints.readings import describe_path
from huiyin.desk.api.resources.resource import Resource
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.registry.models import Organisation

#: Stands in everything that is not public.
MARKER = "nightjar7741"
BASE = "/api/v1"


def visitor(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def path_of(resource: Resource) -> str:
    return BASE + describe_path(resource).replace("{slug}", "wetlands")


def record(authority: Organisation, n: int = 1, **more: Any) -> Exchange:
    given = {"subject_en": f"Request number {n}", **more}
    return save_exchange(
        ExchangeInput(
            ExchangeKind.REQUEST,
            ExchangeDirection.TO_AUTHORITY,
            timezone.localdate(),
            authority.pk,
            **given,
        ),
        None,
    )


def ask(path: str, client: Client | None = None, **given: Any) -> Any:
    return (client or visitor()).get(path, given)


def make_token(person: User, *scopes: Scope) -> dict[str, str]:
    _, secret = tokens.create_token(person, "a form", scopes or list(Scope))
    return {"authorization": f"Bearer {secret}", "accept-language": "en"}
