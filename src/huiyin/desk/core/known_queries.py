"""Queries that every page makes are compiled to SQL once and then run with other values.

Compiling a queryset takes Django ten times as long as the database takes to answer it. This is worth the
trouble only for queries that every page of a consultation makes; elsewhere a plain queryset is clearer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators  # type: ignore[attr-defined]

T = TypeVar("T")
#: Placeholders for the values while the SQL is compiled. They are recognised among its parameters,
#: so they must be values that no query contains by itself.
_NUMBER, _WORDS = 1_987_654_321, "known-query-value-"


@dataclass(frozen=True, slots=True)
class _Statement:
    """A compiled query. ``given``: for each parameter its constant, or the index of the value that replaces it."""

    sql: str
    given: tuple[tuple[int | None, Any], ...]
    converters: tuple[tuple[int, tuple[Any, Any]], ...]
    read: Callable[[Any], Any]


class KnownQuery(Generic[T]):
    """``ask = KnownQuery(lambda slug: Consultation.objects.filter(slug=slug))``, then ``ask(slug)`` returns
    rows.

    Values are numbers or strings and must reach the SQL unchanged. The rows are models, with ``select_related``
    and ``defer`` respected, or tuples of ``values_list``.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, T]]) -> None:
        self._make = make
        self._made: dict[str, _Statement] = {}

    def __call__(self, *values: int | str) -> list[T]:
        statement = self._made.get(connection.vendor)
        if statement is None:
            statement = self._made[connection.vendor] = self._compile(values)
        parameters = [constant if at is None else values[at] for at, constant in statement.given]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            rows: Iterable[Any] = cursor.fetchall()
        if statement.converters:
            rows = [_convert(row, statement.converters) for row in rows]
        return [statement.read(row) for row in rows]

    def _compile(self, values: tuple[int | str, ...]) -> _Statement:
        marks = [
            _NUMBER + n if isinstance(one, int) else f"{_WORDS}{n}" for n, one in enumerate(values)
        ]
        found = self._make(*marks)
        compiler: Any = found.query.get_compiler(connection.alias)
        sql, parameters = compiler.as_sql()
        given = tuple(
            (marks.index(one), None) if one in marks else (None, one) for one in parameters
        )
        assert {at for at, _ in given if at is not None} == set(range(len(marks))), sql
        converters = compiler.get_converters([one[0] for one in compiler.select])
        return _Statement(sql, given, tuple(converters.items()), _make_reader(found, compiler))


def _convert(row: Any, converters: tuple[tuple[int, tuple[Any, Any]], ...]) -> list[Any]:
    """Apply Django's conversions of field values to a row as the database returned it."""
    values = list(row)
    for at, (steps, expression) in converters:
        for step in steps:
            values[at] = step(values[at], expression, connection)
    return values


def _make_reader(found: QuerySet[Any, Any], compiler: Any) -> Callable[[Any], Any]:
    """The function that turns the values of a row into what iterating over ``found`` would yield."""
    shape = cast(Any, found)._iterable_class
    if shape is not ModelIterable:
        return tuple
    about = compiler.klass_info
    first, end = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:end]]
    related = get_related_populators(about, compiler.select, connection.alias)

    def read(row: Any) -> Any:
        made = about["model"].from_db(connection.alias, names, row[first:end])
        for one in related:
            one.populate(row, made)
        return made

    return read
