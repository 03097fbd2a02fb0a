"""Inquiries: written, sent to many authorities at once, their answers in a grid, as a table and as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.initiatives import inquiry_forms as forms
from huiyin.desk.initiatives.access import InitiativeRequest, WorkingRequest, require_deed
from huiyin.desk.initiatives.api import inquiries as acts
from huiyin.desk.initiatives.api import inquiry_tables as tables
from huiyin.desk.initiatives.data import InquiryState
from huiyin.desk.initiatives.inquiry_charts import draw_question, list_places
from huiyin.desk.initiatives.inquiry_values import say_answer
from huiyin.desk.ledger.data import ThreadClock, ThreadState
from huiyin.desk.registry.organisations import select_authorities
from huiyin.i18n import current_language, say
from huiyin.presentation.spreadsheets import csv_bytes

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative, Inquiry, InquiryBody, InquiryQuestion

#: Authorities on a page of the grid, and of the form of answers.
_ROWS, _FORMS = 100, 25
DEED = InitiativeDeed.INQUIRE


def _find(request: InitiativeRequest, initiative: Initiative, number: int) -> Inquiry:
    """The inquiry; 404 where there is none, or none that they may know of."""
    found = acts.find_inquiry(initiative, number, with_drafts=request.rights.may(DEED))
    if found is None:
        raise Http404
    return found


def _act(
    request: HttpRequest, address: str, deed: Callable[[], object], done: str, **details: Any
) -> HttpResponse:
    """Do it, and say so, or why it could not be done."""
    try:
        deed()
    except acts.UnusableInquiry as wrong:
        messages.error(request, say(f"inquiry.wrong.{wrong.code}", **wrong.details))
    else:
        messages.success(request, say(f"inquiry.done.{done}", **details))
    return redirect(address)


@require_safe
@cached_page
@require_deed(InitiativeDeed.SEE)
def show_inquiries(request: InitiativeRequest, initiative: Initiative) -> HttpResponse:
    """What an initiative asked of many authorities at once."""
    may_work = request.rights.may(DEED)
    rows = acts.select_inquiries(initiative, with_drafts=may_work)
    context = {"initiative": initiative, "page": make_page(request, rows), "may_work": may_work}
    return render(request, "initiatives/inquiries.html", context | {"part": "list"})


@require_http_methods(("GET", "POST"))
@require_deed(DEED)
def begin_inquiry(request: WorkingRequest, initiative: Initiative) -> HttpResponse:
    """Write a letter."""
    form = forms.InquiryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = acts.begin_inquiry(initiative, form.make_input(), request.user)
        except acts.UnusableInquiry as wrong:
            form.add_error("letter_zh", say(f"inquiry.wrong.{wrong.code}", **wrong.details))
        else:
            return redirect("inquiry_edit", slug=initiative.slug, number=made.pk)
    context = {"initiative": initiative, "form": form, "part": "list"}
    return render(
        request, "initiatives/inquiry_begin.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(("GET", "POST"))
@require_deed(DEED)
def edit_inquiry(request: WorkingRequest, initiative: Initiative, number: int) -> HttpResponse:
    """The letter, its questions, whom it goes to; send it."""
    inquiry = _find(request, initiative, number)
    shown = acts.snapshot_inquiry(inquiry)
    letter, question = forms.InquiryForm(initial=shown), forms.QuestionForm()
    if request.method == "POST":
        what = forms.InquiryActForm(request.POST).cleaned_data["what"]
        if what == "describe":
            letter = forms.InquiryForm(request.POST)
            answer = _describe(request, inquiry, letter)
        elif what == "question":
            question = forms.QuestionForm(request.POST)
            answer = _add_question(request, inquiry, question)
        else:
            answer = _change(request, inquiry, what)
        if answer is not None:
            return answer
    asked = set(inquiry.bodies.values_list("authority", flat=True))
    is_wrong = letter.is_bound or question.is_bound
    return render(
        request,
        "initiatives/inquiry_edit.html",
        {
            "initiative": initiative,
            "inquiry": inquiry,
            "letter": letter,
            "version": digest_version(shown),
            "question": question,
            "questions": acts.list_questions(inquiry),
            "removed": acts.list_removed_questions(inquiry),
            "authorities": [(one, one.pk in asked) for one in select_authorities()],
            "asked": len(asked),
            "part": "list",
        },
        status=422 if is_wrong else 200,
    )


def _edit_address(inquiry: Inquiry) -> str:
    return reverse("inquiry_edit", args=(inquiry.initiative.slug, inquiry.pk))


def _describe(
    request: WorkingRequest, inquiry: Inquiry, form: forms.InquiryForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        acts.describe_inquiry(
            inquiry, form.make_input(), request.user, seen=form.cleaned_data["version"]
        )
    except acts.UnusableInquiry as wrong:
        form.add_error("letter_zh", say(f"inquiry.wrong.{wrong.code}", **wrong.details))
        return None
    except EditConflict as changed:
        fields = [
            ConflictField(name, str(form.fields[name].label), is_line="letter" not in name)
            for name in changed.typed
        ]
        last = find_last_editor(inquiry, "inquiry.describe", "inquiry.begin")
        return show_both(request, changed, fields, back=_edit_address(inquiry), **last)
    messages.success(request, say("inquiry.done.described"))
    return redirect(_edit_address(inquiry))


def _add_question(
    request: WorkingRequest, inquiry: Inquiry, form: forms.QuestionForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    return _act(
        request,
        _edit_address(inquiry) + "#questions",
        lambda: acts.add_question(inquiry, form.make_input(), request.user),
        "question",
    )


def _change(request: WorkingRequest, inquiry: Inquiry, what: str) -> HttpResponse:
    given = forms.InquiryActForm(request.POST).cleaned_data
    here, number, user = _edit_address(inquiry), given["number"] or 0, request.user
    grid = reverse("inquiry", args=(inquiry.initiative.slug, inquiry.pk))
    if what in ("remove", "put_back"):
        return _act(
            request,
            here + "#questions",
            lambda: acts.remove_question(inquiry, number, user, is_removed=what == "remove"),
            what,
        )
    if what == "bodies":
        numbers = given["authority"]
        return _act(
            request,
            here + "#bodies",
            lambda: acts.choose_bodies(inquiry, numbers, user),
            "bodies",
        )
    if what in ("delete", "restore"):
        return _act(
            request,
            here,
            lambda: acts.set_deleted(inquiry, user, is_deleted=what == "delete"),
            "deleted" if what == "delete" else "restored",
        )
    if what == "withdraw":
        return _act(request, grid, lambda: acts.withdraw_inquiry(inquiry, user), "withdrawn")
    return _act(
        request,
        grid if what == "send" and _is_ready(inquiry) else here,
        lambda: acts.send_inquiry(inquiry, user),
        "sent",
    )


def _is_ready(inquiry: Inquiry) -> bool:
    return inquiry.bodies.exists() and bool(acts.list_questions(inquiry))


# ---- the grid ----------------------------------------------------------------------------------------


def _get_state(body: InquiryBody, clock: ThreadClock | None) -> str:
    """How far an authority is. Who answered some of the questions is not merely waited for, though the ledger's clock runs on."""
    if clock is None:
        return ""
    is_partly = clock.state == ThreadState.OPEN and body.answered_on is not None
    return str(ThreadState.PARTLY if is_partly else clock.state)


