"""The library: works that somebody may see, looked for and taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.directory.data import ActList, PublicAct
from huiyin.desk.registry.api.focus_list import list_slugs_of, map_focuses
from huiyin.desk.research.api.csl import make_items
from huiyin.desk.research.api.works import link_work
from huiyin.desk.research.data import LibraryFilters, WorkState
from huiyin.desk.research.models import Work, WorkAuthor
from huiyin.desk.research.readers import ANYBODY, Reader
from huiyin.i18n import choose_wording, say

if TYPE_CHECKING:
    from huiyin.desk.research.models import ResearchRequest, WorkFile, WorkVersion


def select_works(reader: Reader, filters: LibraryFilters = LibraryFilters()) -> QuerySet[Work]:  # noqa: B008 - frozen
    """Those that were handed over and that somebody may see today, the newest first, with what a list shows."""
    rows = Work.objects.visible_to(reader, timezone.localdate()).filter(state=WorkState.PUBLISHED)
    if filters.words:
        rows = rows.holding(filters.words)
    if filters.year:
        rows = rows.filter(year=filters.year)
    if filters.theme:
        rows = rows.filter(themes__focus__in=list_slugs_of(filters.theme)).distinct()
    if filters.commissioner:
        rows = rows.filter(commissioner__slug=filters.commissioner)
    if filters.type:
        rows = rows.filter(type=filters.type)
    return with_details(rows)


def select_own_works(reader: Reader) -> QuerySet[Work]:
    """Those that somebody works on, drafts first."""
    rows = Work.objects.visible_to(reader, timezone.localdate())
    if not reader.is_team:
        own = Q(organisation__in=reader.members) | Q(network__in=reader.networks)
        rows = rows.filter(own)
    return with_details(rows.order_by("published_on", "-pk"))


def with_details(rows: QuerySet[Work]) -> QuerySet[Work]:
    """With authors, themes and what else a list shows of each; three queries in all."""
    authors = WorkAuthor.objects.select_related("organisation")
    return rows.select_related(
        "organisation", "network", "commissioner", "request", "request__authority"
    ).prefetch_related(Prefetch("authors", authors), "themes")


def select_for_request(reader: Reader, request: ResearchRequest) -> list[Work]:
    """What came of a request, as far as somebody may see it."""
    rows = Work.objects.visible_to(reader, timezone.localdate()).filter(request=request)
    return list(with_details(rows))


def find_work(reader: Reader, slug: str) -> Work | None:
    """None where there is none, or none that they may know of."""
    rows = Work.objects.visible_to(reader, timezone.localdate())
    return with_details(rows.filter(slug=slug)).first()


@dataclass(frozen=True, slots=True)
class LibraryChoices:
    """What there is to filter by: years, themes and authorities of works that the reader may see, each with how many."""

    years: tuple[int, ...]
    themes: tuple[tuple[str, str], ...]
    commissioners: tuple[tuple[str, str], ...]


def list_choices(reader: Reader) -> LibraryChoices:
    """Four queries, however many works."""
    seen = Work.objects.visible_to(reader, timezone.localdate()).filter(state=WorkState.PUBLISHED)
    years = seen.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    slugs = seen.order_by().values_list("themes__focus", flat=True).distinct()
    focuses = map_focuses()
    themes = {focuses[slug].slug: focuses[slug].name for slug in slugs if slug in focuses}
    rows = seen.exclude(commissioner=None).order_by().values_list(
        "commissioner__slug", "commissioner__name_zh", "commissioner__name_en"
    ).distinct()  # fmt: skip
    named = {slug: choose_wording(zh, en) for slug, zh, en in rows}
    return LibraryChoices(
        tuple(year for year in years if year is not None),
        tuple(sorted(themes.items(), key=lambda one: one[1])),
        tuple(sorted(named.items(), key=lambda one: one[1])),
    )


def name_themes(work: Work, focuses: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Slug and name of each."""
    slugs = [theme.focus for theme in work.themes.all()]
    return [(focuses[slug].slug, focuses[slug].name) for slug in slugs if slug in focuses]


def list_items(work: Work, version: int = 0) -> list[dict[str, Any]]:
    """The work in CSL-JSON, an item for each language."""
    return make_items(work, list(work.authors.all()), version=version)


#: Columns of the library as a table: ``research.head.<name>``.
HEAD = (
    "id", "title_zh", "title_en", "type", "issued", "authors", "organisation", "commissioner", "themes", "series", "licence",
    "doi", "address",
)  # fmt: skip


def list_table(works: Sequence[Work]) -> list[list[str]]:
    """A row for each work, below the names of the columns."""
    focuses = map_focuses()
    rows = [[say(f"research.head.{name}") for name in HEAD]]
    for work in works:
        first: Mapping[str, Any] = next(iter(work.csl.values()), {})
        rows.append([
            work.slug, work.title_zh, work.title_en, say(f"research.type.{work.type}"), work.issued,
            "; ".join(author.name for author in work.authors.all()), str(work.organisation or ""), str(work.commissioner or ""),
            "; ".join(name for _, name in name_themes(work, focuses)), work.series, work.licence, str(first.get("DOI", "")),
            build_url("research_work", work.slug),
        ])  # fmt: skip
    return rows


def list_versions(work: Work) -> list[WorkVersion]:
    """The newest first, with their files. Two queries."""
    return list(work.versions.prefetch_related("files"))


def find_file(work: Work, number: int) -> WorkFile | None:
    """A file of a version; None where the work has none of that number, or was withdrawn."""
    if work.is_withdrawn:
        return None
    return next(
        (file for version in list_versions(work) for file in version.files.all() if file.pk == number),
        None,
    )  # fmt: skip


def list_public_works(organisation: int, which: slice) -> ActList | None:
    """What an organisation wrote or commissioned, for its public page."""
    whose = Q(organisation=organisation) | Q(commissioner=organisation)
    whose |= Q(pk__in=WorkAuthor.objects.filter(organisation=organisation).values("work"))
    works = (
        select_works(ANYBODY)
        .filter(whose)
        .annotate(honours=Count("prizes", filter=Q(prizes__withdrawn_at=None)))
    )
    total = works.count()
    if not total:
        return None
    acts = [
        PublicAct(
            work.published_on or timezone.localdate(),
            say("research.act.commissioned" if work.commissioner_id == organisation else "research.act.wrote"),
            work.title,
            link_work(work),
            "",
            "",
            say("research.act.honoured") if work.honours else "",
        )
        for work in works[which]
    ]  # fmt: skip
    return ActList(say("research.title"), tuple(acts), total)
