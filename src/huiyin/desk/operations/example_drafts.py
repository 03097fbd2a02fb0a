"""What the example's networks do of their own accord, all of it invented: a draft law that two of them write, and a letter of a
campaign to ten cities, most of which answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.networks.models import Network
    from huiyin.desk.registry.models import Organisation


def load_drafts(path: Path, members: Mapping[str, Organisation], network: Network) -> None:
    """Write the draft of the file at ``path`` in the name of ``network``, and lead its letter to the answers."""
    from huiyin.desk.accounts.api import list_accounts

    example = tomllib.loads(path.read_text("utf-8"))
    by = {
        role: list_accounts().get(email=f"{role}@example.org")
        for role in ("secretariat", "coordinator", "delegate")
    }
    _write_draft(example["draft"], network, by)
    _ask_cities(example["inquiry"], members, network, by["secretariat"])


def _write_draft(told: Mapping[str, Any], network: Network, by: Mapping[str, User]) -> None:
    """The coordinator begins it and writes the first version; the delegate, asked to write with them, revises it."""
    from huiyin.desk.laws import written_drafts
    from huiyin.desk.laws.draft_data import LANGUAGES, DraftInput, DraftSharing

    title, aim = told["title"], told["aim"]
    given = DraftInput(
        title["zh"], title["en"], aim["zh"], aim["en"], network.pk, DraftSharing.PUBLIC
    )
    draft = written_drafts.begin_draft(given, by["coordinator"], slug=told["slug"])
    written_drafts.add_editor(draft, by["delegate"].pk, by["coordinator"])
    after, revised = None, []
    for one in told["provisions"]:
        said = {language: one[language] for language in LANGUAGES}
        row = written_drafts.add_provision(draft, after, said, by["coordinator"])
        after = row.key
        if "revised_zh" in one:
            revised.append((row, {language: one[f"revised_{language}"] for language in LANGUAGES}))
    written_drafts.keep_edition(draft, told["first"], by["coordinator"])
    for row, said in revised:
        seen = written_drafts.digest_provision(row)
        written_drafts.save_provision(draft, row.key, said, by["delegate"], seen=seen)
    written_drafts.keep_edition(draft, told["second"], by["delegate"])


def _ask_cities(
    told: Mapping[str, Any], members: Mapping[str, Organisation], network: Network, by: User
) -> None:
    from huiyin.desk.accounts.permissions import InitiativeState
    from huiyin.desk.initiatives.api import initiatives, inquiries
    from huiyin.desk.initiatives.data import (
        InitiativeInput,
        InitiativeKind,
        InquiryInput,
        PartInput,
        PartRole,
        QuestionInput,
        QuestionKind,
    )
    from huiyin.desk.registry.data import OrganisationKind
    from huiyin.desk.registry.organisations import create_organisation

    own = told["initiative"]
    campaign = initiatives.begin_initiative(
        InitiativeInput(
            InitiativeKind.CAMPAIGN,
            InitiativeState.RUNNING,
            own["name"],
            own["description"],
            {},
            own["since"],
            "",
            own["focuses"],
            own["places"],
            network=network.pk,
        ),
        by,
    )
    initiatives.add_part(
        campaign, PartInput(members[own["leads"]].pk, PartRole.LEAD, own["since"], ""), by
    )
    letter = InquiryInput(told["title"], told["letter"], date.fromisoformat(told["due"]))
    inquiry = inquiries.begin_inquiry(campaign, letter, by)
    questions = [
        inquiries.add_question(
            inquiry,
            QuestionInput(one["label"], QuestionKind(one["kind"]), tuple(one.get("choices", ()))),
            by,
        )
        for one in told["questions"]
    ]
    cities = {
        create_organisation(
            one["id"],
            OrganisationKind.AUTHORITY,
            name_zh=one["name"]["zh"],
            name_en=one["name"]["en"],
        ).pk: one
        for one in told["cities"]
    }
    inquiries.choose_bodies(inquiry, list(cities), by)
    inquiries.send_inquiry(inquiry, by, day=date.fromisoformat(told["sent"]))
    inquiry.refresh_from_db()
    for body in inquiries.select_bodies(inquiry):
        city = cities[body.authority_id]
        if "says" in city:
            said = {one.pk: value for one, value in zip(questions, city["says"], strict=True)}
            answer = inquiries.AnswerInput(said, date.fromisoformat(city["day"]))
            inquiries.save_answers(inquiry, body.pk, answer, by)
