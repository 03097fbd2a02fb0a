"""Recovery codes: kept as passwords are, by their hashes, so that nobody reads them from the database, its backups or with
the desk's own key; shown once, when they are made.

Codes that were made before this were drawn from a seed that is kept sealed. They work, and can be looked at, until their
owner makes new ones.
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

#: The first digit of a code says which of the ten it is, so that one hash is worked out for what was typed, not ten.
COUNT, DIGITS = 10, 12
#: In the data of the authenticator: first digit → hash. A code that was used is taken out.
_HASHES = "hashes"
#: In the session, which is sealed: codes that were just made, until the page that they lead to shows them.
_FRESH = "fresh_recovery_codes"


def draw_codes() -> dict[str, str]:
    """New codes and their hashes. It takes a second, and is done before a transaction holds up others."""
    rest = DIGITS - 1
    drawn = (f"{at}{secrets.randbelow(10**rest):0{rest}d}" for at in range(COUNT))
    return {code: make_password(code) for code in drawn}


def keep_codes(request: HttpRequest, user: User, drawn: dict[str, str]) -> None:
    """Put ``drawn`` in the place of the codes that allauth just made, and let the next page show them. Call it in the
    transaction in which these were made."""
    # allauth's own methods find no code to compare or to show in such data.
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
    """The codes of ``kept`` where they were just made in this session, once; nothing from then on."""
    fresh = request.session.pop(_FRESH, None)
    # Those of before are not shown for others, made or taken away in another window.
    is_of = fresh is not None and kept.data.get(_HASHES, {}).get("0") == fresh["of"]
    return list(fresh["codes"]) if is_of else []


def take_code(user: User, typed: str) -> Authenticator | None:
    """Use one of somebody's codes, which works no more from then on; None where it is none of them."""
    code = "".join(one for one in typed if not one.isspace() and one != "-")
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    hashed = _map_hashes(user).get(code[0])
    if hashed is None or not check_password(code, hashed):
        return None
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update()
        held = rows.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
        # Of two at one moment, and where new ones were made meanwhile, one is too late.
        if held is None or held.data.get(_HASHES, {}).get(code[0]) != hashed:
            return None
        del held.data[_HASHES][code[0]]
        held.save(update_fields=("data",))
    return held


def _map_hashes(user: User) -> dict[str, str]:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.data.get(_HASHES, {}) if kept is not None else {}


def count_left(codes: Any) -> int:
    """How many codes were not used yet, of allauth's ``RecoveryCodes``; 0 where there are none."""
    if not codes:
        return 0
    hashes = codes.instance.data.get(_HASHES)
    return len(hashes) if hashes is not None else len(codes.get_unused_codes())
