"""Write down what people do to the locks of their accounts, as allauth tells of it, and do what follows from it."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from huiyin.desk.accounts import attempt_limits, devices, second_step
from huiyin.desk.accounts.api import record_audit_entry
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.requests import AccountRequest

user_logged_in.connect(devices.note_sign_in, dispatch_uid="accounts.sign_in")


@receiver((password_changed, password_set))
def record_password_change(user: User, request: HttpRequest, **_: Any) -> None:
    record_audit_entry(user, "account.password", user)
    devices.end_sessions(user, but=request)


@receiver(password_reset)
def record_password_reset(user: User, request: AccountRequest, **_: Any) -> None:
    """Whoever was in is out; who set the new password is known in this browser, whatever is tried elsewhere.

    For passwords: the mailbox alone proves no second step, so that a reset renews no tries at its codes; and the
    browsers in which it was passed stay known, for whoever reads the mailbox would shut their owner out of them."""
    record_audit_entry(user, "account.password_reset", user)
    devices.end_sessions(user, keep_proved=True)
    attempt_limits.forget_tries(f"account {attempt_limits.fold_email(user.email)}")
    devices.remember_device(request, user)


@receiver(authenticator_added)
def record_factor_added(user: User, authenticator: Any, request: HttpRequest, **_: Any) -> None:
    """With the first, sessions that began with the password alone end."""
    record_audit_entry(user, "account.factor_add", user, factor=str(authenticator.type))
    there = Authenticator.objects.filter(user=user, type__in=second_step.PROVES)
    if authenticator.type in second_step.PROVES and there.count() == 1:
        devices.end_sessions(user, but=request)
    if authenticator.type in second_step.PROVES:
        devices.prove_device(request, user)


@receiver(authenticator_removed)
def record_factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    record_audit_entry(user, "account.factor_remove", user, factor=str(authenticator.type))


@receiver(authenticator_reset)
def record_new_codes(user: User, **_: Any) -> None:
    record_audit_entry(user, "account.codes", user)


@receiver((post_save, post_delete), sender=Authenticator)
def note_factor_change(instance: Authenticator, raw: bool = False, **_: Any) -> None:
    if not raw:
        second_step.note_authenticators(instance.user_id)
