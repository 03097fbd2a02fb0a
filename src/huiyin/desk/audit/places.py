"""Where acts were done: the record knows consultations by their numbers alone, and asks who knows more of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from huiyin.desk.core.registration import Slot


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an act was done: the title of the consultation, and the address of its own record."""

    title: str
    url: str


#: Of consultations, by their numbers, those that the reader of the page may see.
PLACES: Slot[Callable[[HttpRequest, Collection[int]], Mapping[int, EntryPlace]]] = Slot(
    "audit.places.PLACES"
)
