"""Take in files that people sent: see what is in them, map their columns, keep every row that can be kept."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.api.comments import SENT, count
from huiyin.desk.consultations.api.jobs import kind, start
from huiyin.desk.consultations.api.laws import laws_of, place
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Job
from huiyin.desk.registry.models import Organisation
from huiyin.intake import Comment as Taken
from huiyin.intake import Refusal, read_comments

T = TypeVar("T")
_BATCH = 500


def receive(
    consultation: Consultation,
    name: str,
    data: bytes,
    by: User,
    *,
    columns: Mapping[str, str] | None = None,
    organisation: Organisation | None = None,
) -> Intake:
    """Keep a file and begin to take it in. A file that was taken in before gives that intake again."""
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        same = consultation.intakes.filter(digest=digest, columns=dict(columns or {})).first()
        if same is not None:
            return same
        intake = Intake(
            consultation=consultation,
            file_name=name,
            digest=digest,
            columns=dict(columns or {}),
            organisation=organisation,
            by=by,
        )
        intake.file.save(re.sub(r"[^\w.-]", "_", name)[-80:], ContentFile(data), save=False)
        intake.save()
        record(by, "take_in", intake, file=name)
        start(consultation, "take_in", by, intake=intake.pk)
    return intake


@kind("take_in")
def take_in(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Read the file and keep its rows, each once: begun again, it goes on where it stopped."""
    intake = Intake.objects.get(pk=job.arguments["intake"])
    consultation = intake.consultation
    laws = laws_of(consultation.draft)
    units = {p.unit.eid: p.under for law in laws.values() for p in place(law)}
    found = _read(intake, tuple(laws.values()))
    members = _Members()
    for batch_at, batch in enumerate(_batches(found.taken, _BATCH)):
        _keep(intake, batch, units, members)
        tell(min((batch_at + 1) * _BATCH, len(found.taken)), len(found.taken))
    intake.refused = [_told(refusal) for refusal in found.refused]
    intake.taken = intake.comments.count()
    intake.is_done = True
    intake.save(update_fields=("refused", "taken", "is_done"))
    if found.taken:
        start(consultation, "group", job.by)
    return {"taken": intake.taken, "refused": len(intake.refused)}


def _read(intake: Intake, laws: tuple[Any, ...]) -> Any:
    """The reader of files wants a file of the name that people know it by."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(intake.file_name).name
        with intake.file.open("rb") as file:
            path.write_bytes(file.read())
        return read_comments([path], law=laws, columns=intake.columns or None)


@transaction.atomic
def _keep(intake: Intake, batch: list[Taken], units: Mapping[str, str], members: _Members) -> None:
    places = {_place(taken): taken for taken in batch}
    there = set(intake.comments.filter(place__in=places).values_list("place", flat=True))
    new = [
        Comment(
            consultation=intake.consultation,
            intake=intake,
            place=at,
            state=SENT,
            eid=taken.eid,
            unit=units.get(taken.eid, ""),
            reference=taken.reference[:200],
            quote=taken.quote,
            text=taken.text,
            wording=taken.wording,
            language=taken.language[:2],
            organisation=intake.organisation or members.find(taken.organisation),
            speaker=(taken.organisation or taken.author)[:200],
        )
        for at, taken in places.items()
        if at not in there
    ]
    Comment.objects.bulk_create(new)
    for unit, more in Counter(comment.unit for comment in new).items():
        count(intake.consultation, unit, more)


def _place(taken: Taken) -> str:
    return f"{taken.source.sheet[:80]}·{taken.source.row}·{taken.id[:90]}"


def _told(refusal: Refusal) -> dict[str, Any]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "reason": str(refusal.reason),
        "details": dict(refusal.details),
    }


class _Members:
    """Organisations by what files call them: slug or either name."""

    def __init__(self) -> None:
        self._known: dict[str, Organisation] = {}
        for organisation in Organisation.objects.all():
            for name in (organisation.slug, organisation.name_zh, organisation.name_en):
                if name:
                    self._known[name.casefold().strip()] = organisation

    def find(self, written: str) -> Organisation | None:
        return self._known.get(written.casefold().strip())


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
