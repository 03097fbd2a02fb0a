"""Who was erased, known again without being named: so that a restored backup does not bring them back.

A mark is a keyed digest of a person's number and the moment their account was made, or of a name or an address as the
desk held it. The list lies in a file of the data folder, outside every backup, and in the table of erasures; what
either has is applied again to what a backup brings back.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.frame.search import fold
from huiyin.desk.personal.models import Erasure

#: In the data folder; copied with backups, not into them.
FILE = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class Mark:
    """``at``: when it was erased; what came later is not meant."""

    at: datetime
    salt: str
    digest: str

    def is_of(self, what: str) -> bool:
        return hmac.compare_digest(self.digest, _digest(self.salt, what))

    @property
    def told(self) -> dict[str, str]:
        return {"at": self.at.isoformat(), "salt": self.salt, "digest": self.digest}


def _digest(salt: str, what: str) -> str:
    return hmac.new(
        salt.encode(), what.encode("utf-8", "surrogatepass"), hashlib.sha256
    ).hexdigest()


def name_account(person: User) -> str:
    """What an account is marked by: its number alone may be given to another after a restore."""
    return f"account {person.pk} {person.date_joined.astimezone(UTC).isoformat()}"


def name_words(words: str) -> str:
    """What a name or an address is marked by."""
    return f"words {' '.join(fold(words).split())}"


def make_marks(named: Iterable[str], at: datetime) -> list[Mark]:
    """A mark for each of ``named``, with a salt of its own, so that equal names are not seen to be equal."""
    marks = []
    for what in named:
        salt = secrets.token_hex(16)
        marks.append(Mark(at, salt, _digest(salt, what)))
    return marks


def _path() -> Path:
    return Path(settings.DATA) / FILE


def keep_marks(marks: Iterable[Mark]) -> None:
    """Add to the file, and wait until the disk has it."""
    lines = "".join(json.dumps(mark.told) + "\n" for mark in marks)
    descriptor = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def keep_marks_missing_from_file(known: Iterable[Mark]) -> None:
    """Write to the file those of ``known`` that it does not have."""
    there = {mark.digest for mark in map(_mark, _in_file()) if mark is not None}
    missing = [mark for mark in known if mark.digest not in there]
    if missing:
        keep_marks(missing)


def read_marks() -> list[Mark]:
    """All that are known, of the file and of the table, each once."""
    told = [*_in_file(), *_in_table()]
    found = {mark.digest: mark for mark in map(_mark, told) if mark is not None}
    return sorted(found.values(), key=lambda mark: (mark.at, mark.digest))


def _in_table() -> Iterator[Any]:
    for marks in Erasure.objects.exclude(marks=[]).values_list("marks", flat=True):
        yield from marks


def _in_file() -> Iterator[Any]:
    try:
        lines = _path().read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:  # the last line of a machine that lost its power
            continue


def _mark(told: Any) -> Mark | None:
    try:
        at = datetime.fromisoformat(told["at"])
        return Mark(at if at.tzinfo else timezone.make_aware(at), told["salt"], told["digest"])
    except (KeyError, TypeError, ValueError):
        return None
