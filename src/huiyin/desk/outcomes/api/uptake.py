"""What became of each submitted suggestion in the enacted text: traced in the background, confirmed by people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api import drafts
from huiyin.desk.consultations.api.comments import list_organisations_in_groups
from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import analyse_apart
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws import api as laws
from huiyin.desk.ledger.api import find_exchange, record_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.outcomes.models import Uptake
from huiyin.desk.proposals.api.drafts import map_suggestions_by_group
from huiyin.desk.registry.organisations import name_organisations
from huiyin.i18n import current_language
from huiyin.presentation.citations import name_provision
from huiyin.trace import Passage, TracedSuggestion, Verdict, trace_uptake

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.proposals.models import Suggestion
    from huiyin.law import Law


#: The kind of job that reads the enacted text.
READING = "read_enacted"
#: What results are counted by.
BY = ("organisation", "chapter", "reply")


class NothingToTrace(Exception):
    """There is no enacted text, or nothing was submitted."""


@transaction.atomic
def take_enacted(
    consultation: Consultation,
    name: str,
    data: bytes,
    by: User,
    *,
    day: date | None = None,
    title_zh: str = "",
    title_en: str = "",
) -> Job:
    """Store the enacted text's file, have it read and traced. Replaces an earlier text in the same language.

    ``day``: of enactment, today by default; ``title_zh``, ``title_en``: the law's title if it differs from the
    draft's.
    """
    record_audit_entry(by, "enact", consultation, file=name)
    more = {"day": day.isoformat()} if day else {}
    if title_zh or title_en:
        more |= {"title_zh": title_zh, "title_en": title_en}
    file = laws.store_file(name, data)
    return jobs.start_job(consultation, READING, by, file=file, name=name, **more)


def read_enacted(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: read the enacted text; only then is it recorded here and in the ledger."""
    law = drafts.read_stored(job, None)
    name = job.arguments["name"]
    with transaction.atomic():
        consultation = drafts.hold_open(job, Action.ENACT)
        if consultation.enacted is None:
            consultation.enacted = laws.begin_enacted_version(consultation.draft, **_called(job))
            consultation.save(update_fields=("enacted",))
        else:
            laws.rename_enacted(consultation.enacted, consultation.draft, **_called(job))
        text = laws.save_expression(consultation.enacted, None, name, job.arguments["file"], law)
        record_exchange(
            ExchangeKind.ENACTMENT,
            ExchangeDirection.FROM_AUTHORITY,
            parse_day(job.arguments.get("day", "")) or timezone.localdate(),
            authority=consultation.authority_id,
            network=consultation.network_id,
            consultation=consultation.pk,
            details={"language": text.language, "file": name},
            answers=find_exchange(
                consultation.pk,
                ExchangeKind.SUBMISSION,
                ExchangeKind.PROPOSAL,
                authority=consultation.authority_id,
            ),
            subject={"zh": consultation.title_zh, "en": consultation.title_en},
            link=reverse("uptake", args=(consultation.slug,)),
            by=job.created_by,
        )
        jobs.start_job(consultation, "uptake", job.created_by)
    return {"language": text.language}


def _called(job: Job) -> dict[str, Any]:
    """The title and day of the enacted law as given with its file."""
    given = job.arguments
    return {
        "title_zh": given.get("title_zh", ""),
        "title_en": given.get("title_en", ""),
        "dated": parse_day(given.get("day", "")),
    }


