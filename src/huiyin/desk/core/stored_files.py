"""Files on disk: their names, and that they are there for good before anybody is told so."""

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

#: Characters of a name that are kept beside its file, and bytes of the one that it is stored by: file systems take 255, of
#: which the storage needs some to tell two of one name apart.
_LONGEST, _MOST_BYTES = 200, 200


def shorten_name(name: str) -> str:
    """A file's name as it is kept beside it: of a very long one the beginning, and its ending."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 41]}…{name[-40:]}"


def make_stored_name(name: str) -> str:
    """A name that every file system takes, made of the one that people gave."""
    return cut_to_bytes(re.sub(r"[^\w.-]", "_", name)[-80:])


def cut_to_bytes(name: str) -> str:
    """The end of a name, for its ending is there: as much as a file system takes, whatever it is written in."""
    data = name.encode("utf-8", "replace")
    return data[-_MOST_BYTES:].decode("utf-8", "ignore")


@contextmanager
def open_here(stored: FieldFile) -> Iterator[BinaryIO]:
    """A stored file, open, as a file of this machine: one that lies elsewhere is copied into a file without a name."""
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
    """Keeps a file for good before it says that it did.

    Files are stored inside of the transaction that writes their row, so the row is never there without its file; a
    power cut in between leaves a file without a row, which nobody was told of.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Django counts characters, of which one may be four bytes."""
        folder, _, last = name.rpartition("/")
        return super().get_available_name(
            "/".join(filter(None, (folder, cut_to_bytes(last)))), max_length
        )

    def _save(self, name: str, content: File[bytes]) -> str:
        kept = str(super()._save(name, content))  # type: ignore[misc]
        path, top = Path(self.path(kept)), Path(self.location)
        sync_file(path)
        # The folders too, up to the one that this storage stands in: any of them may be new.
        for folder in path.parents:
            sync_folder(folder)
            if folder in (top.parent, folder.parent):
                break
        return kept


class DurableMails(EmailBackend):
    """Mails written to a folder: a mail that counts as sent is there."""

    def close(self) -> None:
        is_open = self.stream is not None
        super().close()
        if is_open:
            path = Path(self._get_filename())  # type: ignore[attr-defined]
            sync_file(path)
            sync_folder(path.parent)
