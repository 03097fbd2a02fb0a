"""Large files of comments that come in parts: begun, gone on with after a lost line, put together when they are whole.

A part is acknowledged once it is stored for good, where all machines of the desk read it. Which parts there will be is
announced first, by their digests: so they may come in any order, twice, or from two windows, and never make another file.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.utils import timezone

from huiyin.desk.consultations.api.intakes import receive_upload
from huiyin.desk.consultations.models import ArrivingFile, ArrivingPart, Consultation
from huiyin.desk.core.stored_files import shorten_name
from huiyin.desk.core.uploads import ENDINGS
from huiyin.desk.jobs.api import JobFailed, list_jobs, start_job

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job
    from huiyin.desk.registry.models import Organisation

#: Bytes of a part; the last may be shorter.
PART = 4 * 1024 * 1024
#: The kind of job that puts a file together.
JOINING = "join_file"
#: Files that may be on their way at once: of one person, and in all.
_MOST_OF_ONE, _MOST_IN_ALL = 5, 20
#: Bytes of the disk that are left free whatever comes.
_LEFT_FREE = 512 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


class ArrivalRefused(ValueError):
    """Why a file, or a part of one, is not taken: ``code`` is one of ``desk.arriving.…``, or ``ending``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def count_parts(size: int) -> int:
    return -(-size // PART)


@transaction.atomic
def begin_arrival(
    consultation: Consultation,
    name: str,
    size: int,
    digests: Sequence[str],
    by: User,
    *,
    organisation: Organisation | None = None,
) -> ArrivingFile:
    """Announce a file, or go on with it where the same person began the same file before. Raises :class:`ArrivalRefused`."""
    ending = PurePath(name).suffix.lower()
    if ending and ending not in ENDINGS and not ending[1:].isdecimal():
        raise ArrivalRefused("ending")
    if size > settings.LARGE_UPLOAD_LIMIT:
        raise ArrivalRefused("too_large")
    if not (
        size > 0 and len(digests) == count_parts(size) and all(map(_DIGEST.fullmatch, digests))
    ):
        raise ArrivalRefused("other")
    digest = hashlib.sha256("".join(digests).encode()).hexdigest()
    Consultation.objects.select_for_update().get(pk=consultation.pk)  # the same from two windows
    there = consultation.arriving_files.filter(created_by=by, digest=digest).first()
    if there is not None:
        if there.is_whole:
            _join_again(there)
        return there
    if (
        ArrivingFile.objects.filter(created_by=by).count() >= _MOST_OF_ONE
        or ArrivingFile.objects.count() >= _MOST_IN_ALL
    ):
        raise ArrivalRefused("too_many")
    # Until its parts are dropped a file is there twice.
    if _count_free() < 2 * size + _LEFT_FREE:
        raise ArrivalRefused("no_room")
    return ArrivingFile.objects.create(
        consultation=consultation, organisation=organisation, file_name=shorten_name(name), size=size, digests=list(digests),
        digest=digest, created_by=by,
    )  # fmt: skip


def _count_free() -> int:
    """Bytes that are free where uploads lie; a bucket has no end."""
    if not isinstance(default_storage, FileSystemStorage):
        return 2**63
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free


def _join_again(arriving: ArrivingFile) -> None:
    """A file that is whole is put together, where that was given up before."""
    if not list_jobs(arriving.consultation, JOINING).filter(
        arguments={"arriving": arriving.pk}
    ).under_way().exists():  # fmt: skip
        start_job(arriving.consultation, JOINING, arriving.created_by, arriving=arriving.pk)


def list_missing(arriving: ArrivingFile) -> list[int]:
    """The numbers of the parts that have not come."""
    there = set(arriving.parts.values_list("number", flat=True))
    return [number for number in range(len(arriving.digests)) if number not in there]


def keep_part(arriving: ArrivingFile, number: int, data: bytes) -> bool:
    """Keep a part for good; whether the file is whole with it. A part that is there already changes nothing. Raises
    :class:`ArrivalRefused`: ``other`` where it is not the part that was announced, ``no_room`` where the disk is full,
    ``gone`` where the file is not awaited any more."""
    if number >= len(arriving.digests):
        raise ArrivalRefused("other")
    length = min(PART, arriving.size - number * PART)
    if len(data) != length or hashlib.sha256(data).hexdigest() != arriving.digests[number]:
        raise ArrivalRefused("other")
    if arriving.is_whole or arriving.parts.filter(number=number).exists():
        return arriving.is_whole
    name = f"arriving/{arriving.public_id.hex}-{number}"
    try:
        stored = default_storage.save(name, ContentFile(data))
    except (
        OSError
    ):  # what lies there is no part until a row names it, and goes with what nobody names
        raise ArrivalRefused("no_room") from None
    is_named = False
    try:
        with transaction.atomic():
            held = ArrivingFile.objects.select_for_update().filter(pk=arriving.pk).first()
            if held is None:
                raise ArrivalRefused("gone")
            _, is_named = held.parts.get_or_create(number=number, defaults={"file": stored})
            held.heard_at = timezone.now()
            if not held.is_whole and held.parts.count() == len(held.digests):
                held.is_whole = True
                start_job(held.consultation, JOINING, held.created_by, arriving=held.pk)
            held.save(update_fields=("heard_at", "is_whole"))
    finally:
        if not is_named:
            default_storage.delete(stored)
    return held.is_whole


class JoinedParts(io.RawIOBase):
    """The parts of a file as one, read one after the other; never more than one is held."""

    def __init__(self, names: Sequence[str], size: int) -> None:
        super().__init__()
        self._names, self._size = names, size
        self._at = 0
        self._number, self._data = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def readinto(self, into: Any) -> int:
        """Raises ``FileNotFoundError`` where a part is lost."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PART)
        if number != self._number:
            with default_storage.open(self._names[number]) as part:
                self._number, self._data = number, part.read()
        given = self._data[start : start + len(into)]
        into[: len(given)] = given
        self._at += len(given)
        return len(given)


def join_file(job: Job, _tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Make an intake of a file whose parts are all there. Begun again, it finds what was made, and drops the parts."""
    arriving = ArrivingFile.objects.filter(pk=job.arguments["arriving"], is_whole=True).first()
    if arriving is None:
        return {}
    names = list(arriving.parts.order_by("number", "pk").values_list("file", flat=True))
    parts = io.BufferedReader(JoinedParts(names, arriving.size), 1024 * 1024)
    whole: File[bytes] = File(parts, arriving.file_name)
    whole.size = arriving.size
    try:
        intake = receive_upload(
            arriving.consultation, arriving.file_name, whole, job.created_by, organisation=arriving.organisation
        )  # fmt: skip
    except (FileNotFoundError, IndexError):
        raise JobFailed("not_any_more", file=arriving.file_name) from None
    drop_arrivals(ArrivingFile.objects.filter(pk=arriving.pk))
    return {"intake": intake.pk}


def list_arrivals(consultation: Consultation, by: User) -> QuerySet[ArrivingFile]:
    """The files that somebody is sending: nobody else sees them or goes on with them."""
    return consultation.arriving_files.filter(created_by=by)


def list_arrivals_by(person: User) -> QuerySet[ArrivingFile]:
    return (
        ArrivingFile.objects.filter(created_by=person).select_related("consultation").order_by("pk")
    )


def list_stale_arrivals(before: datetime) -> QuerySet[ArrivingFile]:
    """Files of which no part has come since."""
    return ArrivingFile.objects.filter(heard_at__lt=before)


@transaction.atomic
def drop_arrivals(arrivals: QuerySet[ArrivingFile]) -> int:
    """Delete files that are on their way, with the parts that came; how many."""
    held = list(arrivals.select_for_update().order_by("pk"))
    parts = ArrivingPart.objects.filter(arriving__in=held)
    names = list(parts.values_list("file", flat=True))
    ArrivingFile.objects.filter(pk__in=[one.pk for one in held]).delete()

    def drop() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(drop)
    return len(held)
