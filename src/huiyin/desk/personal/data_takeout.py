"""All that the desk holds of somebody, in one file: a page to read, and the same as JSON and tables."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Revision

from huiyin.desk.accounts.devices import list_devices, list_session_rows
from huiyin.desk.accounts.permissions import Action, Role
from huiyin.desk.api.api.personal_rows import list_all_hooks, list_all_tokens
from huiyin.desk.audit.api import list_entries, record_audit_entry
from huiyin.desk.audit.entry_words import describe_object, is_of_the_day, say_verb
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.arriving_files import list_arrivals_by
from huiyin.desk.consultations.api.job_subjects import map_consultations
from huiyin.desk.consultations.api.personal_rows import (
    list_comments_of,
    list_decisions_by,
    list_intakes_by,
    list_opened_by,
    list_statements,
    list_votes_of,
)
from huiyin.desk.initiatives.api import personal_rows as initiatives
from huiyin.desk.jobs.api import list_jobs_by
from huiyin.desk.laws import draft_personal_rows
from huiyin.desk.networks.api import list_invitations, list_invitations_to
from huiyin.desk.notifications.api import list_mails_to
from huiyin.desk.notifications.followings import find_thing, list_followings_at
from huiyin.desk.outcomes.api.personal_rows import (
    list_replies_by,
    list_submissions_by,
    list_uptake_decided_by,
)
from huiyin.desk.personal.holdings import list_relations
from huiyin.desk.personal.models import Erasure
from huiyin.desk.personal.names import PersonNames, find_shared
from huiyin.desk.personal.page_notes import list_noted
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.api.personal_rows import (
    list_opinions_by,
    list_remarks_by,
    list_signatures_by,
    list_suggestions,
    list_versions,
    list_versions_by,
)
from huiyin.desk.registry.api.seats import list_seats
from huiyin.desk.research.api.personal_rows import list_authorships, list_deeds
from huiyin.i18n import current_language, say
from huiyin.presentation.spreadsheets import write_csv

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation, Statement, Vote
    from huiyin.desk.notifications.models import Following
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion


#: A cell as it is written: words, numbers, yes or no, a day or a moment.
Cell = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class DataSection:
    """``name`` and ``columns`` are names of the catalogues: ``personal.section.…``, ``personal.column.…``."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def title(self) -> str:
        return say(f"personal.section.{self.name}")

    @property
    def headings(self) -> list[str]:
        return [say(f"personal.column.{column}") for column in self.columns]

    @property
    def shown(self) -> list[list[str]]:
        """The rows as a person reads them."""
        return [[_format_cell(cell) for cell in row] for row in self.rows]


def _format_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return say("desk.both.yes") if cell else say("desk.both.no")
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def gather_all(person: User) -> list[DataSection]:
    """Everything that is held of somebody with an account, in the language that is spoken now."""
    return [
        DataSection(name, columns, tuple(rows(person)))
        for name, (columns, rows) in SECTIONS.items()
    ]


# ---- the account ---------------------------------------------------------------------------------------


def _list_account(person: User) -> Iterator[tuple[Cell, ...]]:
    said: dict[str, Cell] = {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "digest": say(f"desk.mails.{person.digest}"),
        "reminders": person.wants_reminders,
        "told_until": person.digested_at,
        "secretariat": person.is_secretariat,
        "operator": person.is_superuser,
        "editor": person.is_staff,
        "active": person.is_active,
        "joined": person.date_joined,
        "last_login": person.last_login,
    }
    for name, value in said.items():
        yield say(f"personal.account.{name}"), value
    for address in EmailAddress.objects.filter(user=person).order_by("pk"):
        yield say("personal.account.address"), address.email
    for group in person.groups.order_by("pk"):
        yield say("personal.account.group"), group.name