def _make_row(
    body: InquiryBody, questions: list[InquiryQuestion], clocks: dict[int, Any]
) -> dict[str, Any]:
    answers, clock = acts.map_answers(body), clocks.get(body.exchange)
    return {
        "body": body,
        "cells": [(one, say_answer(one, answers.get(one.pk, ""))) for one in questions],
        "clock": clock,
        "state": _get_state(body, clock),
        "is_late": clock is not None and clock.is_overdue(timezone.localdate()),
    }


@require_safe
@cached_page
@require_deed(InitiativeDeed.SEE)
def show_inquiry(request: InitiativeRequest, initiative: Initiative, number: int) -> HttpResponse:
    """Who was asked, by when they are to answer, and what they answered; what came of it in all."""
    inquiry = _find(request, initiative, number)
    questions = acts.list_questions(inquiry)
    bodies = list(acts.select_bodies(inquiry))
    clocks = acts.map_clocks(bodies)
    values = [acts.map_answers(body) for body in bodies]
    said = [(body.authority.name, own) for body, own in zip(bodies, values, strict=True)]
    page = make_page(request, bodies, _ROWS)
    return render(
        request,
        "initiatives/inquiry.html",
        {
            "initiative": initiative,
            "inquiry": inquiry,
            "questions": questions,
            "page": page,
            "rows": [_make_row(body, questions, clocks) for body in page.rows],
            "asked": len(bodies),
            "answered": sum(1 for body in bodies if body.answered_on),
            "late": sum(
                1
                for clock in clocks.values()
                if clock.is_overdue(timezone.localdate())
            ),
            "charts": [
                draw_question(one, [(name, own.get(one.pk, "")) for name, own in said])
                for one in questions
            ],
            "places": list_places(bodies, questions, values),
            "tables": tables.list_tables(inquiry) if request.rights.may(DEED) else (),
            "may_work": request.rights.may(DEED),
            "part": "list",
        },
    )  # fmt: skip


