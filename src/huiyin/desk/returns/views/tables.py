"""The form as a table: taken away, filled in off-line, looked at, counted, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, too_large
from huiyin.desk.returns.api import rounds, table_rounds
from huiyin.desk.returns.api.table_rounds import RowChecked
from huiyin.desk.returns.api.tables import read_table, write_table
from huiyin.desk.returns.data import PARTS, RowRead
from huiyin.desk.returns.forms import ReturnForm, TableForm
from huiyin.desk.returns.views.comparison import AnswerLine, compare_answers
from huiyin.desk.returns.views.rounds import get_round, render_round
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.returns.models import ReturnRound, ReturnTable

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@team_only
def download_table(_request: SignedInRequest, year: int) -> HttpResponse:
    """The form as a table, filled with what the registry holds."""
    round_ = get_round(year)
    answer = HttpResponse(write_table(round_), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="returns-{year}.xlsx"'
    return answer


@limit_rate("upload")
@require_POST
@team_only
def upload_table(request: SignedInRequest, year: int) -> HttpResponse:
    """Keep what was filled in off-line and show it; nothing counts before somebody says so."""
    round_ = get_round(year)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_round(request, round_, error=say("returns.wrong.no_file"))
    file = form.cleaned_data["file"]
    if refusal := too_large(file):
        return render_round(request, round_, error=refusal)
    name = get_file_name(file)
    try:
        rows = read_table(name, file.read())
    except UNREAD as wrong:
        return render_round(request, round_, error=say_unread(wrong, name))
    except rounds.UnusableReturn as wrong:
        return render_round(request, round_, error=say(f"returns.wrong.{wrong.code}"))
    if not rows:
        return render_round(request, round_, error=say("returns.wrong.no_rows", name=name))
    table = table_rounds.keep_table(round_, name, rows, request.user)
    return redirect("return_table_rows", year=year, number=table.pk)


@dataclass(slots=True)
class _RowShown:
    """A row of the table: what it would change, or why it is refused or left."""

    number: int
    name: str
    confirmed_by: str
    changes: list[AnswerLine] = field(default_factory=list)
    problem: str = ""
    checked: RowChecked | None = None


@require_http_methods(("GET", "POST"))
@team_only
def show_table(request: SignedInRequest, year: int, number: int) -> HttpResponse:
    """What a table answers, row by row; counted, discarded, undone."""
    round_ = get_round(year)
    table = table_rounds.find_table(round_, number)
    if table is None:
        raise Http404
    rows = _check_rows(round_, table_rounds.list_table_rows(table))
    if request.method == "POST":
        return _act(request, round_, table, rows)
    ready = [row for row in rows if row.checked is not None]
    return render(
        request,
        "returns/table.html",
        {
            "round": round_,
            "table": table,
            "ready": ready,
            "left": sum(not row.confirmed_by for row in rows),
            "refused": [row for row in rows if row.problem],
            "sent": table.returns.select_related("organisation"),
        },
    )


def _act(
    request: SignedInRequest, round_: ReturnRound, table: ReturnTable, rows: Sequence[_RowShown]
) -> HttpResponse:
    what = ButtonForm(request.POST).pressed
    try:
        if what == "count":
            checked = [row.checked for row in rows if row.checked is not None]
            n = table_rounds.count_table(table, checked, request.user)
            messages.success(request, say("returns.taken", n=n))
        elif what == "undo":
            n, kept = table_rounds.undo_table(table, request.user)
            messages.success(request, say("returns.table.undone", n=n))
            if kept:
                messages.warning(request, say("returns.table.kept", n=kept))
        elif what == "discard":
            table_rounds.discard_table(table, request.user)
            messages.success(request, say("returns.table.discarded", name=table.file_name))
            return redirect("return_round", year=round_.year)
    except rounds.UnusableReturn as wrong:
        messages.error(request, say(f"returns.wrong.{wrong.code}"))
        return redirect("return_round", year=round_.year)
    return redirect("return_table_rows", year=round_.year, number=table.pk)


def _check_rows(round_: ReturnRound, rows: Sequence[RowRead]) -> list[_RowShown]:
    """Each row with what would become of it. What nobody confirmed is left as it is."""
    asked = {one.slug: one for one in rounds.select_members(round_)}
    states = {one.organisation_id: one for one in round_.returns.all()}
    seen: set[str] = set()
    shown = []
    for row in rows:
        organisation = asked.get(row.organisation)
        name = organisation.name if organisation is not None else row.organisation
        shown_row = _RowShown(row.number, name, row.confirmed_by)
        shown.append(shown_row)
        if not row.confirmed_by:
            continue
        given = states.get(organisation.pk) if organisation is not None else None
        if organisation is None:
            shown_row.problem = say("returns.wrong.organisation")
        elif row.organisation in seen:
            shown_row.problem = say("returns.wrong.row_twice")
        elif given is not None and not given.is_with_organisation:
            shown_row.problem = say("returns.wrong.sent")
        elif not round_.is_open:
            shown_row.problem = say("returns.wrong.closed")
        else:
            _check_answers(round_, organisation, row, shown_row)
        seen.add(row.organisation)
    return shown


def _check_answers(
    round_: ReturnRound, organisation: Organisation, row: RowRead, shown: _RowShown
) -> None:
    held = rounds.read_held(round_, organisation)
    choices = {part.choice: held.get(part.choice, False) for part in PARTS if part.choice}
    form = ReturnForm(choices | row.answers, initial=held)
    if form.is_valid():
        shown.checked = RowChecked(organisation, row.confirmed_by, form.cleaned_data)
        lines = compare_answers(form.cleaned_data, held)
        shown.changes = [line for line in lines if line.is_other]
        return
    shown.problem = "; ".join(
        f"{form.fields[name].label if name in form.fields else ''}: {problems[0]}"
        for name, problems in form.errors.items()
    )
