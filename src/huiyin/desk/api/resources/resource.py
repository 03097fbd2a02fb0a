"""The definition of a resource, and the registry of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from huiyin.desk.api.schemas import Row
from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A request to a resource. ``filters``: those given; ``consultation``: for parts of one."""

    today: date
    since: datetime | None = None
    as_of: date | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    consultation: Consultation | None = None

    @property
    def parent(self) -> Consultation:
        assert self.consultation is not None  # of a resource that is a part of one
        return self.consultation


@dataclass(frozen=True, slots=True)
class Resource:
    """``select``: the public rows ordered by ``keys`` (attributes, or dictionary keys), a queryset or list.
    ``show``: turns a page of them into values of ``schema``, with a constant number of queries.

    ``key``: the field that identifies a row, empty if rows cannot be read singly; ``lookup``: the column with
    it. ``filters``: name → type. ``is_part``: it is part of a consultation.
    """

    name: str
    schema: type[Row]
    keys: tuple[str, ...]
    select: Callable[[ReadQuery], Any]
    show: Callable[[Sequence[Any], ReadQuery], list[dict[str, Any]]]
    key: str = ""
    lookup: str = ""
    key_type: type = str
    filters: Mapping[str, Any] = field(default_factory=dict)
    is_part: bool = False
    has_since: bool = False
    has_as_of: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.schema.model_fields)


RESOURCES: Registry[Resource] = Registry("api.resources.RESOURCES")


def show_dicts(rows: Sequence[Any], query: ReadQuery) -> list[dict[str, Any]]:
    """For rows that are plain values already."""
    return list(rows)
