"""Authors who are people: what is held of them, given to them, taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from huiyin.desk.research.api.works import lock_work, refresh_index
from huiyin.desk.research.models import (
    Prize,
    ResearchOffer,
    ResearchRequest,
    Work,
    WorkAuthor,
    WorkUse,
    WorkVersion,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_named_authors() -> QuerySet[WorkAuthor]:
    """People among the authors whose names stand here, with their works."""
    rows = WorkAuthor.objects.filter(is_person=True, is_erased=False).exclude(label="")
    return rows.select_related("work", "organisation").order_by("pk")


def list_authorships(person: User) -> QuerySet[WorkAuthor]:
    return WorkAuthor.objects.filter(user=person).select_related("work", "organisation").order_by("pk")  # fmt: skip


@transaction.atomic
def erase_authors(authors: Iterable[WorkAuthor]) -> None:
    """Take people out of the title pages: that there was an author stays, for the others would else seem to have written
    it alone; who it was does not, nor can the work be found by them."""
    numbers = [author.pk for author in authors]
    works = Work.objects.filter(authors__in=numbers).distinct().order_by("pk")
    touched = list(works)
    WorkAuthor.objects.filter(pk__in=numbers).update(
        name_zh="",
        name_en="",
        family="",
        given="",
        label="",
        orcid="",
        organisation=None,
        user=None,
        is_erased=True,
    )
    for work in touched:
        refresh_index(lock_work(work))


def list_deeds(person: User) -> Iterator[tuple[str, str, str, datetime]]:
    """What somebody did: its code (``personal.did.<code>``), on what, for which organisation, when."""
    for asked in ResearchRequest.objects.filter(created_by=person).order_by("pk"):
        yield "research_ask", asked.title, "", asked.created_at
    offers = ResearchOffer.objects.filter(created_by=person).select_related(
        "request", "organisation"
    )
    for offer in offers.order_by("pk"):
        yield "research_offer", offer.request.title, offer.organisation.name, offer.created_at
    for work in Work.objects.filter(created_by=person).order_by("pk"):
        yield "research_work", work.title, "", work.created_at
    for code, model in (("version", WorkVersion), ("use", WorkUse), ("prize", Prize)):
        rows = model._default_manager.filter(created_by=person).select_related("work")
        for row in rows.order_by("pk"):
            yield f"research_{code}", row.work.title, "", row.created_at
