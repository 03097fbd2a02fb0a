"""The letter that goes before the list of suggestions: what was written, or else what the consultation says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.frame.versions import check
from huiyin.desk.proposals.api.drafting import still_written
from huiyin.desk.proposals.models import Edition
from huiyin.words import say, say_number

#: What a letter is made of, in this order.
PARTS = ("salutation", "letter", "closing")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language; ``letter`` and ``closing`` may have several lines."""

    salutation: str
    letter: str
    closing: str


def written(edition: Edition, language: str) -> Letter:
    """What people wrote for the letter in ``language`` (``zh`` or ``en``); empty where they wrote nothing."""
    return Letter(*(getattr(edition, f"{part}_{language}").strip() for part in PARTS))


def usual(edition: Edition, language: str) -> Letter:
    """The letter as it is where nothing was written: to the authority, about the draft, with a count of
    suggestions and, where there are several, of the organisations that sign."""
    consultation: Consultation = edition.proposal.consultation
    signed = edition.signatures.count()
    title = consultation.title_zh if language == "zh" else consultation.title_en
    text = next((t for t in consultation.draft.texts.all() if t.language == language), None)
    named = (text.title if text else "") or title or str(consultation)
    many = say_number(edition.suggestions.count(), language)
    authority = consultation.authority
    name = authority.name_zh if language == "zh" else authority.name_en
    return Letter(
        say("submit.paper.to", language, authority=name or authority.name),
        say("submit.paper.letter", language, n=signed, law=named, suggestions=many)
        if signed > 1
        else say("submit.paper.letter_unsigned", language, law=named, suggestions=many),
        say("submit.paper.closing", language),
    )


def letter_of(edition: Edition, language: str) -> Letter:
    """The letter in ``language``: each part as it was written, else as it usually is."""
    own, else_ = written(edition, language), usual(edition, language)
    return Letter(*(getattr(own, part) or getattr(else_, part) for part in PARTS))


def shown(edition: Edition, languages: Iterable[str]) -> dict[str, str]:
    """What the form shows of the letter, for its version."""
    return {
        f"{part}_{one}": getattr(edition, f"{part}_{one}") for one in languages for part in PARTS
    }


@transaction.atomic
def write(
    edition: Edition, letters: Mapping[str, Letter], by: User, *, seen: str | None = None
) -> None:
    """Keep what people wrote for the letter, by language; empty parts go back to the usual words. ``seen``: the version
    that the form showed.

    Raises :class:`huiyin.desk.proposals.api.drafting.Fixed`, :class:`huiyin.desk.frame.versions.Changed`.
    """
    edition = still_written(edition)
    given: dict[str, str] = {}
    for language, letter in letters.items():
        for part in PARTS:
            words = getattr(letter, part).strip()
            given[f"{part}_{language}"] = words[:300] if part == "salutation" else words
    check(seen, shown(edition, letters), given)
    for name, words in given.items():
        setattr(edition, name, words)
    edition.save(update_fields=given)
    for language in letters:
        record(by, "edition.letter", edition, language=language)
