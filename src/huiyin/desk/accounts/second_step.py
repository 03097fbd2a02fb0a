"""The second step: who must have one, until when they may go on without, and where they are led then.

The secretariat and who runs the machine see private comments and give others their roles; a password that was
guessed, read over a shoulder or given away in a false mail must not be enough for that. From the day somebody becomes
that they have some days to set one up; after it every page leads there and back again. Coordinators are led there
from the consultations of their networks (:mod:`huiyin.desk.consultations.access`); the rest stays open to them. A desk
may ask it of everybody (``HUIYIN_SECOND_STEP``); every page leads all of them there then.
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

#: As what the secrets of authenticators are sealed.
SECRETS = "authenticator"
#: What of an authenticator is secret. A passkey is not: the desk holds its public half.
_FIELDS = ("secret", "seed", "migrated_codes")
#: A recovery code is none by itself.
PROVES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Where one sets it up, signs out, shows who one is; and what belongs to nobody's role.
_OPEN = ("/accounts/", "/account/", "/speak/", "/mails/", "/join/", "/health/", "/metrics/")
_BACK = "after_second_step"
#: In the session: what was typed into a form before its author was led away, or asked who they are (gates).
TYPED = "typed_before_again"
#: In the session: the same words, to be read where they were led; for so long, and so many characters.
_SENT, _SHOWN, _MOST = "sent_before_second_step", timedelta(hours=2), 200_000


def ends_on(person: Visitor) -> datetime | None:
    """Until when somebody may go on without; None where they need none or have one."""
    if not person.is_authenticated or not person.needs_second_step or person.has_second_step:
        return None
    since = person.second_step_required_at or timezone.now()  # not noted yet (note_start)
    ends: datetime = since + timedelta(days=settings.SECOND_STEP_DAYS)
    return ends


def is_overdue(person: Visitor) -> bool:
    """Whether somebody needs a second step, has none, and had time enough."""
    ends = ends_on(person)
    return ends is not None and ends <= timezone.now()


def note_start(person: Visitor) -> None:
    """From now on the days of somebody count who became what they are without having been saved by us."""
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
    """Lead the secretariat and who runs the machine, or all, to setting up their second step, when it is time.

    Of a page that is kept (:mod:`huiyin.desk.core.page_cache`) it is asked afterwards, where the page asked who looks: given
    again as it was, it must not ask the database for that."""

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
    """Whether every page leads somebody to setting it up, and their programs do nothing meanwhile."""
    if not person.is_authenticated:
        return False
    is_led = settings.SECOND_STEP_FOR_ALL or person.is_secretariat or person.is_superuser
    return is_led and is_overdue(person)


def redirect_to_setup(request: HttpRequest) -> HttpResponse:
    """To the page where the second step is set up, and from there back. What was sent is not done, but kept: it stands
    on that page, and again in its form where that knows how (gates.typed_again); what a script asked for is refused,
    and the page led there."""
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
    """What was typed, and the page that it was typed on: for one that is only sent to is no way back."""
    request.session[TYPED] = {"at": request.path, "typed": request.POST.urlencode()[:_MOST]}
    words = [
        value
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
        if _is_written(value)
    ]
    left, shown = _MOST, []
    for value in words:
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


def _is_written(value: str) -> bool:
    """Whether somebody typed that, rather than chose or pressed it."""
    value = value.strip()
    return " " in value or not value.isascii() or "@" in value or len(value) > 30


def sent_before(request: HttpRequest) -> list[str]:
    """What somebody had sent when they were led away: it was not done, and they may have no other copy of it."""
    kept = getattr(request, "session", {}).get(_SENT)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > _SHOWN:
        return []
    return list(kept["words"])


def keep_way_back(request: HttpRequest) -> None:
    """Where somebody was when they were led away."""
    back = request.GET.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        request.session[_BACK] = back[:2000]


def way_back(request: HttpRequest) -> str:
    """Where somebody who has set up their second step goes on; empty where they were led from nowhere."""
    person: Visitor | None = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not person.has_second_step:
        return ""
    return str(request.session.get(_BACK, ""))


# ---- kept in step, and taken away ----------------------------------------------------------------------


def note_authenticators(user_id: int) -> None:
    """After an authenticator was saved or deleted: what the account says of it is so again."""
    has = Authenticator.objects.filter(user_id=user_id, type__in=PROVES).exists()
    User.objects.filter(pk=user_id).exclude(has_second_step=has).update(has_second_step=has)


@transaction.atomic
def take_away(person: User, by: User | None) -> None:
    """Take away passkeys, the app and the codes of somebody who lost them: the password alone lets them in, once
    more, to set them up anew. They are signed out everywhere, and told. ``by``: nobody where it is who runs the machine,
    by command."""
    held = User.objects.select_for_update().get(pk=person.pk)
    Authenticator.objects.filter(user=held).delete()
    shut_out(held)
    record_audit_entry(by, "person.factor_reset", held, person=str(held))
    queue_mail(held, "second_step_reset", who=str(by) if by else "", whom=by.pk if by else None)


def shut_out(person: User) -> None:
    """End for good all that was given out to somebody who is locked: sessions, known browsers, links in mails."""
    User.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    person.refresh_from_db(fields=("epoch",))
    end_sessions(person)


# ---- sealed --------------------------------------------------------------------------------------------


def seal_data(data: dict[str, Any]) -> dict[str, Any]:
    """The data of an authenticator with its secrets sealed by the key of today; what cannot be opened stays."""
    return {
        name: _reseal_value(value) if name in _FIELDS else value for name, value in data.items()
    }


def open_data(data: dict[str, Any]) -> dict[str, Any]:
    """The data of an authenticator as a desk of before could read it."""

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
    """Seal with the key of today what was sealed with one before, or with none; returns how many second steps this
    desk cannot read. Called when the desk is made ready."""
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
