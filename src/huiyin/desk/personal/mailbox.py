"""Mails that were written to the folder, where no mail server is set: looked through, and taken away one by one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

from huiyin.desk.networks.api import list_invitations
from huiyin.desk.notifications.api import list_mails
from huiyin.desk.personal.names import GONE, PersonNames, addresses_in

#: What Django's file backend writes after each mail.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


def list_files() -> list[Path]:
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return []
    return sorted(path for path in Path(folder).iterdir() if path.is_file())


@dataclass(frozen=True, slots=True)
class MailSubjects:
    """Whom the mails of the outbox are about, as their rows say by a number: keys of those about the person, and about
    somebody else."""

    them: frozenset[str]
    others: frozenset[str]


def list_about(number: int | None) -> MailSubjects:
    """Call it while the rows are there: in the folder the words of a mail are left, and its key."""
    them: set[str] = set()
    others: set[str] = set()
    invited = dict(list_invitations().values_list("pk", "created_by"))
    for key, kind, about in list_mails().exclude(about={}).values_list("key", "kind", "about"):
        whom = about.get("whom")
        if kind == "invitation":  # it says who invites
            whom = invited.get(about.get("invitation"))
        if whom is not None:
            (them if whom == number else others).add(str(key))
    return MailSubjects(frozenset(them), frozenset(others))


def forget_in_folder(named: PersonNames, about: MailSubjects) -> None:
    """Mails to them go, others name them no more: those about them, whatever they are called; those about nobody that is
    known by a number, as far as a name says who is meant."""
    for path in list_files():
        rewrite_mailbox(path, lambda raw: _scrub_mail(raw, named, about))


def drop_over(now: datetime, *, is_meant: bool) -> int:
    """Mails that say themselves that they are over (:func:`huiyin.desk.notifications.outbox.list_forgotten`). Returns how
    many; with ``is_meant`` they are deleted."""
    over = 0

    def drop(raw: bytes) -> bytes | None:
        nonlocal over
        is_over = _is_over(raw, now)
        over += is_over
        return None if is_over and is_meant else raw

    for path in list_files():
        rewrite_mailbox(path, drop)
    return over


def rewrite_mailbox(path: Path, change: Callable[[bytes], bytes | None]) -> None:
    """Give each mail of a file to ``change``, and keep what it returns; nothing of it, where that is None."""
    parts = path.read_bytes().split(_BETWEEN)
    kept = [new for part in parts if (new := change(part) if part.strip() else part) is not None]
    if kept == parts:
        return
    if not any(part.strip() for part in kept):
        path.unlink(missing_ok=True)
        return
    written = path.stat()
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(_BETWEEN.join(kept))
    os.utime(partial, ns=(written.st_atime_ns, written.st_mtime_ns))  # it is as old as it was
    partial.replace(path)


def _is_over(raw: bytes, now: datetime) -> bool:
    try:
        over = parsedate_to_datetime(str(_parse_mail(raw)["Expires"]))
    except (TypeError, ValueError):
        return False
    return over < now


def _parse_mail(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _scrub_mail(raw: bytes, named: PersonNames, about: MailSubjects) -> bytes | None:
    """A mail without them; None for one that was theirs."""
    message = _parse_mail(raw)
    key = str(message.get("Message-ID", "")).strip("<>").partition("@")[0]
    if key not in about.them:
        named = named.addressed if key in about.others else named.unasked
    if addresses_in(str(message.get("To", ""))) & named.addresses:
        return None
    words = message.get_content() if not message.is_multipart() else ""
    subject = str(message.get("Subject", ""))
    kept, kept_subject = named.without(words), named.without(subject)
    if (kept, kept_subject) == (words, subject):
        return raw
    message.set_content(kept)
    if kept_subject != subject:
        message.replace_header("Subject", kept_subject or GONE)
    return message.as_bytes()
