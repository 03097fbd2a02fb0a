"""A mail that somebody is recording: kept until its form comes back, so that nobody has to choose the file again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_letter

_SALT = "huiyin.desk.ledger.letter"
#: Seconds for which a form may stand open.
_OPEN = 24 * 3600


def keep_letter(name: str, data: bytes) -> str:
    """Keep the file; gives what the form carries. What never comes back goes with the files that nothing refers to."""
    stored = default_storage.save(f"ledger-mail/{name[-100:] or 'mail.eml'}", ContentFile(data))
    return signing.dumps([stored, name], salt=_SALT)


def open_letter(carried: str, *, with_mail: bool) -> list[tuple[str, bytes]]:
    """What was attached to the mail, and the mail itself ``with_mail``: it has addresses and words that were written to
    one person. Nothing where the form carries none, or one that is gone."""
    if not carried:
        return []
    with suppress(signing.BadSignature, FileNotFoundError):
        stored, name = signing.loads(carried, salt=_SALT, max_age=_OPEN)
        with default_storage.open(stored, "rb") as file:
            data = file.read()
        letter = read_apart(read_letter, data, name)
        default_storage.delete(stored)
        attached = [(PurePosixPath(one).name or "file", held) for one, held in letter.attachments]
        return [(name or "mail.eml", data), *attached] if with_mail else attached
    return []
