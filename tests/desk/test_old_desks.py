"""A desk of an earlier version comes up on this one: nothing is lost, and every address still leads where it led.

Each folder in ``tests/desk/old`` holds the backup of a desk, and what every address of it showed then.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import resolve

from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core import search
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws.models import Provision
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.models import Fact, Organisation
from tests.desk.device import code
from tests.desk.machine import copy_of
from tests.desk.old.make import PASSWORD, SEED, plain
from tests.desk.old.restored import FULL, OLD, restored

pytestmark = pytest.mark.django_db
#: Table of an old desk → what it is called since.
RENAMED = {
    "accounts_act": "audit_auditentry",
    "accounts_mail": "notifications_mail",
    "consultations_job": "jobs_job",
    "proposals_edition": "proposals_proposalversion",
    "proposals_submission": "outcomes_submission",
    "proposals_reply": "outcomes_reply",
    "proposals_uptake": "outcomes_uptake",
    "consultations_instrument": "laws_instrument",
    "consultations_version": "laws_version",
    "consultations_text": "laws_expression",
    "consultations_provision": "laws_provision",
    "registry_focus": "registry_fact",
    "registry_route": "registry_fact",
}
#: Desk and table → how many rows less than before there may be, and what takes them away.
FEWER: dict[tuple[str, str], tuple[int, str]] = {
    ("2026-11", "accounts_act"): (111, "acts of voting told an order: one for each who voted, when voting ends (ADR 0055)"),
} | {
    (path.name, "django_tasks_database_dbtaskresult"): (1000, "the worker's queue is made anew from the jobs (ADR 0050)")
    for path in OLD
} | {
    (path.name, "networks_membership"): (1, "a membership that had ended is a fact with its period, and gives no right (ADR 0088)")
    for path in OLD
}  # fmt: skip
_OWN, _ITS = "/c/preparing/", "/c/of-the-authority/"
#: Role → how addresses begin that are closed to it since: who opened a consultation prepares it (ADR 0045).
CLOSED: dict[str, tuple[str, ...]] = {
    "officer": (_OWN, "/c/commenting/manage/"),
    "coordinator": (_ITS,),
    "operator": (_OWN, _ITS),
}
#: Role → words that it is told no more on the pages that are left: titles of what others prepare.
UNTOLD: dict[str, tuple[str, ...]] = {
    "officer": ("湿地保护法（mended）", "湿地保护法（preparing）"),
    "coordinator": ("湿地保护法（of-the-authority）",),
    "operator": ("湿地保护法（mended）", "湿地保护法（preparing）", "湿地保护法（of-the-authority）"),
}  # fmt: skip
#: Words of a comment that had been withdrawn and still stood for its group: told to nobody any more (ADR 0049).
WITHDRAWN = {"The network asks who is meant by everybody."}


#: Half a minute of processor time each: `make test` takes the oldest of the desks that hold everything, which goes
#: through every migration, and `make sweep` those of since and those that hold the example.
_PARAMS = [
    pytest.param(path, id=path.name, marks=[] if path == FULL[0] else [pytest.mark.sweep])
    for path in OLD
]


@pytest.fixture(scope="module", params=_PARAMS)
def old(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The old desk, restored into the database of the tests."""
    folder = tmp_path_factory.mktemp("old")
    with restored(request.param, request.config, django_db_blocker, folder) as path:
        yield path


