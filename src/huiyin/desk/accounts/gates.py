"""Permission decorators for pages outside consultations, and confirmation of identity before giving a role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.http import urlencode

from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.accounts.second_step import TYPED, is_overdue, redirect_to_setup
from huiyin.desk.core.typed_words import encode_typed_fields, list_typed_words
from huiyin.desk.core.views import show_signed_out
from huiyin.i18n import say

P = ParamSpec("P")
#: A view for people with an account, and a view for anybody.
SignedInView: TypeAlias = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: SignedInView[P]) -> View[P]:
    """Decorator: only for people with an account; others are sent to the sign-in page."""
    admitted = cast("View[P]", view)

    @wraps(view)
    def enter(request: HttpRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return admitted(request, *args, **details)

    return enter


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page and back. Somebody who was signed out while writing gets their text shown
    instead, since the form would come back empty.
    """
    if list_typed_words(request):
        return show_signed_out(request)
    return redirect_to_login(request.get_full_path())


def team_only(view: SignedInView[P]) -> View[P]:
    """Decorator: only for the secretariat and operators."""

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not (request.user.is_secretariat or request.user.is_superuser):
            raise PermissionDenied
        return view(request, *args, **details)

    gate = signed_in(enter)
    gate.needs_secretariat = True  # type: ignore[attr-defined]
    return gate


def second_step_first(view: SignedInView[P]) -> SignedInView[P]:
    """Decorator: coordinators who are overdue are sent to set up the second factor. Middleware does this for
    the team (second_step).
    """

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        return (
            redirect_to_setup(request)
            if is_overdue(request.user)
            else view(request, *args, **details)
        )

    return enter


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """Before a POST that gives somebody a role or opens an account: a redirect to confirm one's identity by
    password or second factor, or None if that was done a few minutes ago.

    The submitted form is stored and filled in again when its author returns (:func:`typed_again`); it is not
    carried out until they submit it once more. So a script running in a page with the reader's rights cannot
    give roles, even if the reader then confirms their identity: requests by scripts are refused.
    """
    if "HX-Request" in request.headers:  # whatever was shown a moment ago: no form of ours sends it
        raise PermissionDenied("again")
    try:
        _shown_lately(request)
    except ReauthenticationRequired:
        request.session[TYPED] = {"at": request.path, "typed": encode_typed_fields(request)}
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return HttpResponseRedirect(f"{way}?{urlencode({REDIRECT_FIELD_NAME: request.path})}")
    return None


@reauthentication_required  # type: ignore[untyped-decorator]
def _shown_lately(request: HttpRequest) -> None:
    """Raises ``ReauthenticationRequired`` if the identity was not confirmed within the configured time."""


def typed_again(request: HttpRequest) -> QueryDict | None:
    """The form that was stored before its author confirmed their identity, once, with a message that it was not
    carried out yet; otherwise None.
    """
    kept = request.session.get(TYPED)
    if request.method != "GET" or not kept or kept["at"] != request.path:
        return None
    del request.session[TYPED]
    typed = QueryDict(kept["typed"], mutable=True)
    messages.info(request, say("account.again.typed"))
    return typed
