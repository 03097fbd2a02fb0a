"""The example's draft law, the law that came of it, and its letter to ten cities."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.initiatives.models import Inquiry
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.models import WrittenDraft
from huiyin.desk.networks.models import Network
from huiyin.desk.operations import example, example_drafts
from huiyin.desk.outcomes.models import HandoverReply
from huiyin.desk.proposals.api.translations import list_lacking
from huiyin.desk.proposals.models import Suggestion
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_the_example_writes_a_law_of_its_own_and_asks_ten_cities(
    people: dict[Role, User],
    network: Network,
    members: list[Organisation],
    authority: Organisation,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.DATA = settings.MEDIA_ROOT = tmp_path
    assert people[Role.SECRETARIAT].email == "secretariat@example.org"
    path = example.FOLDER / "drafting.toml"
    own = {f"org{n:02}": members[n % 3] for n in range(1, 61)}
    affairs = Organisation.objects.create(slug="social", kind="authority", name_en="Social Affairs")
    asked = {"authority": authority, "social-affairs": affairs}
    example_drafts.load_drafts(path, own, network, asked)

    draft = WrittenDraft.objects.get()
    first, last = written_drafts.list_editions(draft).order_by("number")
    assert "昼夜" not in str(first.pieces) and "昼夜" in str(last.pieces)
    for language in ("zh", "en"):
        reading = draft_texts.read_draft(written_drafts.list_pieces(draft), language)
        assert not any(one.problems for one in reading.pieces.values())
        assert sum(unit.kind == "article" for one in reading.pieces.values() for unit in one.units) == 12  # fmt: skip
        invented = {"zh": "虚构", "en": "Invented"}[language]
        assert invented in getattr(draft, f"aim_{language}")

    # It was commented on, proposed, submitted to two authorities, and came back as a law of another name.
    told = Consultation.objects.get(draft__written_as=last)
    assert told.stage == Stage.TRACING and str(told.enacted.instrument) != str(
        told.draft.instrument
    )
    suggestions = Suggestion.objects.filter(version__proposal__consultation=told).order_by("key")
    assert all(one.groups.exists() and not list_lacking(one) for one in suggestions)
    verdicts = [one.uptake.final_verdict for one in suggestions]
    assert verdicts == ["adopted", "adopted", "not_adopted"]
    assert [one.reply.status for one in suggestions] == ["accepted", "accepted", "rejected"]
    further = HandoverReply.objects.order_by("suggestion__key").values_list("status", flat=True)
    assert list(further) == ["accepted", "partly", "out_of_scope"]
    reader = Client(HTTP_ACCEPT_LANGUAGE="en")
    page = reader.get(reverse("uptake", args=(told.slug,))).content.decode()
    assert "Public Protection in Hot Weather Act" in page
    line = reader.get(reverse("overview", args=(told.slug,))).context["line"]
    assert [one.stage for one in line if one.since is None and one.state != "next"] == [
        Stage.PREPARING
    ]

    inquiry = Inquiry.objects.get()
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(
        reverse("inquiry", args=(inquiry.initiative.slug, inquiry.pk))
    )
    assert (page.context["asked"], page.context["answered"]) == (10, 8)
    assert page.context["late"] == 4  # two said nothing, two not everything
    assert "188" in page.content.decode()  # cool rooms in all