@pytest.fixture
def written(old: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((old / "addresses.json").read_text("utf-8"))
    return found


def test_no_row_of_an_old_desk_is_lost(old: Path, written: dict[str, Any]) -> None:
    there = {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    fewer = {
        table: (rows, there.get(RENAMED.get(table, table), 0))
        for table, rows in written["rows"].items()
        if there.get(RENAMED.get(table, table), 0) < rows - FEWER.get((old.name, table), (0, ""))[0]
    }
    assert written["rows"]["consultations_comment"] > 100  # not an empty list
    assert fewer == {}
    connection.check_constraints()


@pytest.mark.usefixtures("old")
def test_what_an_old_desk_knew_of_organisations_are_facts_with_their_periods(
    written: dict[str, Any],
) -> None:
    rows = Fact.objects.filter(kind__in=("focus", "route", "network")).exclude(source="")
    assert rows.count() == sum(
        written["rows"][table]
        for table in ("registry_focus", "registry_route", "networks_membership")
    )
    names = Fact.objects.filter(kind="name").values_list("organisation", "code", "text")
    assert set(names) == {
        (one.pk, code, name)
        for one in Organisation.objects.all()
        for code, name in (("zh", one.name_zh), ("en", one.name_en))
        if name
    }
    ended = rows.filter(kind="network", last_day__lt="2024-01-01")
    assert {(one.code, one.since, one.until) for one in ended} <= {
        ("rivers", "2020-01-01", "2023-12-31")
    }
    for one in rows.filter(kind="focus"):
        assert map_focuses()[one.code].name


@pytest.mark.usefixtures("old")
def test_what_names_a_table_of_an_old_desk_names_it_by_its_name_of_today() -> None:
    """Content types, and the permissions that hang on them, go with a table into another app."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("huiyin.")}
    types = ContentType.objects.filter(app_label__in=ours)
    assert [(one.app_label, one.model) for one in types if one.model_class() is None] == []
    strange = [
        permission.codename
        for permission in Permission.objects.filter(content_type__in=types)
        if not permission.codename.endswith(f"_{permission.content_type.model}")
    ]
    assert strange == []


@pytest.mark.usefixtures("old")
def test_no_index_of_words_is_left_of_a_table_that_moved() -> None:
    indexes = {f"{model._meta.db_table}_words" for model in search.list_searched_models()}
    tables = set(connection.introspection.table_names())
    assert {table for table in tables if table.endswith("_words")} == indexes


@pytest.mark.usefixtures("old")
def test_what_was_recorded_between_the_sides_is_whole_and_belongs_where_it_did() -> None:
    assert find_broken_exchange() is None
    recorded = set(Exchange.objects.values_list("consultation_id", flat=True))
    handed_in = ProposalVersion.objects.filter(submission__isnull=False)
    assert set(handed_in.values_list("proposal__consultation", flat=True)) <= recorded
    assert recorded <= set(Consultation.objects.values_list("pk", flat=True))
    marked = ProposalVersion.objects.filter(submitted_at__isnull=False)
    assert {one.pk for one in handed_in} == {one.pk for one in marked} != set()


def read_beside(page: dict[str, Any]) -> set[str]:
    """Words of the laws that an outcome shows its reader in their own language since, where both texts have the provision
    (ADR 0097)."""
    if not page["url"].endswith("/uptake/"):
        return set()
    others = Provision.objects.exclude(expression__language=page["language"][:2])
    return {text.strip() for text in others.values_list("text", flat=True)}


def leads(page: dict[str, Any], client: Client, words: list[str]) -> str:
    """What is wrong with where an address leads; nothing where it leads to what it led to."""
    answer = client.get(page["url"], follow=True)
    body = answer.getvalue()  # type: ignore[attr-defined]
    if page["url"].startswith(CLOSED.get(page["role"], ())):
        return "" if answer.status_code in (403, 404) else "is open"
    was_told = {words[at] for at in page.get("words", ())}
    if answer.status_code == 410 and was_told & WITHDRAWN:  # its page says that it is empty
        return ""
    if answer.status_code != 200:
        return f"gave {answer.status_code}"
    if any("/accounts/login/" in to for to, _ in answer.redirect_chain):
        return "asks who one is"
    if "sha256" in page:
        return "" if hashlib.sha256(body).hexdigest() == page["sha256"] else "is another file"
    text = ""
    if "words" in page:
        is_html = "html" in answer["Content-Type"]
        text = plain(body.decode()) if is_html else " ".join(body.decode().split())
    told = was_told - WITHDRAWN - set(UNTOLD.get(page["role"], ()))
    # What stood on one page may be read page by page now: what comes later is still one link away.
    while (
        onward := re.search(r'rel="next" href="([^"]+)"', body.decode() if text else "")
    ) and any(word not in text for word in told):
        body = client.get(urljoin(page["url"], html.unescape(onward[1]))).getvalue()  # type: ignore[attr-defined]
        text += plain(body.decode())
    if page["url"] == "/" and any(word not in text for word in told):
        # The list is one link away since the site has a first page (ADR 0106); those that are open stand on it.
        assert '/consultations/"' in body.decode()
        text += plain(client.get("/consultations/", follow=True).content.decode())
    gone = sorted(word for word in told if word not in text)
    if gone and (facts := re.search(r'href="(/organisations/\d+/facts/)"', body.decode())):
        # What an organisation was until a day stands with its period among its facts (ADR 0088).
        beside = plain(client.get(facts[1]).content.decode())
        gone = [word for word in gone if word not in beside]
    if gone:
        gone = sorted(set(gone) - read_beside(page))
    return f"does not say {gone}" if gone else ""


def pick_pages(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each kind of address one for each reader who has it, and one of each consultation that has it; on PostgreSQL
    others than on SQLite."""
    picked, kinds = [], set()
    for page in pages if connection.vendor == "sqlite" else reversed(pages):
        address = urlsplit(page["url"])
        route = resolve(address.path).route
        asked = tuple(sorted(parse_qs(address.query)))
        whose = address.path.split("/")[2] if route.startswith("c/<") else ""
        new = {(route, page["role"], page["language"]), (route, asked, whose)} - kinds
        if new:
            picked.append(page)
            kinds |= new
    return picked


@pytest.mark.parametrize(
    "pick", [pick_pages, pytest.param(list, marks=pytest.mark.sweep)], ids=["some", "all"]
)
def test_every_address_of_an_old_desk_leads_where_it_led(
    pick: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], written: dict[str, Any]
) -> None:
    for consultation in Consultation.objects.all():  # as the worker does when the desk starts
        jobs.perform_waiting(consultation, "map")
    prepare_pages()  # as every start does
    clients: dict[tuple[str, str], Client] = {}
    wrong = []
    pages = pick(written["pages"])
    for page in pages:
        role, language = page["role"], page["language"]
        if (role, language) not in clients:
            client = clients[role, language] = Client(
                HTTP_ACCEPT_LANGUAGE=language, raise_request_exception=False
            )
            if role != "reader":
                client.force_login(
                    User.objects.get(email=f"{role}@example.org"),
                    backend="allauth.account.auth_backends.AuthenticationBackend",
                )
        if why := leads(page, clients[role, language], written["words"]):
            wrong.append(f"{page['url']} as {role} in {language} {why}")
    assert len(written["pages"]) > 500 and len(pages) > 80
    assert {page["role"] for page in pages} == {page["role"] for page in written["pages"]}
    assert wrong == [], f"{len(wrong)} of {len(pages)}"


def test_people_of_an_old_desk_sign_in_as_before_and_find_what_they_were_writing(
    old: Path,
) -> None:
    if old not in FULL:
        pytest.skip("the accounts of the example have passwords that nobody wrote down")
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
    client.post("/accounts/login/", {"login": "delegate@example.org", "password": PASSWORD})
    draft = Comment.objects.get(consultation__slug="commenting", state=Comment.State.DRAFT)
    assert "还没有写完的草稿" in draft.text
    assert draft.text in client.get(f"/c/commenting/at/{draft.eid}/").content.decode()

    second = Client(HTTP_ACCEPT_LANGUAGE="en")
    second.post("/accounts/login/", {"login": "coordinator@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in second.session
    second.post("/accounts/2fa/authenticate/", {"code": code(SEED)})
    assert second.session["_auth_user_id"]


@pytest.mark.sweep
def test_a_desk_of_today_can_be_kept_too(prepared: Path, tmp_path: Path) -> None:
    """What makes these desks goes with the program, so that the next version can be kept."""
    machine = copy_of(prepared, tmp_path / "machine")
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.old.make", str(tmp_path / "made")],
        env=machine.environment | {"HUIYIN_OLD_DESK": str(machine.folder), "HUIYIN_LANG": "zh"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads((tmp_path / "made" / "addresses.json").read_text("utf-8"))
    assert len(found["pages"]) > 500
    assert [page["url"] for page in found["pages"] if page["status"] >= 500] == []
