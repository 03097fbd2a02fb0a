"""What an earlier version left under an address that it erased: found once, and put before the secretariat.

Before it asked row by row (docs/decisions/0063-erasing.md) the desk looked for an address in fewer places and in fewer
spellings, so that rows, files and votes of somebody who was erased may still bear it. Nobody can be named by the mark
that is left of them; but each address that still stands anywhere can be held against it. What is found so does not go
unasked: years may lie between, and who wrote under one address then may be several people now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from huiyin.desk.accounts.api import list_secretariat
from huiyin.desk.audit.api import list_entries, record_audit_entry
from huiyin.desk.consultations.api.personal_rows import list_intakes
from huiyin.desk.core.sealed_secrets import CannotUnseal, seal_text, unseal_text
from huiyin.desk.jobs.api import list_all_jobs
from huiyin.desk.notifications.outbox import post_all
from huiyin.desk.personal import erasure_marks
from huiyin.desk.personal.erasure import AlreadyAnswered, erase_chosen, list_candidates
from huiyin.desk.personal.models import Remnant
from huiyin.desk.personal.names import PersonNames, addresses_in
from huiyin.desk.personal.traces import NameTrace, find_traces, list_shown, read_texts, strings_in

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: How an address is known from a name at once.
_SIGNS = ("@", "＠")


def look_when_due() -> int:
    """Look for what was left of those who were erased before somebody was asked row by row, once, and tell the secretariat
    by mail. Returns of how many addresses something was found. Call it outside of a transaction."""
    due = [
        one
        for one in erasure_marks.read_marks()
        if one.salt and not one.has_asked and one.is_readable
    ]
    if not due:
        return 0
    with transaction.atomic():
        made = sum(
            _keep(address, mark)
            for address in sorted(_list_addresses())
            for mark in due
            if mark.is_of(erasure_marks.name_words(address))
        )
        if made:
            post_all(list_secretariat(), "remnants")
    # Where the machine dies before this, the next round finds the same and keeps it once.
    erasure_marks.keep_asked(due)
    return made


def _keep(address: str, mark: erasure_marks.ErasureMark) -> bool:
    """Keep for the secretariat that ``address`` still stands somewhere; whether that is new."""
    held = Remnant(address=seal_text(address, "erased"), mark=mark.digest, erased_at=mark.at)
    if Remnant.objects.filter(mark=mark.digest).exists() or not list_left(held):
        return False
    held.save(force_insert=True)
    return True


def name_left(remnant: Remnant) -> PersonNames:
    """Whose rows these are: whoever had the address, whatever they were called. Raises ``Unopenable``."""
    named = PersonNames.of_words([unseal_text(remnant.address, "erased")], remnant.erased_at)
    return replace(named, names=frozenset())


def list_left(remnant: Remnant) -> list[NameTrace]:
    """The places in which it still stands. Files that cannot be looked through are not among them: they were there
    to be looked at when the person was erased."""
    try:
        found = find_traces(name_left(remnant))
    except CannotUnseal:  # of a desk with another key
        return []
    return [one for one in found if one.kind != "unsearched"]


@transaction.atomic
def erase_left(remnant: Remnant, by: User, chosen: Collection[str]) -> None:
    """Erase what stands under the address alone, and of the rest what ``by`` chose; what is left stays for good.
    Raises :class:`AlreadyAnswered`."""
    held = _take(remnant)
    kinds = {one.key for one in list_left(held)}

    def is_meant(trace: NameTrace) -> bool:
        return trace.key in kinds and (trace.is_sure or trace.key in chosen)

    erase_chosen(name_left(held), by, is_meant)
    held.delete()


@transaction.atomic
def leave_remnant(remnant: Remnant, by: User) -> None:
    """Let everything stay as it is. Raises :class:`AlreadyAnswered`."""
    _take(remnant).delete()
    record_audit_entry(by, "personal.leave", by)


def _take(remnant: Remnant) -> Remnant:
    held = Remnant.objects.select_for_update().filter(pk=remnant.pk).first()
    if held is None:
        raise AlreadyAnswered
    return held


def _list_addresses() -> set[str]:
    """Every address that stands in what others sent in, in files, in errors or in the record of acts."""
    found = {one for one in list_candidates() if "@" in one}
    for text in _list_texts():
        if any(sign in text for sign in _SIGNS):
            found |= addresses_in(text)
    return found


def _list_texts() -> Iterator[str]:
    for intake in list_intakes().iterator(chunk_size=100):
        yield from list_shown(intake)
        yield from read_texts(intake) or ()
        yield intake.file_name
    for job in list_all_jobs().iterator(chunk_size=1000):
        yield from strings_in([job.arguments, job.error])
    for details in list_entries().exclude(details={}).values_list("details", flat=True).iterator():
        yield from strings_in(details)
