"""Pages of the public log: its files, receipts, the verifier, and witnesses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.gates import signed_in, team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.ledger.api import erasure, record_log
from huiyin.desk.ledger.api.log_entries import list_held
from huiyin.desk.ledger.data import Channel, ExchangeDirection, ExchangeKind, Matter
from huiyin.desk.ledger.forms import CosignatureForm, RedactForm, WitnessForm
from huiyin.desk.ledger.models import Checkpoint, LogEntry, Witness
from huiyin.desk.ledger.views.exchanges import find_visible, is_keeper
from huiyin.i18n import say
from huiyin.presentation.ledger_labels import say_refused_evidence
from huiyin.transparency import RefusedEvidence, write_receipt

#: The names of a log's files (C2SP tlog-tiles). Anything else is refused, since the name is part of
#: a path.
_FILE = re.compile(
    r"log\.vkey|tile/(?:[0-7]|entries)/(?:x\d{3}/){0,5}\d{3}(?:\.p/\d{1,3})?", re.ASCII
)
_SHOWN = 30


@require_safe
def log_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the log as stored; the checkpoint includes cosignatures."""
    if name == "checkpoint":
        newest = record_log.find_checkpoint()
        if newest is None:
            raise Http404
        answer: HttpResponseBase = HttpResponse(
            newest.note, content_type="text/plain; charset=utf-8"
        )
        answer["Cache-Control"] = "no-cache"
        return answer
    if not _FILE.fullmatch(name):
        raise Http404
    file = record_log.get_folder() / name
    if not file.is_file():
        raise Http404
    kind = "text/plain" if name == "log.vkey" else "application/octet-stream"
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """A receipt with all openings, for whoever has its address."""
    return _give_receipt(get_object_or_404(LogEntry, receipt_key=key))


@require_safe
@signed_in
def list_receipts(request: SignedInRequest) -> HttpResponse:
    """The reader's own acts in the log, with receipts."""
    page = make_page(request, list_held(request.user))
    return render(request, "ledger/receipts.html", {"page": page, "part": "record"})


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def exchange_receipt(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt of an exchange, for readers who may see it."""
    exchange = find_visible(request, number)
    if exchange.entry is None:
        raise Http404
    return _give_receipt(exchange.entry)


def _give_receipt(entry: LogEntry) -> HttpResponse:
    try:
        receipt = record_log.make_receipt(entry, with_openings=True)
    except record_log.NotLogged:
        answer = HttpResponse(
            say("exchange.proof.waiting"), status=503, content_type="text/plain; charset=utf-8"
        )
        answer["Retry-After"] = "60"
        return answer
    answer = HttpResponse(write_receipt(receipt), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{entry.index}.json"'
    return answer


@require_safe
@cached_page
def show_verifier(request: HttpRequest) -> HttpResponse:
    """The page that verifies a receipt in the browser; nothing is sent to the server."""
    context = {
        "key": str(record_log.get_public_key()),
        "labels": json.dumps(_name_receipt_words(), ensure_ascii=False),
        "part": "record",
    }
    return render(request, "ledger/verify.html", context)


#: Names in entries that have words of their own, besides the fields of the form.
_OWN_FIELDS = ("number", "consultation", "version", "documents", "index", "leaf_hash", "withheld", "words_sha256")  # fmt: skip
_FORM_FIELDS = (
    "day", "kind", "direction", "authority", "organisation", "network", "passed_to", "answers", "matter", "channel", "language",
    "extended_to", "subject_zh", "subject_en", "summary_zh", "summary_en", "body", "details", "parties", "names", "reason",
)  # fmt: skip


def _name_receipt_words() -> dict[str, Any]:
    """The names and codes of a receipt in the reader's language."""
    codes: dict[str, tuple[Iterable[str], str]] = {
        "kind": (ExchangeKind, "kind"), "direction": (ExchangeDirection, "direction"), "matter": (Matter, "matter"),
        "channel": (Channel, "channel"), "reason": (("person", "court", "mistake"), "reason"), "language": (("zh", "en"), "language"),
    }  # fmt: skip
    acts = ("exchange", "exchange.taken_over", "comment", "signature", "redacted")
    return {
        "names": {name: say(f"exchange.field.{name}") for name in _FORM_FIELDS}
        | {name: say(f"exchange.receipt.{name}") for name in _OWN_FIELDS},
        "values": {
            name: {str(one): say(f"exchange.{area}.{one}") for one in values}
            for name, (values, area) in codes.items()
        },
        "acts": {act: say(f"exchange.act.{act}") for act in acts},
        "open": say("exchange.receipt.open", number="{number}"),
        "exchange": reverse("exchange", args=(0,)),
    }


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
def show_record(request: HttpRequest) -> HttpResponseBase:
    """The log: its key, the newest checkpoints, and the witnesses."""
    form = WitnessForm(request.POST or None)
    if request.method == "POST":
        return _add_witness(request)
    return _show_record(request, form)


@team_only
def _add_witness(request: SignedInRequest) -> HttpResponse:
    form = WitnessForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            record_log.add_witness(given["witness_name"], given["witness_key"], request.user)
        except RefusedEvidence as refused:
            form.add_error("witness_key", say_refused_evidence(refused))
        else:
            messages.success(request, say("exchange.kept"))
            return redirect("ledger_log")
    return _show_record(request, form, status=422)


def _show_record(request: HttpRequest, form: WitnessForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "key": str(record_log.get_public_key()),
        "address": build_url("ledger_file", "checkpoint").removesuffix("/checkpoint"),
        "checkpoints": list(
            Checkpoint.objects.order_by("-size", "-pk").prefetch_related("cosignatures__witness")[
                :_SHOWN
            ]
        ),
        "witnesses": list(Witness.objects.filter(ended_at=None)),
        "waiting": LogEntry.objects.filter(index=None).count(),
        "is_keeper": is_keeper(request),
        "part": "record",
    }
    return render(request, "ledger/record_log.html", context, status=status)


@csrf_exempt  # a witness has no session here: the line proves itself
@limit_rate("upload")
@require_POST
def take_cosignature(request: HttpRequest) -> HttpResponse:
    """Receives a witness's signature; the answer is plain text, for programs."""
    form = CosignatureForm(request.POST)
    try:
        if not form.is_valid():
            raise Http404
        kept = record_log.take_cosignature(form.cleaned_data["cosignature"])
    except RefusedEvidence as refused:
        words, status = say_refused_evidence(refused), 422
    else:
        words = say("exchange.cosigned", name=kept.witness.name, size=kept.checkpoint.size)
        status = 200
    return HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")


@require_http_methods(("GET", "POST"))
@team_only
def redact_exchange(request: SignedInRequest, number: int) -> HttpResponse:
    """Erase parts of an exchange, with a reason. This cannot be undone."""
    exchange = find_visible(request, number)
    form = RedactForm(
        request.POST if request.method == "POST" else None, parts=erasure.list_erasable(exchange)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        erasure.redact_exchange(exchange, given["names"], given["reason"], request.user)
        messages.success(request, say("exchange.redacted"))
        return redirect(reverse("exchange", args=(number,)))
    return render(
        request,
        "ledger/redact.html",
        {"exchange": exchange, "form": form, "today": timezone.localdate()},
        status=422 if form.errors else 200,
    )
