"""The type of a request, with what the middleware of this desk puts on it.

Nothing is ever made from these classes: a server makes Django's request, and the middleware and the gates see to it
that what is declared here is there. A view names the class whose gate stands before it:

* :class:`DeskRequest`: anybody asks, and ``user`` may be nobody;
* :class:`huiyin.desk.accounts.requests.SignedInRequest`: behind ``signed_in``, ``team_only`` and their like;
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
    """Who asks may do it, but not now. ``stage``: where the consultation stands."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


#: Whoever asks, as what lies below accounts knows them.
Visitor: TypeAlias = "AbstractBaseUser | AnonymousUser"
#: What middleware stands before, and is itself to what stands before it.
Respond: TypeAlias = Callable[[HttpRequest], HttpResponse]


class DeskRequest(HttpRequest):
    """A request that anybody may make."""

    htmx: HtmxDetails
    #: Set by :func:`huiyin.desk.core.sign_out.note_leaving`: who asked has signed out, or was signed out.
    has_left: bool
    #: Set by :func:`huiyin.desk.core.page_cache.is_for_once`: the answer is not kept for the next who asks.
    is_for_once: bool
