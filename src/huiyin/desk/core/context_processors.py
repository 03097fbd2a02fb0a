"""Variables available in every template."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import get_language

from huiyin.desk.core.addresses import (
    list_alternates,
    list_switches,
    make_bare_address,
    says_language,
)
from huiyin.desk.core.requests import Visitor
from huiyin.desk.core.sign_out import has_left, mark_of
from huiyin.desk.core.token_masks import carries_token


def add_frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "languages": settings.LANGUAGES,
        "language": get_language(),
        # A callable, evaluated only if used, as below: an address with a language lists its
        # alternatives.
        "alternates": lambda: list_alternates(request) if says_language(request) else (),
        "bare_address": lambda: make_bare_address(request),
        "switches": lambda: list_switches(request),
        # A callable, since not every page needs the user, and loading it costs a query.
        "mark": lambda: mark_of(_get_reader(request)),
        "here": _find_way_back(request),
        "has_left": lambda: _get_reader(request).is_anonymous and has_left(request),
    }


def _find_way_back(request: HttpRequest) -> str:
    """The address to return to after signing in. Empty if it contains a token, which would then appear in
    another address, and on the sign-in pages themselves.
    """
    is_of_account = request.path_info.startswith("/accounts/")
    return "" if is_of_account or carries_token(request.path) else request.get_full_path()


def _get_reader(request: HttpRequest) -> Visitor:
    """The user; anonymous if the request was refused before the user was determined."""
    reader: Visitor = getattr(request, "user", AnonymousUser())
    return reader
