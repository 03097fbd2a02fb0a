"""Everything that is listed has a total order: a page two never repeats what page one showed, on any database.

Read from the models and from the source, so that a new model or a new ``order_by`` is asked the question before a row
is shown twice, or never. And tried: what a desk shows and exports is the same when its database finds the rows the other
way round.
"""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models
from django.db.models.constants import LOOKUP_SEP
from django.test import Client
from django.urls import resolve
from wagtail.models import Page

import huiyin.desk
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from tests.desk.old.restored import FULL, restored
from tests.desk.world import enter

DESK = Path(huiyin.desk.__file__ or "").parent
#: Wagtail keeps the order of pages: by their path, which is unique.
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("huiyin.desk.") and not issubclass(model, Page)
]
#: Orders of rows that stand for several of the table, each by all that they are grouped by.
GROUPED = {
    "registry/api/file_imports.py: order_by(column)",
    "consultations/api/drafts.py: order_by('eid')",
    "consultations/followed_things.py: order_by('day')",
    "outcomes/followed_things.py: order_by('on')",
    "pages/authors.py: order_by('byline')",
    "pages/listings.py: order_by('-year')",
    "pages/listings.py: order_by('month')",
    "research/api/library.py: order_by('-year')",
    "proposals/mails.py: order_by('version__number', 'version__proposal')",
}


def _is_unique(model: type[models.Model], name: str) -> bool:
    return name == "pk" or bool(getattr(model._meta.get_field(name), "unique", False))


def _name(one: Any) -> str:
    """The field of one part of an ordering, as it is in ``Meta`` (a name or an expression)."""
    return str(one if isinstance(one, str) else one.expression.name).lstrip("-")


@pytest.mark.one_database  # read from the source
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_rows_of_a_model_have_one_order(model: type[models.Model]) -> None:
    """Its ordering ends in what no two rows share, so that no two are ever equal in it."""
    ordering = model._meta.ordering
    assert ordering and _is_unique(model, _name(ordering[-1])), ordering


def _is_total(call: ast.Call) -> bool:
    """Whether the last name is a key, or the name of a column that is unique wherever there is one of the name."""
    if not call.args:
        return True  # asked for no order: a subquery or a count
    last = call.args[-1]
    if not (isinstance(last, ast.Constant) and isinstance(last.value, str)):
        return ast.unparse(last).endswith(".attname")  # the primary key of whatever table
    name = last.value.lstrip("-").rpartition(LOOKUP_SEP)[2]
    having = [m for m in MODELS if name in {field.name for field in m._meta.concrete_fields}]
    return name == "pk" or (
        bool(having) and all(_is_unique(m, name) for m in having) and LOOKUP_SEP not in last.value
    )


@pytest.mark.one_database  # read from the source
def test_whatever_is_put_in_order_is_put_in_a_total_order() -> None:
    calls = [
        (f"{path.relative_to(DESK).as_posix()}: order_by({ast.unparse(call)[:-1].rpartition('order_by(')[2]})", call)
        for path in sorted(DESK.rglob("*.py"))
        if "migrations" not in path.parts
        if "order_by(" in path.read_text("utf-8")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "order_by"
    ]  # fmt: skip
    assert len(calls) > 60
    loose = {where for where, call in calls if not _is_total(call)}
    assert loose == GROUPED


