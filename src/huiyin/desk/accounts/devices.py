"""The browsers in which a person has signed in and their sessions: what is stored, and how they are ended.

A browser keeps a cookie for each account that signed in there, long after signing out. It gives no access, but
wrong passwords are counted separately for it, so that nobody can lock an account out of its owner's browsers.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from huiyin.desk.accounts.attempt_limits import fold_email
from huiyin.desk.accounts.hooks import record_audit_entry
from huiyin.desk.accounts.models import Device, Session, User
from huiyin.desk.accounts.requests import AccountRequest, SignedInRequest
from huiyin.desk.accounts.sessions import SIGN_IN, SessionStore, hash_key
from huiyin.desk.core.requests import Respond

#: The longest time that browsers keep a cookie, in seconds.
_KEPT = 400 * 86400
#: The most browsers remembered per account; the one unused longest is dropped.
_MOST = 30
#: How often the last use is saved, so that not every request writes.
_NOTED = timedelta(minutes=15)

#: Checked in this order: browsers also name those they descend from.
_BROWSERS = (
    ("wechat", re.compile("MicroMessenger")), ("qq", re.compile("QQBrowser")), ("uc", re.compile("UCBrowser|UBrowser")), ("huawei", re.compile("HuaweiBrowser")),
    ("edge", re.compile(r"Edg(?:e|A|iOS)?/")), ("opera", re.compile("OPR/|Opera")), ("samsung", re.compile("SamsungBrowser")),
    ("firefox", re.compile("Firefox|FxiOS")), ("chrome", re.compile("Chrome/|Chromium|CriOS")), ("safari", re.compile("Safari/")),
)  # fmt: skip
_SYSTEMS = (
    ("harmony", re.compile("HarmonyOS|OpenHarmony")), ("android", re.compile("Android")), ("ios", re.compile("iPhone|iPad|iPod")),
    ("windows", re.compile("Windows")), ("macos", re.compile("Mac OS X|Macintosh")), ("chromeos", re.compile("CrOS")), ("linux", re.compile("Linux|X11")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as shown to its owner. ``key`` identifies it in a form and gives no access."""

    key: str
    browser: str
    system: str
    began: datetime
    seen: datetime
    is_this: bool


# ---- what a browser is known by ------------------------------------------------------------------------


def _name_cookie(email: str) -> str:
    """The cookie's name, one per account, which does not reveal the account."""
    mark = salted_hmac("huiyin.desk.accounts.devices", fold_email(email), algorithm="sha256")
    return f"{settings.DEVICE_COOKIE_PREFIX}{mark.hexdigest()[:16]}"


def _hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_device(request: HttpRequest, email: str) -> Device | None:
    """The device of this browser, if somebody has signed in there as ``email``; otherwise None."""
    token = request.COOKIES.get(_name_cookie(email))
    if not token:
        return None
    found = Device.objects.filter(proof=_hash_token(token)).select_related("user").first()
    if found is None or fold_email(found.user.email) != fold_email(email):
        return None
    return found


def find_proved(request: HttpRequest, person: User) -> Device | None:
    """The device of this browser, if ``person`` has used their second factor there."""
    device = find_device(request, person.email)
    return device if device is not None and device.is_proved else None


def remember_device(request: AccountRequest, person: User) -> None:
    """Have the answer make this browser known to ``person``."""
    request.known_to = person


def prove_device(request: HttpRequest, person: User) -> None:
    """Note that ``person`` has just used their second factor in this session's browser."""
    about = request.session.get(SIGN_IN) or {}
    if (device := about.get("device")) is not None:
        Device.objects.filter(user=person, pk=device).update(is_proved=True)


