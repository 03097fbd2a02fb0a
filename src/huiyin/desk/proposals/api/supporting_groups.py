"""Find groups of comments on the same provision that support a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.laws.api import map_laws
from huiyin.desk.proposals.api.drafts import SuggestionInput
from huiyin.trace.supporting_comments import PieceCounts, count_pieces, score_support

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Comment, Consultation, Group
    from huiyin.desk.consultations.models.group import GroupQuerySet


#: Limits: groups used to count text pieces, largest first, and groups compared on one
#: provision.
_TELL, _LOOKED_AT = 2_000, 500


def count_group_pieces(consultation: Consultation) -> PieceCounts:
    """Count how common text pieces are among the representatives of a consultation's groups."""
    heard = list_groups(consultation, with_private=False)[:_TELL]
    return count_pieces(_join_words(group.representative) for group in heard)


def list_similar_groups(
    consultation: Consultation,
    asked: SuggestionInput,
    among: GroupQuerySet,
    *,
    counted: PieceCounts | None = None,
) -> list[Group]:
    """Return the groups in ``among`` that support the suggestion ``asked``, best match first.

    Only the representative comment of each group is compared. Suggestions on the whole law have no matches.
    Takes three queries, or two if the counts are given as ``counted``.
    """
    law = map_laws(consultation.draft).get(asked.language)
    provision = law.by_eid.get(asked.eid) if law else None
    unit = law.article_of(asked.eid) if law and provision else None
    if provision is None or unit is None:
        return []
    there = list(
        among.filter(representative__unit=unit.eid).select_related("representative")[:_LOOKED_AT]
    )
    scores = score_support(
        f"{unit.num}\n{unit.full_text}\n{asked.target}",
        asked.wording,
        f"{asked.text}\n{asked.reason}",
        [_join_words(group.representative) for group in there],
        count_group_pieces(consultation) if counted is None else counted,
    )
    nearest = sorted(zip(scores, there, strict=True), key=lambda pair: (-pair[0], -pair[1].size))
    return [group for score, group in nearest if score]


def _join_words(comment: Comment | None) -> str:
    if comment is None:  # withdrawn meanwhile
        return ""
    return f"{comment.wording}\n{comment.text}"
