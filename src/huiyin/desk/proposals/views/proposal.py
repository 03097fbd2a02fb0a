"""Show a joint proposal and compare its versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access, ConsultationRequest, require_action, speaks_for
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.consultations.api.statements import list_statements_of
from huiyin.desk.consultations.api.votes import (
    count_published,
    counts_to_show,
    describe_counting,
    find_opinion_result,
    measure_vote_readiness,
)
from huiyin.desk.core import excerpts
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import (
    ROWS,
    Page,
    make_page,
    page_beside,
    page_within,
    read_page_number,
)
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.proposals import suggestion_pages
from huiyin.desk.proposals.api import drafts as api
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.api.minority_opinions import may_differ_for
from huiyin.desk.proposals.api.minority_opinions import snapshot_opinion as opinion_shown
from huiyin.desk.proposals.api.signatures import is_up_for_signing
from huiyin.desk.proposals.api.suggestion_order import list_dropped
from huiyin.desk.proposals.forwarding_notes import list_suggestion_notes
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.desk.proposals.views.translations import list_todo
from huiyin.desk.proposals.wording_changes import changes_in
from huiyin.i18n import say
from huiyin.law import diff_words

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.registry.models import Organisation


#: Maximum number of other groups on the same provision named below a suggestion.
OTHERS = 5


def groups_seen(access: Access) -> Any:
    return list_groups(access.consultation, with_private=access.may(Action.SEE_PRIVATE))


@require_safe
@cached_page
@require_action(Action.SEE)
def show_proposal(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Show the newest version visible to the reader."""
    found = api.list_proposal_versions(consultation, with_unfixed=sees_unfixed(request.access))
    newest = found[0] if found else None
    return _render_version(request, consultation, found, newest, is_newest_asked=True)


