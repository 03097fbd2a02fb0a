"""Export a whole consultation: tables, laws and digests in formats that other programs open.

What is public is decided here, once, for the command and the page. Individual votes are in no export, not even
in that for the team.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action, Role, Stage, has_permission
from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.comments import is_withdrawn_since, list_sent_in
from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.consultations.api.stages import lock_consultation
from huiyin.desk.consultations.api.votes import counts_to_show, find_opinion_result, list_tallied
from huiyin.desk.core.durable_writes import sync_file, sync_folder
from huiyin.desk.core.isolated_process import make_apart
from huiyin.desk.core.languages import override_language
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws.api import list_version_provisions, map_laws
from huiyin.desk.outcomes.api.version_rows import list_replies_in, list_uptake_in
from huiyin.desk.proposals.api.translations import TRANSLATED_FIELDS
from huiyin.desk.proposals.api.version_rows import (
    list_opinions_in,
    list_signatures_in,
    list_suggestions_in,
    select_versions,
)
from huiyin.i18n import current_language, say
from huiyin.law import to_akoma_ntoso, to_docx
from huiyin.presentation.spreadsheets import write_csv
from huiyin.text import as_cell

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.consultations.models.comment import CommentQuerySet
    from huiyin.desk.consultations.models.group import GroupQuerySet
    from huiyin.desk.jobs.models import Job


#: Stages in which replies and the enacted text are public.
_ANSWERED = (Stage.REPLYING, Stage.TRACING, Stage.CLOSED)
#: How long an export is offered. Short, since it may contain what is withdrawn later.
KEPT = timedelta(hours=1)
_FOLDER = "exports"
_SHEET_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class ExportTable:
    """``name`` and ``columns`` are used in CSV and JSON, and have texts ``export.table.…`` and
    ``export.column.…``. ``rows`` may be called more than once.
    """

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]


def build_tables(
    consultation: Consultation, *, everything: bool = False
) -> tuple[ExportTable, ...]:
    """The tables of the consultation: only what is public, or with ``everything`` also private comments, drafts
    and what was withheld.
    """
    shown = _VisibleRows(consultation, everything)
    more: tuple[str, ...] = ("private", "author", "email") if everything else ()
    aside: tuple[str, ...] = ("aside",) if everything else ()
    return (
        ExportTable("provisions", ("version", "language", "eid", "num", "kind", "heading", "text"), shown.provisions),
        ExportTable(
            "comments",
            ("id", "organisation", "speaker", "eid", "reference", "quote", "text", "wording", "language", "at", "group", *more),
            shown.comments,
        ),
        ExportTable("groups", ("id", "name", "eid", "text", "comments", "organisations", "name_zh", "name_en", *aside), shown.groups),
        ExportTable(
            "statements",
            ("id", "text_zh", "text_en", "group", "agrees", "disagrees", "passes", "withheld"),
            shown.statements,
        ),
        ExportTable(
            "suggestions",
            ("edition", "id", "eid", "target", "action", "language", "quote", "wording", "text", "reason", "divergence", "groups", *TRANSLATED_FIELDS),
            shown.suggestions,
        ),
        ExportTable("signatures", ("edition", "organisation", "at"), shown.signatures),
        ExportTable("minority_opinions", ("edition", "organisation", "suggestion", "text"), shown.minority),
        ExportTable("replies", ("edition", "suggestion", "status", "reason", "on"), shown.replies),
        ExportTable(
            "uptake",
            ("edition", "suggestion", "verdict", "score", "confidence", "person_verdict", "person_reason"),
            shown.uptake,
        ),
    )  # fmt: skip


def list_public_versions(consultation: Consultation) -> dict[str, int]:
    """The public versions of the law by primary key: the draft and, from the replies on, the enacted text."""
    found = {"draft": consultation.draft_id}
    if consultation.stage in _ANSWERED and consultation.enacted_id:
        found["enacted"] = consultation.enacted_id
    return found


class _VisibleRows:
    """The rows of each table that may be shown."""

    def __init__(self, consultation: Consultation, everything: bool) -> None:
        self.consultation = consultation
        self.everything = everything
        self.is_answered = everything or consultation.stage in _ANSWERED
        self.editions = select_versions(consultation, with_unfixed=everything)

    def versions(self) -> dict[str, Any]:
        found = {"draft": self.consultation.draft}
        if self.is_answered and self.consultation.enacted:
            found["enacted"] = self.consultation.enacted
        return found

    def provisions(self) -> Iterator[tuple[Any, ...]]:
        for name, version in self.versions().items():
            rows = list_version_provisions(version)
            rows = rows.order_by("-expression__language", "position", "pk")
            for row in rows.values_list(
                "expression__language", "eid", "num", "kind", "heading", "text"
            ):
                yield (name, *row)

    def _comments(self) -> CommentQuerySet:
        return list_sent_in(self.consultation, with_private=self.everything)

    def _groups(self) -> GroupQuerySet:
        return list_groups(self.consultation, with_private=self.everything)

    def comments(self) -> Iterator[tuple[Any, ...]]:
        rows = self._comments().select_related("organisation", "author", "group").order_by("pk")
        for comment in rows.iterator(chunk_size=1000):
            group = (
                comment.group
                if comment.group and (self.everything or comment.group.is_open)
                else None
            )
            row: tuple[Any, ...] = (
                str(comment.public_id), comment.organisation.name_on(comment.submitted_at) if comment.organisation else "", comment.speaker, comment.eid,
                comment.reference, comment.quote, comment.text, comment.wording, comment.language, comment.submitted_at.isoformat(),
                group.pk if group else None,
            )  # fmt: skip
            if self.everything:
                author = comment.author
                row += (
                    comment.is_private,
                    author.name if author else "",
                    author.email if author else "",
                )
            yield row

    def groups(self) -> Iterator[tuple[Any, ...]]:
        rows = self._groups().select_related("representative").order_by("-size", "pk")
        for held in rows.iterator(chunk_size=1000):
            size = held.size + (held.private if self.everything else 0)
            row = (
                held.pk,
                held.name,
                held.eid,
                held.words,
                size,
                held.organisations,
                held.name_zh,
                held.name_en,
            )
            yield (*row, held.aside) if self.everything else row

    def statements(self) -> Iterator[tuple[Any, ...]]:
        """Statements, with counts of votes if the map is public and the counts may be shown."""
        counted = self.everything or has_permission(
            (Role.READER,), Action.SEE_MAP, self.consultation.stage
        )
        shown = set(self._groups().values_list("pk", flat=True))
        stated = list_tallied(self.consultation, withheld=self.everything)
        votes = counts_to_show(find_opinion_result(self.consultation), stated) if counted else {}
        for one in stated:
            counts = votes.get(one.key, (None, None, None))
            group = one.group_id if one.group_id in shown else None
            yield (one.key, one.text_zh, one.text_en, group, *counts, one.is_moderated_out)

    def suggestions(self) -> Iterator[tuple[Any, ...]]:
        shown = set(self._groups().values_list("pk", flat=True))
        for one in list_suggestions_in(self.editions):
            groups = sorted(group.pk for group in one.groups.all() if group.pk in shown)
            yield (
                one.version.number, one.key, one.eid, one.target, one.action, one.language, one.quote,
                one.wording, one.text, one.reason, one.divergence, " ".join(map(str, groups)),
                *(getattr(one, name) for name in TRANSLATED_FIELDS),
            )  # fmt: skip

    def signatures(self) -> Iterator[tuple[Any, ...]]:
        for one in list_signatures_in(self.editions):
            yield (
                one.version.number,
                one.organisation.name_on(one.created_at),
                one.created_at.isoformat(),
            )

    def minority(self) -> Iterator[tuple[Any, ...]]:
        for one in list_opinions_in(self.editions):
            yield (
                one.version.number,
                one.organisation.name_on(one.created_at),
                one.suggestion_key,
                one.text,
            )

    def replies(self) -> Iterator[tuple[Any, ...]]:
        if not self.is_answered:
            return
        for one in list_replies_in(self.editions):
            on = one.replied_on.isoformat() if one.replied_on else ""
            yield (one.suggestion.version.number, one.suggestion.key, one.status, one.reason, on)

    def uptake(self) -> Iterator[tuple[Any, ...]]:
        if not self.is_answered:
            return
        for one in list_uptake_in(self.editions):
            yield (
                one.suggestion.version.number, one.suggestion.key, one.verdict, round(one.score, 4),
                round(one.confidence, 4), one.person_verdict, one.person_reason,
            )  # fmt: skip


def export_consultation(
    consultation: Consultation,
    folder: Path,
    *,
    everything: bool = False,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> list[Path]:
    """Write the export into ``folder``, which is created; returns the files in the order written.

    ``consultation.xlsx`` has a sheet per table with headings in the current language; ``tables/<name>.csv`` and
    ``consultation.json`` use the names of :func:`build_tables`; ``laws/`` has each version and language in Word
    and Akoma Ntoso; ``SHA256SUMS`` is readable by ``sha256sum --check``. ``tell`` is called with steps done and
    steps in all. Existing files of these names are replaced. Raises ``OSError`` if the folder cannot be
    written.
    """
    tables = build_tables(consultation, everything=everything)
    shown = _VisibleRows(consultation, everything)
    laws = [
        (name, language, law)
        for name, version in shown.versions().items()
        for language, law in map_laws(version).items()
    ]
    total = 2 * len(tables) + 2 * len(laws) + 1
    written: list[Path] = []

    def step(path: Path) -> None:
        written.append(path)
        tell(min(len(written), total - 1), total)

    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "laws").mkdir(exist_ok=True)
    for table in tables:
        path = folder / "tables" / f"{table.name}.csv"
        _write_csv(path, table)
        step(path)
    for write, name in ((_write_book, "consultation.xlsx"), (_write_json, "consultation.json")):
        write(folder / name, consultation, tables, everything)
        step(folder / name)
    for name, language, law in laws:
        for ending, write_law in (("docx", to_docx), ("xml", to_akoma_ntoso)):
            data = make_apart(write_law, law)
            path = folder / "laws" / f"{name}.{language}.{ending}"
            path.write_bytes(data)
            step(path)
    sums = folder / "SHA256SUMS"
    sums.write_text(
        "".join(
            f"{_digest_file(path)}  {path.relative_to(folder).as_posix()}\n" for path in written
        ),
        "utf-8",
    )
    for path in (*written, sums):
        sync_file(path)
    for place in (folder / "tables", folder / "laws", folder, folder.parent):
        sync_folder(place)
    tell(total, total)
    return [*written, sums]


def _write_csv(path: Path, table: ExportTable) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, chain([table.columns], table.rows()))


def _write_book(
    path: Path, consultation: Consultation, found: Iterable[ExportTable], _: bool
) -> None:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    for table in found:
        sheet = book.create_sheet(say(f"export.table.{table.name}")[:31])
        sheet.freeze_panes = "A2"
        for number, column in enumerate(table.columns):
            letter = get_column_letter(number + 1)
            sheet.column_dimensions[letter].width = _WIDE.get(column, 18)
        heads = []
        for column in table.columns:
            head = WriteOnlyCell(sheet, say(f"export.column.{column}"))
            head.font = Font(bold=True)
            heads.append(head)
        sheet.append(heads)
        for number, row in enumerate(table.rows()):
            if number == _SHEET_ROWS:
                break  # a sheet holds no more; the CSV has them all
            sheet.append([as_cell(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)


_WIDE = dict.fromkeys(("text", "wording", "reason", "text_zh", "text_en", "quote"), 60)


def _write_json(
    path: Path, consultation: Consultation, found: Iterable[ExportTable], everything: bool
) -> None:
    about = {
        "slug": consultation.slug,
        "title_zh": consultation.title_zh,
        "title_en": consultation.title_en,
        "authority": consultation.authority.name,
        "initiator": consultation.initiator.name if consultation.initiator else None,
        "network": consultation.network.name if consultation.network else None,
        "stage": consultation.stage,
        "opens": _format_day(consultation.opens),
        "closes": _format_day(consultation.closes),
        "reply_due": _format_day(consultation.reply_due),
        "exported": timezone.now().isoformat(),
        "holds": "everything" if everything else "public",
    }
    with path.open(
        "w", encoding="utf-8"
    ) as file:  # row by row: a million comments do not fit in memory
        file.write('{\n"consultation": ' + json.dumps(about, ensure_ascii=False))
        for table in found:
            file.write(f',\n"{table.name}": [')
            for number, row in enumerate(table.rows()):
                line = json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False)
                file.write((",\n" if number else "\n") + line)
            file.write("\n]")
        file.write("\n}\n")


def _format_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ---- in the background -------------------------------------------------------------------------------


@transaction.atomic
def request_export(consultation: Consultation, by: Visitor, *, everything: bool) -> Job:
    """Start an export in the background. Returns a running one, or a recent public one, instead if there is one."""
    # The lock makes a second request at the same time wait and find the first one's job.
    lock_consultation(consultation.pk, only_to_wait=True)
    there = find_newest_export(consultation, everything=everything)
    if there is not None and there.is_under_way:
        return there
    person = None if isinstance(by, AnonymousUser) else by
    if everything:
        record_audit_entry(person, "export", consultation, everything=True)
    return jobs.start_job(
        consultation, "export", person, everything=everything, language=current_language()
    )


def find_newest_export(consultation: Consultation, *, everything: bool) -> Job | None:
    """The newest export in the reader's language and its progress; None if it is no longer offered."""
    arguments = {"everything": everything, "language": current_language()}
    job = jobs.list_jobs(consultation, "export").filter(arguments=arguments).first()
    is_over = job is not None and job.is_done and not is_offered(job)
    return (
        job
        if job is not None and not is_over and (job.ended_at is None or _is_fresh(job))
        else None
    )


