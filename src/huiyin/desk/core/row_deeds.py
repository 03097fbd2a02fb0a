"""Actions on one row of a page: a button submits the row's primary key, and a function of ``api`` does the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest

from huiyin.desk.core.form_fields import LenientForm, NumberField
from huiyin.i18n import say

T = TypeVar("T")


class RowForm(LenientForm):
    """The primary key of the chosen row; None if it is not a number."""

    number = NumberField(required=False)


def make_row_deed(act: Callable[[T, int, Any], None], done: str) -> Callable[..., None]:
    """A view helper that calls ``act`` with the object, the row's key and the user, then shows the message
    ``done``.
    """

    def apply(request: HttpRequest, thing: T, *_: Any) -> None:
        act(thing, RowForm(request.POST).cleaned_data["number"] or 0, request.user)
        messages.success(request, say(done))

    return apply
