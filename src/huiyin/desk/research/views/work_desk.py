"""The pages on which people work at research: what waits, a work begun, described, handed over, followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.api.lookups import (
    select_enacted_consultations,
    select_public_consultations,
)
from huiyin.desk.core.edit_conflicts import EditConflict, digest_version, show_both
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.row_deeds import make_row_deed
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.jobs.api import find_latest_job
from huiyin.desk.research import forms
from huiyin.desk.research.api import law_traces, library, uses
from huiyin.desk.research.api import requests as asks
from huiyin.desk.research.api import works as acts
from huiyin.desk.research.data import FileInput, FileRole
from huiyin.desk.research.readers import Reader, read_reader
from huiyin.desk.research.rights import Deed, may_on_work
from huiyin.desk.research.views.works import find_shown
from huiyin.i18n import say

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from huiyin.desk.research.models import ResearchRequest, Work


def _enter(request: SignedInRequest, slug: str, deed: Deed) -> tuple[Work, Reader]:
    work, reader = find_shown(request, slug)
    if not may_on_work(reader, deed, work):
        raise PermissionDenied
    return work, reader


@require_safe
@signed_in
def show_desk(request: SignedInRequest) -> HttpResponse:
    """What the reader works on: requests that go on, and works, drafts first."""
    reader = read_reader(request.user)
    if not reader.may_work:
        raise PermissionDenied
    open_ones = asks.select_requests(reader).filter(state__in=("open", "under_way"))
    return render(
        request,
        "research/desk.html",
        {
            "asked": make_page(request, open_ones, 20, name="asked"),
            "page": make_page(request, library.select_own_works(reader), 20),
            "reader": reader,
            "part": "desk",
        },
    )


# ---- a work's metadata ---------------------------------------------------------------------------------


def _may_begin(reader: Reader, asked: ResearchRequest | None) -> bool:
    """Whether somebody may begin a work: who keeps the desk or a network, or speaks for a member; for a request, who keeps
    its own network, or one whose offer was accepted. Handed over, it would answer in the name of who was asked."""
    if asked is None:
        return reader.is_team or bool(reader.networks) or bool(reader.members)
    if reader.is_team or asked.network_id in reader.networks:
        return True
    given = asks.list_offers(asked, reader).given
    return any(offer.organisation_id in reader.members for offer in given)


@require_http_methods(("GET", "POST"))
@signed_in
def begin_work(request: SignedInRequest) -> HttpResponse:
    """Begin a work, by itself or for the request that ``?request=`` names."""
    reader = read_reader(request.user)
    number = parse_number(request.GET.get("request", ""))
    asked = asks.find_request(reader, number) if number else None
    if not _may_begin(reader, asked):
        raise PermissionDenied
    initial = _begin_from(asked, reader)
    form = forms.WorkForm(
        reader, request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_bound and form.is_valid():
        given = form.make_input()
        if not (
            reader.is_team
            or given.organisation in reader.members
            or given.network in reader.networks
        ):
            form.add_error("organisation", say("research.wrong.not_yours"))
        else:
            work = acts.begin_work(given, request.user, request=asked)
            messages.success(request, say("research.work_begun"))
            return redirect("research_manage", slug=work.slug)
    return _show_form(request, form, reader, asked=asked)


def _begin_from(asked: ResearchRequest | None, reader: Reader) -> dict[str, Any]:
    """What is known of a work that answers a request."""
    first: dict[str, Any] = {"organisation": next(iter(sorted(reader.members)), "")}
    if asked is None:
        return first
    return first | {
        "commissioner": asked.authority_id if asked.is_from_authority else "",
        "network": asked.network_id,
        "visibility": asked.visibility,
        "embargo_until": asked.embargo_until,
    }


def _show_form(
    request: HttpRequest,
    form: forms.WorkForm,
    reader: Reader,
    *,
    asked: ResearchRequest | None = None,
    work: Work | None = None,
) -> HttpResponse:
    return render(
        request,
        "research/describe.html",
        {
            "form": form,
            "asked": asked,
            "work": work,
            "version": digest_version(acts.snapshot_work(work)) if work is not None else "",
            "reader": reader,
            "part": "desk",
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(("GET", "POST"))
@signed_in
def describe_work(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the metadata of a work."""
    work, reader = _enter(request, slug, Deed.WRITE)
    form = forms.WorkForm(
        reader,
        request.POST if request.method == "POST" else None,
        held=work,
        initial=forms.WorkForm.describe(work),
    )
    if form.is_bound and form.is_valid():
        try:
            acts.describe_work(
                work, form.make_input(), request.user, seen=ButtonForm(request.POST).seen
            )
        except asks.UnusableResearch as wrong:
            form.add_error(None, say(f"research.wrong.{wrong.code}"))
        except EditConflict:
            return _show_conflict(request, form, slug, reader)
        else:
            messages.success(request, say("research.work_kept"))
            return redirect("research_manage", slug=slug)
    return _show_form(request, form, reader, work=work)


