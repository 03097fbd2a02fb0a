"""Passages that repeat words which were withdrawn, for those who can reword them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api.repeated_words import MOST, find_repeats
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.page_cache import cached_page


@require_safe
@cached_page
@require_action(Action.SEE_PRIVATE)
def show_repeats(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Each passage in its place, with the way to reword it."""
    found = find_repeats(consultation)
    context = {"tab": "manage", "repeats": found, "most": MOST if len(found) == MOST else 0}
    return render(request, "consultations/repeats.html", context)
