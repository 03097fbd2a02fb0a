"""The example's draft law and its letter to ten cities."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.initiatives.models import Inquiry
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.models import WrittenDraft
from huiyin.desk.networks.models import Network
from huiyin.desk.operations import example, example_drafts
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_the_example_writes_a_law_of_its_own_and_asks_ten_cities(
    people: dict[Role, User], network: Network, members: list[Organisation]
) -> None:
    assert people[Role.SECRETARIAT].email == "secretariat@example.org"
    path = example.FOLDER / "drafting.toml"
    example_drafts.load_drafts(path, {"org11": members[0]}, network)

    draft = WrittenDraft.objects.get()
    first, last = written_drafts.list_editions(draft).order_by("number")
    assert "昼夜" not in str(first.pieces) and "昼夜" in str(last.pieces)
    for language in ("zh", "en"):
        reading = draft_texts.read_draft(written_drafts.list_pieces(draft), language)
        assert not any(one.problems for one in reading.pieces.values())
        assert sum(unit.kind == "article" for one in reading.pieces.values() for unit in one.units) == 12  # fmt: skip
        invented = {"zh": "虚构", "en": "Invented"}[language]
        assert invented in getattr(draft, f"aim_{language}")

    inquiry = Inquiry.objects.get()
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(
        reverse("inquiry", args=(inquiry.initiative.slug, inquiry.pk))
    )
    assert (page.context["asked"], page.context["answered"]) == (10, 8)
    assert page.context["late"] == 4  # two said nothing, two not everything
    assert "188" in page.content.decode()  # cool rooms in all
