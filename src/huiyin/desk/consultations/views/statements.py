"""Statements: read them, and for the team make them of groups, reword, order, withhold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.consultations.api import statements as api
from huiyin.desk.consultations.api import votes
from huiyin.desk.consultations.api.stage_moves import list_uncounted
from huiyin.desk.consultations.links import STATEMENT_NOTES
from huiyin.desk.consultations.models import Consultation, Group, OpinionResult, Statement
from huiyin.desk.consultations.word_forms import StatementForm, StatementMoveForm
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.page_refresh import stop_polling_when_refused
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.core.stacked_bar import BarPart, BarSegment, lay_out_bar
from huiyin.i18n import current_language, say
from huiyin.opinion import MINIMUM_GROUP_SIZE
from huiyin.presentation.spreadsheets import sheet_bytes

#: Groups offered to be made a statement of.
_OFFERED = 12


@require_safe
@cached_page
@require_action(Action.SEE)
def show_statements(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """What can be agreed or disagreed with, in the order that the team gave."""
    statements = Statement.objects.filter(consultation=consultation).select_related("group")
    if not request.access.may(Action.STATE):
        statements = statements.filter(is_moderated_out=False)
    may_count = request.access.may(Action.SEE_MAP)
    page = make_page(request, votes.count_published(statements) if may_count else statements)
    numbers = [one.pk for one in page.rows]
    notes = [find(numbers) for find in STATEMENT_NOTES]
    result = votes.find_opinion_result(consultation) if may_count else None
    tallies = _map_tallies(result, page.rows) if may_count else {}
    for one in page.rows:
        one.notes = [note for own in notes for note in own.get(one.pk, ())]
        one.tally = tallies.get(one.key)
    return render(
        request,
        "consultations/statements.html",
        {
            "tab": "statements",
            "page": page,
            "of_map": bool(tallies) and result is not None and result.is_map,
            "uncounted": {key for key, bar in tallies.items() if bar is None},
            "version": edit_conflicts.digest_version(api.order_of(consultation.pk))
            if request.access.may(Action.STATE)
            else "",
            "offered": _list_offered_groups(consultation)
            if request.access.may(Action.STATE)
            else (),
            "counting": votes.describe_counting(consultation) if may_count else None,
        },
    )


def _map_tallies(
    result: OpinionResult | None, counted: Iterable[Statement]
) -> dict[str, tuple[BarSegment, ...] | None]:
    """Key → how many agree, pass and disagree, as a bar, of the accepted ones of these statements; None where fewer
    than five votes are counted. Nothing before anything was counted."""
    stated = [one for one in counted if not one.is_moderated_out]
    shown = votes.counts_to_show(result, stated)
    if not shown:
        return {}
    return {s.key: _lay_out_votes(*shown[s.key]) if s.key in shown else None for s in stated}


#: Vote → its class in the style sheet: the colours of what was adopted, is open and was not.
_VOTE_LOOKS = {"agree": "accepted", "pass": "needs_person", "disagree": "rejected"}


def _lay_out_votes(agrees: int, disagrees: int, passes: int) -> tuple[BarSegment, ...]:
    """A bar with the two sides at its ends."""
    counts = {"agree": agrees, "pass": passes, "disagree": disagrees}
    parts = (BarPart(_VOTE_LOOKS[one], say(f"statement.{one}"), n) for one, n in counts.items())
    return lay_out_bar(parts)


def _list_offered_groups(consultation: Consultation) -> list[Group]:
    return list(
        Group.objects.public()
        .filter(consultation=consultation, statements__isnull=True)
        .select_related("representative")[:_OFFERED]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cached_page
@require_action(Action.STATE)
def create_statement(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """A new statement, of a group or on its own."""
    given = StatementForm(request.POST or request.GET).cleaned_data
    groups = Group.objects.public().filter(consultation=consultation, pk=given["group"] or 0)
    group = groups.select_related("representative").first()
    zh, en = (given["text_zh"], given["text_en"]) if request.method == "POST" else ("", "")
    wrong = ""
    if request.method == "POST":
        try:
            api.create_statement(consultation, request.user, zh, en, group)
            messages.success(request, say("statement.made"))
            return redirect("statements", slug=consultation.slug)
        except api.UnusableWording as reason:
            wrong = say(f"statement.wrong.{reason.code}")
    elif group is not None:
        text = group.words[: api.LONGEST]
        speaker = group.representative
        is_english = speaker is not None and speaker.language == "en"
        zh, en = ("", text) if is_english else (text, "")
    return _render_form(request, None, group, zh, en, wrong)


@require_http_methods(["GET", "HEAD", "POST"])
@cached_page
@require_action(Action.STATE)
def edit_statement(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Other words for a statement."""
    statement = get_object_or_404(
        Statement.objects.select_related("group__representative", "consultation"),
        consultation=consultation,
        pk=number,
    )
    zh, en, wrong = statement.text_zh, statement.text_en, ""
    if request.method == "POST":
        given = StatementForm(request.POST).cleaned_data
        zh, en = given["text_zh"], given["text_en"]
        try:
            seen = given["version"] or ""
            api.reword_statement(statement, request.user, zh, en, seen=seen)
            messages.success(request, say("statement.reworded"))
            return redirect("statements", slug=consultation.slug)
        except edit_conflicts.EditConflict as changed:
            fields = [
                edit_conflicts.ConflictField(f"text_{one}", say(f"statement.{one}"), language=one)
                for one in ("zh", "en")
            ]
            back = reverse("statement_reword", args=(consultation.slug, statement.pk))
            who = find_last_editor(statement, "statement.reword", "statement.make")
            return edit_conflicts.show_both(request, changed, fields, back=back, **who)
        except api.UnusableWording as reason:
            wrong = say(f"statement.wrong.{reason.code}")
    return _render_form(request, statement, statement.group, zh, en, wrong)


