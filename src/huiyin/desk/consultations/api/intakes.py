"""Import comments from files: preview, column mapping, and every row that can be stored."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.comments import SENT, add_to_tallies, log_comments_of_file
from huiyin.desk.consultations.api.intake_followups import settle_rows
from huiyin.desk.consultations.api.intake_receipts import BY_PERSON, digest_speaker
from huiyin.desk.consultations.api.withdrawal import (
    fold_to_alphanumerics,
    lock_groups,
    take_back_words,
    take_out,
)
from huiyin.desk.consultations.models import Comment, Consultation, Intake
from huiyin.desk.core.bulk_rows import insert_rows
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import (
    UNREAD,
    ProcessDied,
    read_file_apart,
    stream_file_apart,
)
from huiyin.desk.core.isolated_readers import SENT_COLUMNS, SentRows, list_first_rows, stream_sent
from huiyin.desk.core.ordered_ids import write_ordered_ids
from huiyin.desk.core.stored_files import make_stored_name, open_here, shorten_name
from huiyin.desk.core.wire_format import PlainColumns
from huiyin.desk.jobs.api import JobFailed, claim_job, list_jobs, perform_job, start_job
from huiyin.desk.laws.api import map_laws, place_provisions
from huiyin.desk.notifications.outbox import queue_mail
from huiyin.desk.registry.api.organisation_facts import select_all_organisations
from huiyin.intake import Refusal
from huiyin.intake.cell_columns import suggest_columns
from huiyin.intake.receipt import fold_name

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.registry.models import Organisation


#: Rows per transaction: when each is compared with stored ones, and for a new file.
_BATCH, _MANY = 500, 5_000


def receive_file(
    consultation: Consultation,
    name: str,
    data: bytes,
    by: User | None,
    *,
    organisation: Organisation | None = None,
) -> Intake:
    """Store a file and start importing it. A file that was imported before returns that import."""
    return receive_upload(consultation, name, ContentFile(data), by, organisation=organisation)


def receive_upload(
    consultation: Consultation,
    name: str,
    upload: File[bytes],
    by: User | None,
    *,
    organisation: Organisation | None = None,
) -> Intake:
    """The same for an open file of any size, which is never held in memory. The file is stored before the transaction that
    names it, so that nobody else waits while a large one is written."""
    upload.seek(0)
    sha256 = hashlib.sha256()
    for chunk in upload.chunks():
        sha256.update(chunk)
    digest = sha256.hexdigest()
    upload.seek(0)
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
    intake.file.save(make_stored_name(name), upload, save=False)
    stored = intake.file.name or ""
    try:
        kept = _begin_intake(intake, by)
    except BaseException:
        intake.file.storage.delete(stored)
        raise
    if kept is not intake:
        intake.file.storage.delete(stored)
    return kept


@transaction.atomic
def _begin_intake(intake: Intake, by: User | None) -> Intake:
    consultation = intake.consultation
    Consultation.objects.select_for_update().get(pk=consultation.pk)  # the same file twice at once
    same = consultation.intakes.filter(digest=intake.digest).first()
    if same is not None:
        return same
    intake.save(force_insert=True)
    record_audit_entry(by, "take_in", intake, file=intake.file_name)
    start_job(consultation, "take_in", by, intake=intake.pk)
    return intake


class FileDeleted(ValueError):
    """The file itself was deleted; what was imported from it stays."""


def snapshot_columns(intake: Intake, roles: Iterable[str]) -> dict[str, str]:
    """The column mapping in the form, for the version."""
    return {role: intake.columns.get(role, "") for role in roles}


@transaction.atomic
def map_columns(
    intake: Intake, columns: Mapping[str, str], by: User, *, seen: str | None = None
) -> None:
    """Read the file again with mapped columns (role → heading). Comments keep their identity and get the text
    now found in their rows; a comment whose row yields none any more is withdrawn.

    ``seen``: the version that the form showed. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`,
    and :class:`FileDeleted`.
    """
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if not intake.file:
        raise FileDeleted
    check_unchanged(seen, snapshot_columns(intake, columns), columns)
    intake.columns = {role: heading for role, heading in columns.items() if heading}
    intake.is_done = False
    intake.save(update_fields=("columns", "is_done"))
    record_audit_entry(by, "map_columns", intake, columns=intake.columns)
    start_job(intake.consultation, "take_in", by, intake=intake.pk)


#: Rows shown to the person who maps the columns, and characters of a cell.
_SHOWN, _LONGEST_CELL = 6, 200


def _look_into(intake: Intake) -> None:
    """Read the beginning of a file: its first rows for display, and its headings, which identify its form."""
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
    """The first rows for display. For imports by earlier versions, which did not store them, they are read now."""
    if intake.file and intake.is_done and intake.headings and not intake.preview:
        try:
            rows = _first_rows(intake)
        except UNREAD:
            return []
        intake.preview = [[cell[:_LONGEST_CELL] for cell in cells] for cells in rows]
        intake.save(update_fields=("preview",))
    return list(intake.preview)


def suggest_column_names(preview: Sequence[Sequence[str]]) -> dict[str, str]:
    """Role → heading of the columns that the first rows suggest, if the table was not understood as a whole."""
    rows = [tuple(cells) for cells in preview]
    heads = next((cells for cells in rows if sum(bool(cell.strip()) for cell in cells) > 1), ())
    return {
        role: heads[column].strip()
        for role, column in suggest_columns(rows).items()
        if column < len(heads) and heads[column].strip()
    }


def _first_rows(intake: Intake) -> tuple[tuple[str, ...], ...]:
    with open_here(intake.file) as file:
        return read_file_apart(list_first_rows, file, intake.file_name, _SHOWN)


def find_headings(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The row that looks most like headings: the first with the most short cells."""
    best: tuple[str, ...] = ()
    for cells in rows:
        short = tuple(cell.strip() for cell in cells if 0 < len(cell.strip()) <= _LONGEST_HEADING)
        if len(short) > max(len(best), 1):
            best = short
    return best


_LONGEST_HEADING = 60


def take_in(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: read the file and store its rows, each once; a restarted job continues. The file is read in a
    separate process while this one writes, and neither holds more than a few batches.
    """
    intake = Intake.objects.get(pk=job.arguments["intake"])
    consultation = intake.consultation
    if not intake.file:
        raise JobFailed("not_any_more", file=intake.file_name)
    try:
        _look_into(intake)
        reading = _IntakeReading(intake)
        end = reading.read(tell)
    except UNREAD as error:
        failed = JobFailed.to_read(error, intake.file_name)
        _give_up(intake, job, failed)
        raise failed from None
    reading.withdraw_others()
    intake.refused = [_encode_refusal(refusal) for refusal in end.refused]
    intake.understood = _encode_tables(end)
    if end.counted is not None:
        intake.understood["rows"] = asdict(end.counted)
    intake.taken = intake.comments.filter(state=SENT).count()
    intake.is_done = True
    is_large = reading.rows > _MANY
    if not is_large:
        settle_rows(intake)
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(pk=intake.pk)
        if is_large:  # found and logged whoever maps the columns anew meanwhile
            start_job(consultation, "settle", job.created_by, intake=intake.pk)
        if (
            held.columns != intake.columns
        ):  # mapped anew meanwhile: the next job tells what came of it
            return {"taken": intake.taken, "refused": len(intake.refused)}
        intake.save(update_fields=("refused", "understood", "taken", "is_done"))
        if job.created_by is not None:
            # A job that dies after this and is restarted does not send a second mail.
            queue_mail(job.created_by, "intake", occasion=f"intake:{job.pk}", intake=intake.pk)
    if reading.rows:
        start_job(consultation, "group", job.created_by)
    return {"taken": intake.taken, "refused": len(intake.refused)}


class _IntakeReading:
    """One reading of a file. ``rows``: how many rows yielded comments."""

    def __init__(self, intake: Intake) -> None:
        self.rows = 0
        self._intake = intake
        laws = map_laws(intake.consultation.draft)
        self._laws = tuple(laws.values())
        self._units = {p.unit.eid: p.under for law in self._laws for p in place_provisions(law)}
        self._members = _OrganisationLookup(intake.consultation)
        #: Whether rows are stored already, by an earlier or interrupted reading.
        self._has_rows = intake.comments.exists()
        #: Hashes of the positions read, needed if stored rows may have to be withdrawn.
        self._places: set[int] = set()

    def read(self, tell: Callable[[int, int], None]) -> SentRows:
        """Import all rows. Raises the exceptions in :data:`UNREAD`, and what ``tell`` raises."""
        with open_here(self._intake.file) as file:
            end = self._read_parts(file, tell)
        if end is None:
            raise ProcessDied
        tell(self.rows, self.rows)
        return end

    def _read_parts(self, file: BinaryIO, tell: Callable[[int, int], None]) -> SentRows | None:
        name, columns = self._intake.file_name, self._intake.columns
        end: SentRows | None = None
        for part in stream_file_apart(stream_sent, file, name, self._laws, columns, LONGEST, _MANY):
            if isinstance(part, SentRows):
                end = part
                continue
            given, share = part
            for _ in self._keep_columns(given):
                # The total is unknown before the end; it is estimated from the share of the file
                # read.
                tell(self.rows, max(self.rows, round(self.rows / share)) if share < 1 else 0)
        return end

    def _keep_columns(self, given: PlainColumns) -> Iterator[None]:
        """Store rows as they are read; yields after each batch."""
        if not self._has_rows:
            self.rows += _save_new(self._intake, given, self._units, self._members)
            yield
            return
        rows = given.list_rows(*SENT_COLUMNS)
        for at in range(0, len(rows), _BATCH):
            batch = {row[0]: SentRow(*row) for row in rows[at : at + _BATCH]}
            self.rows += len(batch)
            self._places.update(map(hash, batch))
            _save_batch(self._intake, batch, self._units, self._members)
            yield

    def withdraw_others(self) -> None:
        if self._has_rows:
            _withdraw_others(self._intake, self._places)


class SentRow(NamedTuple):
    """A comment as read from a file (:data:`huiyin.desk.core.isolated_readers.SENT_COLUMNS`)."""

    place: str
    eid: str
    placing: str
    reference: str
    quote: str
    text: str
    wording: str
    language: str
    organisation: str
    author: str


def take_in_at_once(intake: Intake) -> bool:
    """Import a file in this process if no worker has started it; returns whether it was done here."""
    waiting = list_jobs(intake.consultation, "take_in").filter(arguments={"intake": intake.pk})
    job = waiting.first()
    claimed = None if job is None else claim_job(job.pk)
    if claimed is None:
        return False
    perform_job(claimed)
    return True


def abandon_intake(job: Job) -> None:
    """The job failed for good: the worker died on the file repeatedly, or its reader crashed."""
    intake = Intake.objects.get(pk=job.arguments["intake"])
    _give_up(intake, job, JobFailed(job.error["code"], **job.error["details"]))


@transaction.atomic
def _give_up(intake: Intake, job: Job, failed: JobFailed) -> None:
    """Mark the import as ended; rows stored before stay."""
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


#: Column → the most characters that can be stored.
LONGEST = {
    "organisation": 200, "author": 200, "reference": 200, "quote": 200_000, "text": 200_000, "wording": 200_000,
}  # fmt: skip


@transaction.atomic
def _save_new(
    intake: Intake,
    given: PlainColumns,
    units: Mapping[str, str],
    members: _OrganisationLookup,
) -> int:
    """Store rows of a file without stored rows; returns how many. They are indexed and logged by the following
    job (:mod:`huiyin.desk.consultations.api.intake_followups`).
    """
    columns = {name: given.columns[name] for name in SENT_COLUMNS}
    count = len(columns["place"])
    if any(len(values) != count for values in columns.values()):
        raise ProcessDied  # no answer of ours
    lock_groups(intake.consultation)
    organisations = columns["organisation"]
    speakers = list(map(members.find, organisations))
    of_rows = [units.get(eid, "") for eid in columns["eid"]]
    own = intake.organisation_id
    insert_rows(
        Comment,
        {
            "public_id": write_ordered_ids(count),
            "eid": columns["eid"],
            "unit": of_rows,
            "placing": columns["placing"],
            "reference": [reference[:200] for reference in columns["reference"]],
            "quote": columns["quote"],
            "text": columns["text"],
            "wording": columns["wording"],
            "language": [language[:2] for language in columns["language"]],
            "organisation_id": [own or one.organisation for one in speakers],
            "is_speaker_unknown": [own is None and one.is_unknown for one in speakers],
            "speaker": [
                (named or author)[:200]
                for named, author in zip(organisations, columns["author"], strict=True)
            ],
            "place": columns["place"],
        },
        {
            "consultation_id": intake.consultation_id,
            "intake_id": intake.pk,
            "updated_at": timezone.now(),
        },
    )
    add_to_tallies(intake.consultation, Counter(of_rows))
    return count


@transaction.atomic
def _save_batch(
    intake: Intake,
    batch: Mapping[str, SentRow],
    units: Mapping[str, str],
    members: _OrganisationLookup,
) -> None:
    lock_groups(intake.consultation)
    there = {c.place: c for c in intake.comments.select_for_update().filter(place__in=batch)}
    more: Counter[str] = Counter()
    lost: list[Comment] = []
    new, changed = [], []
    for at, taken in batch.items():
        member = members.find(taken.organisation)
        comment = there.get(at)
        before = None if comment is None else _snapshot(comment)
        if comment is None:
            comment = Comment(consultation=intake.consultation, intake=intake, place=at)
            new.append(comment)
        else:
            more[comment.unit] -= comment.state == SENT and not comment.is_private
            if _loses_words(comment, taken):
                lost.append(comment)
                comment.note_earlier()
        comment.state = SENT
        # An assignment by a person stays as long as the row cites the same.
        if comment.placing != BY_PERSON or comment.reference != taken.reference[:200]:
            comment.eid = taken.eid
            comment.unit = units.get(taken.eid, "")
            comment.placing = taken.placing
        comment.reference = taken.reference[:200]
        comment.quote, comment.text, comment.wording = taken.quote, taken.text, taken.wording
        comment.language = taken.language[:2]
        comment.organisation_id = intake.organisation_id or member.organisation
        comment.is_speaker_unknown = intake.organisation_id is None and member.is_unknown
        comment.speaker = (taken.organisation or taken.author)[:200]
        more[comment.unit] += not comment.is_private
        if before is not None and before != _snapshot(comment):
            comment.updated_at = timezone.now()
            changed.append(comment)
    Comment.objects.bulk_create(new)
    Comment.objects.bulk_update(changed, _FIELDS)
    # New comments are logged by the following job.
    log_comments_of_file(lost)
    add_to_tallies(intake.consultation, more)
    if lost:
        groups = {comment.group_id for comment in lost if comment.group_id}
        gone = [words for comment in lost for words in comment.earlier_words]
        take_back_words(intake.consultation, groups, gone)


def _snapshot(comment: Comment) -> tuple[Any, ...]:
    """The values of a comment that reading a file sets."""
    return tuple(getattr(comment, name) for name in _KEPT)


def _loses_words(comment: Comment, taken: SentRow) -> bool:
    """Whether the row, mapped anew, no longer contains the comment's text."""
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
_KEPT = tuple("organisation_id" if name == "organisation" else name for name in _FIELDS if name != "updated_at")  # fmt: skip


def _withdraw_others(intake: Intake, places: Collection[int]) -> None:
    """Withdraw comments whose rows yield none any more. ``places``: hashes of the positions that do."""
    sent = intake.comments.filter(state=SENT).order_by("pk").values_list("pk", "place")
    gone = [pk for pk, place in sent.iterator(_MANY) if hash(place) not in places]
    for at in range(0, len(gone), _BATCH):
        _withdraw_rows(intake, gone[at : at + _BATCH])


@transaction.atomic
def _withdraw_rows(intake: Intake, keys: Sequence[int]) -> None:
    lock_groups(intake.consultation)
    gone = list(intake.comments.select_for_update().filter(state=SENT, pk__in=keys).order_by("pk"))
    for comment in gone:
        comment.state, comment.updated_at = Comment.State.WITHDRAWN, timezone.now()
    Comment.objects.bulk_update(gone, ("state", "updated_at"))
    take_out(intake.consultation, gone)
    left = Counter(comment.unit for comment in gone if not comment.is_private)
    add_to_tallies(intake.consultation, {unit: -times for unit, times in left.items()})


def _encode_refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "reason": str(refusal.reason),
        "details": dict(refusal.details),
    }


def _encode_tables(found: SentRows) -> dict[str, Any]:
    """How the file's tables were understood, as JSON."""
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


#: The most tables and omissions reported.
_MOST_TOLD = 200


class _Speaker(NamedTuple):
    """``is_unknown``: the file names an organisation that nobody has identified."""

    organisation: int | None
    is_unknown: bool


class _OrganisationLookup:
    """Finds organisations by the name in a file: slug, either name, or what a person assigned."""

    def __init__(self, consultation: Consultation) -> None:
        self._known: dict[str, int] = {}
        self._told = dict(consultation.speaker_names.values_list("key", "organisation"))
        for organisation in select_all_organisations():
            for name in (organisation.slug, organisation.name_zh, organisation.name_en):
                if name:
                    self._known[fold_name(name)] = organisation.pk
        # Cached, since few organisations occur often.
        self.find = lru_cache(_SPEAKERS)(self._look_up)

    def _look_up(self, written: str) -> _Speaker:
        name = fold_name(written)
        if name in self._known:
            return _Speaker(self._known[name], is_unknown=False)
        key = digest_speaker(written) if written.strip() else ""
        if key in self._told:
            return _Speaker(self._told[key], is_unknown=False)
        return _Speaker(None, is_unknown=bool(key))


_SPEAKERS = 20_000
