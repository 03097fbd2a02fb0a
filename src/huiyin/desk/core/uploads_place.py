"""Access to all uploads as a whole, for backups, restores and the deletion of files without a row. Single files
are stored and read through ``default_storage``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage


class UploadsPlace(Protocol):
    """The names of files are those stored in rows: relative, with ``/`` as the separator."""

    def list_names(self) -> list[str]:
        """Every file, in order."""

    def has(self, name: str) -> bool: ...

    def size(self, name: str) -> int:
        """In bytes; 0 where it has gone meanwhile."""

    def changed_at(self, name: str) -> datetime:
        """When it was written; now, where it has gone meanwhile."""

    def open(self, name: str) -> IO[bytes]:
        """Raises ``FileNotFoundError`` where it has gone meanwhile."""

    def put(self, file: Path, name: str, *, is_last: bool) -> None:
        """Have under ``name`` what is in ``file``, a file of the folder beside. ``is_last``: nobody needs ``file``
        afterwards."""

    def delete(self, name: str) -> None:
        """Also where there is none."""


def find_place() -> UploadsPlace:
    """The place where this desk keeps its uploads."""
    if isinstance(default_storage, FileSystemStorage):
        return FolderPlace(Path(settings.MEDIA_ROOT))
    return BucketPlace(default_storage)


class FolderPlace:
    """A folder. Symbolic links are ignored, since the desk creates none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def list_names(self) -> list[str]:
        return [file.relative_to(self._folder).as_posix() for file in list_files(self._folder)]

    def has(self, name: str) -> bool:
        return os.path.lexists(self._folder / name)

    def size(self, name: str) -> int:
        try:
            return (self._folder / name).stat().st_size
        except FileNotFoundError:
            return 0

    def changed_at(self, name: str) -> datetime:
        try:
            return datetime.fromtimestamp((self._folder / name).stat().st_mtime, UTC)
        except FileNotFoundError:
            return datetime.now(UTC)

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")

    def put(self, file: Path, name: str, *, is_last: bool) -> None:
        to = self._folder / name
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_last:
            file.replace(to)
            return
        try:
            os.link(file, to)  # one file under two names: no room is needed twice
        except OSError:  # a file system without such
            partial = to.with_name(to.name + ".part")
            shutil.copy2(file, partial)
            partial.replace(to)

    def delete(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)
        (self._folder / f"{name}.part").unlink(missing_ok=True)


class BucketPlace:
    """A bucket; ``storage`` is a :class:`huiyin.desk.core.bucket_storage.BucketStorage`."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self._prefix = f"{storage.location}/" if storage.location else ""

    def _objects(self) -> Iterator[Any]:
        yield from self._storage.bucket.objects.filter(Prefix=self._prefix)

    def list_names(self) -> list[str]:
        return sorted(one.key.removeprefix(self._prefix) for one in self._objects())

    def has(self, name: str) -> bool:
        return bool(self._storage.exists(name))

    def size(self, name: str) -> int:
        try:
            return int(self._storage.size(name))
        except FileNotFoundError:
            return 0

    def changed_at(self, name: str) -> datetime:
        try:
            changed: datetime = self._storage.get_modified_time(name)
        except FileNotFoundError:
            return datetime.now(UTC)
        return changed

    def open(self, name: str) -> IO[bytes]:
        opened: IO[bytes] = self._storage.open(name, "rb")
        return opened

    def put(self, file: Path, name: str, *, is_last: bool) -> None:
        self._storage.bucket.upload_file(str(file), f"{self._prefix}{name}")
        if is_last:
            file.unlink()

    def delete(self, name: str) -> None:
        self._storage.delete(name)


def list_files(folder: Path) -> list[Path]:
    """Every file below ``folder``, sorted, without symbolic links."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
