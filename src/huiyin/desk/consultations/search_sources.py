"""What can be searched in a consultation: each app adds what it holds when the desk starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from huiyin.desk.consultations.access import Access
from huiyin.desk.core.registration import Registry


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One find: where it leads, what it is, and the texts that may hold the words, most telling first."""

    url: str
    title: str
    texts: tuple[str, ...]


M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class SearchSource(Generic[M]):
    """One kind of what is searched. ``name`` of the catalogues (``desk.search.<name>``); ``find`` gives the rows
    that hold the words and that the reader may see, in their order, as a query set of
    :class:`huiyin.desk.core.search.SearchedQuerySet`; ``show`` makes a hit of each of some rows."""

    name: str
    find: Callable[[Access, str], QuerySet[M]]
    show: Callable[[Access, list[M]], list[SearchHit]]


#: What can be searched, in the order of the page.
SOURCES: Registry[SearchSource[Any]] = Registry("consultations.search_sources.SOURCES")
