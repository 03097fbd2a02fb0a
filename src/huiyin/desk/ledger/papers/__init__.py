"""A joint proposal on paper: what the papers say, and the same as Word and as PDF."""

from __future__ import annotations

from datetime import date

from huiyin.desk.consultations.api import laws
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.papers.content import compose
from huiyin.desk.ledger.papers.pdf import to_pdf
from huiyin.desk.ledger.papers.word import to_word
from huiyin.desk.proposals.models import Edition, Suggestion
from huiyin.law import Amendment, Law, Left, Way, amend, to_akoma_ntoso
from huiyin.words import current_language, use_language

#: Ending → media type of the papers that people read.
ENDINGS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_WRITERS = {"pdf": to_pdf, "docx": to_word}


def paper(
    consultation: Consultation, edition: Edition, day: date, language: str, ending: str
) -> bytes:
    """The proposal in one ``language`` of the draft, as ``pdf`` or ``docx``. Raises ``KeyError`` for others."""
    texts = laws.laws_of(consultation.draft)
    before = current_language()
    use_language(language)
    try:
        return _WRITERS[ending](compose(consultation, edition, texts, language, day))
    finally:
        use_language(before)


def papers(consultation: Consultation, edition: Edition, day: date) -> dict[str, bytes]:
    """File name → content: in each language of the draft the proposal, and in Akoma Ntoso the draft as it was and,
    where suggestions change it in this language, as they would have it."""
    files: dict[str, bytes] = {}
    for language, law in laws.laws_of(consultation.draft).items():
        for ending in ENDINGS:
            files[f"proposal.{language}.{ending}"] = paper(
                consultation, edition, day, language, ending
            )
        files[f"draft.{language}.akn.xml"] = to_akoma_ntoso(law)
        data, left = amended(edition, law, language)
        if len(left) < len(_asked_in(edition, language)):  # else it would be the draft once more
            files[f"amended.{language}.akn.xml"] = data
    return files


def amended(
    edition: Edition, law: Law, language: str
) -> tuple[bytes, tuple[tuple[Suggestion, Left], ...]]:
    """``law`` with the wordings that ``edition`` suggests in ``language`` marked in it, as Akoma Ntoso; and those
    suggestions in this language that are not in it, with why."""
    asked = _asked_in(edition, language)
    made = amend(law, [Amendment(one.eid, Way(one.action), one.wording) for one in asked])
    return made.data, tuple((asked[at], why) for at, why in sorted(made.left.items()))


def _asked_in(edition: Edition, language: str) -> list[Suggestion]:
    """The suggestions of ``edition`` that change the text in ``language``."""
    found = edition.suggestions.filter(language=language)
    return list(found.exclude(action=Suggestion.Action.KEEP))
