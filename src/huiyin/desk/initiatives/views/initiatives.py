"""Initiatives in public: the list, the same as a table, and the page of each with its documents and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import InitiativeDeed
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.initiatives.access import InitiativeRequest, read_reader, require_deed
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.desk.initiatives.api import lists
from huiyin.desk.initiatives.api.goals import nest_goals, select_goals
from huiyin.desk.initiatives.api.lineage import draw_tree
from huiyin.desk.initiatives.forms import ListForm
from huiyin.desk.initiatives.hooks import CONSULTATIONS
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.i18n import say
from huiyin.presentation.spreadsheets import csv_bytes

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative, InitiativeDocument

#: Rows of the table that is taken away at once.
_MOST = 20_000


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
def show_initiatives(request: HttpRequest) -> HttpResponse:
    """Initiatives that the reader may see, as the form leaves them."""
    reader = read_reader(request.user)
    form = ListForm(request.GET)
    page = make_page(request, lists.select_initiatives(reader, form.read_filters()))
    focuses = map_focuses()
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "initiatives/initiatives.html",
        {
            "form": form,
            "page": page,
            "rows": [_describe(one, focuses) for one in page.rows],
            "query": query.urlencode(),
            "is_narrowed": any(request.GET.get(name) for name in form.fields),
            "reader": reader,
            "part": "list",
        },
    )


def _describe(one: Initiative, focuses: Any) -> dict[str, Any]:
    return {
        "initiative": one,
        "focuses": lists.name_focuses(one, focuses),
        "places": lists.list_places(one),
        "leads": lists.list_leads(one),
        "tie": lists.find_tie_state(one) if one.is_campaign else "",
    }


@require_safe
@limit_rate("export")
def download_initiatives(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    reader = read_reader(request.user)
    rows = list(lists.select_initiatives(reader, ListForm(request.GET).read_filters())[:_MOST])
    answer = HttpResponse(csv_bytes(lists.list_table(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="initiatives.csv"'
    return answer


@require_safe
@cached_page
@require_deed(InitiativeDeed.SEE)
def show_initiative(request: InitiativeRequest, initiative: Initiative) -> HttpResponse:
    """An initiative: what it is, who does it, what came of it."""
    record = lists.find_initiative(request.rights.reader, initiative.slug)
    if record is None:
        raise Http404
    documents = list(record.documents.filter(withdrawn_at=None))
    money = list(record.money.all())
    tied = list(record.consultations.filter(ended_on=None))
    facts = CONSULTATIONS.item(request.user, [one.consultation for one in tied])
    return render(
        request,
        "initiatives/initiative.html",
        {
            **_describe(record, map_focuses()),
            "access": request.rights,
            "parts": list(record.parts.all()),
            "documents": [one for one in documents if not one.is_picture],
            "pictures": [one for one in documents if one.is_picture],
            "money": [
                (say(f"initiative.money.{source}"), total, currency)
                for (source, currency), total in acts.sum_money(money).items()
            ],
            "ties": list(
                record.ties.filter(ended_on=None, goal__withdrawn_at=None).select_related("goal")
            ),
            "review": record.reviews.filter(withdrawn_at=None).select_related("created_by").first(),
            "consultations": [facts[one.consultation] for one in tied if one.consultation in facts],
            "tree": draw_tree(request.rights.reader, initiative=record),
            "goals": nest_goals(
                list(select_goals(request.rights.reader).filter(initiative=record))
            ),
            "reader": request.rights.reader,
            "part": "list",
        },
    )


def _find_document(
    request: InitiativeRequest, initiative: Initiative, number: int, *, is_picture: bool
) -> InitiativeDocument | HttpResponse:
    """The document; where it went along with another initiative, the way there."""
    rows = lists.select_documents(request.rights.reader)
    document = rows.filter(pk=number, is_picture=is_picture).first()
    if document is None:
        raise Http404
    if document.initiative_id == initiative.pk:
        return document
    if not document.initiative.lineage.filter(is_outcome=True).exists():
        raise Http404  # it was never here
    name = "initiative_picture" if is_picture else "initiative_document"
    return redirect(name, slug=document.initiative.slug, number=number)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_deed(InitiativeDeed.SEE)
def download_document(
    request: InitiativeRequest, initiative: Initiative, number: int
) -> FileResponse | HttpResponse:
    """A document, as it was sent."""
    found = _find_document(request, initiative, number, is_picture=False)
    if isinstance(found, HttpResponse):
        return found
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


@require_safe
@require_deed(InitiativeDeed.SEE)
def show_picture(
    request: InitiativeRequest, initiative: Initiative, number: int
) -> FileResponse | HttpResponse:
    """A picture, as the desk redrew it."""
    found = _find_document(request, initiative, number, is_picture=True)
    if isinstance(found, HttpResponse):
        return found
    return FileResponse(found.file.open("rb"), content_type="image/png")