def _list_roles(person: User) -> Iterator[tuple[Cell, ...]]:
    """What they are now, and how it came and went as the record of acts tells it."""
    for seat in list_seats(person):
        is_authority = seat.organisation.kind == seat.organisation.Kind.AUTHORITY
        role = Role.OFFICER if is_authority else Role.DELEGATE
        yield say(f"desk.role.{role}"), seat.organisation.name, say("personal.now"), None
    for former in person.former_seats.select_related("organisation").order_by("pk"):
        yield "", former.organisation.name, say("personal.until"), former.until
    for draft in draft_personal_rows.list_edited_drafts(person):
        yield say("personal.draft_writer"), str(draft), say("personal.now"), None
    for network in person.coordinates.order_by("pk"):
        yield say(f"desk.role.{Role.COORDINATOR}"), network.name, say("personal.now"), None
    for over in person.coordinations.exclude(until=None).select_related("network").order_by("pk"):
        yield (
            say(f"desk.role.{Role.COORDINATOR}"),
            over.network.name,
            say("personal.until"),
            over.until,
        )
    for act in _filter_acts_about(person).filter(Q(verb__startswith="person.") | Q(verb="join")):
        yield "", "", say_verb(act), act.created_at


def _list_authenticators(person: User) -> Iterator[tuple[Cell, ...]]:
    for lock in Authenticator.objects.filter(user=person).order_by("pk"):
        yield say(f"audit.factor.{lock.type}"), lock.created_at, lock.last_used_at


def _list_sessions(person: User) -> Iterator[tuple[Cell, ...]]:
    for one in list_session_rows(person):
        yield one.browser, one.system, one.created_at, one.last_seen_at, one.expire_date


def _list_devices(person: User) -> Iterator[tuple[Cell, ...]]:
    """Browsers that they are known in: nothing is held of one but since when, and when it was used last."""
    for one in list_devices(person):
        yield one.created_at, one.last_seen_at


def _list_programs(person: User) -> Iterator[tuple[Cell, ...]]:
    """Tokens and webhooks, without their secrets."""
    for token in list_all_tokens(person):
        over = token.revoked_at or token.expires_at
        yield say("audit.thing.token"), token.name, token.created_at, token.used_at, over
    for hook in list_all_hooks(person):
        yield say("audit.thing.webhook"), hook.url, hook.created_at, hook.told_until, hook.paused_at


# ---- what they said ------------------------------------------------------------------------------------


def _known_by(person: User) -> PersonNames:
    """By their address; one that several write under opens nothing."""
    named = PersonNames.of_address(person.email)
    return replace(named, shared=find_shared(named.addresses))


def _list_comments(person: User) -> Iterator[tuple[Cell, ...]]:
    """What they said; and what others sent in for them in a table, where it bears their address. A name alone is no proof:
    everybody chooses their own, and another's may be the same."""
    named = _known_by(person)
    for one in list_comments_of(person):
        if one.author_id == person.pk or named.is_only_of(one.speaker):
            yield (
                one.consultation.title, say(f"personal.state.{one.state}"), one.is_private, one.speaker,
                one.organisation.name if one.organisation else "", one.eid, one.reference, one.quote, one.text,
                one.wording, "\n".join(one.earlier_words), one.submitted_at, one.updated_at,
            )  # fmt: skip


def _list_votes(person: User) -> Iterator[tuple[Cell, ...]]:
    """Votes cast by them, and such that came in a file under their address. What an organisation voted is told to who
    speaks for it now."""
    seats = set(list_seats(person).values_list("organisation", flat=True))
    named = _known_by(person)
    for vote in list_votes_of(person):
        is_by_address = vote.user_id is None and vote.organisation_id is None
        if vote.user_id is not None or (is_by_address and named.is_only_of(vote.participant)):
            is_theirs = is_by_address or vote.organisation_id in seats
            yield _make_vote_row(vote, is_theirs=is_theirs)


def _make_vote_row(vote: Vote, *, is_theirs: bool) -> tuple[Cell, ...]:
    words = {1: "agree", 0: "pass", -1: "disagree"}
    return (
        vote.statement.consultation.title, vote.organisation.name if vote.organisation else "",
        vote.statement.text if is_theirs else "",
        say(f"statement.{words[vote.value or 0]}") if is_theirs else say("personal.vote_of_others"),
        timezone.localtime(vote.cast_at).date(),
    )  # fmt: skip


def _list_remarks(person: User) -> Iterator[tuple[Cell, ...]]:
    for one in list_remarks_by(person):
        yield one.version.proposal.consultation.title, one.text, one.created_at