@pytest.fixture(scope="module")
def old(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """A desk with several of everything."""
    folder = tmp_path_factory.mktemp("old")
    with restored(FULL[0], request.config, django_db_blocker, folder) as path:
        yield path


#: Moves the rows of a table on PostgreSQL, the last one first, to behind all others.
_MOVE = """
DO $$ DECLARE row record; BEGIN
  FOR row IN SELECT {key} AS key FROM {table} ORDER BY {key} DESC LOOP
    UPDATE {table} SET {key} = {key} WHERE {key} = row.key;
  END LOOP;
END $$
"""


def _count_falls(keys: list[int]) -> int:
    return sum(one > following for one, following in pairwise(keys))


def turn_rows_around() -> None:
    """Have the database find rows that it is asked for in no order the other way round than they were inserted."""
    before = list(Comment.objects.order_by().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA reverse_unordered_selects = ON")
        else:
            for model in apps.get_models(include_auto_created=True):
                if model._meta.managed and not model._meta.proxy and model._meta.pk is not None:
                    key, table = model._meta.pk.column, model._meta.db_table
                    cursor.execute(_MOVE.format(key=f'"{key}"', table=f'"{table}"'))
    after = list(Comment.objects.order_by().values_list("pk", flat=True))
    assert sorted(after) == sorted(before) and len(after) > 100
    # PostgreSQL may put a row back into room that another left: nearly all lie the other way round, not each.
    assert _count_falls(before) * 2 < len(before) < _count_falls(after) * 2


@pytest.fixture
def turned(old: Path, db: None) -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA reverse_unordered_selects = OFF")


#: On every page of its own each time: tokens, and the numbers of forms that were not sent yet.
_FRESH = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
    r'|"x-csrftoken": "[^"]*"',
    re.IGNORECASE,
)


def read_lists(pages: list[dict[str, Any]], clients: dict[str, Client]) -> dict[str, str]:
    """Each kind of address once, as whoever may see most of it; ``clients``: who is signed in already, by role."""
    shown: dict[str, str] = {}
    roles = ["secretariat", "coordinator", "operator", "officer", "delegate", "reader"]
    routes = set()
    for page in sorted(pages, key=lambda page: (roles.index(page["role"]), page["url"])):
        route = resolve(urlsplit(page["url"]).path).route
        if route in routes:
            continue
        routes.add(route)
        if page["role"] not in clients:
            clients[page["role"]] = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
            if page["role"] != "reader":
                enter(clients[page["role"]], User.objects.get(email=f"{page['role']}@example.org"))
        answer = clients[page["role"]].get(page["url"])
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown[page["url"]] = _FRESH.sub("", "\n".join(read_parts("", body).values()))
    return shown


def read_parts(name: str, body: bytes) -> dict[str, str]:
    """What a file says, by the names of what it is packed of; without the moment at which it was made."""
    if not body.startswith(b"PK\x03\x04"):
        text = body.decode("utf-8", "replace")
        return {name: re.sub(r'"exported": "[^"]*"', "", text)}
    parts: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        for inner in opened.namelist():
            if not inner.endswith(("core.xml", "SHA256SUMS")):
                parts |= read_parts(f"{name}/{inner}", opened.read(inner))
    return parts


def test_pages_list_the_same_in_whatever_order_the_rows_lie(old: Path, turned: None) -> None:
    pages = json.loads((old / "addresses.json").read_text("utf-8"))["pages"]
    for consultation in Consultation.objects.all():  # as the worker does when the desk starts
        jobs.perform_waiting(consultation, "map")
    clients: dict[str, Client] = {}
    before = read_lists(pages, clients)
    turn_rows_around()
    cache.clear()
    after = read_lists(pages, clients)
    assert len(before) > 45 and before.keys() == after.keys()
    assert [url for url in before if before[url] != after[url]] == []


def test_exports_list_the_same_in_whatever_order_the_rows_lie(
    old: Path, turned: None, tmp_path: Path
) -> None:
    consultation = Consultation.objects.get(slug="commenting")
    closed = Consultation.objects.order_by("-pk").filter(enacted__isnull=False).first()
    assert closed is not None

    def export(folder: str) -> dict[str, str]:
        parts: dict[str, str] = {}
        for each in (consultation, closed):
            place = tmp_path / folder / each.slug
            for file in exports.export_consultation(each, place, everything=True):
                if file.name == "SHA256SUMS":  # of the file, too, that holds the moment
                    continue
                parts |= read_parts(f"{each.slug}/{file.name}", file.read_bytes())
        return parts

    before = export("before")
    turn_rows_around()
    after = export("after")
    assert len(before) > 30 and before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
