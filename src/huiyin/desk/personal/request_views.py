"""What the secretariat does: answer requests for erasure, and look for who never had an account."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import SignedInView, View, ask_again, signed_in, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import find_error
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.networks.departures import NotAllowed
from huiyin.desk.personal import deadlines, erasure, remnants
from huiyin.desk.personal import strangers as unknown
from huiyin.desk.personal.forms import ErasureAnswerForm, StrangersForm
from huiyin.desk.personal.holdings import STAYS
from huiyin.desk.personal.mentions import find_mentions
from huiyin.desk.personal.models import Erasure, Remnant
from huiyin.desk.personal.names import PersonNames
from huiyin.desk.personal.traces import NameTrace, find_traces
from huiyin.desk.personal.views import hand_out
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


P = ParamSpec("P")
_REQUESTS = 50


def secretariat_only(view: SignedInView[P]) -> View[P]:
    """Not who runs the machine: what people said in private is not theirs to see, nor to erase."""

    @wraps(view)
    def enter(request: SignedInRequest, /, *args: P.args, **details: P.kwargs) -> HttpResponseBase:
        if not request.user.is_secretariat:
            raise PermissionDenied
        return view(request, *args, **details)

    gate = signed_in(enter)
    gate.needs_secretariat = True  # type: ignore[attr-defined]
    return gate


@never_cache
@require_safe
@secretariat_only
def show_erasures(request: SignedInRequest) -> HttpResponse:
    """Requests for erasure: open ones first, by when they are to be answered."""
    waiting = Erasure.objects.filter(state=Erasure.State.ASKED).select_related("person")
    settled = Erasure.objects.exclude(state=Erasure.State.ASKED).select_related(
        "person", "settled_by"
    )
    return render(
        request,
        "personal/erasures.html",
        {
            "waiting": [
                (one, deadlines.answer_by(one)) for one in waiting.order_by("created_at", "pk")
            ],
            "remnants": Remnant.objects.all(),
            "page": make_page(request, settled.order_by("-settled_at", "-pk"), _REQUESTS),
        },
    )


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
@secretariat_only
def answer_erasure(request: SignedInRequest, number: int) -> HttpResponse:
    """One request: what would be erased, what would stay and why; grant it or refuse it."""
    asked = get_object_or_404(Erasure.objects.select_related("person", "settled_by"), pk=number)
    form = ErasureAnswerForm(request.POST or request.GET)
    form.is_valid()
    also = form.cleaned_data.get("also", "")
    wrong = ""
    given: QueryDict = request.POST
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        wrong = find_error(form) or _take_answer(request, asked, form)
        if not wrong:
            return redirect("erasures")
    elif (typed := typed_again(request)) is not None:
        given = typed
    context = {
        "asked": asked,
        "deadlines": deadlines.compute_deadlines(asked),
        "stays": STAYS,
        "given": given,
        "meant": given.getlist("meant"),
        "wrong": wrong,
        "also": also,
    }
    if asked.person and asked.is_open:
        context["outlook"] = erasure.look_ahead(asked.person)
        context |= _where_named(PersonNames.of_person(asked.person).also_called(also), asked.person)
    return render(request, "personal/erasure.html", context, status=422 if wrong else 200)


def _take_answer(request: SignedInRequest, asked: Erasure, form: ErasureAnswerForm) -> str:
    """Grant a request or refuse it, as the form says; what is wrong with the form, if anything is."""
    given = form.cleaned_data
    try:
        if form.is_erasing:
            erasure.grant_erasure(asked, request.user, given["meant"], also=given["also"])
            messages.success(request, say("personal.granted"))
        elif given["what"] == "refuse":
            erasure.refuse_erasure(asked, given["reason"], request.user)
            messages.success(request, say("personal.refused"))
        else:
            return say("personal.erase.not_sure")
    except erasure.NoRefusalReason:
        return say("personal.no_reason")
    except erasure.AlreadyAnswered:
        messages.error(request, say("personal.erase.settled"))
    except NotAllowed as reason:
        return say(f"desk.person.not.{reason.code}")
    return ""


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
@secretariat_only
def settle_remnant(request: SignedInRequest, number: int) -> HttpResponse:
    """What an earlier version left of somebody whom it erased: erase it, or say that it stays."""
    held = get_object_or_404(Remnant, pk=number)
    wrong, status = "", 200
    given: QueryDict = request.POST
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        form = ErasureAnswerForm(request.POST)
        try:
            if form.is_valid() and form.is_erasing:
                remnants.erase_left(held, request.user, form.cleaned_data["meant"])
                messages.success(request, say("personal.remnant.erased"))
                return redirect("erasures")
            if form.cleaned_data.get("what") == "leave":
                remnants.leave_remnant(held, request.user)
                messages.success(request, say("personal.remnant.left"))
                return redirect("erasures")
            wrong, status = say("personal.erase.not_sure"), 422
        except erasure.AlreadyAnswered:
            messages.error(request, say("personal.erase.settled"))
            return redirect("erasures")
    elif (typed := typed_again(request)) is not None:
        given = typed
    found = remnants.list_left(held)
    context = {
        "held": held,
        "sure": [one for one in found if one.is_sure],
        "open": [one for one in found if not one.is_sure],
        "meant": given.getlist("meant"),
        "given": given,
        "wrong": wrong,
    }
    return render(request, "personal/remnant.html", context, status=status)


def _where_named(named: PersonNames, person: User | None = None) -> dict[str, Any]:
    """Where others name somebody: by their address, by a name that may be another's, and in words that stay."""
    found = find_traces(named)
    return {
        "sure": [one for one in found if one.is_sure],
        "open": [one for one in found if not one.is_sure],
        "mentions": find_mentions(named, person),
    }


