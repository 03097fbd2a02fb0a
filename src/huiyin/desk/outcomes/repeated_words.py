"""Texts about a proposal's outcome that may repeat withdrawn words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from huiyin.desk.consultations.api.repeated_words import WrittenText
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def list_places(consultation: Consultation) -> Iterable[WrittenText]:
    """Reasons of replies and of people's verdicts."""
    of_all = {"suggestion__version__proposal__consultation": consultation}
    slug = consultation.slug
    for reply in Reply.objects.filter(**of_all).select_related("suggestion"):
        name = say("repeats.place.reply", key=reply.suggestion.key)
        yield WrittenText(name, reply.reason, reverse("replies", args=(slug,)))
    for uptake in Uptake.objects.filter(**of_all).select_related("suggestion"):
        name = say("repeats.place.uptake", key=uptake.suggestion.key)
        yield WrittenText(name, uptake.person_reason, reverse("uptake", args=(slug,)))
