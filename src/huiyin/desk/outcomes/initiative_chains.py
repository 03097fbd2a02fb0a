"""What initiatives are told about the results of consultations: submissions, replies, and uptake."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.access import seen_by
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.initiatives.data import ChainFact, SuggestionFact
from huiyin.desk.outcomes.models import Submission
from huiyin.presentation.citations import shorten_text

if TYPE_CHECKING:
    from datetime import date

    from huiyin.desk.accounts.requests import Visitor
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.outcomes.models import Reply, Uptake
    from huiyin.desk.proposals.models import Suggestion

#: Characters of a suggestion that are shown.
_ASKS = 80
#: Stages in which the submission is public.
_SHOWN = (Stage.REPLYING, Stage.TRACING, Stage.CLOSED)


def map_chains(visitor: Visitor, slugs: Collection[str]) -> Mapping[str, ChainFact]:
    """Slug → the result of the consultation, if it was submitted or enacted. At most five queries."""
    if not slugs:
        return {}
    rows = select_public_consultations().filter(seen_by(visitor), slug__in=slugs, stage__in=_SHOWN)
    consultations = {one.pk: one for one in rows.select_related("enacted__instrument")}
    handed = (
        Submission.objects.filter(version__proposal__consultation__in=consultations)
        .select_related("version__proposal")
        .prefetch_related("version__suggestions__reply", "version__suggestions__uptake")
        .order_by("version__number", "version__pk")
    )
    newest = {one.version.proposal.consultation_id: one for one in handed}
    return {one.slug: _describe(one, newest.get(number)) for number, one in consultations.items()}


def _describe(consultation: Consultation, submission: Submission | None) -> ChainFact:
    slug = consultation.slug
    every = submission.version.suggestions.all() if submission is not None else ()
    suggestions = [one for one in every if one.dropped_at is None]
    law = consultation.enacted.instrument if consultation.enacted is not None else None
    return ChainFact(
        tuple(_describe_suggestion(one, slug) for one in suggestions),
        reverse("submission", args=(slug,)) if submission is not None else "",
        str(law) if law is not None else "",
        reverse("uptake", args=(slug,)) if law is not None else "",
    )


def _describe_suggestion(suggestion: Suggestion, slug: str) -> SuggestionFact:
    reply: Reply | None = getattr(suggestion, "reply", None)
    uptake: Uptake | None = getattr(suggestion, "uptake", None)
    replies = f"{reverse('replies', args=(slug,))}?at={suggestion.pk}#s{suggestion.pk}"
    answered: date | None = None
    if reply is not None:
        answered = reply.replied_on or timezone.localdate(reply.created_at)
    return SuggestionFact(
        suggestion.key,
        f"{suggestion.key} · {shorten_text(suggestion.wording or suggestion.text, _ASKS)}",
        replies,
        reply.status if reply is not None else "",
        replies if reply is not None else "",
        uptake.final_verdict if uptake is not None else "",
        f"{reverse('uptake', args=(slug,))}#each" if uptake is not None else "",
        answered,
        timezone.localdate(uptake.decided_at or uptake.computed_at) if uptake is not None else None,
    )