def _keep_device(request: HttpRequest, answer: HttpResponse, person: User) -> None:
    device = find_device(request, person.email)
    if device is not None:
        Device.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())
        token = request.COOKIES[_name_cookie(person.email)]
    else:
        token = secrets.token_urlsafe(32)
        device = Device.objects.create(user=person, proof=_hash_token(token))
        kept = Device.objects.filter(user=person).values_list("pk", flat=True)[:_MOST]
        Device.objects.filter(user=person).exclude(pk__in=list(kept)).delete()
    if getattr(request, "is_proved", False):
        Device.objects.filter(pk=device.pk).update(is_proved=True)
    answer.set_cookie(
        _name_cookie(person.email), token, max_age=_KEPT, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    about = request.session.get(SIGN_IN)
    if about is not None and about.get("device") != device.pk:
        request.session[SIGN_IN] = about | {"device": device.pk}


# ---- sessions ------------------------------------------------------------------------------------------


def note_sign_in(request: AccountRequest | None, user: User, **_: Any) -> None:
    """Signal receiver: store where the person signed in, and make the browser known."""
    if request is None or not hasattr(request, "session"):
        return
    agent = request.META.get("HTTP_USER_AGENT", "")[:500]
    request.session[SIGN_IN] = {
        "at": timezone.now().isoformat(),
        "browser": _match_agent(_BROWSERS, agent),
        "system": _match_agent(_SYSTEMS, agent),
    }
    remember_device(request, user)
    steps = get_authentication_records(request, user)
    request.is_proved = any(step["method"] == "mfa" for step in steps)


def _match_agent(known: tuple[tuple[str, re.Pattern[str]], ...], agent: str) -> str:
    return next((code for code, pattern in known if pattern.search(agent)), "")


def keep_track(get_response: Respond) -> Respond:
    """Middleware that sets the cookie of a browser after signing in and notes when a session is used."""

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        person = getattr(request, "known_to", None)
        if person is not None:
            _keep_device(request, answer, person)
        session = request.session
        seen = getattr(session, "seen", None)
        if seen is not None and session.session_key and timezone.now() - seen > _NOTED:
            Session.objects.filter(session_key=hash_key(session.session_key)).update(
                last_seen_at=timezone.now()
            )
        return answer

    return respond


def list_sessions(person: User, request: HttpRequest) -> list[SessionView]:
    """The person's sessions: this one first, then by last use."""
    this = hash_key(request.session.session_key or "")
    rows = Session.objects.filter(user=person, expire_date__gt=timezone.now())
    sessions = [
        SessionView(
            row.session_key,
            row.browser,
            row.system,
            row.created_at,
            row.last_seen_at,
            row.session_key == this,
        )
        for row in rows.order_by("-last_seen_at", "session_key")
        if _is_alive(row, person)
    ]
    return sorted(sessions, key=lambda one: not one.is_this)


def _is_alive(row: Session, person: User) -> bool:
    """Whether the session still gives access: it was started with the current password and epoch."""
    held = SessionStore().decode(row.session_data)
    return bool(
        constant_time_compare(held.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    )


@transaction.atomic
def end_own_sessions(request: SignedInRequest, *, only: str | None = None) -> int:
    """End the session ``only``, or all except the current one, and record it. Returns how many ended."""
    person = request.user  # after the session of this request has ended it is nobody
    if only is None:
        ended = end_sessions(person, but=request)
    else:
        ended = int(end_session(person, only, request))
    if ended:
        record_audit_entry(person, "account.sessions_end", person, n=ended)
    return ended


def end_session(person: User, key: str, request: HttpRequest) -> bool:
    """End one session of a person and forget its browser; returns whether it existed."""
    row = Session.objects.filter(user=person, session_key=key).first()
    if row is None:
        return False
    if row.device is not None:
        Device.objects.filter(user=person, pk=row.device).delete()
    if key == hash_key(request.session.session_key or ""):
        logout(request)
    else:
        row.delete()
    return True


def end_sessions(person: User, *, but: HttpRequest | None = None, keep_proved: bool = False) -> int:
    """End all sessions of a person and forget their browsers, except those of ``but``. With ``keep_proved``,
    browsers in which the second factor was used stay known. Returns how many sessions ended.
    """
    sessions, devices = Session.objects.filter(user=person), Device.objects.filter(user=person)
    session = getattr(but, "session", None)
    if session is not None and getattr(but, "user", AnonymousUser()).pk == person.pk:
        sessions = sessions.exclude(session_key=hash_key(session.session_key or ""))
        if (device := (session.get(SIGN_IN) or {}).get("device")) is not None:
            devices = devices.exclude(pk=device)
    if keep_proved and person.has_second_step:
        devices = devices.filter(is_proved=False)
    devices.delete()
    return int(sessions.delete()[0])


# ---- rows, for who looks through all that is held ------------------------------------------------------


def list_devices(person: User) -> QuerySet[Device]:
    """The browsers known to a person."""
    return Device.objects.filter(user=person).order_by("pk")


def list_session_rows(person: User) -> QuerySet[Session]:
    """All sessions of a person, expired ones too."""
    return Session.objects.filter(user=person).order_by("created_at", "session_key")


def list_ended_sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def list_unused_devices(before: datetime) -> QuerySet[Device]:
    """Browsers in which nobody has signed in since ``before``."""
    return Device.objects.filter(last_seen_at__lt=before)
