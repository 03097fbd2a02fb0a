"""Types of requests, with the attributes that the desk's middleware adds.

These classes are never instantiated: the server creates Django's request, and middleware and permission
decorators set the declared attributes. A view's annotation names the class of the decorator in front of it:

* :class:`DeskRequest`: anybody, ``user`` may be anonymous;
* :class:`huiyin.desk.accounts.requests.SignedInRequest`: behind ``signed_in``, ``team_only`` and similar;
* :class:`huiyin.desk.consultations.access.ConsultationRequest` and
  :class:`huiyin.desk.consultations.access.ParticipantRequest`: behind ``needs``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:  # read before Django knows its apps
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


class NotAtThisStage(PermissionDenied):
    """The user has the permission, but not at the current ``stage`` of the consultation."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


#: The user of a request, as modules below the accounts app know it.
Visitor: TypeAlias = "AbstractBaseUser | AnonymousUser"
#: The type of middleware, and of what it calls.
Respond: TypeAlias = Callable[[HttpRequest], HttpResponse]


class DeskRequest(HttpRequest):
    """A request that anybody may make."""

    htmx: HtmxDetails
    #: Set by :func:`huiyin.desk.core.sign_out.note_leaving`: the user signed out, or was signed
    #: out, in this request.
    has_left: bool
    #: Set by :func:`huiyin.desk.core.page_cache.is_for_once`: the answer must not be cached.
    is_for_once: bool
