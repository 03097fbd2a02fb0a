"""The gates before what belongs to no consultation, and before what gives somebody a role."""

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
from huiyin.desk.core.typed_words import list_typed_words
from huiyin.desk.core.views import show_signed_out
from huiyin.i18n import say

P = ParamSpec("P")
#: A view that only somebody with an account enters, and one that anybody may ask for.
SignedInView: TypeAlias = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: SignedInView[P]) -> View[P]:
    """Only for people with an account; others are asked to sign in."""
    admitted = cast("View[P]", view)

    @wraps(view)
    def enter(request: HttpRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return admitted(request, *args, **details)

    return enter


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page to sign in at, which leads back here. Somebody who was signed out while they wrote gets their text back
    instead: the page of the form would come without it."""
    if list_typed_words(request):
        return show_signed_out(request)
    return redirect_to_login(request.get_full_path())


def team_only(view: SignedInView[P]) -> View[P]:
    """Only the secretariat and who runs the machine."""

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not (request.user.is_secretariat or request.user.is_superuser):
            raise PermissionDenied
        return view(request, *args, **details)

    gate = signed_in(enter)
    gate.needs_secretariat = True  # type: ignore[attr-defined]
    return gate


def second_step_first(view: SignedInView[P]) -> SignedInView[P]:
    """Who leads a network is led to the second step when it is time; the team is already (second_step)."""

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        return (
            redirect_to_setup(request)
            if is_overdue(request.user)
            else view(request, *args, **details)
        )

    return enter


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """Before a POST that gives somebody a role, or opens an account: where to show by password or second step that it
    is oneself, unless that was shown a few minutes ago.

    What was typed is kept, and stands in the form again when its author comes back (:func:`typed_again`); it is not
    done before they have seen it and press once more. So nothing that acts in a page with the rights of its reader
    can give roles, not even if the reader is then asked for the password: the request of a script is refused.
    """
    if "HX-Request" in request.headers:  # whatever was shown a moment ago: no form of ours sends it
        raise PermissionDenied("again")
    try:
        _shown_lately(request)
    except ReauthenticationRequired:
        request.session[TYPED] = {"at": request.path, "typed": request.POST.urlencode()}
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return HttpResponseRedirect(f"{way}?{urlencode({REDIRECT_FIELD_NAME: request.path})}")
    return None


@reauthentication_required  # type: ignore[untyped-decorator]
def _shown_lately(request: HttpRequest) -> None:
    """Raises ``ReauthenticationRequired`` where it was not shown within the time of the settings."""


def typed_again(request: HttpRequest) -> QueryDict | None:
    """What was typed here before its author was asked to show who they are, once; says that it is not done yet."""
    kept = request.session.get(TYPED)
    if request.method != "GET" or not kept or kept["at"] != request.path:
        return None
    del request.session[TYPED]
    typed = QueryDict(kept["typed"], mutable=True)
    typed.pop("csrfmiddlewaretoken", None)
    messages.info(request, say("account.again.typed"))
    return typed
