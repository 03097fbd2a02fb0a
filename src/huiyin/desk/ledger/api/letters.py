"""Keeps an e-mail between reading it and recording it, so that the user need not upload the file again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_letter

_SALT = "huiyin.desk.ledger.letter"
#: How long a form may stay open, in seconds.
_OPEN = 24 * 3600


def keep_letter(name: str, data: bytes) -> str:
    """Store the file and return a signed token for the form. A file that is never recorded is deleted later, as
    every file without a row.
    """
    stored = default_storage.save(f"ledger-mail/{name[-100:] or 'mail.eml'}", ContentFile(data))
    return signing.dumps([stored, name], salt=_SALT)


def open_letter(carried: str, *, with_mail: bool) -> list[tuple[str, bytes]]:
    """The attachments of the mail (name, content); ``with_mail``: preceded by the mail itself, which contains
    addresses and text meant for one person. Empty if the form carried no valid token. The stored file is
    deleted.
    """
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
