"""Pages are sent compressed, and neither their length nor what stands in them twice gives a secret away."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from tests.desk.standing import *  # noqa: F403

# What is sent over the line is the same whatever keeps the rows.
pytestmark = pytest.mark.one_database

_TOKEN = re.compile(r'(?:name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"(\w{64})"')


def ask(client: Client, address: str) -> HttpResponse:
    return client.get(address, headers={"accept-encoding": "gzip"})


def test_a_page_is_sent_compressed_to_who_reads_it(sign_in: Callable[[Role], Client]) -> None:
    address = reverse("consultation", args=("wetlands",))
    client = sign_in(Role.DELEGATE)
    sent, plain = ask(client, address), client.get(address)
    assert sent["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in sent["Vary"]
    assert len(sent.content) < len(plain.content) / 2
    assert not plain.has_header("Content-Encoding")
    as_read = gzip.decompress(sent.content).decode()
    assert _TOKEN.sub("", as_read) == _TOKEN.sub("", plain.content.decode())


def test_the_token_of_forms_is_another_in_every_answer_and_lengths_say_nothing(
    sign_in: Callable[[Role], Client],
) -> None:
    client = sign_in(Role.DELEGATE)
    answers = [ask(client, reverse("search", args=("wetlands",)) + "?q=token") for _ in range(12)]
    tokens = [set(_TOKEN.findall(gzip.decompress(one.content).decode())) for one in answers]
    assert all(tokens)
    assert len(set.union(*tokens)) == sum(map(len, tokens))
    # The same page, but for the token: its length jumps about by more than a guessed letter makes.
    lengths = [len(one.content) for one in answers]
    assert len(set(lengths)) > 3
    assert max(lengths) - min(lengths) > 10


def test_files_are_sent_as_they_are(sign_in: Callable[[Role], Client]) -> None:
    answer = ask(sign_in(Role.SECRETARIAT), reverse("desk_acts_csv"))
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")