@require_safe
@limit_rate("export")
@require_deed(InitiativeDeed.SEE)
def download_answers(
    request: InitiativeRequest, initiative: Initiative, number: int
) -> HttpResponse:
    """The grid as CSV, which the form of tables takes back."""
    inquiry = _find(request, initiative, number)
    questions = acts.list_questions(inquiry)
    bodies = list(acts.select_bodies(inquiry))
    clocks = acts.map_clocks(bodies)
    head = [say("inquiry.head.authority"), say("inquiry.head.due"), say("inquiry.head.state"), say("inquiry.answered_on")]  # fmt: skip
    rows = [[*head, *(one.label for one in questions)]]
    for body in bodies:
        answers, clock = acts.map_answers(body), clocks.get(body.exchange)
        rows.append(
            [
                body.authority.name,
                clock.due_on.isoformat() if clock and clock.due_on else "",
                say(f"inquiry.thread.{_get_state(body, clock)}") if clock else "",
                body.answered_on.isoformat() if body.answered_on else "",
                *(answers.get(one.pk, "") for one in questions),
            ]
        )
    answer = HttpResponse(csv_bytes(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{initiative.slug}-{number}.csv"'
    return answer


@require_safe
@require_deed(DEED)
def show_letters(request: WorkingRequest, initiative: Initiative, number: int) -> HttpResponse:
    """The letter to each authority, its fields filled, to print or to copy."""
    inquiry = _find(request, initiative, number)
    day = inquiry.sent_on or timezone.localdate()
    reader = current_language()
    written = {"zh": inquiry.letter_zh, "en": inquiry.letter_en}
    language = reader if written[reader] else next(one for one in written if written[one])
    page = make_page(request, acts.select_bodies(inquiry), _ROWS)
    return render(
        request,
        "initiatives/inquiry_letters.html",
        {
            "initiative": initiative,
            "inquiry": inquiry,
            "page": page,
            "text_language": language,
            "letters": [
                (body, acts.write_letter(inquiry, body, language, day)) for body in page.rows
            ],
            "part": "list",
        },
    )


# ---- answers entered ---------------------------------------------------------------------------------


@require_http_methods(("GET", "POST"))
@require_deed(DEED)
def enter_answers(request: WorkingRequest, initiative: Initiative, number: int) -> HttpResponse:
    """Enter what authorities answered, a row for each. What is wrong is told at its box; the other rows are kept."""
    inquiry = _find(request, initiative, number)
    if inquiry.state != InquiryState.SENT:
        messages.error(request, say("inquiry.wrong.not_now"))
        return redirect("inquiry", slug=initiative.slug, number=number)
    questions = acts.list_questions(inquiry)
    page = make_page(request, acts.select_bodies(inquiry), _FORMS)
    rows = [_make_form(body, questions) for body in page.rows]
    kept = wrong = 0
    if request.method == "POST":
        rows, kept, wrong = _save_rows(request, inquiry, questions, page.rows)
        if kept:
            messages.success(request, say("inquiry.kept", n=kept))
        if not wrong:
            return redirect(request.get_full_path())
    return render(
        request,
        "initiatives/inquiry_answers.html",
        {
            "initiative": initiative,
            "inquiry": inquiry,
            "questions": questions,
            "page": page,
            "rows": rows,
            "wrong": wrong,
            "limit": say_file_limit(),
            "part": "list",
        },
        status=422 if wrong else 200,
    )


@limit_rate("upload")
@require_http_methods(("POST",))
@require_deed(DEED)
def send_table(request: WorkingRequest, initiative: Initiative, number: int) -> HttpResponse:
    """Take a table of answers, to be looked at before it counts."""
    inquiry = _find(request, initiative, number)
    back = redirect("inquiry_answers", slug=initiative.slug, number=number)
    file = request.FILES.get("file")
    wrong = too_large(file) if file is not None else say("inquiry.wrong.no_file")
    if wrong or file is None:
        messages.error(request, wrong or "")
        return back
    try:
        made = tables.receive_table(inquiry, get_file_name(file), file.read(), request.user)
    except UNREAD as unread:
        messages.error(request, say_unread(unread, get_file_name(file)))
    except acts.UnusableInquiry as unusable:
        messages.error(request, say(f"inquiry.wrong.{unusable.code}", **unusable.details))
    else:
        return redirect("inquiry_table", slug=initiative.slug, number=number, pk=made.pk)
    return back


def _make_form(
    body: InquiryBody, questions: list[InquiryQuestion], given: Any = None
) -> tuple[InquiryBody, forms.AnswerForm, str]:
    shown = acts.snapshot_body(body)
    form = forms.AnswerForm(questions, body.pk, body.authority.name, given, initial=shown)
    return body, form, acts.digest_body(body, questions)


def _save_rows(
    request: WorkingRequest,
    inquiry: Inquiry,
    questions: list[InquiryQuestion],
    bodies: list[InquiryBody],
) -> tuple[list[tuple[InquiryBody, forms.AnswerForm, str]], int, int]:
    """The rows as they stand now, how many were kept, and how many have something wrong."""
    rows, kept, wrong = [], 0, 0
    for body in bodies:
        _, form, version = _make_form(body, questions, request.POST)
        if form.add_prefix("version") not in request.POST:  # it stood on another page
            rows.append(_make_form(body, questions))
            continue
        if form.is_valid():
            try:
                seen = form.cleaned_data["version"] or ""
                kept += acts.save_answers(
                    inquiry, body.pk, form.make_input(), request.user, seen=seen
                )
            except acts.UnusableInquiry as unusable:
                form.add_error("day", say(f"inquiry.wrong.{unusable.code}", **unusable.details))
            except EditConflict:
                form.add_error("day", _say_stored(body, questions))
        wrong += bool(form.errors)
        rows.append((body, form, version))
    return rows, kept, wrong


def _say_stored(body: InquiryBody, questions: list[InquiryQuestion]) -> str:
    """What somebody else entered while this row was typed: both are seen, and what is typed is kept when it is sent again."""
    answers = acts.map_answers(body)
    said = [f"{one.label}: {say_answer(one, answers.get(one.pk, '')) or '—'}" for one in questions]
    return say("inquiry.wrong.meanwhile", who=str(body.changed_by or "—"), stored="; ".join(said))


@require_http_methods(("GET", "POST"))
@require_deed(DEED)
def show_table(
    request: WorkingRequest, initiative: Initiative, number: int, pk: int
) -> HttpResponse:
    """What a table would add, row by row, and what of it is not taken and why; take it, undo it."""
    inquiry = _find(request, initiative, number)
    held = tables.find_table(inquiry, pk)
    if held is None:
        raise Http404
    here = reverse("inquiry_table", args=(initiative.slug, number, pk))
    if request.method == "POST":
        what = forms.InquiryActForm(request.POST).cleaned_data["what"]
        if what == "undo":
            return _act(
                request,
                here,
                lambda: tables.undo_table(inquiry, held, request.user),
                "table_undone",
            )
        return _act(
            request, here, lambda: tables.take_table(inquiry, held, request.user), "table_taken"
        )
    questions = acts.list_questions(inquiry)
    reading = tables.read_table(inquiry, held) if held.taken_at is None else None
    taken = reading.rows if reading else []
    return render(
        request,
        "initiatives/inquiry_table.html",
        {
            "initiative": initiative,
            "inquiry": inquiry,
            "table": held,
            "questions": questions,
            "refused": reading.refused[:200] if reading else (),
            "unknown": reading.unknown if reading else (),
            "total": len(taken),
            "rows": [
                (row, [say_answer(one, row.values.get(one.pk, "")) for one in questions])
                for row in taken[:200]
            ],
            "today": timezone.localdate(),
            "part": "list",
        },
    )
