"""File storage that is durable before anybody is told that a file was saved, and safe file names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.mail.backends.filebased import EmailBackend
from django.db.models.fields.files import FieldFile

from huiyin.desk.core.durable_writes import sync_file, sync_folder

#: The most characters of an original file name, and the most bytes of a stored one. File systems
#: allow 255 bytes, of which the storage needs some to make names unique.
_LONGEST, _MOST_BYTES = 200, 200


def shorten_name(name: str) -> str:
    """The original file name as it is stored; a very long one is cut in the middle and keeps its ending."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 41]}…{name[-40:]}"


def make_stored_name(name: str) -> str:
    """A file name that every file system accepts, made from the original one."""
    return cut_to_bytes(re.sub(r"[^\w.-]", "_", name)[-80:])


def cut_to_bytes(name: str) -> str:
    """The end of a name, with its extension, in at most :data:`_MOST_BYTES` bytes of UTF-8."""
    data = name.encode("utf-8", "replace")
    return data[-_MOST_BYTES:].decode("utf-8", "ignore")


@contextmanager
def open_here(stored: FieldFile) -> Iterator[BinaryIO]:
    """Open a stored file as a local file. One stored elsewhere is first copied into an unnamed temporary file."""
    try:
        path = Path(stored.path)
    except NotImplementedError:
        with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy, stored.open("rb") as there:
            for chunk in there.chunks():
                copy.write(chunk)
            copy.seek(0)
            yield copy
        return
    with path.open("rb") as file:
        yield file


class DurableStorage(FileSystemStorage):
    """A storage that returns only when the file is on disk.

    Files are saved within the transaction that writes their row, so no row exists without its file. A power cut
    in between may leave a file without a row, which nobody has been told about.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Limits the name in bytes; Django counts characters, which may take four bytes each."""
        folder, _, last = name.rpartition("/")
        return super().get_available_name(
            "/".join(filter(None, (folder, cut_to_bytes(last)))), max_length
        )

    def _save(self, name: str, content: File[bytes]) -> str:
        kept = str(super()._save(name, content))  # type: ignore[misc]
        path, top = Path(self.path(kept)), Path(self.location)
        sync_file(path)
        # The folders too, up to the storage's own: any of them may be new.
        for folder in path.parents:
            sync_folder(folder)
            if folder in (top.parent, folder.parent):
                break
        return kept


class DurableMails(EmailBackend):
    """Mails written to a folder; a mail that counts as sent is on disk."""

    def close(self) -> None:
        is_open = self.stream is not None
        super().close()
        if is_open:
            path = Path(self._get_filename())  # type: ignore[attr-defined]
            sync_file(path)
            sync_folder(path.parent)
