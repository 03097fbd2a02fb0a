"""The law in the reader's language: citations of its provisions, and the changes that a wording makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.edit_conflicts import compare_words
from huiyin.desk.laws.api import get_law, list_texts, map_laws_of
from huiyin.i18n import current_language, say
from huiyin.presentation.citations import name_provision

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression


def choose_text(
    request: HttpRequest, consultation: Consultation
) -> tuple[Expression, list[Expression]]:
    """The text in the language of ``?text=``, otherwise in the reader's, otherwise any."""
    texts = list_texts(consultation.draft)
    if not texts:
        raise Http404
    by_language = {text.language: text for text in texts}
    wanted = request.GET.get("text", current_language())
    return by_language.get(wanted, texts[0]), texts


def find_change(text: Expression, eid: str, wording: str) -> Any:
    """The word-level changes from the draft's provision to ``wording``; None if there is nothing to compare."""
    if not wording or not eid:
        return None
    law = get_law(text)
    provision = law.by_eid.get(law.eid_of(eid) or "")
    return compare_words(provision.full_text, wording) if provision is not None else None


def make_citer(request: HttpRequest, consultation: Consultation) -> Callable[[str], str]:
    """A function from eId to citation, in the language in which the reader reads the law; an empty eId is the
    whole law.
    """
    law = get_law(choose_text(request, consultation)[0])
    return lambda eid: name_provision(law, eid) if eid else say("desk.law.whole")


def make_reader_citer(
    consultations: Iterable[Consultation],
) -> Callable[[Consultation, str, str], str]:
    """A function that cites a provision of one of ``consultations`` in the reader's language, if the draft is
    available in it; as ``written`` if the draft has no such provision. A constant number of queries.
    """
    laws = map_laws_of({one.draft_id for one in consultations})

    def cite(consultation: Consultation, eid: str, written: str) -> str:
        texts = laws.get(consultation.draft_id, {})
        law = texts.get(current_language()) or next(iter(texts.values()), None)
        if law is None or eid not in law.by_eid:
            return written
        return name_provision(law, eid)

    return cite
