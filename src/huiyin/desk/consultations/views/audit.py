"""The audit log of one consultation."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import list_entries_in
from huiyin.desk.audit.entry_views import render_entries, render_entries_file
from huiyin.desk.audit.places import EntryPlace
from huiyin.desk.consultations.access import ParticipantRequest, require_action, seen_by
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate


@require_safe
@cached_page
@require_action(Action.AUDIT)
def show_audit_entries(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The entries of the consultation."""
    entries = list_entries_in(consultation.pk, with_private=request.access.may(Action.SEE_PRIVATE))
    return render_entries(request, entries, "consultations/acts.html", {"tab": "acts"})


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.AUDIT)
def download_audit_entries(
    request: ParticipantRequest, consultation: Consultation, form: str
) -> HttpResponse:
    """The same as a table."""
    entries = list_entries_in(consultation.pk, with_private=request.access.may(Action.SEE_PRIVATE))
    return render_entries_file(request, entries, f"{consultation.slug}-acts.{form}")


def find_entry_places(request: HttpRequest, numbers: Collection[int]) -> dict[int, EntryPlace]:
    """The consultations, by key, that the reader may see; for the desk's audit log."""
    seen = Consultation.objects.filter(seen_by(request.user)).in_bulk(numbers)
    return {
        number: EntryPlace(str(one), reverse("acts", args=(one.slug,)))
        for number, one in seen.items()
    }
