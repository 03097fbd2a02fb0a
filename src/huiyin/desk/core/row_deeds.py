"""Deeds on one row of what a page shows: the button names the row by its number, and what becomes of it, ``api`` does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest

from huiyin.desk.core.form_fields import LenientForm, NumberField
from huiyin.i18n import say

T = TypeVar("T")


class RowForm(LenientForm):
    """Which row is meant; none where the number is none."""

    number = NumberField(required=False)


def make_row_deed(act: Callable[[T, int, Any], None], done: str) -> Callable[..., None]:
    """What does ``act`` to the row of a thing that the form names, and says it by the sentence ``done``."""

    def apply(request: HttpRequest, thing: T, *_: Any) -> None:
        act(thing, RowForm(request.POST).cleaned_data["number"] or 0, request.user)
        messages.success(request, say(done))

    return apply
