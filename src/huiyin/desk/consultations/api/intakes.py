"""Take in files that people sent: see what is in them, map their columns, keep every row that can be kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.comments import SENT, add_to_tally, log_comments_of_file
from huiyin.desk.consultations.api.intake_receipts import BY_PERSON, digest_speaker
from huiyin.desk.consultations.api.withdrawal import (
    fold_to_alphanumerics,
    lock_groups,
    take_back_words,
    take_out,
)
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import UNREAD, read_apart
from huiyin.desk.core.isolated_readers import first_rows, read_sent
from huiyin.desk.core.stored_files import make_stored_name, shorten_name
from huiyin.desk.jobs.api import JobFailed, start_job
from huiyin.desk.laws.api import map_laws, place_provisions
from huiyin.desk.notifications.outbox import queue_mail
from huiyin.desk.registry.api.organisation_facts import select_all_organisations
from huiyin.intake import Comment as Taken
from huiyin.intake import IntakeResult as Result
from huiyin.intake import Refusal, RefusalCode
from huiyin.intake.cell_columns import suggest_columns
from huiyin.intake.receipt import count_rows, find_placing, fold_name

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.registry.models import Organisation


_BATCH = 500


@transaction.atomic
def receive_file(
    consultation: Consultation,
    name: str,
    data: bytes,
    by: User,
    *,
    organisation: Organisation | None = None,
) -> Intake:
    """Keep a file and begin to take it in. A file that was taken in before gives that intake again."""
    digest = hashlib.sha256(data).hexdigest()
    Consultation.objects.select_for_update().get(pk=consultation.pk)  # the same file twice at once
    same = consultation.intakes.filter(digest=digest).first()
    if same is not None:
        return same
    intake = Intake(
        consultation=consultation,
        file_name=shorten_name(name),
        digest=digest,
        organisation=organisation,
        created_by=by,
    )
    intake.file.save(make_stored_name(name), ContentFile(data), save=False)
    intake.save(force_insert=True)
    record_audit_entry(by, "take_in", intake, file=intake.file_name)
    start_job(consultation, "take_in", by, intake=intake.pk)
    return intake


class FileDeleted(ValueError):
    """The file itself was deleted; what was taken from it stays."""


def snapshot_columns(intake: Intake, roles: Iterable[str]) -> dict[str, str]:
    """What the form shows of the columns, for its version."""
    return {role: intake.columns.get(role, "") for role in roles}


@transaction.atomic
def map_columns(
    intake: Intake, columns: Mapping[str, str], by: User, *, seen: str | None = None
) -> None:
    """Read the file again with its columns mapped: role → heading. Comments stay the same ones, with the
    words that now are found in their rows; a row that gives none any more is withdrawn. ``seen``: the version of
    :func:`shown` that the form showed. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`, and :class:`Gone` where the
    file is not kept any more."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if not intake.file:
        raise FileDeleted
    check_unchanged(seen, snapshot_columns(intake, columns), columns)
    intake.columns = {role: heading for role, heading in columns.items() if heading}
    intake.is_done = False
    intake.save(update_fields=("columns", "is_done"))
    record_audit_entry(by, "map_columns", intake, columns=intake.columns)
    start_job(intake.consultation, "take_in", by, intake=intake.pk)


#: Rows of a table that are shown to the person who maps its columns, and characters of a cell.
_SHOWN, _LONGEST_CELL = 6, 200


def _look_into(intake: Intake) -> None:
    """See how a file begins: its first rows, to be shown, and its headings, by which its form is known."""
    rows = _first_rows(intake)
    intake.preview = [[cell[:_LONGEST_CELL] for cell in cells] for cells in rows]
    intake.headings = list(find_headings(rows))
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(pk=intake.pk)
        intake.columns = held.columns  # a person may have mapped them while the file was opened
        _save_preview(intake)


def _save_preview(intake: Intake) -> None:
    alike = (
        intake.consultation.intakes.filter(headings=intake.headings)
        .exclude(pk=intake.pk)
        .exclude(columns={})
        .first()
        if intake.headings and not intake.columns
        else None
    )
    if alike is not None:  # columns are mapped once for all files of a form
        intake.columns = alike.columns
    intake.save(update_fields=("preview", "headings", "columns"))


def get_preview(intake: Intake) -> list[list[str]]:
    """The first rows of its table, to be shown; of a file taken in by a version that did not keep them they are
    looked for now, and kept."""
    if intake.file and intake.is_done and intake.headings and not intake.preview:
        try:
            rows = _first_rows(intake)
        except UNREAD:
            return []
        intake.preview = [[cell[:_LONGEST_CELL] for cell in cells] for cells in rows]
        intake.save(update_fields=("preview",))
    return list(intake.preview)


def suggest_column_names(preview: Sequence[Sequence[str]]) -> dict[str, str]:
    """Role → heading of the columns that the first rows of a table tell, where it was not understood as a whole: for who
    maps them."""
    rows = [tuple(cells) for cells in preview]
    heads = next((cells for cells in rows if sum(bool(cell.strip()) for cell in cells) > 1), ())
    return {
        role: heads[column].strip()
        for role, column in suggest_columns(rows).items()
        if column < len(heads) and heads[column].strip()
    }


def _first_rows(intake: Intake) -> tuple[tuple[str, ...], ...]:
    return read_apart(first_rows, _read_bytes(intake), intake.file_name, _SHOWN)


def _read_bytes(intake: Intake) -> bytes:
    with intake.file.open("rb") as file:
        return bytes(file.read())


def find_headings(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The row that most looks like headings: the one with most short cells, the first of several."""
    best: tuple[str, ...] = ()
    for cells in rows:
        short = tuple(cell.strip() for cell in cells if 0 < len(cell.strip()) <= _LONGEST_HEADING)
        if len(short) > max(len(best), 1):
            best = short
    return best


_LONGEST_HEADING = 60


def take_in(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Read the file and keep its rows, each once: begun again, it goes on where it stopped."""
    intake = Intake.objects.get(pk=job.arguments["intake"])
    consultation = intake.consultation
    if not intake.file:
        raise JobFailed("not_any_more", file=intake.file_name)
    laws = map_laws(consultation.draft)
    units = {p.unit.eid: p.under for law in laws.values() for p in place_provisions(law)}
    try:
        _look_into(intake)
        found = read_apart(
            read_sent, _read_bytes(intake), intake.file_name, tuple(laws.values()), intake.columns
        )
    except UNREAD as error:
        failed = JobFailed.to_read(error, intake.file_name)
        _give_up(intake, job, failed)
        raise failed from None
    members = _OrganisationLookup(consultation)
    taken, too_long = _split_storable(found.taken)
    rows = list(_number_places(taken))
    for at in range(0, len(rows), _BATCH):
        _save_batch(intake, dict(rows[at : at + _BATCH]), units, members)
        tell(min(at + _BATCH, len(rows)), len(rows))
    _withdraw_others(intake, {place for place, _ in rows})
    refused = sorted((*found.refused, *too_long), key=lambda one: (one.file, one.sheet, one.row))
    intake.refused = [_encode_refusal(refusal) for refusal in refused]
    intake.understood = _encode_tables(found)
    counted = count_rows(replace(found, taken=tuple(taken), refused=tuple(refused)))
    if counted is not None:
        intake.understood["rows"] = asdict(counted)
    intake.taken = intake.comments.filter(state=SENT).count()
    intake.is_done = True
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(pk=intake.pk)
        if (
            held.columns != intake.columns
        ):  # mapped anew meanwhile: the next job tells what came of it
            return {"taken": intake.taken, "refused": len(intake.refused)}
        intake.save(update_fields=("refused", "understood", "taken", "is_done"))
        if job.created_by is not None:
            # A job that died after this and is begun again does not write a second time.
            queue_mail(job.created_by, "intake", occasion=f"intake:{job.pk}", intake=intake.pk)
    if taken:
        start_job(consultation, "group", job.created_by)
    return {"taken": intake.taken, "refused": len(intake.refused)}


def abandon_intake(job: Job) -> None:
    """The worker died on the file again and again, or what reads it broke."""
    intake = Intake.objects.get(pk=job.arguments["intake"])
    _give_up(intake, job, JobFailed(job.error["code"], **job.error["details"]))


@transaction.atomic
def _give_up(intake: Intake, job: Job, failed: JobFailed) -> None:
    """Nothing more comes of the file as it is; what was taken from it before stays."""
    held = Intake.objects.select_for_update().get(pk=intake.pk)
    if held.columns != intake.columns:  # mapped anew meanwhile: the next job tells what came of it
        return
    held.is_done = True
    held.save(update_fields=("is_done",))
    if job.created_by is not None:
        occasion = f"intake:{job.pk}"
        queue_mail(
            job.created_by, "intake", occasion=occasion, intake=intake.pk, problem=failed.told
        )


#: Column → how many characters of a cell can be kept.
LONGEST = {
    "organisation": 200, "author": 200, "reference": 200, "quote": 200_000, "text": 200_000, "wording": 200_000,
}  # fmt: skip


def _split_storable(taken: Iterable[Taken]) -> tuple[list[Taken], list[Refusal]]:
    """The comments of which every word can be kept, and why the others are not taken."""
    kept, refused = [], []
    for one in taken:
        long = next((c for c, most in LONGEST.items() if len(getattr(one, c)) > most), None)
        if long is None:
            kept.append(one)
            continue
        at = one.source
        details = (
            ("column", long),
            ("number", str(len(getattr(one, long)))),
            ("limit", str(LONGEST[long])),
        )
        refused.append(Refusal(at.file, at.sheet, at.row, RefusalCode.TOO_LONG, details))
    return kept, refused


def _number_places(taken: Iterable[Taken]) -> Iterator[tuple[str, Taken]]:
    """Where each comment stands in its file: sheet, row, and which of the row's it is. Columns that are
    mapped anew change what a row says, not where it stands."""
    times: Counter[tuple[str, int]] = Counter()
    for one in taken:
        at = (one.source.sheet, one.source.row)
        times[at] += 1
        yield f"{one.source.sheet[:120]}·{one.source.row}·{times[at]}", one


@transaction.atomic
def _save_batch(
    intake: Intake,
    batch: Mapping[str, Taken],
    units: Mapping[str, str],
    members: _OrganisationLookup,
) -> None:
    lock_groups(intake.consultation)
    there = {c.place: c for c in intake.comments.select_for_update().filter(place__in=batch)}
    more: Counter[str] = Counter()
    lost: list[Comment] = []
    new, changed = [], []
    for at, taken in batch.items():
        comment = there.get(at)
        if comment is None:
            comment = Comment(consultation=intake.consultation, intake=intake, place=at)
            new.append(comment)
        else:
            changed.append(comment)
            if _loses_words(comment, taken):
                lost.append(comment)
                comment.note_earlier()
                comment.updated_at = timezone.now()
            more[comment.unit] -= comment.state == SENT and not comment.is_private
        comment.state = SENT
        # Where a person put it, it stays while its row cites the same.
        if comment.placing != BY_PERSON or comment.reference != taken.reference[:200]:
            comment.eid = taken.eid
            comment.unit = units.get(taken.eid, "")
            comment.placing = find_placing(taken).value
        comment.reference = taken.reference[:200]
        comment.quote, comment.text, comment.wording = taken.quote, taken.text, taken.wording
        comment.language = taken.language[:2]
        comment.organisation = intake.organisation or members.find(taken.organisation)
        comment.is_speaker_unknown = intake.organisation is None and members.is_unknown(
            taken.organisation
        )
        comment.speaker = (taken.organisation or taken.author)[:200]
        more[comment.unit] += not comment.is_private
    Comment.objects.bulk_create(new)
    Comment.objects.bulk_update(changed, _FIELDS)
    log_comments_of_file([*new, *lost])
    _count_units(intake.consultation, more)
    if lost:
        groups = {comment.group_id for comment in lost if comment.group_id}
        gone = [words for comment in lost for words in comment.earlier_words]
        take_back_words(intake.consultation, groups, gone)


def _loses_words(comment: Comment, taken: Taken) -> bool:
    """Whether a row that is mapped anew says no more what it said."""
    return comment.is_sent and fold_to_alphanumerics(comment.words) not in fold_to_alphanumerics(
        f"{taken.text} {taken.wording}"
    )


_FIELDS = (
    "state",
    "earlier",
    "updated_at",
    "eid",
    "unit",
    "placing",
    "is_speaker_unknown",
    "reference",
    "quote",
    "text",
    "wording",
    "language",
    "organisation",
    "speaker",
)


@transaction.atomic
def _withdraw_others(intake: Intake, places: set[str]) -> None:
    """Take back the rows that give no comment any more, as if their authors had."""
    lock_groups(intake.consultation)
    gone = [
        comment
        for comment in intake.comments.select_for_update().filter(state=SENT)
        if comment.place not in places
    ]
    for comment in gone:
        comment.state, comment.updated_at = Comment.State.WITHDRAWN, timezone.now()
    Comment.objects.bulk_update(gone, ("state", "updated_at"), batch_size=_BATCH)
    take_out(intake.consultation, gone)
    left = Counter(comment.unit for comment in gone if not comment.is_private)
    _count_units(intake.consultation, {unit: -times for unit, times in left.items()})


def _count_units(consultation: Consultation, more: Mapping[str, int]) -> None:
    for unit, times in more.items():
        if times:
            add_to_tally(consultation, unit, times)


def _encode_refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "reason": str(refusal.reason),
        "details": dict(refusal.details),
    }


def _encode_tables(found: Result[Taken]) -> dict[str, Any]:
    """How the tables of a file were understood, as JSON keeps it."""
    return {
        "tables": [
            {
                "sheet": one.sheet,
                "columns": [[role, list(headings)] for role, headings in one.columns],
                "unread": list(one.unread),
                "rows": one.rows,
            }
            for one in found.tables[:_MOST_TOLD]
        ],
        "remarks": [
            {"sheet": one.sheet, "code": str(one.code), "details": dict(one.details)}
            for one in found.remarks[:_MOST_TOLD]
        ],
    }


#: Tables of a file, and things left out of it, that are told.
_MOST_TOLD = 200


class _OrganisationLookup:
    """Organisations by what files call them: slug, either name, or what a person said is meant by it here."""

    def __init__(self, consultation: Consultation) -> None:
        self._known: dict[str, Organisation] = {}
        told = consultation.speaker_names.select_related("organisation")
        self._told = {name.key: name.organisation for name in told}
        for organisation in select_all_organisations():
            for name in (organisation.slug, organisation.name_zh, organisation.name_en):
                if name:
                    self._known[fold_name(name)] = organisation

    def find(self, written: str) -> Organisation | None:
        return self._known.get(fold_name(written)) or self._told.get(digest_speaker(written))

    def is_unknown(self, written: str) -> bool:
        """Whether a file names somebody of whom nobody has said who that is."""
        is_known = fold_name(written) in self._known or digest_speaker(written) in self._told
        return bool(written.strip()) and not is_known
