"""Write an exchange down: by hand, from a mail; and what people state of a thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, read_apart, say_unread
from huiyin.desk.core.isolated_readers import LetterRead, read_letter
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.ledger.api import threads as clocks
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.letters import keep_letter, open_letter
from huiyin.desk.ledger.data import (
    Channel,
    ExchangeDirection,
    ExchangeInput,
    ExchangeSource,
    Meaning,
    Visibility,
)
from huiyin.desk.ledger.forms import DisputeForm, GroundForm, MeaningForm, RecordForm
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.ledger.views.exchanges import find_thread
from huiyin.i18n import say, say_date
from huiyin.text import detect_language


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def record(request: SignedInRequest) -> HttpResponse:
    """Enter an exchange by hand. ``?answers=`` names the entry that it answers."""
    grounds = clocks.list_grounds(timezone.localdate())
    if request.method != "POST":
        form = RecordForm(grounds=grounds, initial=_begin_from(request))
        return _show_form(request, form)
    form = RecordForm(request.POST, grounds=grounds)
    files = request.FILES.getlist("files")
    refusal = next((said for file in files if (said := too_large(file))), "")
    if refusal:
        form.add_error(None, refusal)
    if not form.is_valid():
        return _show_form(request, form)
    given = form.make_input(ExchangeSource.HAND)
    if refusal := _refuse_answer(given):
        form.add_error("answers", refusal)
        return _show_form(request, form)
    read = [(get_file_name(file) or "file", file.read()) for file in files]
    is_internal = given.visibility is Visibility.SECRETARIAT
    read += open_letter(request.POST.get("letter", ""), with_mail=is_internal)
    if request.POST.get("letter"):
        given = replace(given, source=ExchangeSource.MAIL)
    exchange = save_exchange(given, request.user, files=read)
    messages.success(request, say("exchange.recorded", number=exchange.number))
    if "another" in request.POST:
        return redirect("ledger_record")
    return redirect("exchange", number=exchange.number)


def _refuse_answer(given: ExchangeInput) -> str:
    """Why this cannot answer the exchange that it names; empty where it can, or names none."""
    if given.answers is None:
        return ""
    answered = Exchange.objects.filter(number=given.answers).first()
    if answered is None:
        return say("exchange.wrong.no_such")
    if given.day < answered.day:
        return say("exchange.wrong.before_ask", day=say_date(answered.day))
    return ""


def _show_form(request: HttpRequest, form: RecordForm) -> HttpResponse:
    return render(
        request,
        "ledger/record.html",
        {"form": form, "limit": say_file_limit(), "letter_key": request.POST.get("letter", "")},
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


def _begin_from(request: HttpRequest) -> dict[str, Any]:
    """What is known of an exchange that answers another: the same parties, the other way round."""
    number = parse_number(request.GET.get("answers", ""))
    answered = Exchange.objects.filter(number=number).first() if number else None
    if answered is None:
        return {}
    is_to = answered.direction == ExchangeDirection.TO_AUTHORITY
    back = ExchangeDirection.FROM_AUTHORITY if is_to else ExchangeDirection.TO_AUTHORITY
    return {
        "answers": answered.number,
        "kind": request.GET.get("kind", "reply"),
        "direction": back.value,
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
@team_only
def read_mail_file(request: SignedInRequest) -> HttpResponse:
    """Read an e-mail file; what it says stands in the form, and is recorded when somebody has looked at it."""
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


def _show_letter(request: HttpRequest, letter: LetterRead, kept: str) -> HttpResponse:
    grounds = clocks.list_grounds(timezone.localdate())
    context = {
        "form": RecordForm(grounds=grounds, initial=_describe_letter(letter)),
        "limit": say_file_limit(),
        "letter": letter,
        "letter_language": _find_language(letter),
        "letter_key": kept,
        "names": [name for name, _ in letter.attachments],
    }
    return render(request, "ledger/record.html", context)


def _find_language(letter: LetterRead) -> str:
    return "zh" if detect_language(letter.text or letter.subject).startswith("zh") else "en"


def _describe_letter(letter: LetterRead) -> dict[str, Any]:
    """The form as a mail fills it in, in the language that it is written in. Its words were written to one person: they
    stand beside the form, and who records it says what of them the ledger is to have and who may see that."""
    language = _find_language(letter)
    return {
        "kind": "reply",
        "direction": ExchangeDirection.FROM_AUTHORITY.value,
        "day": letter.sent or timezone.localdate(),
        "channel": Channel.EMAIL.value,
        "language": language,
        f"subject_{language}": letter.subject[:300],
        "visibility": Visibility.SECRETARIAT.value,
    }


# ---- threads -----------------------------------------------------------------------------------------


@require_POST
@team_only
def change_ground(request: SignedInRequest, number: int) -> HttpResponse:
    """Say by what an answer is due."""
    thread = find_thread(request, number)
    grounds = clocks.list_grounds(thread.ask.day)
    form = GroundForm(request.POST, grounds=grounds)
    if not form.is_valid():
        messages.error(request, _say_errors(form))
        return redirect("thread", number=number)
    given = form.cleaned_data
    chosen = next((g for g in grounds if str(g.pk) == given["ground"]), None)
    clocks.set_ground(
        thread,
        request.user,
        ground=chosen,
        promised_on=given["promised_on"],
        promise=given["promise"],
        source=given["promise_source"],
    )
    messages.success(request, say("exchange.kept"))
    return redirect("thread", number=number)


@require_POST
@team_only
def change_meaning(request: SignedInRequest, number: int) -> HttpResponse:
    """Say what the reply means."""
    thread = find_thread(request, number)
    form = MeaningForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        clocks.state_meaning(thread, Meaning(given["meaning"]), given["meaning_note"], request.user)
        messages.success(request, say("exchange.kept"))
    else:
        messages.error(request, _say_errors(form))
    return redirect("thread", number=number)


@require_POST
@team_only
def add_dispute(request: SignedInRequest, number: int) -> HttpResponse:
    """Write down that the other side counts another day."""
    thread = find_thread(request, number)
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
@team_only
def wake(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a sleeping thread up again."""
    clocks.wake_thread(find_thread(request, number), request.user)
    messages.success(request, say("exchange.woken"))
    return redirect("thread", number=number)


def _say_errors(form: Any) -> str:
    """What is wrong with a form of which the page shows no field: each by its name."""
    return " ".join(
        f"{form.fields[name].label}: {' '.join(map(str, errors))}"
        if name in form.fields
        else str(errors)
        for name, errors in form.errors.items()
    )
