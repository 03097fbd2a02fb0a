"""Logos of organisations: redrawn apart, kept by their digest, and stated as facts with periods."""

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

#: Pixels of the longer side: twice what any page shows.
_SIDE = 512
#: Where a PNG says how wide and how high it is.
_PNG_SIZE = struct.Struct(">II")
_PNG_SIZE_AT = 16


@dataclass(frozen=True, slots=True)
class PreparedLogo:
    """A logo that was redrawn, before anything of it is kept."""

    digest: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """What a page needs to show a logo."""

    src: str
    width: int
    height: int


def prepare_logo(data: bytes) -> PreparedLogo:
    """Raises ``UnreadableLaw`` and what else may come of reading a file apart (``isolated_process.UNREAD``)."""
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
    """From ``since`` on this is its logo; the one before stays for the days before. Raises
    :class:`huiyin.desk.registry.periods.UnusableFact`."""
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
    """By what the facts say, the logos of which there is a picture here. One query, and none without facts."""
    named = {fact.text for fact in facts if fact is not None}
    if not named:
        return {}
    rows = LogoFile.objects.filter(digest__in=named)
    return {
        digest: ShownLogo(name_logo(digest), width, height)
        for digest, width, height in rows.values_list("digest", "width", "height")
    }


def open_logo(digest: str, *, with_private: bool) -> tuple[File[bytes], int] | None:
    """The picture and its size, where an organisation lets everybody see it; to who keeps the registry, any."""
    row = LogoFile.objects.filter(digest=digest).first()
    if row is None:
        return None
    stated = Fact.objects.filter(kind=FactKind.LOGO.value, text=digest, withdrawn_at=None)
    if not with_private and not stated.filter(is_public=True).exists():
        return None
    return row.file.open("rb"), row.size


def name_logo(digest: str) -> str:
    """Where it is given out: in no language, for a picture has none."""
    return take_off_language(reverse("logo", args=(digest,)))
