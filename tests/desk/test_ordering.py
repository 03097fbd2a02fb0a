"""Everything that is listed has a total order: a page two never repeats what page one showed, on any database.

Read from the models and from the source, so that a new model or a new ``order_by`` is asked the question before a row
is shown twice, or never.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from wagtail.models import Page

import huiyin.desk

# Read from the source.
pytestmark = pytest.mark.one_database

DESK = Path(huiyin.desk.__file__ or "").parent
#: Wagtail keeps the order of pages: by their path, which is unique.
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("huiyin.desk.") and not issubclass(model, Page)
]
#: Orders of rows that stand for several of the table, each by all that they are grouped by.
GROUPED = {
    "consultations/api/laws.py: order_by('eid')",
    "proposals/mails.py: order_by('edition__number', 'edition__proposal')",
}


def _is_unique(model: type[models.Model], name: str) -> bool:
    return name == "pk" or bool(getattr(model._meta.get_field(name), "unique", False))


def _name(one: Any) -> str:
    """The field of one part of an ordering, as it is in ``Meta`` (a name or an expression)."""
    return str(one if isinstance(one, str) else one.expression.name).lstrip("-")


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


def test_whatever_is_put_in_order_is_put_in_a_total_order() -> None:
    calls = [
        (f"{path.relative_to(DESK).as_posix()}: order_by({ast.unparse(call)[:-1].rpartition('order_by(')[2]})", call)
        for path in sorted(DESK.rglob("*.py"))
        if "migrations" not in path.parts
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "order_by"
    ]  # fmt: skip
    assert len(calls) > 60
    loose = {where for where, call in calls if not _is_total(call)}
    assert loose == GROUPED