def trace_all(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: trace every submitted suggestion; people's decisions stay."""
    consultation = get_consultation(job)
    edition = find_submitted_version(consultation)
    drafts, enacted = laws.map_laws(consultation.draft), laws.map_laws(consultation.enacted)
    if edition is None or not enacted:
        raise jobs.JobFailed("nothing_to_trace")
    rows = list(edition.suggestions.all())
    tell(0, len(rows))
    asks = [
        TracedSuggestion(str(s.pk), s.eid or s.target, s.action, s.wording, s.text, s.language)
        for s in rows
    ]
    findings = analyse_apart(trace_uptake, asks, drafts, enacted)
    translated = _trace_translations(rows, drafts, enacted)
    with transaction.atomic():
        known = dict(
            Uptake.objects.filter(suggestion__in=rows).values_list("suggestion", "verdict")
        )
        now = timezone.now()
        for uptake in findings.uptakes:
            is_news = known.get(int(uptake.ask.id)) != uptake.verdict.value
            Uptake.objects.update_or_create(
                suggestion_id=int(uptake.ask.id),
                defaults={
                    "verdict": uptake.verdict.value,
                    "score": uptake.score,
                    "confidence": uptake.confidence,
                    "reason": uptake.reason.value,
                    "details": dict(uptake.details),
                    "passages": _to_json(uptake.passages),
                    "passages_translated": _to_json(translated.get(uptake.ask.id, ())),
                }
                # The time is that of the verdict: tracing again without a change is no news.
                | ({"computed_at": now} if is_news else {}),
            )
    tell(len(rows), len(rows))
    return {
        "suggestions": len(rows),
        "asked": findings.share_asked,
        "unasked": len(findings.unasked),
    }


def _trace_translations(
    rows: Sequence[Suggestion], drafts: Mapping[str, Law], enacted: Mapping[str, Law]
) -> dict[str, tuple[Passage, ...]]:
    """Suggestion → the passages that show its translation, if draft and law are available in that language.
    Verdicts only come from the original wording.
    """
    asks = [
        TracedSuggestion(
            str(row.pk), row.eid or row.target, row.action, row.wording_translated,
            row.text_translated, row.other_language,
        )
        for row in rows
        if (row.wording_translated or row.text_translated)
        and row.other_language in drafts
        and row.other_language in enacted
    ]  # fmt: skip
    if not asks:
        return {}
    found = analyse_apart(trace_uptake, asks, drafts, enacted)
    return {row.ask.id: row.passages for row in found.uptakes}


def _to_json(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    return [
        {**asdict(one), "where": one.where.value, "marks": [list(mark) for mark in one.marks]}
        for one in passages
    ]


def snapshot_uptake(held: Uptake) -> dict[str, str]:
    """The values of a decision's form, for the version."""
    return {"verdict": held.person_verdict, "reason": held.person_reason}


@transaction.atomic
def confirm_uptake(
    suggestion: Suggestion, verdict: str, reason: str, by: User, *, seen: str | None = None
) -> bool:
    """Confirm or overrule a traced verdict; an empty verdict withdraws the decision. ``seen``: the version that
    the form showed. Returns whether anything changed.

    Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict` if somebody else decided since, ``ValueError``
    for an unknown or undecided verdict, and ``Uptake.DoesNotExist`` if nothing was traced yet.
    """
    if verdict and Verdict(verdict) is Verdict.NEEDS_PERSON:
        raise ValueError(verdict)
    held = Uptake.objects.select_for_update().get(suggestion=suggestion)
    reason = reason.strip()
    if (held.person_verdict, held.person_reason) == (verdict, reason if verdict else ""):
        return False
    check_unchanged(
        seen, snapshot_uptake(held), {"verdict": verdict, "reason": reason if verdict else ""}
    )
    held.person_verdict, held.person_reason = verdict, reason if verdict else ""
    held.decided_by, held.decided_at = (by, timezone.now()) if verdict else (None, None)
    held.save(update_fields=("person_verdict", "person_reason", "decided_by", "decided_at"))
    action = "uptake.undecide" if not verdict else "uptake.confirm" if verdict == held.verdict else "uptake.overrule"  # fmt: skip
    record_audit_entry(by, action, suggestion, verdict=verdict, machine=held.verdict)
    return True


def map_chapters(draft: Mapping[str, Law]) -> tuple[Callable[[str], str], Mapping[str, int]]:
    """A function from a provision to its outermost division, and the position of each provision."""
    law = next(iter(draft.values()), None)

    def find_chapter(eid: str) -> str:
        while law is not None and eid in law.parent_of:
            eid = law.parent_of[eid]
        return eid

    order = {eid: at for at, eid in enumerate(law.by_eid)} if law is not None else {}
    return find_chapter, order


def make_chapter_namer(draft: Mapping[str, Law]) -> Callable[[str], str]:
    """A function that returns the number and title of a chapter, preferably in the reader's language."""
    law = draft.get(current_language()) or next(iter(draft.values()), None)

    def name_chapter(eid: str) -> str:
        unit = law.by_eid.get(eid) if law is not None else None
        if law is None or unit is None:
            return eid
        return f"{name_provision(law, eid)} {unit.heading}".strip()

    return name_chapter


def count_totals(
    consultation: Consultation, rows: Sequence[Suggestion]
) -> Mapping[str, Mapping[str, Counter[str]]]:
    """(:data:`BY`) → name or eId → verdict → number of suggestions.

    Chapters are in the order of the law. An organisation counts for every suggestion based on a group, not set
    aside, with a public comment by it. Three queries.
    """
    totals: dict[str, dict[str, Counter[str]]] = {by: defaultdict(Counter) for by in BY}
    chapter_of, order = map_chapters(laws.map_laws(consultation.draft))
    resting = map_suggestions_by_group([row.pk for row in rows])
    said = list_organisations_in_groups(resting)
    names = name_organisations({organisation for _, organisation in said})
    spoke: dict[int, set[int]] = defaultdict(set)
    for group, organisation in said:
        for suggestion in resting[group]:
            spoke[suggestion].add(organisation)
    for row in rows:
        uptake = getattr(row, "uptake", None)
        if uptake is None:
            continue
        verdict = uptake.final_verdict
        reply = getattr(row, "reply", None)
        totals["reply"][reply.status if reply else "none"][verdict] += 1
        totals["chapter"][chapter_of(row.eid)][verdict] += 1
        for organisation in spoke[row.pk]:
            totals["organisation"][names[organisation]][verdict] += 1
    chapters = totals["chapter"]
    totals["chapter"] = {
        eid: chapters[eid] for eid in sorted(chapters, key=lambda e: order.get(e, -1))
    }
    return {by: dict(counts) for by, counts in totals.items()}