def _list_acts_for_others(person: User) -> Iterator[tuple[Cell, ...]]:
    """What they did in another's name: an organisation's, the network's, an authority's."""

    def titled(proposal: Any) -> str:
        return str(proposal.consultation.title)

    for call in list_opened_by(person):
        yield say("personal.did.open"), call.title, "", "", call.created_at
    for act in list_decisions_by(person):
        yield (
            say(f"audit.verb.group.{act.kind}"),
            act.consultation.title,
            "",
            act.words,
            act.created_at,
        )
    for edition in list_versions_by(person):
        yield (
            say("personal.did.edition"),
            titled(edition.proposal),
            "",
            str(edition.number),
            edition.created_at,
        )
    yield from _list_written_texts(person)
    for signed in list_signatures_by(person):
        yield (
            say("personal.did.sign"),
            titled(signed.version.proposal),
            signed.organisation.name,
            "",
            signed.created_at,
        )
    for differing in list_opinions_by(person):
        yield (
            say("personal.did.differ"), titled(differing.version.proposal), differing.organisation.name, differing.text,
            differing.created_at,
        )  # fmt: skip
    for handed in list_submissions_by(person):
        yield say("personal.did.submit"), titled(handed.version.proposal), "", "", handed.created_at
    for reply in list_replies_by(person):
        yield (
            say("personal.did.reply"),
            titled(reply.suggestion.version.proposal),
            "",
            reply.reason,
            reply.created_at,
        )
    for uptake in list_uptake_decided_by(person):
        yield (
            say("personal.did.judge"), titled(uptake.suggestion.version.proposal), "", uptake.person_reason,
            uptake.decided_at,
        )  # fmt: skip


def _list_all_acts(person: User) -> Iterator[tuple[Cell, ...]]:
    yield from _list_acts_for_others(person)
    for code, title, organisation, moment in (*list_deeds(person), *initiatives.list_deeds(person)):
        yield say(f"personal.did.{code}"), title, organisation, "", moment
    for code, title, organisation, moment in draft_personal_rows.list_deeds(person):
        yield say(f"personal.did.{code}"), title, organisation, "", moment


def _list_draft_words(person: User) -> Iterator[tuple[Cell, ...]]:
    """What they typed in drafts and did not save."""
    for one in draft_personal_rows.list_unsaved_words(person):
        yield str(one.draft), "\n".join(filter(None, (one.text_zh, one.text_en))), one.kept_at


def _list_works(person: User) -> Iterator[tuple[Cell, ...]]:
    """Works that name them as an author, and how."""
    for one in list_authorships(person):
        yield one.work.title, one.label, one.orcid, one.affiliation, one.created_at


class _TextVisibility:
    """What somebody may see now of the texts that they once wrote at: others may have written there since."""

    def __init__(self, person: User) -> None:
        self._person = person
        self._known: dict[int, Access] = {}

    def of(self, consultation: Consultation) -> Access:
        if consultation.pk not in self._known:
            self._known[consultation.pk] = Access(self._person, consultation)
        return self._known[consultation.pk]

    def statement(self, one: Statement) -> bool:
        access = self.of(one.consultation)
        return access.may(Action.SEE) and (not one.is_moderated_out or access.may(Action.STATE))

    def edition(self, one: ProposalVersion) -> bool:
        access = self.of(one.proposal.consultation)
        return access.may(Action.SEE) and (one.locked_at is not None or sees_unfixed(access))

    def suggestion(self, one: Suggestion) -> bool:
        """One that was dropped is shown to who writes, to be put back."""
        access = self.of(one.version.proposal.consultation)
        return self.edition(one.version) and (one.dropped_at is None or access.may(Action.DRAFT))


def _collect_row_ids(person: User, *verbs: str) -> set[int]:
    """Of the rows that they did one of ``verbs`` to, as the record of acts tells."""
    acts = list_entries().filter(actor=person, verb__in=verbs)
    return {int(key) for key in acts.values_list("thing_id", flat=True) if key.isdecimal()}