@limit_rate("search", ("GET", "HEAD"))
@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
@secretariat_only
def search_strangers(request: SignedInRequest) -> HttpResponse:
    """Look for who has no account by name or address, choose what they are called and then, row by row, what is theirs;
    make the file for them, or erase them."""
    form = StrangersForm(typed_again(request) or request.POST or request.GET)
    words = form.cleaned_data["q"]
    # What is not offered here is not taken from the form either, an address of an account least of all.
    named = unknown.choose_names(words, form.cleaned_data["named"])
    about = PersonNames.of_words(named) if named else None
    traces = find_traces(about) if about else []
    meant = {one.key for one in traces} & set(form.cleaned_data["meant"])
    wrong = ""
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        wrong = _find_lack(form, named, meant)
        if not wrong:
            chosen = [one for one in traces if one.key in meant]
            return _act_for_strangers(request, form, named, chosen)
    found = unknown.find_names(words) if words else []
    context = {
        "q": words,
        "found": found,
        "named": named,
        "traces": traces,
        "meant": meant,
        "wrong": wrong,
        "accounts": unknown.find_accounts(words),
    }
    if about:
        context["mentions"] = find_mentions(about)
    return render(request, "personal/strangers.html", context, status=422 if wrong else 200)


def _find_lack(form: StrangersForm, named: list[str], meant: set[str]) -> str:
    """What is still to be said before anything is done for who has no account."""
    if not named:
        return say("personal.strangers.none_chosen")
    if not meant:
        return say("personal.strangers.no_row_chosen")
    if form.asks_for_file or form.is_erasing:
        return ""
    return say("personal.erase.not_sure")


def _act_for_strangers(
    request: SignedInRequest, form: StrangersForm, named: list[str], chosen: list[NameTrace]
) -> HttpResponse:
    """Make the file of the rows ``chosen``, or erase them, as the form says."""
    if form.asks_for_file:
        return hand_out(unknown.take_for(named, chosen, request.user), "huiyin-data")
    erasure.erase_words(named, request.user, {one.key for one in chosen})
    messages.success(request, say("personal.strangers.erased"))
    return redirect("strangers")
