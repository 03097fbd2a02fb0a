"""Authentication by token, and its scope."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.accounts.second_step import must_be_led
from huiyin.desk.api.api.tokens import find_token
from huiyin.desk.api.data import Scope
from huiyin.desk.api.models import Token
from huiyin.desk.api.problems import ApiProblem
from huiyin.desk.core.security_log import log_event
from huiyin.i18n import say


class TokenRequest(SignedInRequest):
    """A request with a valid token: ``user`` is its owner."""

    token: Token


class PersonalToken(HttpBearer):
    """A token in ``Authorization: Bearer``; with ``scope``, it must have that scope."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        known_token = find_token(token)
        if known_token is None:
            raise ApiProblem(
                "bad_token", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
            )
        if must_be_led(known_token.user):  # a page would lead there, and do nothing before
            raise ApiProblem("second_step")
        request.user = known_token.user
        request._cached_user = known_token.user  # type: ignore[attr-defined]
        request.token = known_token  # type: ignore[attr-defined]
        if self.scope is not None and self.scope not in known_token.scopes:
            log_event(
                "token_scope", request, warn=True, token=known_token.pk, scope=self.scope.value
            )
            needed = say("api.problem.scope.needs", scope=say(f"api.scope.{self.scope.value}"))
            challenge = f'Bearer error="insufficient_scope", scope="{self.scope.value}"'
            raise ApiProblem("scope", detail=needed, headers={"WWW-Authenticate": challenge})
        return known_token
