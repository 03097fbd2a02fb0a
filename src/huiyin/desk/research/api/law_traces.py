"""Passages of a work's recommendations in enacted texts: looked for in the background, judged by people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.lookups import find_enacted_consultation
from huiyin.desk.core.isolated_process import analyse_apart
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws import api as laws
from huiyin.desk.research.api.uses import record_use, withdraw_claim
from huiyin.desk.research.api.works import find_newest_version, lock_work
from huiyin.desk.research.data import UseInput, UseKind
from huiyin.desk.research.models import LawTrace, Work
from huiyin.trace.provenance import find_recommended_passages, list_traced_units

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

#: The kind of job.
TRACING = "research_trace"


@transaction.atomic
def start_trace(work: Work, consultation: int, by: User) -> Job:
    """Look for what a work recommends in the law that a consultation ended in. Raises ``ValueError`` where there is none, or
    nothing is recommended."""
    version = find_newest_version(work)
    found = find_enacted_consultation(consultation)
    if version is None or found is None or not _list_recommendations(version):
        raise ValueError(consultation)
    record_audit_entry(by, "research.trace", work, name=str(found))
    return jobs.start_job(work, TRACING, by, consultation=consultation)


def _list_recommendations(version: Any) -> dict[str, list[str]]:
    """Language → recommendations."""
    said = {"zh": version.recommendations_zh, "en": version.recommendations_en}
    lines = {
        language: [line.strip() for line in words.splitlines() if line.strip()]
        for language, words in said.items()
    }
    return {language: found for language, found in lines.items() if found}


def trace_work(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Find the passages in each language that both the law and the recommendations are in."""
    work = Work.objects.filter(pk=job.subject_id).first()
    consultation = find_enacted_consultation(job.arguments["consultation"])
    version = find_newest_version(work) if work is not None else None
    if work is None or consultation is None or version is None:
        raise jobs.JobFailed("nothing_to_trace")
    enacted, drafts = laws.map_laws(consultation.enacted), laws.map_laws(consultation.draft)
    said = _list_recommendations(version)
    languages = [language for language in enacted if language in said]
    if not languages:
        raise jobs.JobFailed("no_common_language")
    appeared = work.versions.order_by("day", "pk").values_list("day", flat=True).first()
    traces = {}
    for at, language in enumerate(languages):
        tell(at, len(languages))
        traces[language] = analyse_apart(
            find_recommended_passages,
            list_traced_units(enacted[language]),
            said[language],
            draft=list_traced_units(drafts[language]) if language in drafts else (),
            appeared=appeared,
            draft_appeared=_find_draft_day(consultation),
        )
    _save_traces(work, consultation, traces, set(drafts))
    tell(len(languages), len(languages))
    return {"passages": sum(map(len, traces.values()))}


def _find_draft_day(consultation: Any) -> date | None:
    day: date | None = consultation.draft.dated or consultation.opens
    return day


@transaction.atomic
def _save_traces(work: Work, consultation: Any, found: dict[str, Any], drafts: set[str]) -> None:
    """In place of what was found before; what a person said of it stays where the passages are the same."""
    held = lock_work(work)
    there = {one.language: one for one in held.law_traces.filter(consultation=consultation)}
    for language, passages in found.items():
        told = [
            {**asdict(p), "text_marks": _to_lists(p.text_marks), "recommendation_marks": _to_lists(p.recommendation_marks)}
            for p in passages
        ]  # fmt: skip
        values = {"passages": told, "has_draft": language in drafts, "computed_at": timezone.now()}
        if language in there and there[language].passages != told:
            values |= {"decision": "", "note": "", "decided_by": None, "decided_at": None}
        LawTrace.objects.update_or_create(
            work=held, consultation=consultation, language=language, defaults=values
        )


def _to_lists(marks: Any) -> list[list[int]]:
    return [list(mark) for mark in marks]


@transaction.atomic
def judge_trace(work: Work, consultation: int, decision: str, note: str, by: User) -> None:
    """Say whether the law used the work. That it did is written down as a use, with its day; that it did not takes such a
    use back. Raises ``ValueError`` where nothing was found to be judged."""
    held = lock_work(work)
    traces = list(held.law_traces.select_for_update().filter(consultation=consultation))
    if not traces or decision not in LawTrace.Decision.values:
        raise ValueError(decision)
    for trace in traces:
        trace.decision, trace.note = decision, note.strip()
        trace.decided_by, trace.decided_at = by, timezone.now()
    LawTrace.objects.bulk_update(traces, ["decision", "note", "decided_by", "decided_at"])
    stated = held.uses.filter(kind=UseKind.LAW, consultation=consultation, withdrawn_at=None)
    use = stated.first()
    if decision == LawTrace.Decision.USED and use is None:
        found = find_enacted_consultation(consultation)
        source = str(found.title)[:300] if found is not None else ""
        given = UseInput(
            UseKind.LAW, timezone.localdate(), source, words=note, consultation=consultation
        )
        record_use(held, given, by)
    elif decision == LawTrace.Decision.NOT_USED and use is not None:
        withdraw_claim(held, "use", use.pk, by)
    record_audit_entry(by, "research.judge", held, key=decision)
