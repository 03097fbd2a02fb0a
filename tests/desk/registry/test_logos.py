"""The logo of an organisation: redrawn, kept as a fact with a period, shown where the organisation is."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.registry.api import facts, organisation_facts
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Fact, LogoFile, Organisation
from huiyin.desk.registry.periods import UnusableFact
from tests.desk.standing import *  # noqa: F403 - the small network, made once

Enter = Callable[[Role], Client]


def draw(colour: str, width: int = 800, height: int = 400) -> SimpleUploadedFile:
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), colour)
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("logo.jpg", out.getvalue(), "image/jpeg")


def fetch(client: Client, digest: str) -> bytes:
    sent = client.get(f"/logos/{digest}.png")
    assert sent["Content-Type"] == "image/png"
    return b"".join(sent.streaming_content)  # type: ignore[attr-defined]


def test_a_logo_is_redrawn_shown_where_the_organisation_is_and_replaced_from_a_day_on(
    members: list[Organisation], sign_in: Enter
) -> None:
    """A picture read apart, twice."""
    one, team, reader = members[0], sign_in(Role.SECRETARIAT), sign_in(Role.READER)
    page = reverse("logo_edit", args=(one.pk,))
    assert "no logo yet" in team.get(page).content.decode()
    assert team.post(page, {"file": draw("red"), "is_public": "on"}).status_code == 302
    (old,) = LogoFile.objects.all()
    assert (old.width, old.height) == (512, 256)
    data = fetch(reader, old.digest)
    assert data.startswith(b"\x89PNG") and b"home" not in data  # fmt: skip
    own = reverse("organisation", args=(one.slug,))
    for shown in (own, reverse("directory")):
        assert f"/logos/{old.digest}.png" in reader.get(shown).content.decode()
    answer = team.post(page, {"file": draw("blue"), "since": "2021-05", "source": "Letter", "is_public": "on"})  # fmt: skip
    assert answer.status_code == 302
    new = LogoFile.objects.exclude(pk=old.pk).get()
    assert new.digest in reader.get(own).content.decode()
    before = reader.get(own, {"day": "2020-06-30"}).content.decode()
    assert old.digest in before and new.digest not in before
    (standing,) = [one for one in organisation_facts.list_facts(one, kinds=(FactKind.LOGO,)) if one.until == ""]  # fmt: skip
    assert (standing.since, standing.source) == ("2021-05", "Letter")
    # Taken back, it is given to nobody but who keeps the registry.
    assert team.post(page, {"withdraw": standing.id}).status_code == 302
    assert reader.get(f"/logos/{new.digest}.png").status_code == 404
    assert fetch(team, new.digest)
    assert new.digest not in reader.get(own).content.decode()


def test_a_private_logo_is_shown_to_nobody_and_a_fact_without_its_picture_breaks_no_page(
    members: list[Organisation], sign_in: Enter
) -> None:
    one, reader = members[0], sign_in(Role.READER)
    digest = "ab" * 32
    LogoFile.objects.create(digest=digest, width=8, height=8, size=3, file="logos/none.png")
    facts.record_fact(one, FactInput(FactKind.LOGO, text=digest, since="2020", is_public=False), None)  # fmt: skip
    facts.record_fact(members[1], FactInput(FactKind.LOGO, text="cd" * 32, since="2020"), None)
    assert reader.get(f"/logos/{digest}.png").status_code == 404
    for member in members[:2]:
        page = reader.get(reverse("organisation", args=(member.slug,)))
        assert page.status_code == 200 and "/logos/" not in page.content.decode()
    with pytest.raises(UnusableFact, match="logo"):
        facts.record_fact(members[2], FactInput(FactKind.LOGO, text="http://logo"), None)
    assert Fact.objects.filter(kind="logo").count() == 2
