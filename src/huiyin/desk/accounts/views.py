"""Pages of one's own account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts import devices, second_step
from huiyin.desk.accounts.api import choose_language, save_account, snapshot_account
from huiyin.desk.accounts.forms import AccountForm, EndSessionForm, LanguageForm
from huiyin.desk.accounts.gates import ask_again, signed_in, typed_again
from huiyin.desk.accounts.hooks import find_last_editor
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.addresses import put_on_language, take_off_language
from huiyin.desk.core.form_fields import ButtonForm, find_error
from huiyin.i18n import say, use_language


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Switch the language; for somebody with an account also that of their mails."""
    given = LanguageForm(request.POST).cleaned_data
    language, back = given["language"], given["next"]
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    if language and take_off_language(back) != back:
        back = put_on_language(back, language)
    answer = HttpResponseRedirect(back)
    if language:
        activate(language)
        use_language(language)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400,
            samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        )  # fmt: skip
        if request.user.is_authenticated:
            choose_language(request.user, language)
    return answer


@require_http_methods(("GET", "POST"))
@signed_in
def edit_account(request: SignedInRequest) -> HttpResponse:
    """Name and mail settings, with links to the password and second factor."""
    if request.method == "POST":
        form = AccountForm(request.POST)
        if form.is_valid():
            try:
                save_account(
                    request.user,
                    form.cleaned_data["name"],
                    form.cleaned_data["digest"] or request.user.digest,
                    reminders=form.cleaned_data["reminders"],
                    seen=ButtonForm(request.POST).seen,
                )
            except edit_conflicts.EditConflict as changed:
                return _show_conflict(request, changed)
            messages.success(request, say("desk.account.kept"))
            return redirect("account")
        messages.error(request, find_error(form))
    version = edit_conflicts.digest_version(snapshot_account(request.user))
    return render(request, "accounts/account.html", {"version": version})


def _show_conflict(request: SignedInRequest, changed: edit_conflicts.EditConflict) -> HttpResponse:
    """The page with what was saved in another window beside what was chosen here."""
    often = {one: say(f"desk.mails.{one}") for one in User.Digest.values}
    fields = (
        edit_conflicts.ConflictField("name", say("desk.account.name"), is_line=True),
        edit_conflicts.ConflictField("digest", say("desk.mails.digest"), often),
        edit_conflicts.ConflictField("reminders", say("desk.mails.reminders"), {"on": say("desk.both.yes"), "": say("desk.both.no")}),
    )  # fmt: skip
    who = find_last_editor(request.user, "account.name")
    return edit_conflicts.show_both(request, changed, fields, back=reverse("account"), **who)


@require_http_methods(("GET", "POST"))
@signed_in
def edit_sessions(request: SignedInRequest) -> HttpResponse:
    """One's sessions. Ending them requires a recent confirmation of identity, so that somebody at an unattended
    computer cannot sign the owner out elsewhere.
    """
    person = request.user
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        form = EndSessionForm(request.POST)
        only = None if "others" in form.data else form.cleaned_data["end"]
        if ended := devices.end_own_sessions(request, only=only):
            messages.success(request, say("account.sessions.ended", n=ended))
        return redirect("sessions" if request.user.is_authenticated else "account_login")
    typed_again(request)
    found = devices.list_sessions(person, request)
    return render(request, "accounts/sessions.html", {"sessions": found})


@never_cache
@require_safe
@signed_in
def show_second_step(request: SignedInRequest) -> HttpResponse:
    """Why a second factor is required, and how to set it up."""
    second_step.keep_way_back(request)
    back = second_step.way_back(request)
    if back:
        return redirect(back)
    ends = second_step.ends_on(request.user)
    return render(request, "accounts/second_step.html", {"ends": ends})


def editor_login(request: HttpRequest) -> HttpResponse:
    """The page editor's sign-in redirects to the desk's only one."""
    if request.user.is_authenticated:
        raise PermissionDenied  # signed in, and no editor: asking again would lead here again
    return redirect_to_login(request.GET.get("next", "/cms/"))
