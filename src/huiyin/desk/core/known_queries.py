"""A question that every page asks is put into SQL once, and then asked with other values.

To make SQL of a queryset takes Django ten times as long as the database takes to answer it. That is worth it nowhere but
where every page of a consultation asks the same; elsewhere a queryset is plainer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators  # type: ignore[attr-defined]

T = TypeVar("T")
#: Stand for the values while the SQL is made: no question says these itself.
_NUMBER, _WORDS = 1_987_654_321, "known-query-value-"


@dataclass(frozen=True, slots=True)
class _Statement:
    """``given``: each parameter, or the number of the value that takes its place."""

    sql: str
    given: tuple[tuple[int | None, Any], ...]
    converters: tuple[tuple[int, tuple[Any, Any]], ...]
    read: Callable[[Any], Any]


class KnownQuery(Generic[T]):
    """``ask = KnownQuery(lambda slug: Consultation.objects.filter(slug=slug))``, then ``ask(slug)``: the rows.

    The values are numbers and words, and stand in the question as they are given. What the question gives are models,
    with what ``select_related`` and ``defer`` say of them, or the tuples of ``values_list``.
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
    """As the database gives a row, to what Django makes of its fields."""
    values = list(row)
    for at, (steps, expression) in converters:
        for step in steps:
            values[at] = step(values[at], expression, connection)
    return values


def _make_reader(found: QuerySet[Any, Any], compiler: Any) -> Callable[[Any], Any]:
    """What makes of the values of a row what iterating over ``found`` gives."""
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