@require_safe
@cached_page
@require_action(Action.SEE)
def show_proposal_version(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Show a version by number."""
    found = api.list_proposal_versions(consultation, with_unfixed=sees_unfixed(request.access))
    return _render_version(request, consultation, found, _get_version(found, number))


def _get_version(found: list[ProposalVersion], number: int) -> ProposalVersion:
    for one in found:
        if one.number == number:
            return one
    raise Http404


def _render_version(
    request: ConsultationRequest,
    consultation: Consultation,
    found: list[ProposalVersion],
    one: ProposalVersion | None,
    *,
    is_newest_asked: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "tab": "proposal",
        "editions": found,
        "edition": one,
        "is_newest_asked": is_newest_asked,
    }
    if one is not None:
        seats: list[Organisation] = []
        if request.access["sign"]:
            seats = list(speaks_for(request.access.person, consultation))
        signatures = list(one.signatures.select_related("organisation"))
        signed = {signature.organisation_id for signature in signatures}
        is_newest = one.pk == found[0].pk
        remarks = _group_remarks(request.access, one)
        may_write = is_newest and request.access["draft"]
        is_up = is_newest and is_up_for_signing(one)
        may_differ = list(may_differ_for(request.access)) if is_up else []
        listed = list(one.suggestions.values_list("pk", "key", "eid", "target"))
        keys = {pk: key for pk, key, _, _ in listed}
        order = list(keys.values())
        opinions = _group_opinions(one, set(order), {seat.pk for seat in may_differ})

        def besides(pk: int) -> int:
            return sum(map(_weigh_remark, remarks[pk])) + sum(map(_weigh_opinion, opinions[keys[pk]]))  # fmt: skip

        page = page_within(
            request,
            one.suggestions.prefetch_related(_prefetch_groups(request.access)),
            suggestion_pages.weigh_all(one.suggestions.all(), consultation, besides),
            suggestion_pages.ROWS,
            size=ROWS if may_write and not one.locked_at else _CARDS,
        )
        suggestions = _describe_suggestions(request, consultation, page.rows, remarks, opinions)
        todo = list_todo(consultation, one) if may_write and not one.locked_at else []
        whole = _on_the_whole(remarks[None], opinions[""])
        for shown in suggestions:
            shown["is_first"] = shown["s"].key == order[0]
            shown["is_last"] = shown["s"].key == order[-1]
        context |= {
            "page": page,
            "suggestions": suggestions,
            "opinions": whole.opinions,
            "counting": describe_counting(consultation) if request.access["see_map"] else None,
            "has_votes": any(shown["votes"] for shown in suggestions),
            "may_differ": may_differ,
            "remarks": whole.remarks,
            "is_whole_cut": whole.is_cut,
            "signatures": signatures,
            "seats": [(seat, seat.pk in signed) for seat in seats] if is_up else [],
            "contents": _list_contents(request, consultation, listed),
            "is_newest": is_newest,
            "may_write": may_write,
            "order_version": digest_version({"order": " ".join(order)}),
            "content_version": digest_version(api.snapshot_content(one))
            if may_write and not one.locked_at
            else "",
            "dropped": _list_dropped(request, consultation, one)
            if may_write and not one.locked_at
            else None,
            "left_out": len(list_dropped(one)) if may_write and not one.locked_at else 0,
            "todo": todo,
            "todo_shown": todo[:_TODO],
            "has_paper": sees_unfixed(request.access),
            "paper_languages": sorted(
                consultation.draft.expressions.values_list("language", flat=True), reverse=True
            ),
        }
    return render(request, "proposals/proposal.html", context)


#: Maximum number of untranslated texts named on the page; a separate page lists all.
_TODO = 10
#: Maximum number of suggestions on a page for reading, kept small so that phone readers do not lose
#: their place.
_CARDS = 10


def _list_contents(
    request: HttpRequest, consultation: Consultation, listed: Iterable[tuple[int, str, str, str]]
) -> list[tuple[int, str, str]]:
    """Return primary key, key and cited provision of every suggestion of a version, on all pages."""
    cite = make_citer(request, consultation)
    return [
        (pk, key, target if target and not eid else cite(eid)) for pk, key, eid, target in listed
    ]


def _group_remarks(access: Access, one: ProposalVersion) -> dict[int | None, list[Any]]:
    """Map suggestions to their remarks; those on the whole version are under None."""
    found: dict[int | None, list[Any]] = defaultdict(list)
    if sees_unfixed(access):
        for remark in one.remarks.select_related("created_by"):
            found[remark.suggestion_id].append(remark)
    return found


def _prefetch_groups(access: Access) -> Prefetch[Any]:
    return Prefetch("groups", queryset=groups_seen(access))


#: Limits for the proposal as a whole: bytes of remarks and opinions, and number of remarks.
_WHOLE, _REMARKS = 150_000, 100
#: Bytes of markup around a remark or opinion, including its form.
_AROUND = 900


def _weigh_remark(remark: Any) -> int:
    return 3 * len(remark.text) + _AROUND


def _weigh_opinion(opinion: dict[str, Any]) -> int:
    """Return the estimated size of an opinion; one the reader may change is also in a form, uncut."""
    length = len(opinion["is"].text)
    return 3 * length + _AROUND + (suggestion_pages.WIDEST * length if opinion["own"] else 0)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The remarks and opinions on the whole proposal that fit on the page."""

    remarks: list[dict[str, Any]]
    opinions: list[dict[str, Any]]
    is_cut: bool


def _on_the_whole(remarks: list[Any], opinions: list[dict[str, Any]]) -> _Whole:
    last = remarks[-_REMARKS:]
    words, is_cut = excerpts.share_words(
        [one.text for one in last] + [one["is"].text for one in opinions], _WHOLE
    )
    shown = [{"r": one, "text": text} for one, text in zip(last, words, strict=False)]
    said = [one | {"text": text} for one, text in zip(opinions, words[len(last) :], strict=True)]
    return _Whole(shown, said, is_cut or len(last) < len(remarks))


def _group_opinions(
    one: ProposalVersion, keys: set[str], own: set[int]
) -> dict[str, list[dict[str, Any]]]:
    """Map suggestion keys to minority opinions; the key is empty for those on the whole proposal or on a
    suggestion missing from this version. ``own`` holds the organisations the reader may act for.
    """
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for opinion in one.minority_opinions.select_related("organisation"):
        key = opinion.suggestion_key if opinion.suggestion_key in keys else ""
        grouped[key].append(
            {
                "is": opinion,
                "own": opinion.organisation_id in own,
                "version": digest_version(opinion_shown(opinion)),
            }
        )
    return grouped


def _list_dropped(request: HttpRequest, consultation: Consultation, one: ProposalVersion) -> Page:
    cite = make_citer(request, consultation)
    page = make_page(request, list_dropped(one), name="left")
    rows = [(s, s.target if s.target and not s.eid else cite(s.eid)) for s in page.rows]
    return replace(page, rows=rows)


def _describe_suggestions(
    request: ConsultationRequest,
    consultation: Consultation,
    suggestions: list[Suggestion],
    remarks: dict[int | None, list[Any]],
    opinions: dict[str, list[dict[str, Any]]],
) -> list[dict[str, Any]]:
    """Return each suggestion as a change to the draft, with its groups, votes, remarks and opinions."""
    change = changes_in(consultation)
    notes = list_suggestion_notes(consultation, [s.key for s in suggestions])
    there = defaultdict(list)
    units = {s.unit for s in suggestions if s.unit}
    for group in groups_seen(request.access).filter(representative__unit__in=units)[:500]:
        there[group.representative.unit].append(group)
    votes = _describe_votes(request.access, {g.pk for s in suggestions for g in s.groups.all()})
    cite = make_citer(request, consultation)
    shown = []
    beside = [
        [*(one["is"].text for one in opinions[s.key]), *(r.text for r in remarks[s.pk])]
        for s in suggestions
    ]
    forms = sum(suggestion_pages.WIDEST * len(one["is"].text) for s in suggestions for one in opinions[s.key] if one["own"])  # fmt: skip
    fitted = suggestion_pages.fit_words(
        suggestions,
        [change(s) for s in suggestions],
        beside,
        max(suggestion_pages.MOST - forms, excerpts.LEAST),
    )
    for s, words in zip(suggestions, fitted, strict=True):
        own = list(s.groups.all())
        said = zip(opinions[s.key], words.others, strict=False)
        remarked = zip(remarks[s.pk], words.others[len(opinions[s.key]) :], strict=True)
        shown.append(
            {
                "s": s,
                "words": words,
                "place": s.target if s.target and not s.eid else cite(s.eid),
                "groups": own,
                "notes": notes[s.key],
                "others": [g for g in there[s.unit] if g not in own][:OTHERS],
                "remarks": [{"r": one, "text": text} for one, text in remarked],
                "opinions": [one | {"text": text} for one, text in said],
                "votes": [v for group in own for v in votes.get(group.pk, ())],
            }
        )
    return shown


def _describe_votes(access: Access, groups: set[int]) -> dict[int, list[dict[str, Any]]]:
    """Map groups to the member votes on their statements, if this reader may see the opinion map and enough
    members have voted to keep individual votes secret.
    """
    votes: dict[int, list[dict[str, Any]]] = defaultdict(list)
    if not groups or not access.may(Action.SEE_MAP):
        return votes
    is_enough = measure_vote_readiness(access.consultation).is_enough
    stated = list(count_published(list_statements_of(groups)))
    counts = counts_to_show(find_opinion_result(access.consultation), stated)
    for one in stated:
        if is_enough and one.group_id is not None and one.key in counts:
            agrees, disagrees, passes = counts[one.key]
            votes[one.group_id].append(
                {"text": one.text, "yes": agrees, "no": disagrees, "passed": passes}
            )
    return votes


@require_safe
@cached_page
@require_action(Action.SEE)
def show_changes(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Show the changes from the previous version, or from the version in ``?from=``."""
    versions = api.list_proposal_versions(consultation, with_unfixed=sees_unfixed(request.access))
    new = _get_version(versions, number)
    since = parse_number(request.GET.get("from", ""))
    old = _get_version(versions, number - 1 if since is None else since)
    cite = make_citer(request, consultation)
    before, after = list(old.suggestions.all()), list(new.suggestions.all())
    compared = api.compare_proposal_versions(before, after)
    counts = dict.fromkeys(("added", "changed", "dropped"), 0)
    for one in compared:
        counts[one.kind] += 1
    pages = _lay_out_changes(compared)
    number = read_page_number(request)
    if number > len(pages):
        raise Http404
    letter = [
        diff_words(getattr(old, name), getattr(new, name))
        for name in api.LETTER
        if number == 1 and getattr(old, name) != getattr(new, name)
    ]
    rows = [_changed(one, cite) for one in pages[number - 1]]
    return render(
        request,
        "proposals/changes.html",
        {
            "tab": "proposal",
            "old": old,
            "new": new,
            "rows": _cut_changes(rows, suggestion_pages.MOST),
            "page": page_beside(request, number, has_next=number < len(pages)),
            "counts": [(kind, n) for kind, n in counts.items() if n],
            "same": api.count_unchanged(before, after),
            "letter": [excerpts.cut_change(one, _LETTER // len(letter)) for one in letter],
            "is_letter_cut": sum(map(excerpts.weigh_change, letter)) > _LETTER,
            "others": [e for e in versions if e.number != new.number],
        },
    )


#: Maximum size of the cover letter changes on the page, in bytes.
_LETTER = 250_000


def _lay_out_changes(
    compared: Iterable[api.ChangedSuggestion],
) -> list[list[api.ChangedSuggestion]]:
    """Split the changes into pages as long as those of the proposal."""
    pages: list[list[api.ChangedSuggestion]] = [[]]
    filled = 0
    for change in compared:
        texts = [getattr(s, name) for s in (change.old, change.new) if s for name in _WORDS]
        weight = _AROUND + 5 * sum(map(len, texts))
        if pages[-1] and (len(pages[-1]) == ROWS or filled + weight > suggestion_pages.ROWS):
            pages.append([])
            filled = 0
        pages[-1].append(change)
        filled += weight
    return pages


def _changed(one: api.ChangedSuggestion, cite: Any) -> dict[str, Any]:
    s = one.new or one.old
    assert s is not None
    place = s.target if s.target and not s.eid else cite(s.eid)
    return {"s": s, "kind": one.kind, "place": place, "parts": _list_differences(one, cite), "edition": "new" if one.new else "old"}  # fmt: skip


def _cut_changes(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Shorten the rows of a page to ``most`` bytes, cutting each part of a row that exceeds its share."""
    weights = [sum(excerpts.weigh_change(words) for _, words in row["parts"]) for row in rows]
    rooms = excerpts.share_out(weights, most)
    return [
        row
        | {
            "is_cut": share < weight,
            "parts": row["parts"]
            if share >= weight
            else [
                (name, excerpts.cut_change(words, share // len(row["parts"])))
                for name, words in row["parts"]
            ],
        }
        for row, share, weight in zip(rows, rooms, weights, strict=True)
    ]


#: Fields of a suggestion that are compared word by word.
_WORDS = tuple(
    name + ending for ending in ("", Suggestion.TRANSLATED) for name in Suggestion.WORDED
)


def _list_differences(one: api.ChangedSuggestion, cite: Any) -> list[tuple[str, Any]]:
    """Return the differing parts: provision, action and text fields."""
    parts = []
    if one.old and one.new:
        if one.old.eid != one.new.eid:
            parts.append(("provision", diff_words(cite(one.old.eid), cite(one.new.eid))))
        if one.old.action != one.new.action:
            told = (say(f"proposal.action.{s.action}") for s in (one.old, one.new))
            parts.append(("action", diff_words(*told)))
    for name in _WORDS:
        old, new = (getattr(s, name) if s else "" for s in (one.old, one.new))
        if old != new:
            parts.append((name, diff_words(old, new)))
    return parts
