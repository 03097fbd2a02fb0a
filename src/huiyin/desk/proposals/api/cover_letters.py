"""The cover letter of a joint proposal, as edited or with default text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.proposals.api.drafts import lock_open_version
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.i18n import say, say_number

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation


#: The parts of a letter, in order.
PARTS = ("salutation", "letter", "closing")


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """A cover letter in one language; ``letter`` and ``closing`` may span several lines."""

    salutation: str
    letter: str
    closing: str


def get_written_letter(edition: ProposalVersion, language: str) -> CoverLetter:
    """Return the edited letter in ``language`` (``zh`` or ``en``), with empty strings for unedited parts."""
    return CoverLetter(*(getattr(edition, f"{part}_{language}").strip() for part in PARTS))


def make_default_letter(edition: ProposalVersion, language: str) -> CoverLetter:
    """Return the default letter: addressed to the authority, naming the draft, with the number of suggestions
    and, where several organisations sign, their number.
    """
    consultation: Consultation = edition.proposal.consultation
    signed = edition.signatures.count()
    title = consultation.title_zh if language == "zh" else consultation.title_en
    text = next((t for t in consultation.draft.expressions.all() if t.language == language), None)
    named = (text.title if text else "") or title or str(consultation)
    many = say_number(edition.suggestions.count(), language)
    authority = consultation.authority
    name = authority.name_zh if language == "zh" else authority.name_en
    return CoverLetter(
        say("submit.paper.to", language, authority=name or authority.name),
        say("submit.paper.letter", language, n=signed, law=named, suggestions=many)
        if signed > 1
        else say("submit.paper.letter_unsigned", language, law=named, suggestions=many),
        say("submit.paper.closing", language),
    )


def get_letter(edition: ProposalVersion, language: str) -> CoverLetter:
    """Return the letter in ``language``, using the default text for each unedited part."""
    own, else_ = get_written_letter(edition, language), make_default_letter(edition, language)
    return CoverLetter(*(getattr(own, part) or getattr(else_, part) for part in PARTS))


def snapshot_letters(edition: ProposalVersion, languages: Iterable[str]) -> dict[str, str]:
    """Return the values shown in the cover letter form, for detecting edit conflicts."""
    return {
        f"{part}_{one}": getattr(edition, f"{part}_{one}") for one in languages for part in PARTS
    }


@transaction.atomic
def save_letters(
    edition: ProposalVersion,
    letters: Mapping[str, CoverLetter],
    by: User,
    *,
    seen: str | None = None,
) -> None:
    """Store the edited letters by language; an empty part falls back to the default text. ``seen`` is the
    snapshot version the form was rendered with.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    edition = lock_open_version(edition)
    given: dict[str, str] = {}
    for language, letter in letters.items():
        for part in PARTS:
            words = getattr(letter, part).strip()
            given[f"{part}_{language}"] = words[:300] if part == "salutation" else words
    check_unchanged(seen, snapshot_letters(edition, letters), given)
    for name, words in given.items():
        setattr(edition, name, words)
    edition.save(update_fields=given)
    for language in letters:
        record_audit_entry(by, "edition.letter", edition, language=language)
