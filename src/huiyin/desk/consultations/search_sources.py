"""What can be searched in a consultation. Apps register their sources at startup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from huiyin.desk.consultations.access import Access
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A result: link, title, and the texts that may contain the words, most relevant first."""

    url: str
    title: str
    texts: tuple[str, ...]


M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class SearchSource(Generic[M]):
    """A kind of searchable data. ``name``: text ``desk.search.<name>``; ``find``: the matching rows that the
    reader may see, as a :class:`huiyin.desk.core.search.SearchedQuerySet`; ``show``: turns rows into hits.
    """

    name: str
    find: Callable[[Access, str], QuerySet[M]]
    show: Callable[[Access, list[M]], list[SearchHit]]


#: The sources in the order of the page.
SOURCES: Registry[SearchSource[Any]] = Registry("consultations.search_sources.SOURCES")