def _list_written_texts(person: User) -> Iterator[tuple[Cell, ...]]:
    """Statements, suggestions and letters, which bear nobody's name: that they wrote at them the record of acts tells. What
    they say now is told as far as its pages would show it to the person."""
    sight = _TextVisibility(person)
    acts = list_entries().filter(actor=person, verb__startswith="statement.")
    verbs = acts.order_by().values_list("verb", flat=True).distinct()
    for one in list_statements(_collect_row_ids(person, *verbs)):
        words = one.text if sight.statement(one) else say("personal.seen_no_more")
        yield say("personal.did.statement"), one.consultation.title, "", words, None
    keys = _collect_row_ids(person, "suggestion.add", "suggestion.change", "suggestion.translate")
    for asked in list_suggestions(keys):
        words = say("personal.seen_no_more")
        if sight.suggestion(asked):
            said = (getattr(asked, name) for name in asked.searched)
            words = " · ".join(filter(None, (asked.key, *said)))
        consultation = asked.version.proposal.consultation
        yield say("personal.did.suggest"), consultation.title, "", words, None
    for edition in list_versions(_collect_row_ids(person, "edition.letter")):
        words, consultation = say("personal.seen_no_more"), edition.proposal.consultation
        if sight.edition(edition):
            words = "\n".join(filter(None, (getattr(edition, name) for name in _LETTER)))
        yield say("personal.did.letter"), consultation.title, "", words, None


#: What a letter says.
_LETTER = (
    "salutation_zh", "letter_zh", "closing_zh", "salutation_en", "letter_en", "closing_en",
)  # fmt: skip


def _list_uploads(person: User) -> Iterator[tuple[Cell, ...]]:
    """Files they sent in, by name: what is in a table of comments others said."""
    for one in list_intakes_by(person):
        yield one.consultation.title, one.file_name, one.created_at
    for arriving in list_arrivals_by(person):
        yield arriving.consultation.title, arriving.file_name, arriving.heard_at
    own = list(list_jobs_by(person))
    consultations = map_consultations(own)
    for job in own:
        if job.arguments.get("name"):
            yield consultations[job.subject_id].title, str(job.arguments["name"]), job.created_at


# ---- what was written to them, and of them -------------------------------------------------------------


def _list_invitations(person: User) -> Iterator[tuple[Cell, ...]]:
    found = list_invitations().filter(Q(created_by=person) | Q(email__iexact=person.email))
    for one in found.select_related("organisation", "network").order_by("pk"):
        way = "received" if one.email.lower() == person.email.lower() else "sent"
        yield (
            say(f"personal.invitation.{way}"), one.email, say(f"desk.role.{one.role}"),
            str(one.organisation or one.network or ""), one.created_at, one.accepted_at,
        )  # fmt: skip


def _list_followings(person: User) -> Iterator[tuple[Cell, ...]]:
    """What their address follows, or asked to."""
    for one in list_followings_at(person.email):
        yield describe_following(one)


def describe_following(one: Following) -> tuple[Cell, ...]:
    thing = find_thing(one.kind, one.key)
    title = thing.title if thing else one.key
    return one.follower.email, title, one.follower.language, one.created_at, one.confirmed_at


def _list_mails(person: User) -> Iterator[tuple[Cell, ...]]:
    for mail in list_mails_to(person):
        yield (
            say(f"mail.name.{mail.kind}"),
            mail.recipient,
            _format_about(mail.about),
            mail.created_at,
            mail.settled_at,
        )


def _format_about(about: Any) -> str:
    return json.dumps(about, ensure_ascii=False) if about else ""


def _filter_acts_about(person: User) -> Any:
    """Acts done to them: to their account, and to the invitations to their address."""
    invited = list_invitations_to(person.email).values_list("pk", flat=True)
    of_theirs = Q(thing="user", thing_id=str(person.pk)) | Q(
        thing="invitation", thing_id__in=[str(pk) for pk in invited]
    )
    of_theirs |= Q(details__whom=person.pk)
    return list_entries().filter(of_theirs)


def _list_audit_entries(person: User) -> Iterator[tuple[Cell, ...]]:
    about = set(_filter_acts_about(person).values_list("pk", flat=True))
    for act in list_entries().filter(Q(actor=person) | Q(pk__in=about)).iterator():
        moment: Cell = (
            timezone.localtime(act.created_at).date() if is_of_the_day(act) else act.created_at
        )
        yield (
            say(f"personal.by.{'you' if act.actor_id == person.pk else 'others'}"),
            say_verb(act),
            describe_object(act),
            moment,
        )


