"""What ``tools/site_check.py`` asks of the public pages: it finds what is wrong, and nothing on the pages of a small desk."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.operations import example, example_site
from huiyin.desk.pages import frame
from tests.desk.standing import *  # noqa: F403
from tools.site_check import Answer, choose_of_each_kind, list_faults, look_at_site, name_kind

# Pages are read as they come out of the desk; nothing is asked in SQL here.
pytestmark = pytest.mark.one_database


def fetch(url: str) -> Answer:
    """Of the desk itself, as a browser without cookies asks."""
    parts = urlsplit(url)
    got = Client(headers={"accept": "text/html", "accept-encoding": "gzip"}).get(
        parts.path, query_params=dict(one.split("=") for one in parts.query.split("&") if one)
    )
    headers = {name.lower(): value for name, value in got.headers.items()}
    body = got.getvalue()
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(got.status_code, headers, body, len(got.cookies))


def test_the_public_pages_of_a_desk_are_well(
    consultation: Consultation, network: Network, settings: Any
) -> None:
    """One page of each kind in each language, sixty in all: two seconds, for what no other test asks of all of them."""
    settings.LIMITS_TIMES = 0
    Network.objects.create(slug="inclusion", name_zh="包容与平等网络", name_en="Inclusion")
    Consultation.objects.filter(pk=consultation.pk).update(stage="commenting")
    example_site.load_site(example.FOLDER / "site.toml", consultation.pk, {})
    frame.forget_frame()
    report = look_at_site(settings.SITE, fetch, name_kind, 1)
    frame.keep_frames({}, 3600)
    assert report.wrong == []
    kinds = set(report.pages.values())
    assert {"home", "article 1", "overview", "organisation", "ledger", "privacy"} <= kinds, kinds
    chosen = choose_of_each_kind(report.pages, 1)
    assert len(chosen) >= 2 * len(kinds) - 2


def test_what_is_wrong_with_a_page_is_found() -> None:
    page = html.document_fromstring(
        '<html lang="en"><head><title>A</title><script src="https://elsewhere.example/x.js"></script></head>'
        '<body><h1>One</h1><h3>Three</h3><img src="x.png"><a href="/"></a><button></button>'
        '<input name="q"><p id="i"></p><p id="i"></p></body></html>'
    )
    answer = Answer(200, {}, b"x" * 2000, cookies=1)
    told = "\n".join(list_faults(page, "http://desk.example/zh-hans/", answer))
    for words in (
        "lang is en", "title of 1 ", "description of 0 ", "viewport: 0", "canonical: 0", "main: 0", "h3 follows h1", "without alt",
        "a link without", "a button without", "a field without a label: q", "id twice: i", "loads from elsewhere", "sets a cookie",
        "policy: none", "no nosniff", "not compressed",
    ):  # fmt: skip
        assert words in told, (words, told)
