"""The second step of signing in, which is valid only as long as what the sign-in began with.

A sign-in waiting for its second step is not a session of the owner yet, so ending sessions does not end it. It
therefore remembers the session hash (``get_session_auth_hash``) from when the password was right; a new
password, a closed account or a removed second factor changes it permanently.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.models import Login
from allauth.mfa import stages
from allauth.mfa.base.views import AuthenticateView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from huiyin.desk.accounts.models import User
from huiyin.i18n import say

_HELD = "auth_hash"


class SecondStep(stages.AuthenticateStage):  # type: ignore[misc]
    def handle(self) -> Any:
        self.login.state[_HELD] = _get_auth_hash(self.login)
        return super().handle()

    def exit(self) -> Any:
        """Checked again, on the same row from which the session takes its hash: a change after this row was
        read ends the session.
        """
        if _is_over(self.login):
            return _begin_again(self.request)
        return super().exit()


class EnterSecondStep(AuthenticateView):  # type: ignore[misc]
    """allauth's page, which checks no code or passkey for a sign-in that is no longer valid."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        login = None if request.user.is_authenticated else unstash_login(request, peek=True)
        if login is not None and (_is_over(login) or not login.user.has_second_step):
            return _begin_again(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


def _get_auth_hash(login: Login) -> str:
    person: User = login.user
    return person.get_session_auth_hash()


def _is_over(login: Login) -> bool:
    person: User | None = login.user
    if person is None or not person.is_active:
        return True
    return not constant_time_compare(str(login.state.get(_HELD, "")), _get_auth_hash(login))


def _begin_again(request: HttpRequest) -> HttpResponse:
    clear_login(request)
    messages.error(request, say("account.second.over"))
    return redirect("account_login")
