"""People of the desk: invitations, joining, and accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.api import find_account, list_accounts
from huiyin.desk.accounts.gates import ask_again, team_only, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import find_error
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.networks import api, departures
from huiyin.desk.networks.forms import InvitationForm, JoinForm, PersonChangeForm
from huiyin.desk.networks.models import Invitation, Network, hash_token
from huiyin.desk.notifications import outbox
from huiyin.desk.registry.organisations import select_bodies_and_authorities
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Accounts per page.
_PEOPLE = 100


@require_http_methods(("GET", "POST"))
@team_only
def show_people(request: SignedInRequest) -> HttpResponse:
    """All accounts and invitations, the invitation form, and undelivered mails."""
    error = ""
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        error = _invite_person(request)
        if not error:
            return redirect("people")
    typed = typed_again(request)
    everybody = list_accounts().prefetch_related("seats__organisation", "coordinates")
    return render(
        request,
        "networks/people.html",
        {
            "page": make_page(request, everybody.order_by("name", "email", "pk"), _PEOPLE),
            "invitations": Invitation.objects.open().select_related("organisation", "network")[
                :200
            ],
            "roles": api.INVITABLE,
            "organisations": select_bodies_and_authorities(),
            "networks": Network.objects.all(),
            "undelivered": outbox.list_given_up()[:100],
            "error": error,
            "given": typed or request.POST or request.GET,
        },
        status=422 if error else 200,
    )


def _invite_person(request: SignedInRequest) -> str:
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return find_error(form)
    given = form.cleaned_data
    try:
        invitation = api.invite_person(
            given["email"],
            given["role"],
            request.user,
            organisation=given["organisation"],
            network=given["network"],
            language=given["language"] or request.user.language,
        )
    except api.WrongInvitation as wrong:
        return say(f"desk.people.wrong.{wrong.code}")
    messages.success(request, say("desk.people.invited", email=invitation.email))
    return ""


@require_POST
@team_only
def withdraw_invitation(request: SignedInRequest, number: int) -> HttpResponse:
    """Revoke an unused invitation."""
    try:
        api.take_back(get_object_or_404(Invitation, pk=number), request.user)
        messages.success(request, say("desk.people.taken_back"))
    except api.WrongInvitation as wrong:
        messages.error(request, say(f"desk.people.wrong.{wrong.code}"))
    return redirect("people")


@require_POST
@team_only
def mail_again(request: SignedInRequest) -> HttpResponse:
    """Retry the mails that were given up."""
    outbox.try_again(request.user)
    messages.success(request, say("desk.people.mail_again_soon"))
    return redirect("people")


@never_cache
@require_http_methods(("GET", "POST"))
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page that an invitation links to."""
    found = Invitation.objects.filter(proof=hash_token(token))
    invitation = found.select_related("organisation", "network").first()
    if invitation is None or not invitation.is_open:
        return _join_over(request)
    return _create_account(request, invitation)


@limit_rate("join")  # who holds an invitation is kept from it by nobody else at their address
def _join_over(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/join_over.html", status=410)


def _create_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    errors: list[str] = []
    there = find_account(invitation.email)
    if there is not None and not there.is_active:
        return render(request, "networks/join_over.html", status=410)
    if there is not None and request.user != there:
        # Somebody who only has the mail can neither give a role to an existing account nor sign in
        # to it: its owner must sign in.
        return render(
            request,
            "networks/join_known.html",
            {"invitation": invitation},
            status=200 if request.method == "GET" else 403,
        )
    if request.method == "POST":
        given = JoinForm(request.POST).cleaned_data
        try:
            user = api.accept_invitation(invitation, given["name"], given["password"])
        except ValidationError as weak:
            errors = list(weak.messages)
        except api.WrongInvitation:
            return render(request, "networks/join_over.html", status=410)
        else:
            login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
            messages.success(request, say("desk.join.welcome"))
            return redirect("for_you")
    return render(
        request,
        "networks/join.html",
        {"invitation": invitation, "errors": errors, "there": there, "given": request.POST},
        status=422 if errors else 200,
    )


@require_http_methods(("GET", "POST"))
@team_only
def edit_person(request: SignedInRequest, number: int) -> HttpResponse:
    """One account: its roles, and what can be withdrawn, each after a confirmation."""
    everybody = list_accounts().prefetch_related("seats__organisation", "coordinates")
    person = get_object_or_404(everybody, pk=number)
    offered = _list_offered_acts(person, request.user)
    asked = wrong = ""
    if request.method == "POST":
        form = PersonChangeForm(request.POST)
        asked = form.cleaned_data["what"]
        if asked not in offered:
            raise Http404
        if form.cleaned_data["sure"]:
            if (again := ask_again(request)) is not None:
                return again
            try:
                offered[asked]()
            except departures.NotAllowed as reason:
                wrong, asked = say(f"desk.person.not.{reason.code}"), ""
            else:
                messages.success(request, say("desk.person.done"))
                return redirect("person", number=number)
    elif (typed := typed_again(request)) is not None and typed.get("what") in offered:
        asked = typed.get("what", "")
    return render(
        request,
        "networks/person.html",
        {
            "person": person,
            "has_second_step": Authenticator.objects.filter(user=person).exists(),
            "offered": list(offered),
            "asked": asked,
            "asked_kind": asked.partition("-")[0],
            "warns": asked in ("close", "secretariat")
            and departures.is_last_of_secretariat(person),
            "wrong": wrong,
            "not_yours": _not_yours(person, request.user),
        },
        status=422 if wrong else 200,
    )


def _list_offered_acts(found: User, by: User) -> dict[str, Callable[[], None]]:
    """What can be done to an account, by the name used in the form."""
    steps: dict[str, Callable[[], None]] = {}
    if found.is_active:
        steps["close"] = partial(departures.close_account, found, by)
    else:
        steps["open"] = partial(departures.reopen_account, found, by)
    for seat in found.seats.all():
        steps[f"seat-{seat.pk}"] = partial(departures.end_seat, seat, by)
    for network in found.coordinates.all():
        steps[f"network-{network.pk}"] = partial(departures.end_coordinating, found, network, by)
    if found.is_secretariat:
        steps["secretariat"] = partial(departures.leave_secretariat, found, by)
    if Authenticator.objects.filter(user=found).exists():
        steps["factor"] = partial(departures.reset_second_step, found, by)
    return steps


def _not_yours(found: User, by: User) -> str:
    try:
        departures.check_changeable(found, by)
    except departures.NotAllowed as reason:
        return say(f"desk.person.not.{reason.code}")
    return ""
