"""Initiatives that somebody may see: looked for, taken away, shown on the page of an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.directory.data import ActList, PublicAct
from huiyin.desk.initiatives.access import ANYBODY, Reader, build_seen_filter, read_reader
from huiyin.desk.initiatives.data import InitiativeKind, PartRole, TieState
from huiyin.desk.initiatives.models import (
    ConsultationTie,
    GoalReview,
    GoalTie,
    Initiative,
    InitiativeDocument,
    InitiativeFocus,
    InitiativePart,
)
from huiyin.desk.registry.api.focus_list import list_slugs_of, map_focuses
from huiyin.desk.registry.places import name_place
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor


@dataclass(frozen=True, slots=True)
class InitiativeFilters:
    """What of the initiatives somebody wants to see; empty: all."""

    words: str = ""
    kind: str = ""
    state: str = ""
    focus: str = ""
    network: str = ""
    tie: str = ""


def link_initiative(initiative: Initiative) -> str:
    return reverse("initiative", args=(initiative.slug,))


def with_tie_state(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """With ``is_tied`` and ``is_reviewed``: to goals that stand, and found without one."""
    ties = GoalTie.objects.filter(initiative=OuterRef("pk"), ended_on=None, goal__withdrawn_at=None)
    reviews = GoalReview.objects.filter(initiative=OuterRef("pk"), withdrawn_at=None)
    return rows.annotate(is_tied=Exists(ties), is_reviewed=Exists(reviews))


def find_tie_state(initiative: Any) -> TieState:
    """How one of :func:`with_tie_state` stands to goals."""
    if initiative.is_tied:
        return TieState.TIED
    return TieState.NONE if initiative.is_reviewed else TieState.UNREVIEWED


def select_initiatives(
    reader: Reader,
    filters: InitiativeFilters = InitiativeFilters(),
) -> QuerySet[Initiative]:
    """Those that somebody may see, the newest first, with what a list shows; two queries more for all of them."""
    rows = Initiative.objects.filter(build_seen_filter(reader))
    if filters.words:
        rows = rows.filter(_build_words_filter(filters.words))
    equal = {"kind": filters.kind, "state": filters.state, "network__slug": filters.network}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if filters.focus:
        about = InitiativeFocus.objects.filter(focus__in=list_slugs_of(filters.focus))
        rows = rows.filter(pk__in=about.values("initiative"))
    rows = with_tie_state(rows).filter(**_TIE_FILTERS.get(filters.tie, {}))
    return (
        rows.select_related("network")
        .prefetch_related("focuses", "parts__organisation")
        .order_by("-first_day", "-pk")
    )


_TIE_FILTERS: Mapping[str, Mapping[str, bool]] = {
    TieState.TIED: {"is_tied": True},
    TieState.NONE: {"is_tied": False, "is_reviewed": True},
    TieState.UNREVIEWED: {"is_tied": False, "is_reviewed": False},
}


def _build_words_filter(words: str) -> Q:
    found = Q()
    for name in ("name", "description", "results"):
        for language in ("zh", "en"):
            found |= Q(**{f"{name}_{language}__icontains": words})
    return found


def find_initiative(reader: Reader, slug: str) -> Initiative | None:
    """None where there is none, or none that they may know of."""
    return select_initiatives(reader).filter(slug=slug).first()


def select_documents(reader: Reader) -> QuerySet[InitiativeDocument]:
    """Documents and pictures of initiatives that somebody may see."""
    rows = InitiativeDocument.objects.filter(build_seen_filter(reader, "initiative__"))
    return rows.filter(withdrawn_at=None).select_related("initiative")


def list_initiatives_of(visitor: Visitor, slug: str) -> list[Initiative]:
    """The initiatives that a consultation belongs to now and that somebody may see; three queries at most."""
    ties = ConsultationTie.objects.filter(consultation=slug, ended_on=None)
    rows = Initiative.objects.filter(
        build_seen_filter(read_reader(visitor)), pk__in=ties.values("initiative")
    )
    return list(rows.order_by("pk"))


def name_focuses(initiative: Initiative, focuses: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Slug and name of each."""
    slugs = [one.focus for one in initiative.focuses.all()]
    return [(focuses[slug].slug, focuses[slug].name) for slug in slugs if slug in focuses]


def list_places(initiative: Initiative) -> list[str]:
    return [name_place(code) for code in initiative.places]


def list_leads(initiative: Initiative) -> list[InitiativePart]:
    """Who leads it, or led it, in order; of a list's rows without a query."""
    return [part for part in initiative.parts.all() if part.role == PartRole.LEAD]


#: Columns of the list as a table: ``initiative.head.<name>``.
HEAD = (
    "id", "name_zh", "name_en", "kind", "state", "since", "until", "network", "leads", "focuses", "places", "tie", "address",
)  # fmt: skip


def list_table(rows: Sequence[Initiative]) -> list[list[str]]:
    """A row for each initiative, below the names of the columns."""
    focuses = map_focuses()
    table = [[say(f"initiative.head.{name}") for name in HEAD]]
    for initiative in rows:
        table.append([
            initiative.slug, initiative.name_zh, initiative.name_en, say(f"initiative.kind.{initiative.kind}"), say(f"initiative.state.{initiative.state}"),
            initiative.since, initiative.until, str(initiative.network or ""),
            "; ".join(part.organisation.name for part in list_leads(initiative)),
            "; ".join(name for _, name in name_focuses(initiative, focuses)), "; ".join(list_places(initiative)),
            say(f"initiative.tie.{find_tie_state(initiative)}"), build_url("initiative", initiative.slug),
        ])  # fmt: skip
    return table


#: Words of what can be filtered by.
KINDS, STATES, TIES = tuple(InitiativeKind), tuple(InitiativeState), tuple(TieState)


def list_public_acts(organisation: int, which: slice) -> ActList | None:
    """What an organisation leads or takes part in, for its public page."""
    rows = InitiativePart.objects.filter(
        build_seen_filter(ANYBODY, "initiative__"), organisation=organisation
    ).select_related("initiative")
    total = rows.count()
    if not total:
        return None
    today = timezone.localdate()
    acts = [
        PublicAct(
            part.first_day or part.initiative.first_day or today,
            say(f"initiative.role.{part.role}"),
            part.initiative.name,
            link_initiative(part.initiative),
            "",
            "",
            part.period,
        )
        for part in rows.order_by("-first_day", "-pk")[which]
    ]
    return ActList(say("initiative.title"), tuple(acts), total)
