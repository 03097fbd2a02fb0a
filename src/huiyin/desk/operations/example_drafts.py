"""What the example's networks do of their own accord, all of it invented: a draft law that two of them write and the law of
another name that came of it, and a letter of a campaign to ten cities, most of which answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.initiatives.models import Initiative
    from huiyin.desk.laws.models import DraftEdition
    from huiyin.desk.networks.models import Network
    from huiyin.desk.proposals.models import ProposalVersion
    from huiyin.desk.registry.models import Organisation


def load_drafts(
    path: Path,
    members: Mapping[str, Organisation],
    network: Network,
    authorities: Mapping[str, Organisation],
) -> None:
    """Write the draft of the file at ``path`` in the name of ``network``, lead it to the law that came of it, and the letter to
    its answers."""
    from huiyin.desk.accounts.api import list_accounts
    from huiyin.desk.initiatives.api.goals import tie_consultation

    example = tomllib.loads(path.read_text("utf-8"))
    by = {
        role: list_accounts().get(email=f"{role}@example.org")
        for role in ("secretariat", "coordinator", "delegate")
    }
    edition = _write_draft(example["draft"], network, by)
    campaign = _ask_cities(example["inquiry"], members, network, by["secretariat"])
    law = example["law"]
    consultation = _open_for_comment(law, edition, members, authorities, network, by["coordinator"])
    version = _propose(law, consultation, members, by)
    _answer(law, consultation, version, authorities, by["secretariat"])
    _trace(law, consultation, by["secretariat"])
    tie_consultation(campaign, consultation.slug, by["secretariat"])


def _write_draft(told: Mapping[str, Any], network: Network, by: Mapping[str, User]) -> DraftEdition:
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
    return written_drafts.keep_edition(draft, told["second"], by["delegate"])


def _ask_cities(
    told: Mapping[str, Any], members: Mapping[str, Organisation], network: Network, by: User
) -> Initiative:
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
    from huiyin.desk.registry.api.facts import record_facts
    from huiyin.desk.registry.data import FactInput, FactKind, OrganisationKind
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
    made = [
        create_organisation(
            one["id"],
            OrganisationKind.AUTHORITY,
            name_zh=one["name"]["zh"],
            name_en=one["name"]["en"],
        )
        for one in told["cities"]
    ]
    cities = {city.pk: one for city, one in zip(made, told["cities"], strict=True)}
    places = (FactInput(FactKind.PLACE, code=one["place"]) for one in told["cities"])
    record_facts(list(zip(made, places, strict=True)), by)
    inquiries.choose_bodies(inquiry, list(cities), by)
    inquiries.send_inquiry(inquiry, by, day=date.fromisoformat(told["sent"]))
    inquiry.refresh_from_db()
    for body in inquiries.select_bodies(inquiry):
        city = cities[body.authority_id]
        if "says" in city:
            said = {one.pk: value for one, value in zip(questions, city["says"], strict=True)}
            answer = inquiries.AnswerInput(said, date.fromisoformat(city["day"]))
            inquiries.save_answers(inquiry, body.pk, answer, by)
    return campaign


def _open_for_comment(
    told: Mapping[str, Any],
    edition: DraftEdition,
    members: Mapping[str, Organisation],
    authorities: Mapping[str, Organisation],
    network: Network,
    by: User,
) -> Consultation:
    """Members say what should change, in one table; what says the same is found."""
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import creation, drafts, intakes, stages
    from huiyin.desk.jobs import api as jobs
    from huiyin.presentation.spreadsheets import csv_bytes

    days = {
        name: date.fromisoformat(told[name]) for name in ("opens", "closes", "grouped", "drafted")
    }
    call = creation.ConsultationInput(
        "", "", authorities[told["authority"]], {}, network=network, written=edition,
        opens=days["opens"], closes=days["closes"],
    )  # fmt: skip
    made = creation.open_consultation(call, by, slug=told["slug"])
    jobs.perform_waiting(made, drafts.READING)
    made.reply_due = date.fromisoformat(told["due"])
    made.skips = [Stage.DELIBERATING.value]  # everybody agreed: no statement was voted on
    made.save(update_fields=("reply_due", "skips"))
    stages.move_to_stage(made, Stage.COMMENTING, by, day=days["opens"])
    made.refresh_from_db()
    rows = [["组织", "条文", "意见"]]
    rows += [[members[slug].name_zh, place, text] for slug, place, text in told["comments"]]
    intakes.receive_file(made, "comments.csv", csv_bytes(rows), by)
    jobs.perform_waiting(made, "take_in")
    jobs.perform_waiting(made, "group")
    stages.move_to_stage(made, Stage.GROUPING, by, day=days["grouped"])
    stages.move_to_stage(made, Stage.DRAFTING, by, day=days["drafted"])
    made.refresh_from_db()
    return made


def _propose(
    told: Mapping[str, Any],
    consultation: Consultation,
    members: Mapping[str, Organisation],
    by: Mapping[str, User],
) -> ProposalVersion:
    """The coordinator drafts what members ask for, in both languages; they sign it, and the secretariat submits it."""
    from dataclasses import replace

    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import stages
    from huiyin.desk.consultations.api.groups import list_groups
    from huiyin.desk.laws.api import map_laws
    from huiyin.desk.outcomes.api import submissions
    from huiyin.desk.outcomes.papers import make_papers
    from huiyin.desk.proposals.api import drafts, signatures, supporting_groups, translations
    from huiyin.desk.registry.api.organisation_facts import select_all_organisations
    from huiyin.law import find_provision

    law = map_laws(consultation.draft)["zh"]
    version = drafts.begin_proposal_version(consultation, by["coordinator"])
    groups = list_groups(consultation, with_private=False)
    counted = supporting_groups.count_group_pieces(consultation)
    for one in told["suggestions"]:
        asked = drafts.SuggestionInput(
            eid=find_provision(law, one["target"]) or "",
            target=one["target"],
            wording=one["wording"],
            reason=one["reason"],
        )
        own = supporting_groups.list_similar_groups(consultation, asked, groups, counted=counted)
        saved = drafts.save_suggestion(
            version, replace(asked, groups=tuple(own)), by["coordinator"]
        )
        words = {"wording": one["wording_en"], "reason": one["reason_en"]}
        translations.save_translation(saved, words, by["coordinator"])
    signed = date.fromisoformat(told["signed"])
    drafts.lock_proposal_version(version, by["coordinator"], day=signed)
    stages.move_to_stage(consultation, Stage.SIGNING, by["coordinator"], day=signed)
    version.refresh_from_db()
    signers = {members[slug].pk for slug in told["signers"]}
    signatures.import_signatures(version, select_all_organisations().filter(pk__in=signers))
    day = date.fromisoformat(told["submitted"])
    papers = make_papers(consultation, version, day)
    submissions.submit_proposal(version, papers, by["secretariat"], day=day)
    consultation.refresh_from_db()
    return version


def _answer(
    told: Mapping[str, Any],
    consultation: Consultation,
    version: ProposalVersion,
    authorities: Mapping[str, Organisation],
    by: User,
) -> None:
    """It goes to a second authority too, and both answer every suggestion."""
    from huiyin.desk.outcomes.api import handovers, replies

    due, day = date.fromisoformat(told["due"]), date.fromisoformat(told["replied"])
    further = handovers.hand_on(
        consultation,
        version.submission,
        authorities[told["further"]].pk,
        due,
        by,
        day=date.fromisoformat(told["submitted"]),
    )
    for one, asked in zip(
        version.suggestions.order_by("position", "pk"), told["suggestions"], strict=True
    ):
        (first, why), (second, why_too) = asked["replies"]
        replies.save_reply(consultation, one, first, why, by, day=day)
        handovers.save_reply(consultation, further, one, second, why_too, by, day=day)


def _trace(told: Mapping[str, Any], consultation: Consultation, by: User) -> None:
    """Months later a law of another name says much of it."""
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import stages
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.outcomes.api import uptake

    day, title = date.fromisoformat(told["enacted_on"]), told["title"]
    stages.move_to_stage(consultation, Stage.TRACING, by, day=day)
    for language, text in told["enacted"].items():
        uptake.take_enacted(
            consultation, f"enacted.{language}.txt", text.encode(), by,
            day=day, title_zh=title["zh"], title_en=title["en"],
        )  # fmt: skip
    jobs.perform_waiting(consultation, uptake.READING)
    jobs.perform_waiting(consultation)
