"""What a resource is, and the list of all of them, to which apps above could add."""

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
    """What somebody asks of a resource. ``filters``: those that were given; ``consultation``: whose part it is."""

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
    """``select``: the rows that everybody may see, in the order of ``keys`` (attributes, or names in a dictionary), a query
    set or a list; ``show``: a page of them as values of ``schema``, with as many queries for many as for one. ``key``: the
    field by which one is found, empty where none is alone; ``lookup``: its name among the columns. ``filters``: name →
    type of what a list is narrowed by. ``is_part``: of a consultation."""

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
    """Of rows that are plain values already."""
    return list(rows)
