"""Logos: redrawn in a separate process, stored by digest, and recorded as facts with periods."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.core.isolated_pictures import redraw_picture
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.registry.api.facts import change_fact
from huiyin.desk.registry.data import FactInput, FactKind, FactRecord
from huiyin.desk.registry.models import Fact, LogoFile, Organisation

if TYPE_CHECKING:
    from django.core.files import File

    from huiyin.desk.accounts.models import User

#: Pixels of the longer side: twice what pages show.
_SIDE = 512
#: Width and height in a PNG, and their offset.
_PNG_SIZE = struct.Struct(">II")
_PNG_SIZE_AT = 16


@dataclass(frozen=True, slots=True)
class PreparedLogo:
    """A redrawn logo that is not stored yet."""

    digest: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """The data to show a logo."""

    src: str
    width: int
    height: int


def prepare_logo(data: bytes) -> PreparedLogo:
    """Raises ``UnreadableLaw`` and the other exceptions of reading a file (``isolated_process.UNREAD``)."""
    drawn = read_apart(redraw_picture, data, _SIDE)
    width, height = _PNG_SIZE.unpack_from(drawn, _PNG_SIZE_AT)
    return PreparedLogo(hashlib.sha256(drawn).hexdigest(), width, height, drawn)


@transaction.atomic
def state_logo(
    organisation: Organisation,
    logo: PreparedLogo,
    by: User,
    *,
    since: str,
    source: str = "",
    is_public: bool = True,
) -> FactRecord:
    """Record the logo from ``since`` on; the previous one remains for earlier days. Raises
    :class:`huiyin.desk.registry.periods.UnusableFact`.
    """
    if not LogoFile.objects.filter(digest=logo.digest).exists():
        row = LogoFile(
            digest=logo.digest, width=logo.width, height=logo.height, size=len(logo.data)
        )
        row.file.save("logo.png", ContentFile(logo.data), save=False)
        row.save(force_insert=True)
    given = FactInput(
        FactKind.LOGO, text=logo.digest, since=since, source=source, is_public=is_public
    )
    return change_fact(organisation, given, by)


def find_logos(facts: Iterable[FactRecord | None]) -> dict[str, ShownLogo]:
    """Digest → logo, for facts whose picture is stored. One query, none without facts."""
    named = {fact.text for fact in facts if fact is not None}
    if not named:
        return {}
    rows = LogoFile.objects.filter(digest__in=named)
    return {
        digest: ShownLogo(name_logo(digest), width, height)
        for digest, width, height in rows.values_list("digest", "width", "height")
    }


def open_logo(digest: str, *, with_private: bool) -> tuple[File[bytes], int] | None:
    """The picture and its size, if an organisation shows it publicly; with ``with_private`` any."""
    row = LogoFile.objects.filter(digest=digest).first()
    if row is None:
        return None
    stated = Fact.objects.filter(kind=FactKind.LOGO.value, text=digest, withdrawn_at=None)
    if not with_private and not stated.filter(is_public=True).exists():
        return None
    return row.file.open("rb"), row.size


def name_logo(digest: str) -> str:
    """Its address, without a language."""
    return take_off_language(reverse("logo", args=(digest,)))
