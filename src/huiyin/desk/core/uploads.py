"""Limits on uploads and their messages.

A request larger than :func:`largest_request` is not stored at all (``operations/request_receiver.py``). In a
smaller request, a file that is too large is read to its end, but not stored. It cannot be used by mistake:
reading it raises :class:`UploadTooLarge`, which becomes an error page. A view that calls :func:`too_large`
first shows a message in its form.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from huiyin.i18n import say, say_number

#: The size of a request in multiples of the largest file.
_TOGETHER = 4


def largest_request() -> int:
    """The most bytes of a request that is accepted: its files and the text fields beside them."""
    return int(_TOGETHER * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class UploadTooLarge(SuspiciousOperation):
    """An uploaded file exceeded the limit and was not stored."""


def say_file_limit() -> str:
    """The size of the largest file accepted, in MB, formatted for the reader."""
    return say_number(settings.UPLOAD_LIMIT // 1024 // 1024)


def say_request_limit() -> str:
    """The size of all files of one request, in MB, formatted for the reader."""
    return say_number(_TOGETHER * settings.UPLOAD_LIMIT // 1024 // 1024)


#: Endings that a file may have here, or none. What it is, its content decides; those in the second line are read
#: nowhere, and the reader says how to save them otherwise.
ENDINGS = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".pdf",
        ".xml",
        ".akn",
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".xlsx",
        ".parquet",
        ".eml",
        ".ics",
        ".doc",
        ".xls",
        ".rtf",
        ".wps",
        ".et",
        ".odt",
        ".ods",
        ".msg",
        ".mht",
        ".mhtml",
        ".zip",
        ".png",
        ".jpg",
        ".jpeg",
    ]
)


def get_file_name(file: UploadedFile) -> str:
    """The original name of a file; empty if the client sent none."""
    return file.name or ""


def too_large(file: UploadedFile) -> str:
    """The message for a file that is too large or has an extension that is not accepted; empty if it is accepted."""
    ending = PurePath(file.name or "").suffix.lower()
    if ending and ending not in ENDINGS and not ending[1:].isdecimal():
        return say("desk.upload.ending", name=get_file_name(file))
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        return say("desk.upload.too_large", name=get_file_name(file), limit=say_file_limit())
    if getattr(file, "was_cut", False):
        return say("desk.upload.too_many", name=get_file_name(file), limit=say_request_limit())
    return ""


class TruncatedUpload(TemporaryUploadedFile):
    """A file of which nothing was stored. Any attempt to read it raises."""

    was_cut = True

    @property
    def read(self) -> NoReturn:
        raise UploadTooLarge

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        raise UploadTooLarge

    def open(self, mode: str | None = None) -> NoReturn:  # type: ignore[override]
        raise UploadTooLarge


class BoundedUpload(TemporaryFileUploadHandler):
    """An upload handler that stores files on disk, and nothing of a file that exceeds the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = _TOGETHER * settings.UPLOAD_LIMIT - self.kept
        if start + len(raw_data) > settings.UPLOAD_LIMIT or len(raw_data) > room:
            # The object stays, with its temporary file; only reading it now raises.
            self.file.__class__ = TruncatedUpload
        if isinstance(self.file, TruncatedUpload):
            self.file.truncate(0)
            return
        self.kept += len(raw_data)
        super().receive_data_chunk(raw_data, start)
