"""What outcomes add to consultations: tabs, search, summary, results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.urls import reverse

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.citations import make_reader_citer
from huiyin.desk.consultations.for_you import ReturnItem
from huiyin.desk.consultations.links import ChainLink
from huiyin.desk.consultations.overview import OverviewCount, OverviewLink, OverviewPart
from huiyin.desk.consultations.search_sources import SearchHit
from huiyin.desk.consultations.tabs import Tab
from huiyin.desk.core.stacked_bar import BarPart
from huiyin.desk.outcomes.api.replies import find_submitted_version, list_own_outcomes
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.outcomes.verdict_bars import make_verdict_bar
from huiyin.desk.proposals.api.drafts import list_resting_on, sees_unfixed
from huiyin.i18n import current_language, say, say_number
from huiyin.intake import ReplyStatus
from huiyin.presentation.citations import shorten_text
from huiyin.trace import Verdict

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation, Group
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion

#: The most suggestions in a user's results, and characters of each.
_RETURNS, _ASKS = 10, 90
_SHOWN = (Stage.REPLYING, Stage.TRACING, Stage.CLOSED)


def find_tab(access: Access) -> Tab | None:
    """Decided by the stage, without a query."""
    if access.consultation.stage not in _SHOWN:
        return None
    return Tab("replies", say("reply.title"), reverse("replies", args=(access.consultation.slug,)))


def submission_tab(access: Access) -> Tab | None:
    """During signing for those who may submit, and for everybody afterwards."""
    if access.consultation.stage not in _SHOWN and not access["submit"]:
        return None
    return Tab(
        "submission", say("submit.title"), reverse("submission", args=(access.consultation.slug,))
    )


def uptake_tab(access: Access) -> Tab | None:
    """Once there is an enacted text; before that for those who may upload it."""
    shown = access.consultation.stage in _SHOWN
    if not shown or not (access.consultation.enacted_id or access["enact"]):
        return None
    return Tab("uptake", say("uptake.title"), reverse("uptake", args=(access.consultation.slug,)))


def search_replies(access: Access, words: str) -> QuerySet[Reply]:
    """Replies containing the words; they are public like the proposal."""
    edition = find_submitted_version(access.consultation)
    return (
        Reply.objects.filter(suggestion__version=edition)
        .holding(words)
        .select_related("suggestion")
        .order_by("suggestion__position", "pk")
    )


def list_hits(access: Access, rows: list[Reply]) -> list[SearchHit]:
    page = reverse("replies", args=(access.consultation.slug,))
    return [
        SearchHit(
            f"{page}?at={one.suggestion_id}#s{one.suggestion_id}",
            f"{one.suggestion.key} · {say(f'run.reply.{one.status}')}",
            (one.reason,),
        )
        for one in rows
    ]


def describe_outcome(access: Access) -> OverviewPart:
    """What was submitted, answered and enacted, with verdicts. At most four queries."""
    consultation = access.consultation
    edition = find_submitted_version(consultation)
    if edition is None or consultation.stage not in _SHOWN:
        return OverviewPart()
    slug = consultation.slug
    handed_in, replies = (reverse(name, args=(slug,)) for name in ("submission", "replies"))
    uptake = reverse("uptake", args=(slug,))
    answers = dict(
        Reply.objects.filter(suggestion__version=edition)
        .order_by()
        .values_list("status")
        .annotate(Count("pk"))
    )
    verdicts = count_verdicts(edition)
    reading = OverviewLink(say("overview.read_replies"), replies) if answers else None
    if verdicts:
        reading = OverviewLink(say("overview.read_outcome"), uptake)
    answered = sum(answers.values())
    return OverviewPart(
        counts=(OverviewCount(answered, say("overview.replies", n=answered), replies),),
        days={Stage.REPLYING: edition.submission.day},
        documents=(OverviewLink(say("overview.handed_in"), handed_in),),
        reading=reading,
        outcome=make_verdict_bar(verdicts, uptake)
        if verdicts
        else _make_reply_bar(answers, replies),
        outcome_words=say_outcome(verdicts) if verdicts else say("overview.answered", n=answered),
    )


def count_verdicts(edition: ProposalVersion) -> dict[str, int]:
    """Verdict (a person's takes precedence) → number of suggestions. One query."""
    rows = (
        Uptake.objects.filter(suggestion__version=edition, suggestion__dropped_at=None)
        .order_by()
        .values_list("person_verdict", "verdict")
        .annotate(Count("pk"))
    )
    counts: dict[str, int] = {}
    for person, machine, n in rows:
        counts[person or machine] = counts.get(person or machine, 0) + n
    return counts


def _make_reply_bar(answers: Mapping[str, int], page: str) -> tuple[BarPart, ...]:
    return tuple(
        BarPart(one.value, say(f"run.reply.{one}"), answers.get(one.value, 0), page)
        for one in ReplyStatus
    )


def say_outcome(verdicts: Mapping[str, int]) -> str:
    """The outcome of the suggestions in one sentence."""
    total = sum(verdicts.values())
    taken = sum(n for verdict, n in verdicts.items() if Verdict(verdict).is_taken_up)
    return say("uptake.sentence", n=total, taken=say_number(taken), left=say_number(total - taken))


def list_returns(person: User) -> list[ReturnItem]:
    """Replies to and uptake of suggestions based on the user's comments."""
    items = []
    outcomes = list_own_outcomes(person, _RETURNS)
    cite = make_reader_citer(one.version.proposal.consultation for one, _, _ in outcomes)
    for suggestion, reply, uptake in outcomes:
        consultation = suggestion.version.proposal.consultation
        asks, language = _find_asked(suggestion)
        items.append(
            ReturnItem(
                consultation.title,
                _name_suggestion(suggestion, consultation, cite),
                _locate_suggestion(consultation.slug, suggestion),
                _list_states(reply, uptake),
                shorten_text(asks, _ASKS),
                language,
            )
        )
    return items


def _find_asked(suggestion: Suggestion) -> tuple[str, str]:
    """What a suggestion asks for and the language of that text: its wording, otherwise its description."""
    reader = current_language()
    wording = suggestion.read_in(reader, "wording")
    return wording if wording[0] else suggestion.read_in(reader, "text")


def list_group_links(access: Access, group: Group) -> list[ChainLink]:
    """The suggestions based on a group, with reply and uptake."""
    consultation = access.consultation
    cite = make_reader_citer([consultation])
    return [
        ChainLink(
            _name_suggestion(one, consultation, cite),
            _locate_suggestion(access.consultation.slug, one),
            _list_states(getattr(one, "reply", None), getattr(one, "uptake", None)),
            say("desk.group.chain.suggestion"),
        )
        for one in list_resting_on(group, with_unfixed=sees_unfixed(access))
    ]


def _name_suggestion(
    suggestion: Suggestion,
    consultation: Consultation,
    cite: Callable[[Consultation, str, str], str],
) -> str:
    """Its key and the citation of its provision."""
    place = cite(consultation, suggestion.eid, suggestion.target)
    return f"{suggestion.key} · {place}" if place else suggestion.key


def _locate_suggestion(slug: str, suggestion: Suggestion) -> str:
    return reverse("suggestion_words", args=(slug, suggestion.version.number, suggestion.key))


def _list_states(reply: Reply | None, uptake: Uptake | None) -> tuple[tuple[str, str], ...]:
    """The states of a suggestion: reply and uptake."""
    states = []
    if reply is not None:
        states.append((f"run.reply.{reply.status}", "uptake.reply"))
    if uptake is not None:
        states.append((f"trace.verdict.{uptake.final_verdict}", "uptake.text"))
    return tuple(states)
