"""What other apps may ask of accounts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from huiyin.desk.accounts.hooks import record_audit_entry
from huiyin.desk.accounts.models import User
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.sealed_secrets import seal_text


def choose_language(person: User, language: str) -> None:
    """Write to ``person`` in ``language`` from now on."""
    person.language = language
    person.save(update_fields=("language",))


def snapshot_account(person: User) -> dict[str, str]:
    """What the form shows of an account, for its version."""
    return {
        "name": person.name,
        "digest": person.digest,
        "reminders": "on" if person.wants_reminders else "",
    }


@transaction.atomic
def save_account(
    person: User, name: str, digest: str, *, reminders: bool, seen: str | None = None
) -> None:
    """Keep one's own name and choice of mails, of which the form showed the version ``seen``. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    held = User.objects.select_for_update().get(pk=person.pk)
    name = name.strip()[:120]
    given = {"name": name, "digest": digest, "reminders": "on" if reminders else ""}
    check_unchanged(seen, snapshot_account(held), given)
    # Sealed, for whoever asks to be erased is looked for by it (huiyin.desk.personal.names); it goes with the account.
    before = {"before": seal_text(held.name, "erased")} if held.name not in ("", name) else {}
    held.name = name
    held.save(update_fields=("name",))
    record_audit_entry(held, "account.name", held, **before)
    choose_mails(held, digest, reminders=reminders)


@transaction.atomic
def choose_mails(
    person: User, digest: str, *, reminders: bool | None, seen: str | None = None
) -> None:
    """Which mails ``person`` gets beside those that answer an act of their own. What is no choice, and None, changes
    nothing. ``seen``: the version of :func:`shown` that the page had. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    User.objects.select_for_update().get(pk=person.pk)
    person.refresh_from_db(fields=("digest", "digested_at", "wants_reminders"))
    kept, wanted = snapshot_account(person), "on" if reminders else ""
    check_unchanged(seen, kept, kept | {"digest": digest, "reminders": wanted})
    if digest in User.Digest.values and digest != person.digest:
        if person.digest == User.Digest.NEVER:
            # What happened while they wanted to hear nothing is not told later.
            person.digested_at = timezone.now()
        person.digest = digest
    if reminders is not None:
        person.wants_reminders = reminders
    person.save(update_fields=("digest", "digested_at", "wants_reminders"))


def add_unseen_notice(person: User) -> None:
    """One more that they have not looked at."""
    User.objects.filter(pk=person.pk).update(unseen_notices=F("unseen_notices") + 1)


def clear_unseen_notices(person: User) -> None:
    """They have looked at all that there is now."""
    User.objects.filter(pk=person.pk).update(unseen_notices=0)
