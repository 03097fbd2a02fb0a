"""What every template may use."""

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
        # Called where a template asks for them, as what follows: an address that says the language names the others.
        "alternates": lambda: list_alternates(request) if says_language(request) else (),
        "bare_address": lambda: make_bare_address(request),
        "switches": lambda: list_switches(request),
        # Called where a template asks for them: not every page needs to know who reads it.
        "mark": lambda: mark_of(_get_reader(request)),
        "here": _find_way_back(request),
        "has_left": lambda: _get_reader(request).is_anonymous and has_left(request),
    }


def _find_way_back(request: HttpRequest) -> str:
    """Where somebody is led after signing in; empty where the address would carry a token into another, and on the pages
    of signing in themselves."""
    is_of_account = request.path_info.startswith("/accounts/")
    return "" if is_of_account or carries_token(request.path) else request.get_full_path()


def _get_reader(request: HttpRequest) -> Visitor:
    """Who asks; nobody where a request was refused before that was known."""
    reader: Visitor = getattr(request, "user", AnonymousUser())
    return reader
