"""The second factor: who needs one, until when they may go on without, and where they are sent then.

The secretariat and operators see private comments and give roles; a guessed or phished password must not
suffice for that. From the day somebody gets such a role they have some days to set up a second factor;
afterwards every page redirects to the set-up and back. Coordinators are redirected from the consultations of
their networks only (:mod:`huiyin.desk.consultations.access`). A desk may require it of everybody
(``HUIYIN_SECOND_STEP``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from huiyin.desk.accounts.devices import end_sessions
from huiyin.desk.accounts.hooks import queue_mail, record_audit_entry
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.core.page_cache import is_cached
from huiyin.desk.core.requests import Respond
from huiyin.desk.core.sealed_secrets import (
    CannotUnseal,
    is_current,
    is_sealed,
    seal_text,
    unseal_text,
)
from huiyin.desk.core.typed_words import encode_typed_fields, list_typed_words

#: The kind under which secrets of authenticators are sealed.
SECRETS = "authenticator"
#: The secret fields of an authenticator. A passkey has none: the desk only stores its public key.
_FIELDS = ("secret", "seed", "migrated_codes")
#: Types that count as a second factor; recovery codes alone do not.
PROVES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Paths that stay open: set-up, signing out, confirming one's identity, and pages independent of
#: any role.
_OPEN = ("/accounts/", "/account/", "/speak/", "/mails/", "/join/", "/health/", "/metrics/")
_BACK = "after_second_step"
#: Key in the session: the form that was submitted before its author was redirected or asked to
#: confirm their identity (gates).
TYPED = "typed_before_again"
#: Key in the session: the same texts for display on the set-up page; for how long, and how many
#: characters at most.
_SENT, _SHOWN, _MOST = "sent_before_second_step", timedelta(hours=2), 200_000


def ends_on(person: Visitor) -> datetime | None:
    """Until when somebody may go on without a second factor; None if they need none or have one."""
    if not person.is_authenticated or not person.needs_second_step or person.has_second_step:
        return None
    since = person.second_step_required_at or timezone.now()  # not noted yet (note_start)
    ends: datetime = since + timedelta(days=settings.SECOND_STEP_DAYS)
    return ends


def is_overdue(person: Visitor) -> bool:
    """Whether somebody needs a second factor, has none, and their time is over."""
    ends = ends_on(person)
    return ends is not None and ends <= timezone.now()


def note_start(person: Visitor) -> None:
    """Start the period for somebody who got a role without the model's ``save``."""
    if (
        person.is_authenticated
        and person.needs_second_step
        and person.second_step_required_at is None
    ):
        person.second_step_required_at = timezone.now()
        User.objects.filter(pk=person.pk, second_step_required_at=None).update(
            second_step_required_at=person.second_step_required_at
        )


