"""Where a row of the tables is seen by the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import NoReverseMatch, reverse

from huiyin.desk.accounts.permissions import Action, Role, has_permission
from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.consultations.api.personal_rows import find_consultation as find_by_number

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation

#: What leads from a row to the consultation that it belongs to.
_WAYS = ("consultation", "proposal", "version", "suggestion", "statement")


#: What may say when a row came, the first that a table has.
_TIMES = ("created_at", "submitted_at", "cast_at", "computed_at", "at")


def find_time_field(model: type[models.Model]) -> str:
    """The field that says when a row of ``model`` came; empty where none does."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in _TIMES if name in names), "")


def find_consultation(row: Any) -> Consultation | None:
    """The consultation that a row belongs to, or is; None where it belongs to none."""
    if row._meta.label_lower == "consultations.consultation":
        found: Consultation = row
        return found
    if row._meta.label_lower == "jobs.job":
        return get_consultation(row) if row.subject_type == "consultation" else None
    for way in _WAYS:
        if (next_one := getattr(row, way, None)) is not None:
            return find_consultation(next_one)
    # The ledger, which lies below consultations, has their numbers alone.
    number = getattr(row, "consultation_id", None)
    return find_by_number(number) if number is not None else None


def _locate_version(row: Any) -> tuple[str, tuple[Any, ...]]:
    edition = getattr(row, "version", row)
    return "edition", (edition.proposal.consultation.slug, edition.number)


def _locate_intake(row: Any) -> tuple[str, tuple[Any, ...]]:
    """Files have their pages only while they are taken in."""
    assert has_permission([Role.SECRETARIAT], Action.TAKE_IN, row.consultation.stage)
    return "intake", (row.consultation.slug, row.pk)


def _in_consultation(name: str, *ways: str) -> Callable[[Any], tuple[str, tuple[Any, ...]]]:
    def find(row: Any) -> tuple[str, tuple[Any, ...]]:
        consultation = find_consultation(row)
        assert consultation is not None
        return name, (consultation.slug, *(getattr(row, way) for way in ways))

    return find


#: Table → the name of the page, and what its address says.
_PAGES: dict[str, Callable[[Any], tuple[str, tuple[Any, ...]]]] = {
    "consultations.comment": _in_consultation("comment", "public_id"),
    "consultations.consultation": _in_consultation("consultation"),
    "consultations.intake": _locate_intake,
    "consultations.group": _in_consultation("group", "pk"),
    "consultations.decision": _in_consultation("groups"),
    "consultations.statement": _in_consultation("statements"),
    "consultations.vote": _in_consultation("opinion_map"),
    "proposals.proposal": _in_consultation("proposal"),
    "proposals.proposalversion": _locate_version,
    "proposals.suggestion": _locate_version,
    "proposals.remark": _locate_version,
    "proposals.minorityopinion": _locate_version,
    "outcomes.reply": _in_consultation("replies"),
    "outcomes.uptake": _in_consultation("uptake"),
    "ledger.exchange": lambda row: ("exchange", (row.number,)),
    "ledger.exchangedocument": lambda row: ("exchange", (row.exchange.number,)),
    "ledger.thread": lambda row: ("thread", (row.ask.number,)),
    "ledger.countdispute": lambda row: ("thread_clock", (row.thread.ask.number,)),
    "ledger.tableimport": lambda row: ("ledger_table", (row.pk,)),
    "registry.organisation": lambda row: ("organisation", (row.pk,)),
    "registry.fact": lambda row: ("organisation", (row.organisation_id,)),
    "initiatives.initiative": lambda row: ("initiative", (row.slug,)),
    "initiatives.initiativefocus": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.initiativepart": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.initiativemoney": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.initiativedocument": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.consultationtie": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.goaltie": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.goalreview": lambda row: ("initiative", (row.initiative.slug,)),
    "initiatives.inquiry": lambda row: ("inquiry", (row.initiative.slug, row.pk)),
    "initiatives.inquiryquestion": lambda row: (
        "inquiry",
        (row.inquiry.initiative.slug, row.inquiry_id),
    ),
    "initiatives.inquiryanswer": lambda row: (
        "inquiry",
        (row.body.inquiry.initiative.slug, row.body.inquiry_id),
    ),
    "initiatives.inquirytable": lambda row: (
        "inquiry_table",
        (row.inquiry.initiative.slug, row.inquiry_id, row.pk),
    ),
    "laws.writtendraft": lambda row: ("draft", (row.slug,)),
    "laws.draftprovision": lambda row: ("draft_provision", (row.draft.slug, row.key)),
    "laws.draftchange": lambda row: (
        "draft_history",
        (row.provision.draft.slug, row.provision.key),
    ),
    "laws.draftedition": lambda row: ("draft_versions", (row.draft.slug,)),
    "research.researchrequest": lambda row: ("research_request", (row.pk,)),
    "research.researchoffer": lambda row: ("research_request", (row.request_id,)),
    "research.work": lambda row: ("research_work", (row.slug,)),
    "research.workauthor": lambda row: ("research_work", (row.work.slug,)),
    "research.workversion": lambda row: ("research_work", (row.work.slug,)),
    "research.workfile": lambda row: ("research_work", (row.version.work.slug,)),
    "research.workuse": lambda row: ("research_work", (row.work.slug,)),
    "research.prize": lambda row: ("research_work", (row.work.slug,)),
    "research.lawtrace": lambda row: ("research_law", (row.work.slug, row.consultation_id)),
    "personal.erasure": lambda row: ("erasure", (row.pk,)),
    "audit.auditentry": lambda row: ("desk_acts", ()),
    "wagtailcore.page": lambda row: ("wagtailadmin_pages:edit", (row.pk,)),
    "pages.article": lambda row: ("wagtailadmin_pages:edit", (row.pk,)),
    "pages.section": lambda row: ("wagtailadmin_pages:edit", (row.pk,)),
    "wagtailcore.comment": lambda row: ("wagtailadmin_pages:edit", (row.page_id,)),
    "wagtailcore.commentreply": lambda row: ("wagtailadmin_pages:edit", (row.comment.page_id,)),
}


def find_address(row: Any) -> str:
    """The page on which a row is seen; empty where it has none."""
    find = _PAGES.get(row._meta.label_lower)
    if find is None:
        return ""
    try:
        name, parts = find(row)
        return reverse(name, args=parts)
    except (NoReverseMatch, AttributeError, AssertionError):
        return ""
