"""An organisation's public comments and their outcome, for its public page."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from huiyin.desk.consultations.api.comments import list_public_comments
from huiyin.desk.directory.data import ActList, PublicAct
from huiyin.desk.outcomes.models import Uptake
from huiyin.i18n import say
from huiyin.presentation.citations import shorten_text

#: Characters of a comment that are shown.
_WORDS = 160
#: Of several suggestions based on a comment, the verdict first in this list is shown.
_FARTHEST = ("adopted", "partly", "elsewhere", "needs_person", "not_adopted", "gone", "reversed")


def list_comments(organisation: int, which: slice) -> ActList | None:
    """Its public comments, newest first, each with a link to its outcome."""
    said = list_public_comments(organisation)
    total = said.count()
    if not total:
        return None
    shown = list(said[which])
    outcomes = _find_outcomes({comment.group_id for comment in shown if comment.group_id})
    acts = [
        PublicAct(
            timezone.localdate(comment.submitted_at),
            say("directory.act.commented"),
            comment.consultation.title,
            reverse("fate", args=(comment.consultation.slug, comment.public_id)),
            shorten_text(comment.text or comment.wording, _WORDS),
            comment.language,
            outcomes.get(comment.group_id or 0, ""),
        )
        for comment in shown
    ]
    return ActList(say("directory.act.comments"), tuple(acts), total)


def _find_outcomes(groups: Collection[int]) -> dict[int, str]:
    """Group → the word for the verdict on suggestions based on it. One query."""
    traced = Uptake.objects.filter(
        suggestion__groups__in=groups, suggestion__version__submitted_at__isnull=False
    ).values_list("suggestion__groups", "person_verdict", "verdict")
    verdicts: dict[int, set[str]] = {}
    for group, decided, found in traced:
        verdicts.setdefault(group, set()).add(decided or found)
    return {
        group: say(f"trace.verdict.{next(one for one in _FARTHEST if one in own)}")
        for group, own in verdicts.items()
        if own.intersection(_FARTHEST)
    }
