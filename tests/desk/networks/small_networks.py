"""How the tests here post a form of a network."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.networks.models import Network
from tests.desk.accounts.test_accounts import sign_in_as


def post(person: User, name: str, network: Network, **given: Any) -> Any:
    return sign_in_as(person).post(reverse(name, args=(network.slug,)), given, follow=True)
