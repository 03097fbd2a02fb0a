"""How the wording that a suggestion asks for is shown: as a change of the draft in the language that it is read in, where
it replaces words of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from huiyin.desk.consultations.api.citations import find_change
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import current_language
from huiyin.law import SuggestionAction

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


def changes_in(consultation: Consultation) -> Callable[[Suggestion], Any]:
    """Suggestion → the word changes it asks for, or None where there is nothing to set side by side; given to
    ``proposals/part_wording.html``. One query, however many suggestions."""
    texts = {
        text.language: text for text in consultation.draft.expressions.defer("source", "problems")
    }

    def of(suggestion: Suggestion) -> Any:
        wording, language = suggestion.read_in(current_language(), "wording")
        text = texts.get(language)
        if text is None or suggestion.action != SuggestionAction.REPLACE:
            return None
        return find_change(text, suggestion.eid, wording)

    return of
