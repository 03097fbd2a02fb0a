"""The session store: rows under the hash of the key, with sealed content, the owner and the browser.

So a copy of the database gives nobody access, and people can see and end their own sessions
(:mod:`huiyin.desk.accounts.devices`).
"""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.exceptions import SuspiciousOperation
from django.utils import timezone

from huiyin.desk.core.sealed_secrets import CannotUnseal, is_sealed, seal_text, unseal_text

#: Key in the session: data about its sign-in.
SIGN_IN = "sign_in"
_KIND = "session"

if TYPE_CHECKING:  # the class of Django knows only to a checker of types which table it keeps
    from huiyin.desk.accounts.models import Session

    _Store = DatabaseStore[Session]
else:
    _Store = DatabaseStore


def hash_key(key: str) -> str:
    """The hash under which a session is stored. A key has 165 random bits, so no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(_Store):
    """Django's session store with the table :class:`huiyin.desk.accounts.models.Session`."""

    #: When the session was last used according to its row; None if it was not read.
    seen: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        from huiyin.desk.accounts.models import Session

        return Session

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        try:
            row = self.model.objects.get(
                session_key=hash_key(key or ""), expire_date__gt=timezone.now()
            )
        except (self.model.DoesNotExist, SuspiciousOperation) as error:
            if isinstance(error, SuspiciousOperation):
                logging.getLogger(f"django.security.{type(error).__name__}").warning(str(error))
            self._session_key = None
            return None
        self.seen = row.last_seen_at
        return row

    def exists(self, session_key: str) -> bool:
        return bool(super().exists(hash_key(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        about = data.get(SIGN_IN) or {}
        person = data.get(SESSION_KEY)
        return self.model(
            session_key=hash_key(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=int(person) if person else None,
            device=about.get("device"),
            browser=about.get("browser", ""),
            system=about.get("system", ""),
            created_at=datetime.fromisoformat(about["at"]) if "at" in about else timezone.now(),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=hash_key(key)).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal_text(json.dumps(session_dict, separators=(",", ":")), _KIND)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        if not isinstance(session_data, str) or not is_sealed(
            session_data
        ):  # of a desk before there were seals; signed
            return dict(super().decode(session_data))
        try:
            return dict(json.loads(unseal_text(session_data, _KIND)))
        except CannotUnseal:  # the desk's key was changed: whoever it was signs in again
            return {}
