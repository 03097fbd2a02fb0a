"""Lead a consultation of the example: opened, commented on, deliberated, proposed; and one to its end."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion
    from huiyin.desk.registry.models import Organisation
    from huiyin.report.consultation_file import ConsultationPlan as Source


#: The days on which the finished one went on, after its window of March 2026.
MOVED = {
    "grouping": date(2026, 4, 2), "deliberating": date(2026, 4, 7), "drafting": date(2026, 4, 13),
    "signing": date(2026, 4, 16),
}  # fmt: skip
SUBMITTED, REPLIED, ENACTED = date(2026, 4, 20), date(2026, 6, 12), date(2026, 8, 28)


def create_consultation(
    source: Source,
    authority: Organisation,
    *,
    slug: str,
    is_finished: bool,
    files: tuple[Path, ...],
) -> Consultation:
    """The example's draft with what ``files`` say about it, its statements and votes, and its suggestions."""
    from django.utils import timezone

    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import creation, drafts, intakes, stages
    from huiyin.desk.jobs import api as jobs

    secretariat = _get_example_account("secretariat")
    opens, closes = source.opens, source.closes
    if not is_finished and opens and closes:
        # The example's own days are over; who tries the desk wants to comment, so a third of the window is.
        opens, closes = (timezone.localdate() + part * (closes - opens) / 3 for part in (-1, 2))
    title = {
        code: words + (say("operate.example.finished", code) if is_finished else "")
        for code, words in source.title.items()
    }
    consultation = creation.open_consultation(
        creation.ConsultationInput(
            title_zh=title["zh"],
            title_en=title["en"],
            authority=authority,
            initiator=authority,
            files={
                language: (path.name, path.read_bytes()) for language, path in source.draft.items()
            },
            opens=opens,
            closes=closes,
        ),
        secretariat,
        slug=slug,
    )
    jobs.perform_waiting(consultation, drafts.READING)
    stages.move_to_stage(consultation, Stage.COMMENTING, secretariat, day=opens)
    consultation.refresh_from_db()
    for path in files:
        intakes.receive_file(consultation, path.name, path.read_bytes(), secretariat)
    jobs.perform_waiting(consultation, "take_in")
    jobs.perform_waiting(consultation, "group")
    _create_deliberation(source, consultation)
    _create_proposal(source, consultation, secretariat)
    return consultation


def _get_example_account(role: str) -> User:
    from huiyin.desk.accounts.api import find_account

    person = find_account(f"{role}@example.org")
    assert person is not None  # the example has one of each role
    return person


def finish_consultation(source: Source, consultation: Consultation) -> None:
    """Lead a consultation to its end: signed, handed in, answered, enacted, traced."""
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import stages
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.outcomes.api import replies, submissions, uptake
    from huiyin.desk.outcomes.papers import make_papers
    from huiyin.desk.proposals.api import drafts, signatures
    from huiyin.desk.proposals.api.drafts import list_proposal_versions

    secretariat, delegate, officer = (
        _get_example_account(role) for role in ("secretariat", "delegate", "officer")
    )
    (edition,) = list_proposal_versions(consultation, with_unfixed=True)
    drafts.lock_proposal_version(edition, secretariat, day=MOVED["signing"])
    for stage, day in MOVED.items():
        stages.move_to_stage(consultation, Stage(stage), secretariat, day=day)
    edition.refresh_from_db()
    signatures.sign_proposal(edition, delegate.seats.get().organisation, delegate)
    _sign_for_members(source, edition)
    submissions.submit_proposal(
        edition, make_papers(consultation, edition, SUBMITTED), secretariat, day=SUBMITTED
    )
    consultation.refresh_from_db()
    assert source.replies is not None  # the example's were answered
    replies.take_table(
        consultation, source.replies.name, source.replies.read_bytes(), officer, day=REPLIED
    )
    stages.move_to_stage(consultation, Stage.TRACING, secretariat, day=ENACTED)
    for path in source.enacted.values():
        uptake.take_enacted(consultation, path.name, path.read_bytes(), secretariat, day=ENACTED)
    jobs.perform_waiting(consultation, uptake.READING)
    jobs.perform_waiting(consultation)


#: In how many suggestions of the example an organisation must have joined to sign the whole.
_JOINED = 5


def _sign_for_members(source: Source, version: ProposalVersion) -> None:
    """Let the organisations sign that joined in many of the suggestions; who signs for them has no account here."""
    from collections import Counter

    from huiyin.desk.proposals.api.signatures import import_signatures
    from huiyin.desk.registry.api.organisation_facts import select_all_organisations
    from huiyin.intake import read_suggestions

    assert source.suggestions is not None  # the example has some
    joined = Counter(
        organisation
        for one in read_suggestions(source.suggestions).taken
        for organisation in one.organisations
    )
    signers = [slug for slug, times in joined.items() if times >= _JOINED]
    import_signatures(version, select_all_organisations().filter(slug__in=signers))


def _create_proposal(source: Source, consultation: Consultation, by: User) -> None:
    """The network's suggestions, in an edition that is still being written, each resting on the groups that ask
    for the same."""
    from huiyin.desk.consultations.api.groups import list_groups
    from huiyin.desk.laws.api import map_laws
    from huiyin.desk.proposals.api import drafts
    from huiyin.desk.proposals.api.supporting_groups import (
        count_group_pieces,
        list_similar_groups,
    )
    from huiyin.desk.proposals.api.translations import save_translation
    from huiyin.intake import read_suggestions
    from huiyin.law import find_provision

    if source.suggestions is None:
        return
    laws = map_laws(consultation.draft)
    translations = _read_translations(source.suggestions.with_name("suggestions-translated.csv"))
    edition = drafts.begin_proposal_version(consultation, by)
    groups = list_groups(consultation, with_private=False)
    counted = count_group_pieces(consultation)
    for suggestion in read_suggestions(source.suggestions, languages=tuple(laws)).taken:
        law = laws.get(suggestion.language)
        asked = drafts.SuggestionInput(
            eid=(find_provision(law, suggestion.target) if law else None) or "",
            target=suggestion.target,
            action=str(suggestion.action),
            wording=suggestion.wording,
            text=suggestion.text,
            reason=suggestion.reason,
            language=suggestion.language,
        )
        rests_on = tuple(list_similar_groups(consultation, asked, groups, counted=counted))
        saved = drafts.save_suggestion(edition, replace(asked, groups=rests_on), by)
        if suggestion.id in translations:
            save_translation(saved, translations[suggestion.id], by)


def _read_translations(path: Path) -> dict[str, dict[str, str]]:
    """What the suggestions say in their other language, by their ids; nothing where no such file lies beside them."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row.pop("id"): row for row in csv.DictReader(file)}


def _create_deliberation(source: Source, consultation: Consultation) -> None:
    """The example's statements, and the votes that came in by a file: those who vote have no account."""
    from huiyin.desk.consultations.api import statements, votes
    from huiyin.desk.jobs import api as jobs
    from huiyin.intake import read_statements, read_votes

    if source.statements is None:
        return
    statements.import_statements(consultation, read_statements(source.statements).taken)
    if source.votes is None:
        return
    votes.import_votes(consultation, read_votes(source.votes).taken)
    votes.publish_votes(consultation, smallest=1)
    jobs.perform_at_once(consultation, "map")
