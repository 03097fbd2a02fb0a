"""Who was erased, known again without being named: so that a restored backup does not bring them back.

A mark is a digest of a person's number and the moment their account was made, or of a name or an address as the
desk held it, keyed with what the desk seals its rows with (``sealing-key``): without that key nobody can try guesses. The
list lies in a file of the data folder, outside every backup, and in the table of erasures; what either has is
applied again to what a backup brings back, whose key is in it.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from huiyin.desk.core.durable_writes import sync_folder
from huiyin.desk.core.sealed_secrets import list_keys
from huiyin.desk.core.search import fold_for_search
from huiyin.desk.personal.models import Erasure

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


#: In the data folder; copied with backups, not into them.
FILE = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class ErasureMark:
    """``at``: when it was erased; what came later is not meant. ``key``: the fingerprint of what it is keyed with; empty for
    one of an earlier version, which who has it can try guesses at. ``has_asked``: made when somebody was asked row by row
    what is meant, or asked since about what an earlier version left (:mod:`huiyin.desk.personal.remnants`)."""

    at: datetime
    salt: str
    digest: str
    key: str = ""
    has_asked: bool = False

    def is_of(self, what: str) -> bool:
        digest = _digest_name(self.salt, what)
        if self.key:
            key = _find_key(self.key)
            if key is None:
                return False
            digest = _sign_digest(key, digest)
        return hmac.compare_digest(self.digest, digest)

    @property
    def is_readable(self) -> bool:
        """Whether this desk has the key."""
        return not self.key or _find_key(self.key) is not None

    @property
    def told(self) -> dict[str, str]:
        told = {"at": self.at.isoformat(), "salt": self.salt, "digest": self.digest}
        told |= {"key": self.key} if self.key else {}
        return told | {"asked": "yes"} if self.has_asked else told


def _digest_name(salt: str, what: str) -> str:
    return hmac.digest(salt.encode(), what.encode("utf-8", "surrogatepass"), "sha256").hex()


def _sign_digest(key: bytes, digest: str) -> str:
    return hmac.digest(key, digest.encode(), "sha256").hex()


def _map_keys() -> dict[str, bytes]:
    """Every key of this desk by its fingerprint, that of today first."""
    return {_sign_digest(key, "fingerprint")[:16]: key for key in list_keys("erased")}


#: Fingerprint → key, of those that were asked for: a mark is tried at every account and every name.
_FOUND: dict[tuple[str, str], bytes] = {}


def _find_key(fingerprint: str) -> bytes | None:
    asked = (settings.SEALING_KEY, fingerprint)
    if asked not in _FOUND and (key := _map_keys().get(fingerprint)) is not None:
        _FOUND[asked] = key
    return _FOUND.get(asked)


def seal_mark(mark: ErasureMark) -> ErasureMark:
    """A mark of an earlier version with the key of today; any other as it is."""
    if mark.key:
        return mark
    name, key = next(iter(_map_keys().items()))
    return replace(mark, digest=_sign_digest(key, mark.digest), key=name)


def name_account(person: User) -> str:
    """What an account is marked by: its number alone may be given to another after a restore."""
    return f"account {person.pk} {person.date_joined.astimezone(UTC).isoformat()}"


def name_words(words: str) -> str:
    """What a name or an address is marked by."""
    return f"words {' '.join(fold_for_search(words).split())}"


def make_marks(named: Iterable[str], at: datetime) -> list[ErasureMark]:
    """A mark for each of ``named``, with a salt of its own, so that equal names are not seen to be equal."""
    marks = []
    for what in named:
        salt = secrets.token_hex(16)
        marks.append(seal_mark(ErasureMark(at, salt, _digest_name(salt, what), has_asked=True)))
    return marks


def make_row_marks(named: Iterable[str], at: datetime) -> list[ErasureMark]:
    """A mark for each row, which no other is equal to: without a salt, so that of many rows each is tried once."""
    return [seal_mark(ErasureMark(at, "", _digest_name("", what))) for what in named]


class RowMarks:
    """Those of ``marks`` that are of rows, looked up by what a row is called."""

    def __init__(self, marks: Iterable[ErasureMark]) -> None:
        self._by_digest = {(mark.key, mark.digest): mark for mark in marks if not mark.salt}
        self._keys = {name: key for name, key in _map_keys().items() if any(name == held for held, _ in self._by_digest)}  # fmt: skip

    def __bool__(self) -> bool:
        return bool(self._by_digest)

    def has(self, what: str) -> bool:
        digest = _digest_name("", what)
        return any((name, _sign_digest(key, digest)) in self._by_digest for name, key in self._keys.items())  # fmt: skip


def _get_path() -> Path:
    return Path(settings.DATA) / FILE


def keep_marks(marks: Iterable[ErasureMark]) -> None:
    """Add to the file, and wait until the disk has it."""
    _write_marks(_get_path(), marks)


def _write_marks(path: Path, marks: Iterable[ErasureMark]) -> None:
    lines = "".join(json.dumps(mark.told) + "\n" for mark in marks)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        # Behind a line that was torn off when the machine lost its power begins a new one.
        file.write(lines if _is_whole(path) else "\n" + lines)
        file.flush()
        os.fsync(file.fileno())


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def keep_asked(marks: Iterable[ErasureMark]) -> None:
    """Write down that somebody was asked about these: a line more of each, for the file is only ever added to."""
    keep_marks([replace(mark, has_asked=True) for mark in marks])


def keep_marks_missing_from_file(known: Iterable[ErasureMark]) -> None:
    """Write to the file those of ``known`` that it does not have."""
    there = {mark.digest for mark in map(_parse_mark, _in_file()) if mark is not None}
    missing = [mark for mark in known if mark.digest not in there]
    if missing:
        keep_marks(missing)


def seal_marks() -> None:
    """Key the marks of an earlier version, in the table and in the file. Nothing is lost where the machine dies meanwhile:
    the old file stays until the new one is whole."""
    for erasure in Erasure.objects.exclude(marks=[]):
        told = [
            seal_mark(mark).told for mark in map(_parse_mark, erasure.marks) if mark is not None
        ]
        if told != erasure.marks:
            Erasure.objects.filter(pk=erasure.pk).update(marks=told)
    held = [mark for mark in map(_parse_mark, _in_file()) if mark is not None]
    if all(mark.key for mark in held):
        return
    fresh = _get_path().with_name(f"{FILE}.part")
    fresh.unlink(missing_ok=True)
    _write_marks(fresh, map(seal_mark, held))
    fresh.replace(_get_path())
    sync_folder(_get_path().parent)


def read_marks() -> list[ErasureMark]:
    """All that are known, of the file and of the table, each once."""
    found: dict[str, ErasureMark] = {}
    for mark in map(_parse_mark, [*_in_file(), *_in_table()]):
        if mark is not None and (mark.has_asked or mark.digest not in found):
            found[mark.digest] = mark
    return sorted(found.values(), key=lambda mark: (mark.at, mark.digest))


def _in_table() -> Iterator[Any]:
    for marks in Erasure.objects.exclude(marks=[]).values_list("marks", flat=True):
        yield from marks


def _in_file() -> Iterator[Any]:
    try:
        lines = _get_path().read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:  # the last line of a machine that lost its power
            continue


def _parse_mark(told: Any) -> ErasureMark | None:
    try:
        at = datetime.fromisoformat(told["at"])
        at = at if at.tzinfo else timezone.make_aware(at)
        return ErasureMark(
            at, str(told["salt"]), str(told["digest"]), str(told.get("key", "")), "asked" in told
        )
    except (KeyError, TypeError, ValueError):
        return None
