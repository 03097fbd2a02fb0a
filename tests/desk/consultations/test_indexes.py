"""Indexes of the table of comments: each is written for every row, so none may be the beginning of another."""

from __future__ import annotations

import pytest
from django.db import connection

from huiyin.desk.consultations.models import Comment

pytestmark = pytest.mark.django_db


def test_no_index_of_comments_is_the_beginning_of_another() -> None:
    with connection.cursor() as cursor:
        table = Comment._meta.db_table
        held = connection.introspection.get_constraints(cursor, table)
    indexes = {
        name: tuple(one["columns"])
        for name, one in held.items()
        if (one["index"] or one["unique"] or one["primary_key"]) and all(one["columns"])
    }
    # One that holds some rows only stands for no index of all.
    partial = {one.name for one in Comment._meta.constraints if getattr(one, "condition", None)}
    redundant = {
        name: other
        for name, columns in indexes.items()
        for other, longer in indexes.items()
        if name != other and other not in partial and longer[: len(columns)] == columns
        if not (held[name]["unique"] or held[name]["primary_key"])
    }
    assert len(indexes) > 4
    assert redundant == {}
