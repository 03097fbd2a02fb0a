"""What answers a proposal, where it may repeat words that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from huiyin.desk.consultations.api.repeating import Place
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.models import Reply, Uptake
from huiyin.words import say


def places(consultation: Consultation) -> Iterable[Place]:
    """Reasons of replies, and of what people say became of a suggestion."""
    of_all = {"suggestion__edition__proposal__consultation": consultation}
    slug = consultation.slug
    for reply in Reply.objects.filter(**of_all).select_related("suggestion"):
        name = say("repeats.place.reply", key=reply.suggestion.key)
        yield Place(name, reply.reason, reverse("replies", args=(slug,)))
    for uptake in Uptake.objects.filter(**of_all).select_related("suggestion"):
        name = say("repeats.place.uptake", key=uptake.suggestion.key)
        yield Place(name, uptake.person_reason, reverse("uptake", args=(slug,)))
