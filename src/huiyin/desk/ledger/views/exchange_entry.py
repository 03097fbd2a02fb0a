"""Pages for recording an exchange, by hand or from a mail, and for statements about a thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import ConflictField, EditConflict, show_both
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, read_apart, say_unread
from huiyin.desk.core.isolated_readers import LetterRead, read_letter
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.ledger.access import keepers_only, may_keep
from huiyin.desk.ledger.api import threads as clocks
from huiyin.desk.ledger.api.corrections import correct_exchange
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.grounds import list_all_grounds, list_grounds
from huiyin.desk.ledger.api.letters import keep_letter, open_letter
from huiyin.desk.ledger.data import (
    GOES_ON,
    OWN_FORMS,
    Channel,
    ExchangeDirection,
    ExchangeInput,
    ExchangeSource,
    Meaning,
    Visibility,
)
from huiyin.desk.ledger.exchange_checks import list_recorded_networks, say_mistakes
from huiyin.desk.ledger.forms import (
    CorrectionForm,
    DisputeForm,
    GroundForm,
    MeaningForm,
    RecordDeedForm,
    RecordForm,
)
from huiyin.desk.ledger.models import Exchange, Thread
from huiyin.desk.ledger.views.exchanges import find_thread, find_visible
from huiyin.i18n import say
from huiyin.text import detect_language


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@keepers_only
def enter_exchange(request: SignedInRequest) -> HttpResponse:
    """Record an exchange by hand. ``?answers=`` is the number of the entry that it answers."""
    grounds = list_all_grounds()
    kept = list_recorded_networks(request.user)
    if request.method != "POST":
        form = RecordForm(grounds=grounds, kept=kept, initial=_begin_from(request))
        return _show_form(request, form)
    form = RecordForm(request.POST, grounds=grounds, kept=kept)
    files = request.FILES.getlist("files")
    refusal = next((said for file in files if (said := too_large(file))), "")
    if refusal:
        form.add_error(None, refusal)
    if not form.is_valid():
        return _show_form(request, form)
    given = form.make_input(ExchangeSource.HAND)
    _add_mistakes(request, form, given)
    if form.errors:
        return _show_form(request, form)
    read = [(get_file_name(file) or "file", file.read()) for file in files]
    is_internal = given.visibility is Visibility.SECRETARIAT
    deed = RecordDeedForm(request.POST).cleaned_data
    read += open_letter(deed["letter"], with_mail=is_internal)
    if deed["letter"]:
        given = replace(given, source=ExchangeSource.MAIL)
    exchange = save_exchange(given, request.user, files=read)
    messages.success(request, say("exchange.recorded", number=exchange.number))
    if deed["another"] is not None:
        return redirect("ledger_record")
    return redirect("exchange", number=exchange.number)


def _add_mistakes(request: SignedInRequest, form: RecordForm, given: ExchangeInput) -> None:
    """Show mistakes beside their fields."""
    for where, sentence in say_mistakes(request.user, given):
        form.add_error(where, sentence)


def _show_form(request: HttpRequest, form: RecordForm) -> HttpResponse:
    return render(
        request,
        "ledger/record.html",
        {
            "form": form,
            "limit": say_file_limit(),
            "letter_key": RecordDeedForm(request.POST).cleaned_data["letter"],
        },
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


def _begin_from(request: HttpRequest) -> dict[str, Any]:
    """Initial values for an exchange that answers another: the same parties, in the opposite direction."""
    number = parse_number(request.GET.get("answers", ""))
    seen = Exchange.objects.visible_to(request.user, timezone.localdate())
    answered = seen.filter(number=number).first() if number else None
    if answered is None:
        return {}
    kind = request.GET.get("kind", "reply")
    is_to = answered.direction == ExchangeDirection.TO_AUTHORITY
    back = ExchangeDirection.FROM_AUTHORITY if is_to else ExchangeDirection.TO_AUTHORITY
    return {
        "answers": answered.number,
        "kind": kind,
        "direction": answered.direction if kind in GOES_ON else back.value,
        "authority": answered.authority_id,
        "network": answered.network_id,
        "organisation": answered.organisation_id,
        "body": answered.body,
        "subject_zh": answered.subject_zh,
        "subject_en": answered.subject_en,
        "channel": answered.channel,
        "visibility": answered.visibility,
    }


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@keepers_only
def read_mail_file(request: SignedInRequest) -> HttpResponse:
    """Read an e-mail file and fill in the form; nothing is recorded before the user has checked it."""
    file = request.FILES.get("file")
    error = ""
    if request.method == "POST":
        error = say("desk.open.no_file") if file is None else too_large(file)
        if file is not None and not error:
            try:
                data = file.read()
                letter = read_apart(read_letter, data, get_file_name(file))
            except UNREAD as unread:
                error = say_unread(unread, get_file_name(file))
            else:
                return _show_letter(request, letter, keep_letter(get_file_name(file), data))
    return render(
        request,
        "ledger/mail.html",
        {"error": error, "limit": say_file_limit()},
        status=422 if error else 200,
    )


def _show_letter(request: SignedInRequest, letter: LetterRead, kept: str) -> HttpResponse:
    grounds, networks = list_all_grounds(), list_recorded_networks(request.user)
    context = {
        "form": RecordForm(
            grounds=grounds,
            kept=networks,
            initial=_describe_letter(letter, is_team=networks is None),
        ),
        "limit": say_file_limit(),
        "letter": letter,
        "letter_language": _find_language(letter),
        "letter_key": kept,
        "names": [name for name, _ in letter.attachments],
    }
    return render(request, "ledger/record.html", context)


def _find_language(letter: LetterRead) -> str:
    return "zh" if detect_language(letter.text or letter.subject).startswith("zh") else "en"


def _describe_letter(letter: LetterRead, *, is_team: bool) -> dict[str, Any]:
    """Initial values of the form from a mail, in the mail's language. The mail's text was written to one
    person: it is shown beside the form, and the user decides what the ledger contains and who may see it.
    """
    language = _find_language(letter)
    return {
        "kind": "reply",
        "direction": ExchangeDirection.FROM_AUTHORITY.value,
        # A mail without a date must not get today's: the field stays empty, and the page says so.
        "day": letter.sent or "",
        "channel": Channel.EMAIL.value,
        "language": language,
        f"subject_{language}": letter.subject[:300],
        "visibility": (Visibility.SECRETARIAT if is_team else Visibility.MEMBERS).value,
    }


@require_http_methods(("GET", "POST"))
@keepers_only
def enter_correction(request: SignedInRequest, number: int) -> HttpResponse:
    """Record what was wrong in an exchange, or that all of it was."""
    exchange = find_visible(request, number)
    if not may_keep(request.user, exchange):
        raise PermissionDenied
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if exchange.is_void or exchange.kind in OWN_FORMS:
        messages.error(request, say("exchange.correct.not_this"))
        return redirect("exchange", number=number)
    if request.method == "POST" and form.is_valid():
        correct_exchange(
            exchange, form.read_summary(), request.user, is_void=form.cleaned_data["is_void"]
        )
        messages.success(request, say("exchange.corrected"))
        return redirect("exchange", number=number)
    return render(
        request,
        "ledger/correct.html",
        {"exchange": exchange, "form": form},
        status=422 if form.errors else 200,
    )


# ---- threads -----------------------------------------------------------------------------------------


def _find_kept_thread(request: SignedInRequest, number: int) -> Thread:
    """The thread, if the user may make statements about it."""
    thread = find_thread(request, number)
    if not may_keep(request.user, thread.ask):
        raise PermissionDenied
    return thread


@require_POST
@keepers_only
def change_ground(request: SignedInRequest, number: int) -> HttpResponse:
    """Set what the term of an answer follows from."""
    thread = _find_kept_thread(request, number)
    grounds = list_grounds(thread.ask.day)
    form = GroundForm(request.POST, grounds=grounds)
    if not form.is_valid():
        messages.error(request, _say_errors(form))
        return redirect("thread", number=number)
    given = form.cleaned_data
    chosen = next((g for g in grounds if str(g.pk) == given["ground"]), None)
    try:
        clocks.set_ground(
            thread,
            request.user,
            ground=chosen,
            promised_on=given["promised_on"],
            promise=given["promise"],
            source=given["promise_source"],
            seen=ButtonForm(request.POST).seen,
        )
    except EditConflict as changed:
        choices = {str(one.pk): str(one) for one in grounds}
        return _show_both(request, thread, changed, form, "ledger.ground", ground=choices)
    messages.success(request, say("exchange.kept"))
    return redirect("thread", number=number)


@require_POST
@keepers_only
def change_meaning(request: SignedInRequest, number: int) -> HttpResponse:
    """Record what the reply means."""
    thread = _find_kept_thread(request, number)
    form = MeaningForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            clocks.state_meaning(
                thread,
                Meaning(given["meaning"]),
                given["meaning_note"],
                request.user,
                seen=ButtonForm(request.POST).seen,
            )
        except EditConflict as changed:
            choices = {str(one): say(f"exchange.meaning.{one}") for one in Meaning}
            return _show_both(request, thread, changed, form, "ledger.meaning", meaning=choices)
        messages.success(request, say("exchange.kept"))
    else:
        messages.error(request, _say_errors(form))
    return redirect("thread", number=number)


def _show_both(
    request: HttpRequest,
    thread: Thread,
    changed: EditConflict,
    form: Any,
    verb: str,
    **choices: dict[str, str],
) -> HttpResponse:
    """The page with what somebody else saved meanwhile beside what was typed."""
    fields = [
        ConflictField(name, str(field.label), choices.get(name, {}), is_line=name != "meaning_note")
        for name, field in form.fields.items()
    ]
    back = reverse("thread", args=(thread.ask.number,))
    return show_both(request, changed, fields, back=back, **find_last_editor(thread, verb))


@require_POST
@keepers_only
def add_dispute(request: SignedInRequest, number: int) -> HttpResponse:
    """Record that the other side computes another due day."""
    thread = _find_kept_thread(request, number)
    form = DisputeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        clocks.dispute_count(
            thread,
            given["claimed_on"],
            given["reason_civil"],
            given["reason_authority"],
            request.user,
        )
        messages.success(request, say("exchange.kept"))
    else:
        messages.error(request, _say_errors(form))
    return redirect("thread_clock", number=number)


@require_POST
@keepers_only
def wake_thread(request: SignedInRequest, number: int) -> HttpResponse:
    """Resume a dormant thread."""
    clocks.wake_thread(_find_kept_thread(request, number), request.user)
    messages.success(request, say("exchange.woken"))
    return redirect("thread", number=number)


def _say_errors(form: Any) -> str:
    """The errors of a form whose fields are not on the page, each with the name of its field."""
    return " ".join(
        f"{form.fields[name].label}: {' '.join(map(str, errors))}"
        if name in form.fields
        else str(errors)
        for name, errors in form.errors.items()
    )
