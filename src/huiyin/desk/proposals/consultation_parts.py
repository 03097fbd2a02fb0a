"""Parts of consultation pages on the joint proposal: tab, search and overview."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.citations import make_reader_citer
from huiyin.desk.consultations.overview import OverviewCount, OverviewLink, OverviewPart
from huiyin.desk.consultations.search_sources import SearchHit
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.i18n import current_language, say


def find_tab(access: Access) -> Tab | None:
    """Return the tab for the drafting team, and for everyone once there is a visible version."""
    if not access.may(Action.DRAFT) and not _is_there(access):
        return None
    url = reverse("proposal", args=(access.consultation.slug,))
    return Tab("proposal", say("proposal.tab"), url)


_find_any = KnownQuery(lambda consultation: _select_versions(consultation).values_list("pk")[:1])
_find_fixed = KnownQuery(
    lambda consultation: (
        _select_versions(consultation).filter(locked_at__isnull=False).values_list("pk")[:1]
    )
)


def _is_there(access: Access) -> bool:
    find = _find_any if sees_unfixed(access) else _find_fixed
    return bool(find(access.consultation.pk))


def _select_versions(consultation: int) -> QuerySet[ProposalVersion]:
    return ProposalVersion.objects.filter(proposal__consultation=consultation).order_by(
        "-number", "-pk"
    )


def _find_newest(access: Access) -> ProposalVersion | None:
    found = _select_versions(access.consultation.pk)
    if not sees_unfixed(access):
        found = found.filter(locked_at__isnull=False)
    return found.first()


def search_suggestions(access: Access, words: str) -> QuerySet[Suggestion]:
    """Search the suggestions of the newest version visible to the reader."""
    newest = _find_newest(access)
    if newest is None:
        return Suggestion.with_dropped.none()
    found: QuerySet[Suggestion] = newest.suggestions.holding(words, [newest.pk])
    return found.select_related("version")


def list_hits(access: Access, rows: list[Suggestion]) -> list[SearchHit]:
    consultation, reader = access.consultation, current_language()
    slug, cite = consultation.slug, make_reader_citer([consultation])
    return [
        SearchHit(
            reverse("edition", args=(slug, row.version.number)) + f"?at={row.pk}#s-{row.pk}",
            " · ".join(filter(None, (row.key, cite(consultation, row.eid, row.target)))),
            # The field shown first is in the reader's language, but the match may be in the other
            # one.
            (
                *(row.read_in(reader, name)[0] for name in Suggestion.WORDED),
                *(getattr(row, name) for name in Suggestion.searched),
            ),
        )
        for row in rows
    ]


def describe_proposal(access: Access) -> OverviewPart:
    """Return the number of suggestions and signatures of the newest version visible to the reader, in at most
    three queries.
    """
    newest = _find_newest(access)
    if newest is None:
        return OverviewPart()
    slug = access.consultation.slug
    page = reverse("edition", args=(slug, newest.number))
    suggestions = newest.suggestions.count()
    signatures = newest.signatures.count() if newest.locked_at else 0
    documents: tuple[OverviewLink, ...] = ()
    if newest.locked_at:
        words = f"{say('proposal.tab')} · {say('proposal.edition', number=newest.number)}"
        documents = (OverviewLink(words, page),)
    return OverviewPart(
        counts=(
            OverviewCount(suggestions, say("overview.suggestions", n=suggestions), page),
            OverviewCount(
                signatures, say("overview.signatures", n=signatures), f"{page}#signatures"
            ),
        ),
        days={Stage.SIGNING: localdate(newest.locked_at)} if newest.locked_at else {},
        documents=documents,
        reading=OverviewLink(say("overview.read_proposal"), page) if newest.locked_at else None,
    )
