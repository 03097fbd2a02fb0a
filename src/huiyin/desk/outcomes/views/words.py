"""All texts about a suggestion or a proposal in full, in parts.

Pages that list many suggestions show the beginning of long texts and link here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, require_action
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.consultations.api.statements import list_statements_of
from huiyin.desk.consultations.links import ChainLink
from huiyin.desk.core import excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import page_beside, read_page_number
from huiyin.desk.outcomes.api import replies
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.i18n import current_language, say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion


#: Title, language if known, and text.
_Text = tuple[str, str, str]


@require_safe
@cached_page
@require_action(Action.SEE)
def suggestion_words(
    request: ConsultationRequest, consultation: Consultation, number: int, key: str
) -> HttpResponse:
    """One suggestion: its texts, remarks and opinions on it, the reply, and uptake."""
    edition = _find(request, consultation, number)
    suggestion = edition.suggestions.select_related("reply", "uptake").filter(key=key).first()
    if suggestion is None:
        raise Http404
    cite = make_citer(request, consultation)
    place = suggestion.target if suggestion.target and not suggestion.eid else cite(suggestion.eid)
    texts = [
        *_own(suggestion),
        *_said_on(request, edition, suggestion),
        *_answers(consultation, suggestion),
        *_shown_in_text(suggestion),
    ]
    groups = list(
        list_groups(consultation, with_private=request.access.may(Action.SEE_PRIVATE)).filter(
            suggestions=suggestion
        )
    )
    stated = list_statements_of([group.pk for group in groups])
    chain = {
        "place": place,
        "groups": groups,
        "statements": [one for one in stated if not one.is_moderated_out],
        "links": list(_list_answers(consultation, suggestion)),
    }
    return _show(
        request, edition, texts, f"{suggestion.key} · {place}", suggestion=suggestion, chain=chain
    )


@require_safe
@cached_page
@require_action(Action.SEE)
def edition_words(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """The letter of an edition, and remarks on it as a whole."""
    edition = _find(request, consultation, number)
    letter = [
        (f"{say(f'proposal.letter.{part}')} · {say(f'run.language.{language}')}", language, words)
        for language in ("zh", "en")
        for part in ("salutation", "letter", "closing")
        if (words := getattr(edition, f"{part}_{language}"))
    ]
    texts = [*letter, *_said_on(request, edition, None)]
    return _show(request, edition, texts, say("proposal.edition", number=edition.number))


def _find(request: ConsultationRequest, consultation: Consultation, number: int) -> ProposalVersion:
    for one in drafts.list_proposal_versions(
        consultation, with_unfixed=sees_unfixed(request.access)
    ):
        if one.number == number:
            return one
    raise Http404


def _own(one: Suggestion) -> Iterator[_Text]:
    """Its texts, in the reader's language first."""
    reader = current_language()
    for name in one.WORDED:
        words, language = one.read_in(reader, name)
        yield say(f"proposal.{name}"), language, words
        if getattr(one, name) and getattr(one, name + one.TRANSLATED):
            own = getattr(one, name if language != one.language else name + one.TRANSLATED)
            other = "en" if language == "zh" else "zh"
            yield f"{say(f'proposal.{name}')} · {say(f'run.language.{other}')}", other, own


def _said_on(
    request: ConsultationRequest, edition: ProposalVersion, one: Suggestion | None
) -> Iterator[_Text]:
    """Minority opinions and, for those who may see them, remarks."""
    keys = set(edition.suggestions.values_list("key", flat=True)) if one is None else set()
    for opinion in edition.minority_opinions.select_related("organisation"):
        if opinion.suggestion_key not in keys if one is None else opinion.suggestion_key == one.key:
            yield f"{say('proposal.differ.title')} · {opinion.organisation.name}", "", opinion.text
    if sees_unfixed(request.access):
        for remark in edition.remarks.filter(suggestion=one).select_related("created_by"):
            yield f"{say('proposal.remarks')} · {remark.created_by or '—'}", "", remark.text


def _list_answers(consultation: Consultation, one: Suggestion) -> Iterator[ChainLink]:
    """The reply and the uptake, each with a link."""
    anchor = f"?at={one.pk}#s{one.pk}"
    reply, uptake = getattr(one, "reply", None), getattr(one, "uptake", None)
    if reply is not None:
        url = reverse("replies", args=(consultation.slug,)) + anchor
        yield ChainLink(say(f"run.reply.{reply.status}"), url, kind=say("reply.title"))
    if uptake is not None:
        url, words = (
            reverse("uptake", args=(consultation.slug,)) + anchor,
            say(f"trace.verdict.{uptake.final_verdict}"),
        )
        yield ChainLink(words, url, kind=say("uptake.title"))


def _answers(consultation: Consultation, one: Suggestion) -> Iterator[_Text]:
    given = getattr(one, "reply", None)
    if given is None or replies.find_submitted_version(consultation) != one.version:
        return
    yield f"{say('reply.title')} · {say(f'run.reply.{given.status}')}", "", given.reason
    for before in replies.map_reply_history(consultation, [one.key]).get(one.key, [])[:-1]:
        status = say(f"run.reply.{before.details['status']}")
        yield f"{say('reply.earlier')} · {status}", "", before.details.get("reason", "")


def _shown_in_text(one: Suggestion) -> Iterator[_Text]:
    held = getattr(one, "uptake", None)
    if held is None:
        return
    yield say("uptake.why"), "", held.person_reason
    for passage in (*held.passages, *held.passages_translated):
        title = say(f"run.uptake.text.{passage['where']}", place=passage["eid"]).strip(" ·")
        yield title, passage["language"], passage["text"]


def _show(
    request: ConsultationRequest,
    edition: ProposalVersion,
    texts: list[_Text],
    title: str,
    *,
    suggestion: Suggestion | None = None,
    chain: Mapping[str, Any] | None = None,
) -> HttpResponse:
    pages = excerpts.lay_out([words for *_, words in texts])
    number = read_page_number(request)
    if number > len(pages):
        raise Http404
    return render(
        request,
        "outcomes/words.html",
        {
            "tab": "proposal",
            "edition": edition,
            "suggestion": suggestion,
            **(chain or {}),
            "title": title,
            "parts": [(*texts[at][:2], words) for at, words in pages[number - 1]],
            "number": number,
            "page": page_beside(request, number, has_next=number < len(pages)),
        },
    )