def _render_form(
    request: HttpRequest,
    statement: Statement | None,
    group: Group | None,
    zh: str,
    en: str,
    wrong: str,
) -> HttpResponse:
    return render(
        request,
        "consultations/statement_form.html",
        {
            "tab": "statements",
            "statement": statement,
            "group": group if group is not None and group.is_open and group.words else None,
            "text_zh": zh,
            "text_en": en,
            "wrong": wrong,
            "longest": api.LONGEST,
            "version": edit_conflicts.find_version(
                request, api.snapshot_statement(statement) if statement else {}
            ),
        },
        status=422 if wrong else 200,
    )


@require_POST
@require_action(Action.STATE)
def moderate_statement(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Move a statement, withhold it, or accept it again."""
    statement = get_object_or_404(Statement, consultation=consultation, pk=number)
    page = reverse("statements", args=(consultation.slug,)) + f"?at={statement.pk}"
    place = f"s{statement.pk}"
    given = StatementMoveForm(request.POST).cleaned_data
    match given["what"]:
        case "up" | "down" as way:
            try:
                up = way == "up"
                api.move_statement(statement, request.user, up=up, seen=given["version"])
            except edit_conflicts.EditConflict:
                leave_receipt(request, say("desk.both.look_again"), place, is_refusal=True)
            else:  # where it stands now says enough
                return redirect(f"{page}#{place}")
        case "withhold":
            api.withhold_statement(statement, request.user, withheld=True)
            leave_receipt(request, say("statement.was_withheld"), place)
        case "accept":
            try:
                api.withhold_statement(statement, request.user, withheld=False)
                leave_receipt(request, say("statement.was_accepted"), place)
            except api.UnusableWording as reason:
                words = say(f"statement.wrong.{reason.code}")
                leave_receipt(request, words, place, is_refusal=True)
        case _:
            raise Http404
    return redirect_to_receipt(page)


@stop_polling_when_refused
@require_safe
@cached_page
@require_action(Action.SEE_MAP)
def opinion_map(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Who agrees with whom, as last drawn; or how many votes are missing."""
    result = OpinionResult.objects.filter(consultation=consultation).first()
    if request.htmx:  # the page that waits for the first map asks whether it is there
        answer = HttpResponse(status=204)
        if result is not None and result.is_drawn:
            answer["HX-Refresh"] = "true"
        return answer
    return render(
        request,
        "consultations/opinion_map.html",
        {
            "tab": "map",
            "result": result,
            "view": result.charts.get(current_language()) if result and result.is_map else None,
            "voters": votes.count_voters(consultation) if result and result.is_map else None,
            "ready": votes.measure_vote_readiness(consultation),
            "tallies": _list_tallies(consultation, result),
            "uncounted": list_uncounted(consultation) if request.access.may(Action.STATE) else (),
            "counting": votes.describe_counting(consultation),
            "smallest": MINIMUM_GROUP_SIZE,
        },
    )


def _list_tallies(
    consultation: Consultation, result: OpinionResult | None
) -> list[tuple[Statement, votes.Counts | None]]:
    """Each statement with how many agree, disagree and pass, or None where fewer than five votes are counted; nothing
    where a map shows the same, or where nothing can be shown yet."""
    if result is not None and result.is_map:
        return []
    stated = votes.list_tallied(consultation)
    shown = votes.counts_to_show(result, stated)
    return [(one, shown.get(one.key)) for one in stated] if shown else []


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.EXPORT)
def export_statements(
    request: ConsultationRequest, consultation: Consultation, *, form: str
) -> HttpResponse:
    """Statements and how many agree, never who. Counts, as they were last published and as far as they may be shown,
    only for who may see the map."""
    heads = [say(f"statement.column.{name}") for name in ("id", "zh", "en")]
    counted = request.access.may(Action.SEE_MAP)
    result = None
    if counted:
        names = ("agrees", "disagrees", "passes", "consensus", "divergence")
        heads += [say(f"statement.column.{name}") for name in names]
        result = votes.find_opinion_result(consultation)
    rows = [heads]
    stated = votes.list_tallied(consultation)
    shown = votes.counts_to_show(result, stated) if counted else {}
    for statement in stated:
        row = [statement.key, statement.text_zh, statement.text_en]
        if counted:
            enough = statement.key in shown
            row += [str(n) for n in shown[statement.key]] if enough else [""] * 3
            row += [
                _format_figure(result, name, statement.key) if enough else ""
                for name in ("consensus", "divergence")
            ]
        rows.append(row)
    name = Path(f"{consultation.slug}-statements.{form}")
    kind = (
        "text/csv; charset=utf-8"
        if form == "csv"
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    return HttpResponse(
        sheet_bytes(name, rows),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _format_figure(result: OpinionResult | None, name: str, key: str) -> str:
    if result is None or not result.is_map:
        return ""
    value = result.result[name].get(key)
    return "" if value is None else f"{value:.3f}"
