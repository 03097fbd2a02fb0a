"""People without an account whose names came with a table of comments, an invitation or a mail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from huiyin.desk.accounts.api import list_accounts, search_accounts
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.entry_words import describe_object, say_verb
from huiyin.desk.consultations.api.personal_rows import (
    list_filed_votes,
    list_spoken_comments,
    list_votes_beside,
)
from huiyin.desk.networks.api import list_invitations
from huiyin.desk.notifications.api import list_mails_outside
from huiyin.desk.notifications.followings import list_followers, list_followings_at
from huiyin.desk.personal.data_takeout import (
    Cell,
    DataSection,
    describe_following,
    pack_sections,
)
from huiyin.desk.personal.names import PersonNames, fold_name
from huiyin.desk.personal.traces import NameTrace
from huiyin.desk.registry.organisations import list_with_address
from huiyin.desk.research.api.personal_rows import list_named_authors
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Comment, Vote
    from huiyin.desk.networks.models import Invitation
    from huiyin.desk.notifications.models import Mail

#: Names that are offered at once.
_MOST = 100


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name or an address, as it stands in the tables, and how often in which: names of ``personal.found.…``."""

    name: str
    places: tuple[tuple[str, int], ...]


def find_names(words: str) -> list[NameMatch]:
    """Names and addresses that hold ``words`` and belong to no account: neither is an address of one, nor holds it."""
    counted: dict[str, Counter[str]] = {}
    for place, (rows, column) in _map_places().items():
        for name in rows.filter(**{f"{column}__icontains": words}).values_list(column, flat=True):
            if name.strip():
                counted.setdefault(name, Counter())[place] += 1
    for name in list_of_accounts(counted):
        del counted[name]
    found = [
        NameMatch(name, tuple(sorted(times.items()))) for name, times in sorted(counted.items())
    ]
    return found[:_MOST]


def list_of_accounts(names: Iterable[str]) -> list[str]:
    """Those of ``names`` in which the address of an account stands: who has one asks for themselves."""
    held = {name: whole for name in names if "@" in (whole := fold_name(name))}
    every = "\n".join(held.values())
    emails = {email for one in list_accounts().values_list("email", flat=True) if (email := fold_name(one)) in every}  # fmt: skip
    found = []
    for name, whole in held.items():
        inside = frozenset(email for email in emails if email in whole)
        if inside and PersonNames(frozenset(), inside).has_address(name):
            found.append(name)
    return found


def choose_names(words: str, names: Iterable[str]) -> list[str]:
    """Those of ``names`` that the search for ``words`` offers; nothing else is taken from a form."""
    offered = {one.name for one in find_names(words)} if words else set()
    return [name for name in dict.fromkeys(names) if name in offered]


@transaction.atomic
def take_for(names: Iterable[str], chosen: Collection[NameTrace], by: User) -> bytes:
    """The file for who is called ``names`` and has no account, of the places ``chosen``; that it was made is
    recorded, not for whom."""
    record_audit_entry(by, "personal.take_for", by)
    return pack_sections(gather_sections(chosen), call_person(names, chosen))


def call_person(names: Iterable[str], chosen: Iterable[NameTrace]) -> str:
    """What the file for them calls a person: by those of ``names`` that stand in what is theirs. The others that were looked
    at may be somebody else's, and say where they work."""
    columns = ("speaker", "participant", "email", "label")
    written = [str(getattr(one.row, name, "")) for one in chosen for name in columns]
    held = [name for name in names if any(name in words for words in written if words)]
    return say("personal.strangers.comma").join(held)


def _map_places() -> dict[str, tuple[QuerySet[Any], str]]:
    """Where names stand that are of no account: what they are called, the rows, the column."""
    return {
        "comments": (list_spoken_comments(), "speaker"),
        "invitations": (list_invitations(), "email"),
        "mails": (list_mails_outside(), "email"),
        "followings": (list_followers(), "email"),
        "votes": (list_filed_votes(), "participant"),
        "organisations": (list_with_address(), "email"),
        "authors": (list_named_authors().filter(user=None), "label"),
    }


def find_accounts(words: str) -> list[User]:
    """Who has an account and is called so: they take their data away themselves."""
    if not words:
        return []
    return list(search_accounts(words)[:_MOST])


def gather_sections(chosen: Iterable[NameTrace]) -> list[DataSection]:
    """What is held in the places ``chosen``, of which somebody said that the person is meant."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for trace in chosen:
        rows[trace.kind].append(trace.row)
    return [
        DataSection("comments", ("consultation", "state", "private", "who", "organisation", "place", "reference", "quote", "text",
                             "wording", "earlier", "at"), tuple(map(_make_comment_row, rows["comment"] + rows["speaker"]))),
        DataSection("invitations", ("email", "role", "where", "at", "used"), tuple(map(_make_invitation_row, rows["invitation"]))),
        DataSection("mails", ("what", "email", "at", "sent"), tuple(map(_make_mail_row, rows["sent"]))),
        DataSection("followings", ("email", "what", "language", "at", "confirmed"), tuple(describe_following(one) for row in rows["follower"] for one in list_followings_at(row.email))),
        DataSection("votes", ("consultation", "who", "statement", "vote"), tuple(_list_vote_rows(rows["vote"]))),
        DataSection("works", ("work", "who", "orcid", "organisation", "at"), tuple((one.work.title, one.label, one.orcid, one.affiliation, one.created_at) for one in rows["author"])),
        DataSection("acts", ("what", "on", "at"), tuple((say_verb(act), describe_object(act), act.created_at) for act in rows["act"])),
    ]  # fmt: skip


def _make_comment_row(one: Comment) -> tuple[Cell, ...]:
    return (
        one.consultation.title, say(f"personal.state.{one.state}"), one.is_private, one.speaker,
        one.organisation.name if one.organisation else "", one.eid, one.reference, one.quote, one.text,
        one.wording, "\n".join(one.earlier_words), one.submitted_at,
    )  # fmt: skip


def _make_invitation_row(one: Invitation) -> tuple[Cell, ...]:
    where = str(one.organisation or one.network or "")
    return one.email, say(f"desk.role.{one.role}"), where, one.created_at, one.accepted_at


def _make_mail_row(one: Mail) -> tuple[Cell, ...]:
    return say(f"mail.name.{one.kind}"), one.email, one.created_at, one.settled_at


def _list_vote_rows(firsts: Iterable[Vote]) -> Iterator[tuple[Cell, ...]]:
    """A trace of votes stands for all under its name in a consultation."""
    words = {1: "agree", 0: "pass", -1: "disagree"}
    for first in firsts:
        for one in list_votes_beside(first).filter(value__isnull=False):
            vote = say(f"statement.{words[one.value or 0]}")
            yield one.statement.consultation.title, one.participant, one.statement.text, vote
