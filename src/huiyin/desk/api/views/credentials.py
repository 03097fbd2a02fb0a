"""Pages of one's own tokens and webhooks."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.gates import ask_again, second_step_first, signed_in, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.api.api import tokens, webhooks
from huiyin.desk.api.api.delivery import DeliveryFailed
from huiyin.desk.api.data import MOST_HOOKS, MOST_TOKENS, Scope, Topic
from huiyin.desk.api.forms import ActForm, HookForm, TokenForm
from huiyin.desk.core.form_fields import find_error
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.security_log import log_event
from huiyin.i18n import say


@never_cache
@limit_rate("join")
@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def edit_tokens(request: SignedInRequest) -> HttpResponse:
    """One's tokens and the form for a new one, which requires a recent confirmation of identity. The secret is
    shown once.
    """

    def show(form: forms.Form, secret: str) -> HttpResponse:
        context = {
            "form": form,
            "tokens": list(tokens.list_tokens(request.user)),
            "secret": secret,
            "most": MOST_TOKENS,
        }
        return render(request, "api/tokens.html", context)

    return _offer_new(request, TokenForm, _make_token, show)


def _offer_new(
    request: SignedInRequest,
    form_class: type[forms.Form],
    make: Callable[[SignedInRequest, forms.Form], str],
    show: Callable[[forms.Form, str], HttpResponse],
) -> HttpResponse:
    """The page with the form; creates a new item after the user has confirmed their identity. ``make`` returns
    the secret, or "" if it could not be created; ``show`` renders the page with the secret, which is stored
    nowhere.
    """
    secret = ""
    form = form_class(typed_again(request))
    if request.method == "POST":
        form = form_class(request.POST)
        if not form.is_valid():
            messages.error(request, find_error(form))
        elif (again := ask_again(request)) is not None:
            return again
        else:
            secret = make(request, form)
            form = form_class() if secret else form
    answer = show(form, secret)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _make_token(request: SignedInRequest, form: forms.Form) -> str:
    given = form.cleaned_data
    try:
        token, secret = tokens.create_token(
            request.user, given["name"], [Scope(one) for one in given["scopes"]], days=given["days"]
        )
    except tokens.TooManyTokens:
        messages.error(request, say("api.token.too_many", most=MOST_TOKENS))
        return ""
    log_event("token_add", request, token=token.pk, scopes=",".join(token.scopes))
    return secret


@limit_rate("join")
@require_POST
@signed_in
def revoke_token(request: SignedInRequest) -> HttpResponse:
    """Revoke a token."""
    given = ActForm(request.POST).cleaned_data
    if given["number"] and tokens.revoke_token(request.user, given["number"]):
        log_event("token_revoke", request, token=given["number"])
        messages.success(request, say("api.token.revoked"))
    return redirect("api_tokens")


@never_cache
@limit_rate("join")
@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def edit_hooks(request: SignedInRequest) -> HttpResponse:
    """One's webhooks with their latest messages and the form for a new one, whose secret is shown once."""

    def show(form: forms.Form, secret: str) -> HttpResponse:
        found = list(webhooks.list_hooks(request.user))
        sent = webhooks.list_deliveries([hook.pk for hook in found])
        context = {
            "form": form,
            "hooks": [(hook, sent[hook.pk]) for hook in found],
            "secret": secret,
            "most": MOST_HOOKS,
        }
        return render(request, "api/hooks.html", context)

    return _offer_new(request, HookForm, _add_hook, show)


def _add_hook(request: SignedInRequest, form: forms.Form) -> str:
    given = form.cleaned_data
    try:
        hook, secret = webhooks.add_hook(
            request.user, given["url"], [Topic(one) for one in given["topics"]]
        )
    except webhooks.TooManyHooks:
        messages.error(request, say("api.hook.too_many", most=MOST_HOOKS))
        return ""
    except DeliveryFailed as failed:
        messages.error(request, say(f"api.delivery.{failed.code}"))
        return ""
    log_event("webhook_add", request, webhook=hook.pk)
    return secret


@limit_rate("join")
@require_POST
@signed_in
def act_on_hook(request: SignedInRequest) -> HttpResponse:
    """Delete, resume or test a webhook."""
    given = ActForm(request.POST).cleaned_data
    acts = {
        "remove": webhooks.remove_hook,
        "wake": webhooks.wake_hook,
        "try": webhooks.try_hook,
    }
    what, number = given["what"], given["number"]
    if what in acts and number and acts[what](request.user, number):
        messages.success(request, say(f"api.hook.done.{what}"))
    return redirect("api_hooks")
