"""What other apps may ask of accounts."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from huiyin.desk.accounts.models import Act, User
from huiyin.desk.core.edit_conflicts import LastChange, check_unchanged
from huiyin.desk.core.sealed_secrets import seal_text

#: What leads from a thing to the consultation that it belongs to.
_WAYS = ("consultation", "proposal", "edition", "suggestion")


def record_audit_entry(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb`` to ``thing``. Call it in the transaction of the act itself.

    ``verb`` has its words in ``audit.verb.<verb>``, and what ``details`` hold may be read by who may read the
    record: no words of a comment, no vote.
    """
    Act.objects.create(
        by=by if by is not None and by.is_authenticated else None,
        verb=verb,
        thing=_kind_of(thing),
        thing_id=str(thing.pk),
        details=details,
        consultation=_consultation_of(thing),
        is_private=getattr(thing, "is_private", False),
    )


def record_day(by: User | None, verb: str, thing: models.Model, **details: Any) -> None:
    """Write down that ``by`` did ``verb``, once however often they did: with a day, neither the minute nor how often.

    For acts whose time, beside what changed then, would tell what is not told: votes. Call it for all of them
    together, in an order that tells nothing.
    """
    consultation = _consultation_of(thing)
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    there = Act.objects.filter(by=by, verb=verb, consultation=consultation)
    if not any(act.details == details for act in there):
        Act.objects.create(
            at=today, by=by, verb=verb, thing=_kind_of(thing), thing_id=str(thing.pk),
            details=details, consultation=consultation,
        )  # fmt: skip


def find_last_editor(thing: models.Model, *verbs: str) -> LastChange:
    """Who did one of ``verbs`` to ``thing`` last, and when: what the page that shows both texts asks for."""
    acts = Act.objects.filter(thing=_kind_of(thing), thing_id=str(thing.pk), verb__in=verbs)
    last = acts.select_related("by").first()
    return {"who": str(last.by or ""), "at": last.at} if last else {}


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
    person.refresh_from_db(fields=("digest", "digested", "wants_reminders"))
    kept, wanted = snapshot_account(person), "on" if reminders else ""
    check_unchanged(seen, kept, kept | {"digest": digest, "reminders": wanted})
    if digest in User.Digest.values and digest != person.digest:
        if person.digest == User.Digest.NEVER:
            # What happened while they wanted to hear nothing is not told later.
            person.digested = timezone.now()
        person.digest = digest
    if reminders is not None:
        person.wants_reminders = reminders
    person.save(update_fields=("digest", "digested", "wants_reminders"))


def _kind_of(thing: models.Model) -> str:
    """What the record calls a thing: the name of its model."""
    return thing._meta.model_name or ""


def _consultation_of(thing: Any) -> int | None:
    while thing is not None:
        if thing._meta.model_name == "consultation":
            return int(thing.pk)
        fields = {field.name for field in thing._meta.concrete_fields}
        way = next((way for way in _WAYS if way in fields), None)
        if way is None:
            return None
        if way == "consultation":
            return getattr(thing, "consultation_id", None)
        thing = getattr(thing, way)
    return None
