"""Recovery codes, stored as hashes like passwords and shown once when they are created. So nobody can read them
from the database, its backups or with the desk's key.

Codes of earlier versions are derived from a sealed seed. They stay valid and visible until their owner creates
new ones.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The first digit of a code is its index among the ten, so that only one hash must be computed for
#: a typed code.
COUNT, DIGITS = 10, 12
#: Key in the authenticator's data: first digit → hash. A used code is removed.
_HASHES = "hashes"
#: Key in the session, which is sealed: new codes until the next page shows them.
_FRESH = "fresh_recovery_codes"


def draw_codes() -> dict[str, str]:
    """New codes with their hashes. Takes a second, so it is called before a transaction that would block others."""
    rest = DIGITS - 1
    drawn = (f"{at}{secrets.randbelow(10**rest):0{rest}d}" for at in range(COUNT))
    return {code: make_password(code) for code in drawn}


def keep_codes(request: HttpRequest, user: User, drawn: dict[str, str]) -> None:
    """Replace the codes that allauth just created by ``drawn``, and let the next page show them. Call it within
    the same transaction.
    """
    # With these data allauth's own methods find no code to compare or show.
    hashes = {code[0]: hashed for code, hashed in drawn.items()}
    data = {"migrated_codes": [], _HASHES: hashes}
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    if kept.update(data=data):
        request.session[_FRESH] = {"codes": list(drawn), "of": hashes["0"]}


def has_codes(user: User) -> bool:
    return bool(
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists()
    )


def show_fresh(request: HttpRequest, kept: Authenticator) -> list[str]:
    """The codes of ``kept`` if they were just created in this session, once; otherwise empty."""
    fresh = request.session.pop(_FRESH, None)
    # Codes that were replaced in another window meanwhile must not be shown.
    is_of = fresh is not None and kept.data.get(_HASHES, {}).get("0") == fresh["of"]
    return list(fresh["codes"]) if is_of else []


def take_code(user: User, typed: str) -> Authenticator | None:
    """Use up one of the user's codes and return its authenticator; None if the code is wrong."""
    code = "".join(one for one in typed if not one.isspace() and one != "-")
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    hashed = _map_hashes(user).get(code[0])
    if hashed is None or not check_password(code, hashed):
        return None
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update()
        held = rows.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
        # Checked again under the lock: the code may have been used, or all replaced, meanwhile.
        if held is None or held.data.get(_HASHES, {}).get(code[0]) != hashed:
            return None
        del held.data[_HASHES][code[0]]
        held.save(update_fields=("data",))
    return held


def _map_hashes(user: User) -> dict[str, str]:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.data.get(_HASHES, {}) if kept is not None else {}


def count_left(codes: Any) -> int:
    """How many of allauth's ``RecoveryCodes`` are unused; 0 if there are none."""
    if not codes:
        return 0
    hashes = codes.instance.data.get(_HASHES)
    return len(hashes) if hashes is not None else len(codes.get_unused_codes())
