"""The documents of a joint proposal: their content, and their output as Word and PDF.

Documents may be long and are made in a separate process with limits. It imports this package without Django, so
whatever needs Django is imported within functions.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

from huiyin.i18n import current_language, use_language
from huiyin.law import (
    AmendmentKind,
    Law,
    OmissionReason,
    SuggestionAction,
    TextualAmendment,
    mark_amendments,
    to_akoma_ntoso,
)

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion

#: File extension → media type of the documents.
ENDINGS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_log = logging.getLogger(__name__)


def make_paper(
    consultation: Consultation, edition: ProposalVersion, day: date, language: str, ending: str
) -> bytes:
    """The proposal in one ``language`` of the draft, as ``pdf`` or ``docx``. Raises ``KeyError`` for others,
    and :class:`huiyin.desk.core.isolated_process.WorkUnfinished`.
    """
    from huiyin.desk.core.isolated_process import make_apart
    from huiyin.desk.laws import api as laws
    from huiyin.desk.outcomes.papers.content import compose_paper
    from huiyin.desk.outcomes.papers.typeset_paper import set_paper

    if ending not in ENDINGS:
        raise KeyError(ending)
    texts = laws.map_laws(consultation.draft)
    before = current_language()
    use_language(language)
    try:
        said = compose_paper(consultation, edition, texts, language, day)
    finally:
        use_language(before)
    made = make_apart(set_paper, said, language, ending)
    if made.lacking:
        _log.warning("a paper is made without PDF/A and PDF/UA: %s", made.lacking)
    return made.data


def make_papers(
    consultation: Consultation, edition: ProposalVersion, day: date
) -> dict[str, bytes]:
    """File name → content: in each language of the draft the proposal, the draft in Akoma Ntoso and, if
    suggestions change it in this language, the amended draft.
    """
    from huiyin.desk.core.isolated_process import make_apart
    from huiyin.desk.laws import api as laws

    files: dict[str, bytes] = {}
    for language, law in laws.map_laws(consultation.draft).items():
        for ending in ENDINGS:
            files[f"proposal.{language}.{ending}"] = make_paper(
                consultation, edition, day, language, ending
            )
        files[f"draft.{language}.akn.xml"] = make_apart(to_akoma_ntoso, law)
        data, left = render_amended_law(edition, law, language)
        if len(left) < len(_asked_in(edition, language)):  # else it would be the draft once more
            files[f"amended.{language}.akn.xml"] = data
    return files


def render_amended_law(
    edition: ProposalVersion, law: Law, language: str
) -> tuple[bytes, tuple[tuple[Suggestion, OmissionReason], ...]]:
    """``law`` with the suggested wordings in ``language`` marked as amendments, in Akoma Ntoso; and the
    suggestions in this language that could not be included, with reasons.
    """
    from huiyin.desk.core.isolated_process import make_apart

    asked = _asked_in(edition, language)
    amendments = [
        TextualAmendment(one.eid, AmendmentKind(one.action), one.read_in(language, "wording")[0])
        for one in asked
    ]
    made = make_apart(mark_amendments, law, amendments)
    return made.data, tuple((asked[at], why) for at, why in sorted(made.left.items()))


def _asked_in(edition: ProposalVersion, language: str) -> list[Suggestion]:
    """The suggestions that change the text in ``language``: written in it or translated into it."""
    from django.db.models import Q

    found = edition.suggestions.filter(Q(language=language) | ~Q(wording_translated=""))
    return list(found.exclude(action=SuggestionAction.KEEP))