def _show_conflict(
    request: SignedInRequest, form: forms.WorkForm, slug: str, reader: Reader
) -> HttpResponse:
    """What somebody else said of a work meanwhile, beside what was typed, field by field."""
    work = library.find_work(reader, slug)
    if work is None:  # it was given to others meanwhile
        raise Http404
    stored = forms.WorkForm.describe(work)
    typed = {name: form.list_typed(name) for name in form.fields}
    changed = EditConflict(
        {name: stored.get(name) for name in typed},
        typed,
        "",
        version=digest_version(acts.snapshot_work(work)),
    )
    back = reverse("research_manage", args=(slug,))
    who = find_last_editor(work, "research.work_describe", "research.work_begin")
    return show_both(request, changed, form.list_conflict_fields(), back=back, **who)


# ---- what is done with a work --------------------------------------------------------------------------


def _show_manage(request: HttpRequest, work: Work, reader: Reader, **bound: Any) -> HttpResponse:
    """The page of all that is done with a work; ``bound``: a form that was refused, in place of its empty one."""
    laws = list(select_enacted_consultations())
    may = {deed.value: may_on_work(reader, deed, work) for deed in Deed}
    blank: dict[str, Any] = {
        "author": forms.AuthorForm(),
        "version": forms.VersionForm(),
        "use": forms.UseForm(list(select_public_consultations())),
        "prize": forms.PrizeForm(reader, may_name_any=True),
        "trace": forms.TraceForm(laws),
        "withdraw": forms.NoteForm(),
    }
    return render(
        request,
        "research/manage.html",
        {
            "work": work,
            "authors": list(work.authors.all()),
            "versions": library.list_versions(work),
            "uses": list(work.uses.filter(withdrawn_at=None).select_related("authority")),
            "prizes": list(work.prizes.filter(withdrawn_at=None).select_related("body")),
            "traces": list(work.law_traces.select_related("consultation")),
            "job": find_latest_job(work, law_traces.TRACING),
            "forms": blank | bound,
            "laws": laws,
            "may": may,
            "limit": say_file_limit(),
            "reader": reader,
            "part": "desk",
        },
        status=422 if bound else 200,
    )


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
def manage_work(request: SignedInRequest, slug: str) -> HttpResponse:
    """Authors, versions, handing over, uses, prizes, passages in laws: each a form of its own that says ``what``."""
    work, reader = _enter(request, slug, Deed.REPORT)
    if request.method != "POST":
        return _show_manage(request, work, reader)
    chosen = _DEEDS.get(ButtonForm(request.POST).pressed)
    if chosen is None:
        return _show_manage(request, work, reader)
    deed, act = chosen
    if not may_on_work(reader, deed, work):
        raise PermissionDenied
    try:
        refused = act(request, work, reader)
    except asks.UnusableResearch as wrong:
        messages.error(request, say(f"research.wrong.{wrong.code}"))
        refused = None
    if refused is not None:
        return refused
    return redirect("research_manage", slug=slug)


def _read_files(request: SignedInRequest, name: str) -> tuple[list[UploadedFile], str]:
    """What was sent, and why it is not taken."""
    sent = request.FILES.getlist(name)
    return sent, next((said for file in sent if (said := too_large(file))), "")


