"""The bounds on what is uploaded, and how they are said.

A request larger than :func:`largest_request` is not kept at all (``operations/request_receiver.py``). A file that is too large
within a smaller one is read to its end, but no more of it is kept than the limit. What was cut short cannot be read by mistake: reading it raises :class:`UploadTooLarge`, which
becomes a page, as a view that asks :func:`too_large` first makes a sentence beside its form.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from huiyin.i18n import say, say_number

#: What one request may bring, as many times the largest file.
_TOGETHER = 4


def largest_request() -> int:
    """The bytes of the largest request that is kept: its files, and what was typed beside them."""
    return int(_TOGETHER * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class UploadTooLarge(SuspiciousOperation):
    """What was uploaded is larger than :func:`limit`."""


def say_file_limit() -> str:
    """The largest file taken, in MB, as the reader writes it."""
    return say_number(settings.UPLOAD_LIMIT // 1024 // 1024)


def say_request_limit() -> str:
    """What all files of one request may be, in MB."""
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
    """What a file was called where it came from; empty where its sender did not say."""
    return file.name or ""


def too_large(file: UploadedFile) -> str:
    """The sentence that refuses a file that is too large, or called as no file that is taken; nothing for others."""
    ending = PurePath(file.name or "").suffix.lower()
    if ending and ending not in ENDINGS and not ending[1:].isdecimal():
        return say("desk.upload.ending", name=get_file_name(file))
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        return say("desk.upload.too_large", name=get_file_name(file), limit=say_file_limit())
    if getattr(file, "was_cut", False):
        return say("desk.upload.too_many", name=get_file_name(file), limit=say_request_limit())
    return ""


class TruncatedUpload(TemporaryUploadedFile):
    """A file of which nothing was kept."""

    was_cut = True

    @property
    def read(self) -> NoReturn:
        raise UploadTooLarge

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        raise UploadTooLarge

    def open(self, mode: str | None = None) -> NoReturn:  # type: ignore[override]
        raise UploadTooLarge


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps a file on disk, and of one that is too large nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = _TOGETHER * settings.UPLOAD_LIMIT - self.kept
        if start + len(raw_data) > settings.UPLOAD_LIMIT or len(raw_data) > room:
            self.file.__class__ = TruncatedUpload
        if isinstance(self.file, TruncatedUpload):
            self.file.truncate(0)
            return
        self.kept += len(raw_data)
        super().receive_data_chunk(raw_data, start)
