"""Show the wording of a suggestion as a change to the draft in the reader's language, if it replaces text."""

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
    """Return a function giving the word changes of a suggestion, or None if there is nothing to compare; used
    by ``proposals/part_wording.html``. One query for any number of suggestions.
    """
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
