"""People without an account whose names came with a table of comments, an invitation or a mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from huiyin.desk.accounts.models import Act, Mail, User
from huiyin.desk.consultations.models import Comment, Vote
from huiyin.desk.consultations.views.auditing import did, on
from huiyin.desk.networks.models import Invitation
from huiyin.desk.personal.names import addresses_in, folded
from huiyin.desk.personal.taking import Cell, Section
from huiyin.desk.registry.models import Organisation
from huiyin.words import say

#: Names that are offered at once.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A name or an address, as it stands in the tables, and how often in which: names of ``personal.found.…``."""

    name: str
    places: tuple[tuple[str, int], ...]


def find_names(words: str) -> list[Found]:
    """Names and addresses that hold ``words`` and belong to no account: neither is an address of one, nor holds it."""
    counted: dict[str, Counter[str]] = {}
    for place, (rows, column) in _places().items():
        for name in rows.filter(**{f"{column}__icontains": words}).values_list(column, flat=True):
            if name.strip():
                counted.setdefault(name, Counter())[place] += 1
    for name in list_of_accounts(counted):
        del counted[name]
    found = [Found(name, tuple(sorted(times.items()))) for name, times in sorted(counted.items())]
    return found[:_MOST]


def list_of_accounts(names: Iterable[str]) -> list[str]:
    """Those of ``names`` in which the address of an account stands: who has one asks for themselves."""
    held = {name: addresses_in(name) for name in names}
    every = {address for addresses in held.values() for address in addresses}
    taken = {
        folded(email)
        for email in User.objects.values_list("email", flat=True)
        if folded(email) in every
    }
    return [name for name, addresses in held.items() if addresses & taken]


def choose_names(words: str, names: Iterable[str]) -> list[str]:
    """Those of ``names`` that the search for ``words`` offers; nothing else is taken from a form."""
    offered = {one.name for one in find_names(words)} if words else set()
    return [name for name in dict.fromkeys(names) if name in offered]


def _places() -> dict[str, tuple[QuerySet[Any], str]]:
    """Where names stand that are of no account: what they are called, the rows, the column."""
    return {
        "comments": (Comment.objects.filter(author=None).exclude(speaker=""), "speaker"),
        "invitations": (Invitation.objects.all(), "email"),
        "mails": (Mail.objects.exclude(email=""), "email"),
        "votes": (Vote.objects.filter(organisation=None), "participant"),
        "organisations": (Organisation.objects.exclude(email=""), "email"),
    }


def find_accounts(words: str) -> list[User]:
    """Who has an account and is called so: they take their data away themselves."""
    if not words:
        return []
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(found.order_by("name", "email", "pk")[:_MOST])


def gather(named: Collection[str]) -> list[Section]:
    """All that is held under the names and addresses ``named``."""
    meant = {folded(one) for one in named}

    def is_meant(value: str) -> bool:
        return folded(value) in meant

    return [
        Section("comments", ("consultation", "state", "private", "who", "organisation", "place", "reference", "quote", "text",
                             "wording", "earlier", "at"), tuple(_comments(is_meant))),
        Section("invitations", ("email", "role", "where", "at", "used"), tuple(_invitations(is_meant))),
        Section("mails", ("what", "email", "at", "sent"), tuple(_mails(is_meant))),
        Section("votes", ("consultation", "who", "statement", "vote"), tuple(_votes(is_meant))),
        Section("acts", ("what", "on", "at"), tuple(_acts(is_meant))),
    ]  # fmt: skip


def _comments(is_meant: Any) -> Iterator[tuple[Cell, ...]]:
    found = (
        Comment.objects.filter(author=None)
        .exclude(speaker="")
        .select_related("consultation", "organisation")
    )
    for one in found.order_by("pk").iterator(chunk_size=1000):
        if is_meant(one.speaker):
            yield (
                one.consultation.title, say(f"personal.state.{one.state}"), one.is_private, one.speaker,
                one.organisation.name if one.organisation else "", one.eid, one.reference, one.quote, one.text,
                one.wording, "\n".join(one.earlier_words), one.at,
            )  # fmt: skip


def _invitations(is_meant: Any) -> Iterator[tuple[Cell, ...]]:
    for one in Invitation.objects.select_related("organisation", "network").order_by("pk"):
        if is_meant(one.email):
            where = str(one.organisation or one.network or "")
            yield one.email, say(f"desk.role.{one.role}"), where, one.at, one.accepted


def _mails(is_meant: Any) -> Iterator[tuple[Cell, ...]]:
    for one in Mail.objects.exclude(email="").order_by("pk"):
        if is_meant(one.email):
            yield say(f"mail.name.{one.kind}"), one.email, one.at, one.settled


def _votes(is_meant: Any) -> Iterator[tuple[Cell, ...]]:
    words = {1: "agree", 0: "pass", -1: "disagree"}
    found = Vote.objects.filter(organisation=None, value__isnull=False).select_related(
        "statement__consultation"
    )
    for one in found.order_by("pk"):
        if is_meant(one.participant):
            vote = say(f"statement.{words[one.value or 0]}")
            yield one.statement.consultation.title, one.participant, one.statement.text, vote


def _acts(is_meant: Any) -> Iterator[tuple[Cell, ...]]:
    for act in Act.objects.exclude(details={}).order_by("pk").iterator(chunk_size=1000):
        if any(isinstance(value, str) and is_meant(value) for value in act.details.values()):
            yield did(act), on(act), act.at