def _add_author(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.AuthorForm(request.POST)
    if not form.is_valid():
        return _show_manage(request, work, reader, author=form)
    acts.add_author(work, form.make_input(), request.user)
    messages.success(request, say("research.author_added"))
    return None


def _add_version(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.VersionForm(request.POST)
    sent, refusal = _read_files(request, "files")
    if refusal:
        form.add_error(None, refusal)
    if not form.is_valid():
        return _show_manage(request, work, reader, version=form)
    given = form.cleaned_data
    files = [
        FileInput(
            get_file_name(file) or "file", file.read(), FileRole(given["role"]), given["language"]
        )
        for file in sent
    ]
    acts.add_version(
        work,
        given["day"],
        request.user,
        note=form.read_both("note"),
        recommendations=form.read_both("recommendations"),
        files=files,
    )
    messages.success(request, say("research.version_added"))
    return None


def _publish(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    acts.publish_work(work, request.user)
    messages.success(request, say("research.published"))
    return None


def _withdraw(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.NoteForm(request.POST)
    acts.withdraw_work(work, form.cleaned_data["note"] if form.is_valid() else "", request.user)
    messages.success(request, say("research.work_withdrawn"))
    return None


def _add_use(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.UseForm(list(select_public_consultations()), request.POST)
    if not form.is_valid():
        return _show_manage(request, work, reader, use=form)
    uses.record_use(work, form.make_input(), request.user)
    messages.success(request, say("research.use_added"))
    return None


def _add_prize(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.PrizeForm(reader, request.POST, may_name_any=True)
    return _take_prize(request, work, form, lambda: _show_manage(request, work, reader, prize=form))


def _take_prize(
    request: SignedInRequest,
    work: Work,
    form: forms.PrizeForm,
    refuse: Callable[[], HttpResponse],
) -> HttpResponse | None:
    sent, refusal = _read_files(request, "file")
    if refusal:
        form.add_error(None, refusal)
    if form.is_valid() and not sent and not form.cleaned_data["evidence_url"]:
        form.add_error("evidence_url", say("research.wrong.no_evidence"))
    if not form.is_valid():
        return refuse()
    evidence = FileInput(get_file_name(sent[0]) or "file", sent[0].read()) if sent else None
    uses.record_prize(work, form.make_input(evidence), request.user)
    messages.success(request, say("research.prize_added"))
    return None


def _unclaim(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.ClaimForm(request.POST)
    claim, number = "use", 0
    if form.is_valid():
        claim, number = form.cleaned_data["claim"], form.cleaned_data["number"]
    uses.withdraw_claim(work, claim, number, request.user)
    messages.success(request, say("research.unclaimed"))
    return None


def _trace(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.TraceForm(list(select_enacted_consultations()), request.POST)
    if not form.is_valid():
        return _show_manage(request, work, reader, trace=form)
    try:
        law_traces.start_trace(work, int(form.cleaned_data["law"]), request.user)
    except ValueError:
        messages.error(request, say("research.wrong.no_recommendations"))
    else:
        messages.success(request, say("research.trace_begun"))
    return None


def _judge(request: SignedInRequest, work: Work, reader: Reader) -> HttpResponse | None:
    form = forms.JudgeForm(request.POST)
    number = forms.NumberForm(request.POST)
    if not form.is_valid() or not number.is_valid():
        messages.error(request, say("exchange.wrong.look"))
        return None
    given, law = form.cleaned_data, number.cleaned_data["number"]
    try:
        law_traces.judge_trace(work, law, given["decision"], given["note"], request.user)
    except ValueError:
        messages.error(request, say("research.wrong.no_claim"))
    else:
        messages.success(request, say("research.judged"))
        return redirect("research_law", slug=work.slug, number=law)
    return None


#: What a form says → what it takes to do it, and what does it.
_DEEDS: dict[str, tuple[Deed, Callable[[SignedInRequest, Work, Reader], HttpResponse | None]]] = {
    "author": (Deed.WRITE, _add_author),
    "author_remove": (Deed.WRITE, make_row_deed(acts.remove_author, "research.author_removed")),
    "author_raise": (Deed.WRITE, make_row_deed(acts.raise_author, "research.author_raised")),
    "version": (Deed.WRITE, _add_version),
    "publish": (Deed.PUBLISH, _publish),
    "withdraw": (Deed.PUBLISH, _withdraw),
    "use": (Deed.REPORT, _add_use),
    "prize": (Deed.REPORT, _add_prize),
    "unclaim": (Deed.REPORT, _unclaim),
    "trace": (Deed.TRACE, _trace),
    "judge": (Deed.TRACE, _judge),
}


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
def honour_work(request: SignedInRequest, slug: str) -> HttpResponse:
    """An authority gives a work a prize, in its own name; the team writes down anybody's."""
    work, reader = _enter(request, slug, Deed.HONOUR)
    may_name_any = may_on_work(reader, Deed.REPORT, work)
    form = forms.PrizeForm(
        reader, request.POST if request.method == "POST" else None, may_name_any=may_name_any
    )

    def show() -> HttpResponse:
        context = {"work": work, "form": form, "limit": say_file_limit(), "reader": reader}
        status = 422 if form.is_bound else 200
        return render(request, "research/honour.html", context, status=status)

    if request.method != "POST":
        return show()
    try:
        refused = _take_prize(request, work, form, show)
    except asks.UnusableResearch as wrong:
        messages.error(request, say(f"research.wrong.{wrong.code}"))
        refused = None
    return refused or redirect("research_work", slug=slug)