def ask_for_second_step(get_response: Respond) -> Respond:
    """Middleware that redirects people who are overdue to the set-up.

    For a cached page (:mod:`huiyin.desk.core.page_cache`) this is checked after the view, and only if it loaded
    the user: an answer from the cache must not cost a query.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        looked: Visitor | None = getattr(request, "_cached_user", None)
        if looked is not None:
            note_start(looked)
        if looked is None or request.path_info.startswith(_OPEN) or not must_be_led(looked):
            return answer
        return redirect_to_setup(request)

    def process_view(request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        is_kept = request.method in ("GET", "HEAD") and is_cached(view)
        if is_kept or request.path_info.startswith(_OPEN) or not must_be_led(request.user):
            return None
        return redirect_to_setup(request)

    respond.process_view = process_view  # type: ignore[attr-defined]
    return respond


def must_be_led(person: Visitor) -> bool:
    """Whether every page redirects the person to the set-up; their API tokens do not work meanwhile."""
    if not person.is_authenticated:
        return False
    is_led = settings.SECOND_STEP_FOR_ALL or person.is_secretariat or person.is_superuser
    return is_led and is_overdue(person)


def redirect_to_setup(request: HttpRequest) -> HttpResponse:
    """Redirect to the set-up of the second factor and back.

    A submitted form is not carried out but stored: it is shown on that page, and filled in again in forms that
    support it (gates.typed_again). A script's request is refused, and its page redirected.
    """
    to = reverse("second_step")
    is_page = request.method in ("GET", "HEAD") and "HX-Request" not in request.headers
    if is_page:
        return redirect(f"{to}?{urlencode({'next': request.get_full_path()})}")
    if request.method == "POST":
        _keep_sent(request)
    answer = render(request, "accounts/second_step.html", {"was_sent": True}, status=403)
    answer["HX-Redirect"] = to
    return answer


def _keep_sent(request: HttpRequest) -> None:
    """Store what was typed, without passwords, codes or tokens (:mod:`huiyin.desk.core.typed_words`), and the page it
    was typed on, since an address that only accepts POST is no place to return to.
    """
    typed = encode_typed_fields(request)
    request.session[TYPED] = {"at": request.path, "typed": typed[:_MOST]}
    left, shown = _MOST, []
    for value in list_typed_words(request):
        shown.append(value[:left])
        left = max(0, left - len(value))
    if any(shown):
        request.session[_SENT] = {"at": timezone.now().isoformat(), "words": shown}
    page = urlsplit(request.headers.get("Referer", ""))
    is_ours = page.netloc == request.get_host() and not take_off_language(page.path).startswith(
        _OPEN
    )
    back = (page.path + (f"?{page.query}" if page.query else "")) if is_ours else request.path
    if is_ours or _SENT in request.session:
        request.session[_BACK] = back[:2000]


def sent_before(request: HttpRequest) -> list[str]:
    """What somebody had submitted when they were redirected. It was not carried out, and they may have no other
    copy.
    """
    kept = getattr(request, "session", {}).get(_SENT)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > _SHOWN:
        return []
    return list(kept["words"])


def keep_way_back(request: HttpRequest) -> None:
    """Store the page that somebody was redirected from."""
    back = request.GET.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        request.session[_BACK] = back[:2000]


def way_back(request: HttpRequest) -> str:
    """Where somebody who has set up a second factor continues; empty if they were not redirected."""
    person: Visitor | None = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not person.has_second_step:
        return ""
    return str(request.session.get(_BACK, ""))


# ---- kept in step, and taken away ----------------------------------------------------------------------


def note_authenticators(user_id: int) -> None:
    """Update ``has_second_step`` after an authenticator was saved or deleted."""
    has = Authenticator.objects.filter(user_id=user_id, type__in=PROVES).exists()
    User.objects.filter(pk=user_id).exclude(has_second_step=has).update(has_second_step=has)


@transaction.atomic
def take_away(person: User, by: User | None) -> None:
    """Remove passkeys, app and codes of somebody who lost them. The password alone lets them in once more to
    set them up again. They are signed out everywhere and notified. ``by``: None for the operator's command.
    """
    held = User.objects.select_for_update().get(pk=person.pk)
    Authenticator.objects.filter(user=held).delete()
    shut_out(held)
    record_audit_entry(by, "person.factor_reset", held, person=str(held))
    queue_mail(held, "second_step_reset", who=str(by) if by else "", whom=by.pk if by else None)


def shut_out(person: User) -> None:
    """Invalidate everything issued to somebody: sessions, known browsers, links in mails."""
    User.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    person.refresh_from_db(fields=("epoch",))
    end_sessions(person)


# ---- sealed --------------------------------------------------------------------------------------------


def seal_data(data: dict[str, Any]) -> dict[str, Any]:
    """An authenticator's data with secrets sealed by the current key; what cannot be opened is left as it is."""
    return {
        name: _reseal_value(value) if name in _FIELDS else value for name, value in data.items()
    }


def open_data(data: dict[str, Any]) -> dict[str, Any]:
    """An authenticator's data in the unsealed form of earlier versions."""

    def opened(value: Any) -> Any:
        if isinstance(value, list):
            return [opened(one) for one in value]
        return unseal_text(value, SECRETS) if isinstance(value, str) and is_sealed(value) else value

    return {name: opened(value) if name in _FIELDS else value for name, value in data.items()}


def _reseal_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_reseal_value(one) for one in value]
    if not isinstance(value, str) or is_current(value, SECRETS):
        return value
    try:
        return seal_text(unseal_text(value, SECRETS) if is_sealed(value) else value, SECRETS)
    except CannotUnseal:
        return value


def seal_anew() -> int:
    """Seal with the current key what was sealed with an earlier one or not at all. Returns how many second
    factors this desk cannot read. Called when the desk is prepared.
    """
    unread = 0
    for one in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        sealed = seal_data(one.data)
        if sealed != one.data:
            Authenticator.objects.filter(pk=one.pk, data=one.data).update(data=sealed)
        unread += not all(
            is_current(value, SECRETS)
            for name in _FIELDS
            for value in _to_list(sealed.get(name))
        )  # fmt: skip
    return unread


def _to_list(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