def find_export(consultation: Consultation, number: int) -> Job | None:
    """The finished export with this job key; whether it can be downloaded, :func:`is_offered` tells."""
    made = jobs.list_jobs(consultation, "export").done().filter(pk=number)
    return made.first()


def is_offered(job: Job) -> bool:
    """Whether the file of ``job`` can still be downloaded."""
    return bool(job.outcome) and _is_fresh(job)


def _is_fresh(job: Job) -> bool:
    """Whether it is recent, and nothing that it may contain was withdrawn or mapped anew since it was started."""
    if job.ended_at is None or job.ended_at < timezone.now() - KEPT:
        return False
    return not is_withdrawn_since(job.subject_id, job.created_at)


def drop_exports(consultation: Consultation) -> None:
    """Delete finished exports, because something they may contain was withdrawn. Call it within that
    transaction; a running one will not be offered.
    """
    made = jobs.list_jobs(consultation, "export").done()
    for job in made.exclude(outcome={}).select_for_update():
        _drop_file(job)


def export_all(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    consultation, everything = get_consultation(job), job.arguments["everything"]
    name = f"{_FOLDER}/{secrets.token_hex(16)}.zip"
    with TemporaryDirectory() as place, override_language(job.arguments["language"]):
        folder = Path(place) / consultation.slug
        files = export_consultation(consultation, folder, everything=everything, tell=tell)
        packed = Path(place) / "packed.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.relative_to(folder.parent).as_posix())
        with packed.open("rb") as data:
            name = default_storage.save(name, data)
        size = packed.stat().st_size
    _remove_old_files(job)
    return {"file": name, "size": size}


def drop_all_exports() -> None:
    """Delete all finished exports, since any may contain what somebody asked to have erased."""
    for old in _list_made_exports():
        _drop_file(old)


def list_expired_exports() -> list[Job]:
    """The exports that are no longer offered."""
    return [old for old in _list_made_exports() if not _is_fresh(old)]


def drop_expired_exports() -> int:
    """Delete the files of :func:`list_expired_exports`. Returns how many."""
    found = list_expired_exports()
    for old in found:
        _drop_file(old)
    return len(found)


def _list_made_exports() -> list[Job]:
    return [job for job in jobs.list_done_jobs("export").order_by("pk") if job.outcome.get("file")]


def _drop_file(job: Job) -> None:
    # The row first, and the file after the commit: no row may refer to a missing file.
    jobs.forget_outcome(job)
    transaction.on_commit(lambda: default_storage.delete(job.outcome["file"]))


def _remove_old_files(job: Job) -> None:
    """Delete the files that this one replaces, and those no longer offered."""
    for old in jobs.list_done_jobs("export").exclude(outcome={}):
        is_over = not _is_fresh(old)
        same = old.subject_id == job.subject_id and old.arguments == job.arguments
        if old.pk != job.pk and (is_over or same):
            default_storage.delete(old.outcome["file"])
            jobs.forget_outcome(old)
