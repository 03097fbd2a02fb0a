"""Texts of the joint proposal that may repeat withdrawn words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from huiyin.desk.consultations.api.repeated_words import WrittenText
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion, Remark, Suggestion
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


_WRITTEN = ("wording", "text", "reason", "divergence")
_LETTER = ("salutation", "letter", "closing")


def list_places(consultation: Consultation) -> Iterable[WrittenText]:
    """Return suggestions, including dropped ones, letters, remarks and minority opinions of all versions."""
    slug = consultation.slug
    of_all = {"version__proposal__consultation": consultation}
    # The newest version comes first, because it can still be changed.
    found = Suggestion.with_dropped.filter(**of_all).select_related("version")
    for suggestion in found.order_by("-version__number", "position", "pk"):
        is_fixed = suggestion.version.locked_at is not None
        at = ("edition", (slug, suggestion.version.number)) if is_fixed else ("suggestion_edit", (slug, suggestion.pk))  # fmt: skip
        address = reverse(at[0], args=at[1])
        for field in _WRITTEN:
            name = say(
                f"repeats.place.{field}", key=suggestion.key, number=suggestion.version.number
            )
            is_seen = is_fixed and not suggestion.dropped_at
            yield WrittenText(
                name, getattr(suggestion, field), address, suggestion.language, is_fixed, is_seen
            )
            said = getattr(suggestion, field + Suggestion.TRANSLATED)
            there = (
                address
                if is_fixed
                else reverse("suggestion_translation", args=(slug, suggestion.pk))
            )
            yield WrittenText(name, said, there, suggestion.other_language, is_fixed, is_seen)
    for edition in ProposalVersion.objects.filter(proposal__consultation=consultation):
        is_fixed = edition.locked_at is not None
        address = reverse("proposal", args=(slug,)) if is_fixed else reverse("proposal_letter", args=(slug,))  # fmt: skip
        for field in _LETTER:
            for language in ("zh", "en"):
                name = say("repeats.place.letter", number=edition.number)
                text = getattr(edition, f"{field}_{language}")
                yield WrittenText(name, text, address, language, is_fixed, is_fixed)
    for remark in Remark.objects.filter(**of_all).select_related("version"):
        address = reverse("edition", args=(slug, remark.version.number))
        yield WrittenText(
            say("repeats.place.remark", who=str(remark.created_by or "")), remark.text, address
        )
    for opinion in MinorityOpinion.objects.filter(**of_all).select_related("version", "organisation"):  # fmt: skip
        address = reverse("edition", args=(slug, opinion.version.number))
        name = say("repeats.place.opinion", who=opinion.organisation.name)
        is_seen = opinion.version.locked_at is not None
        yield WrittenText(name, opinion.text, address, is_public=is_seen)
