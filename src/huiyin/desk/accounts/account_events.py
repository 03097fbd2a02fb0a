"""Record changes of an account's credentials and act on them, within the transaction of the change, which
:mod:`huiyin.desk.accounts.lock_views` opens around allauth's own saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from huiyin.desk.accounts import attempt_limits, devices, recovery_codes, second_step
from huiyin.desk.accounts.hooks import record_audit_entry
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.requests import AccountRequest, SignedInRequest


@transaction.atomic
def record_password_change(user: User, request: HttpRequest, **_: Any) -> None:
    record_audit_entry(user, "account.password", user)
    devices.end_sessions(user, but=request)


@transaction.atomic
def record_password_reset(user: User, request: AccountRequest, **_: Any) -> None:
    """End all sessions, and trust the browser in which the new password was set.

    Attempts are reset for passwords only: access to the mailbox proves no second factor, so it must not give
    new attempts at codes. Browsers in which the second factor was used stay known; otherwise whoever reads the
    mailbox could lock the owner out of them.
    """
    record_audit_entry(user, "account.password_reset", user)
    devices.end_sessions(user, keep_proved=True)
    attempt_limits.forget_tries(f"account {attempt_limits.fold_email(user.email)}")
    devices.remember_device(request, user)


@contextmanager
def record_factor_changes(request: SignedInRequest) -> Iterator[None]:
    """Record which passkeys, apps and codes of the user are added and removed within the block, in one
    transaction.

    allauth's signals are not used for this, because some are sent after its commit, and then the consequences
    might be lost.
    """
    fresh = {} if recovery_codes.has_codes(request.user) else recovery_codes.draw_codes()
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=request.user.pk)
        before = _map_factors(person)
        yield
        after = _map_factors(person)
        added = [kind for pk, kind in after.items() if pk not in before]
        if Authenticator.Type.RECOVERY_CODES in added:
            # If the user's codes were removed in another window meanwhile, none were drawn above.
            recovery_codes.keep_codes(request, person, fresh or recovery_codes.draw_codes())
        for kind in added:
            record_audit_entry(person, "account.factor_add", person, factor=kind)
        for kind in (kind for pk, kind in before.items() if pk not in after):
            record_audit_entry(person, "account.factor_remove", person, factor=kind)
        if _can_prove(added):
            if not _can_prove(before.values()):
                # With the first factor, sessions that were started with the password alone end.
                devices.end_sessions(person, but=request)
            devices.prove_device(request, person)


def _map_factors(person: User) -> dict[int, str]:
    """The user's factors, oldest first: primary key → type."""
    return dict(Authenticator.objects.filter(user=person).order_by("pk").values_list("pk", "type"))


def _can_prove(kinds: Iterable[str]) -> bool:
    return any(kind in second_step.PROVES for kind in kinds)


@contextmanager
def record_new_codes(request: SignedInRequest) -> Iterator[None]:
    """Record that the user gets new recovery codes within the block, in one transaction."""
    fresh = recovery_codes.draw_codes()
    with transaction.atomic():
        record_audit_entry(request.user, "account.codes", request.user)
        yield
        recovery_codes.keep_codes(request, request.user, fresh)


def note_factor_change(instance: Authenticator, raw: bool = False, **_: Any) -> None:
    if not raw:
        second_step.note_authenticators(instance.user_id)