def _list_requests(person: User) -> Iterator[tuple[Cell, ...]]:
    for erasure in Erasure.objects.filter(person=person).order_by("pk"):
        yield (
            erasure.created_at,
            say(f"personal.erasure.{erasure.state}"),
            erasure.words,
            erasure.reason,
            erasure.settled_at,
        )


def _list_page_edits(person: User) -> Iterator[tuple[Cell, ...]]:
    """What the editor of pages keeps of them: which table, which row, what it is called."""
    for model, name, _ in list_relations():
        if model._meta.app_label.startswith("wagtail"):
            rows = model._base_manager.filter(**{name: person}).order_by("pk")
            for row in rows:
                words = getattr(row, "text", "") or getattr(row, "label", "")
                yield str(model._meta.label), name, str(row.pk), str(row), words
    for number, words in list_noted(person.pk):
        yield str(Revision._meta.label), "", number, "", words


#: Section → its columns, and what gives its rows. In the order of the file.
SECTIONS: dict[str, tuple[tuple[str, ...], Callable[[User], Iterable[tuple[Cell, ...]]]]] = {
    "account": (("what", "value"), _list_account),
    "roles": (("role", "where", "what", "at"), _list_roles),
    "locks": (("what", "at", "used"), _list_authenticators),
    "sessions": (("browser", "system", "at", "used", "until"), _list_sessions),
    "devices": (("at", "used"), _list_devices),
    "programs": (("what", "text", "at", "used", "until"), _list_programs),
    "comments": (
        (
            "consultation",
            "state",
            "private",
            "who",
            "organisation",
            "place",
            "reference",
            "quote",
            "text",
            "wording",
            "earlier",
            "at",
            "changed",
        ),
        _list_comments,
    ),
    "votes": (("consultation", "organisation", "statement", "vote", "day"), _list_votes),
    "remarks": (("consultation", "text", "at"), _list_remarks),
    "draft_words": (("on", "text", "at"), _list_draft_words),
    "done": (("what", "consultation", "organisation", "text", "at"), _list_all_acts),
    "works": (("work", "who", "orcid", "organisation", "at"), _list_works),
    "uploads": (("consultation", "file", "at"), _list_uploads),
    "invitations": (("what", "email", "role", "where", "at", "used"), _list_invitations),
    "followings": (("email", "what", "language", "at", "confirmed"), _list_followings),
    "mails": (("what", "email", "about", "at", "sent"), _list_mails),
    "acts": (("who", "what", "on", "at"), _list_audit_entries),
    "requests": (("at", "state", "text", "reason", "answered"), _list_requests),
    "editing": (("table", "column", "number", "what", "text"), _list_page_edits),
}


# ---- the file ------------------------------------------------------------------------------------------


@transaction.atomic
def take_all(person: User) -> bytes:
    """The file for somebody with an account; that it was made is recorded."""
    record_audit_entry(person, "personal.take", person)
    return pack_sections(gather_all(person), person.name or person.email)


def pack_sections(sections: list[DataSection], whose: str) -> bytes:
    """A ZIP of ``sections``: ``index.html`` to read, ``data.json`` and ``tables/….csv`` for other programs."""
    made = timezone.now()
    page = render_to_string(
        "personal/file.html",
        {"sections": sections, "whose": whose, "made": made, "language": current_language()},
    )
    contents = {
        "made": made.isoformat(),
        "of": whose,
        **{
            one.name: [
                {column: _to_plain(cell) for column, cell in zip(one.columns, row, strict=True)}
                for row in one.rows
            ]
            for one in sections
        },
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr("data.json", json.dumps(contents, ensure_ascii=False, indent=1))
        for one in sections:
            with archive.open(f"tables/{one.name}.csv", "w") as file:
                _write_table(file, one)
    return written.getvalue()


def _write_table(file: IO[bytes], section: DataSection) -> None:
    table = io.StringIO(newline="")
    rows = ([_to_plain(cell) for cell in row] for row in section.rows)
    write_csv(table, chain([section.columns], rows))
    file.write(table.getvalue().encode("utf-8-sig", "surrogatepass"))


def _to_plain(cell: Cell) -> str | int | bool | None:
    return cell.isoformat() if isinstance(cell, date) else cell
