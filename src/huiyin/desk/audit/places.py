"""Where acts were done. The log knows only keys of consultations; an app above provides titles and addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from huiyin.desk.core.registration import Slot


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """The title of a consultation and the address of its own log."""

    title: str
    url: str


#: Returns the places of those consultations, given by primary key, that the reader of the page may
#: see.
PLACES: Slot[Callable[[HttpRequest, Collection[int]], Mapping[int, EntryPlace]]] = Slot(
    "audit.places.PLACES"
)
