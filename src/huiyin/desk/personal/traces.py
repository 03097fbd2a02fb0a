"""Where a person is named in what others sent in: rows of their tables, their files, votes, the record of acts, mails.

An address that is one person's says who is meant, so what bears it goes with them. A name may be another's, and so may an
address that several write under or an organisation has: what bears those is listed, and goes only where somebody of the
secretariat says that this person is meant. What others said in words of their own stays; it
is listed too, with where it stands (:mod:`huiyin.desk.personal.mentions`), so that it can be reworded by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from huiyin.desk.audit.api import list_entries, list_entries_on, scrub_entry
from huiyin.desk.audit.entry_words import say_verb
from huiyin.desk.consultations.api.personal_rows import (
    ERASED,
    erase_each,
    forget_voters,
    list_filed_votes,
    list_intakes,
    list_spoken_comments,
    scrub_intake,
    set_place,
    set_speaker,
)
from huiyin.desk.core.stored_files import make_stored_name
from huiyin.desk.jobs.api import list_all_jobs, scrub_job
from huiyin.desk.networks.api import list_invitations
from huiyin.desk.notifications.api import (
    list_mails,
    list_mails_of,
    list_mails_outside,
    scrub_mail,
)
from huiyin.desk.notifications.followings import list_followers
from huiyin.desk.personal.file_contents import Unsearchable, list_texts
from huiyin.desk.personal.names import PersonNames
from huiyin.desk.personal.row_places import find_address, find_consultation, find_time_field
from huiyin.desk.registry.organisations import forget_addresses, list_with_address
from huiyin.desk.research.api.personal_rows import erase_authors, list_named_authors
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.audit.models import AuditEntry
    from huiyin.desk.consultations.models import Intake
    from huiyin.desk.jobs.models import Job

#: Characters of somebody's words that are shown.
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class NameTrace:
    """One place. ``kind`` says what goes: a name of ``personal.trace.…``; ``row``: of what; ``words``: what stands there.
    ``is_sure``: an address of the person does."""

    kind: str
    row: Any
    words: str
    is_sure: bool

    @property
    def key(self) -> str:
        """What it is called in a form."""
        return f"{self.kind}:{self.row.pk}"

    @property
    def name(self) -> str:
        """What it is marked by, for it to be known again in a backup."""
        return name_row(self.kind, self.row)

    @property
    def where(self) -> str:
        return str(find_consultation(self.row) or "")

    @property
    def url(self) -> str:
        return find_address(self.row)


#: Tables that were moved since rows of theirs were first marked → what the marks call them for good.
_MARKED_AS = {
    "audit.auditentry": "accounts.act",
    "notifications.mail": "accounts.mail",
    "jobs.job": "consultations.job",
}


def name_row(kind: str, row: Any) -> str:
    """A row and what goes of it, by what no other row has: its number alone may be given to another after a restore.
    Marks outlive versions of the desk, so a row is called in them what it was called when the first was made."""
    is_slug = row._meta.label_lower == "registry.organisation"
    told = row.slug if is_slug else getattr(row, find_time_field(type(row))).isoformat()
    table = _MARKED_AS.get(row._meta.label_lower, row._meta.label_lower)
    return f"{kind} {table} {row.pk} {told}"


# ---- found ---------------------------------------------------------------------------------------------


def find_traces(named: PersonNames) -> list[NameTrace]:
    """Everything that can be taken out, in a steady order: rows, files, votes, work in the background, acts, mails."""
    return [trace for find in _FINDERS for trace in find(named)]


def _filter_older(rows: models.QuerySet[Any], named: PersonNames) -> models.QuerySet[Any]:
    if named.before:
        rows = rows.filter(**{f"{find_time_field(rows.model)}__lt": named.before})
    return rows.order_by("pk")


def _in_rows(named: PersonNames) -> Iterator[NameTrace]:
    """Who spoke, as a table has it: a person alone, or a person beside what they stand for."""
    rows = _filter_older(list_spoken_comments(), named)
    for comment in rows.select_related("consultation").iterator(chunk_size=1000):
        is_sure = named.is_only_of(comment.speaker)
        if not (is_sure or named.may_name(comment.speaker)):
            continue
        is_alone = not any(one.isalnum() for one in named.without(comment.speaker))
        is_own = is_alone and comment.organisation_id is None
        said = f"{comment.speaker}: {comment.words}"[:_SHOWN]
        yield NameTrace("comment" if is_own else "speaker", comment, said, is_sure)


def _list_intakes(named: PersonNames) -> models.QuerySet[Intake]:
    """Those of others: the person's own go with them."""
    found = list_intakes()
    return _filter_older(found.exclude(created_by=named.number) if named.number else found, named)


def _in_files(named: PersonNames) -> Iterator[NameTrace]:
    for intake in _list_intakes(named):
        held = read_texts(intake)
        texts = [*list_shown(intake), *(held or ())]
        is_sure = any(map(named.is_only_of, texts))
        if is_sure or any(map(named.may_name, texts)):
            yield NameTrace("file", intake, intake.file_name, is_sure)
        elif held is None:  # somebody who knows what is in it has to say
            yield NameTrace("unsearched", intake, intake.file_name, False)
        stem = PurePath(intake.file_name).stem
        is_sure = named.is_only_of(stem)
        if is_sure or named.may_be_in(stem):
            yield NameTrace("file_name", intake, intake.file_name, is_sure)


def list_shown(intake: Intake) -> Iterator[str]:
    """What is kept of a file beside it: its first rows, what was refused, the names of its sheets."""
    yield from strings_in(
        [intake.preview, intake.headings, intake.columns, intake.refused, intake.understood]
    )
    yield from intake.comments.order_by("pk").values_list("place", flat=True)


def read_texts(intake: Intake) -> list[str] | None:
    """What stands in the file itself; None where that cannot be told."""
    if not intake.file:
        return []
    try:
        with intake.file.open("rb") as file:
            return list_texts(file.read(), intake.file_name)
    except Unsearchable:
        return None
    except FileNotFoundError:
        return []


def strings_in(value: Any) -> Iterator[str]:
    """Every text in what a column of JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings_in([name, one])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one)


def _in_votes(named: PersonNames) -> Iterator[NameTrace]:
    """Who voted by a file: one trace for all votes under a name in a consultation."""
    votes = _filter_older(list_filed_votes(), named)
    seen = set()
    for vote in votes.exclude(participant__startswith=ERASED):
        whose = (vote.statement.consultation_id, vote.participant)
        is_sure = named.is_only_of(vote.participant)
        if whose not in seen and (is_sure or named.may_name(vote.participant)):
            seen.add(whose)
            yield NameTrace("vote", vote, vote.participant, is_sure)


def _in_jobs(named: PersonNames) -> Iterator[NameTrace]:
    """What work in the background says of files that others sent: their names, and what stood in them."""
    jobs = list_all_jobs()
    if named.number:
        jobs = jobs.exclude(created_by=named.number)
    for job in _filter_older(jobs, named).iterator(chunk_size=1000):
        texts = list(strings_in([job.arguments, job.error]))
        found = [text for text in texts if named.may_name(text)]
        if found:
            yield NameTrace("job", job, found[0][:_SHOWN], any(map(named.is_only_of, found)))


def _in_acts(named: PersonNames) -> Iterator[NameTrace]:
    """Acts that say a name and no number, where another account has the same name: nobody but a person knows who is meant.
    Of people without an account also such as say a name that no account has, or their address."""
    if named.number is None:
        yield from _in_acts_of_strangers(named)
        return
    if not named.has_namesake:
        return
    for act in _filter_older(list_entries().exclude(details={}), named).iterator(chunk_size=1000):
        if not has_number(act) and any(map(named.is_named, _names_in(act.details))):
            yield NameTrace("act", act, say_verb(act), False)


def _in_acts_of_strangers(named: PersonNames) -> Iterator[NameTrace]:
    own = replace(named, names=named.names - named.others)
    for act in _filter_older(list_entries().exclude(details={}), named).iterator(chunk_size=1000):
        email = str(act.details.get("email") or "")
        named_there = () if has_number(act) else _names_in(act.details)
        if own.is_named(email) or any(map(own.is_named, named_there)):
            yield NameTrace("act", act, say_verb(act), named.is_only_of(email))


def has_number(act: AuditEntry) -> bool:
    """Whether an act says by a number whom it is about."""
    return act.thing == "user" or act.details.get("whom") is not None


#: Where the record of acts names people.
NAMING = ("person", "who", "names")


def _names_in(details: dict[str, Any]) -> Iterator[str]:
    yield from strings_in([details.get(name) for name in NAMING])


def _in_mails(named: PersonNames) -> Iterator[NameTrace]:
    """Mails to others, likewise."""
    if not named.has_namesake:
        return
    for mail in _filter_older(list_mails().exclude(about={}), named).select_related("person"):
        is_numbered = mail.about.get("whom") is not None
        if not is_numbered and any(map(named.is_named, strings_in(mail.about))):
            yield NameTrace("mail", mail, mail.recipient, False)


def _in_post(named: PersonNames) -> Iterator[NameTrace]:
    """Invitations, mails to people without an account, and what they follow; who has one loses theirs with it."""
    if named.number is not None:
        return
    for invitation in _filter_older(list_invitations(), named).select_related(
        "organisation", "network"
    ):
        if named.has_address(invitation.email):
            where = invitation.organisation or invitation.network or ""
            said = f"{invitation.email}: {say(f'desk.role.{invitation.role}')} {where}".strip()
            yield NameTrace("invitation", invitation, said, named.is_only_of(invitation.email))
    for follower in _filter_older(list_followers(), named):
        if named.has_address(follower.email):
            yield NameTrace("follower", follower, follower.email, named.is_only_of(follower.email))
    for mail in _filter_older(list_mails_outside(), named):
        if named.has_address(mail.email):
            said = f"{mail.email}: {say(f'mail.name.{mail.kind}')}"
            yield NameTrace("sent", mail, said, named.is_only_of(mail.email))


def _in_organisations(named: PersonNames) -> Iterator[NameTrace]:
    """The address of an organisation is its own, or that of somebody there: nobody but a person knows."""
    for one in list_with_address():
        if named.has_address(one.email):
            yield NameTrace("organisation", one, f"{one}: {one.email}", False)


def _in_works(named: PersonNames) -> Iterator[NameTrace]:
    """Authors of works: one's own account says who is meant, a name alone does not."""
    for author in _filter_older(list_named_authors(), named):
        is_own = author.user_id is not None and author.user_id == named.number
        is_of_another = author.user_id is not None and not is_own
        if is_own or (not is_of_another and named.may_name(author.label)):
            said = f"{author.label}: {author.work.title}"[:_SHOWN]
            yield NameTrace("author", author, said, is_own)


_FINDERS: tuple[Callable[[PersonNames], Iterator[NameTrace]], ...] = (
    _in_rows, _in_files, _in_votes, _in_jobs, _in_acts, _in_mails, _in_post, _in_organisations, _in_works,
)  # fmt: skip


# ---- taken out -----------------------------------------------------------------------------------------


def erase_traces(named: PersonNames, traces: Iterable[NameTrace]) -> None:
    """Take ``named`` out of each place. Call it in a transaction."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for trace in traces:
        by_kind[trace.kind].append(trace.row)
    # Read again, the file would bring back who is taken out of its rows.
    files = {row.intake_id: row.intake for row in by_kind["comment"] + by_kind["speaker"] if row.intake_id}  # fmt: skip
    files |= {row.pk: row for row in by_kind["file"] + by_kind["unsearched"]}
    erase_each(by_kind["comment"])
    for comment in by_kind["speaker"]:
        # Beside an address stands who has it, however they are written there.
        speaker = "" if named.has_address(comment.speaker) else named.without(comment.speaker)
        is_left = speaker != comment.speaker and any(one.isalnum() for one in speaker)
        set_speaker(comment, speaker if is_left else "")
    drop_files(files.values(), named)
    for intake in by_kind["file_name"]:
        _rename_file(intake)
    forget_voters(by_kind["vote"])
    erase_authors(by_kind["author"])
    for job in by_kind["job"]:
        _forget_job(job, named)
    for act in by_kind["act"]:
        naming = (*NAMING, "email")
        details = {n: _remove_names(v, named) if n in naming else v for n, v in act.details.items()}
        scrub_entry(act, details | {"erased": True})
    for mail in by_kind["mail"]:
        about = {n: _remove_names(v, named) if isinstance(v, str | list) else take_out(v, named) for n, v in mail.about.items()}  # fmt: skip
        scrub_mail(mail, about)
    _forget_post(by_kind)


def _remove_names(value: Any, named: PersonNames) -> Any:
    """As :func:`take_out`; nothing at all where nobody knows any more what they are called."""
    if named.names or named.addresses:
        return take_out(value, named)
    return [] if isinstance(value, list) else ""


def _forget_post(by_kind: dict[str, list[Any]]) -> None:
    for invitation in by_kind["invitation"]:
        list_mails_of("invitation", invitation=invitation.pk).delete()
        list_invitations().filter(pk=invitation.pk).delete()
    list_followers().filter(pk__in=[one.pk for one in by_kind["follower"]]).delete()
    list_mails().filter(pk__in=[mail.pk for mail in by_kind["sent"]]).delete()
    forget_addresses([one.pk for one in by_kind["organisation"]])


def _forget_job(job: Job, named: PersonNames) -> None:
    """Texts that name them, be it within other words, are emptied; so is what a file was called where nobody knows
    any more what they are called. Where the file lies is not one of these texts."""
    held = {"arguments": dict(job.arguments), "error": job.error}
    lies = held["arguments"].pop("file", None)
    emptied = _empty_texts(held, named)
    if not (named.names or named.addresses):
        emptied["arguments"] |= {"name": ""} if "name" in held["arguments"] else {}
        if job.error.get("details"):
            emptied["error"]["details"]["file"] = ""
    if lies is not None:
        emptied["arguments"]["file"] = lies
    scrub_job(job, **emptied)


def _empty_texts(value: Any, named: PersonNames) -> Any:
    """A value of JSON, of whose texts those are emptied that may name them; a part that can be cut out is cut out."""

    def empty(text: str) -> str:
        cut = named.without(text)
        return "" if named.may_name(cut) else cut

    return change_texts(value, empty)


def take_out(value: Any, named: PersonNames) -> Any:
    """A value of JSON without ``named`` in any of its texts."""
    return change_texts(value, named.without)


def change_texts(value: Any, change: Callable[[str], str]) -> Any:
    """A value of JSON with each of its texts changed; names of fields stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: change_texts(one, change) for name, one in value.items()}
    return [change_texts(one, change) for one in value] if isinstance(value, list) else value


def drop_files(intakes: Iterable[Intake], named: PersonNames | None = None) -> None:
    """The files themselves, and what is shown of them; what was taken from them stays with who said it. Of files of
    others (``named``) their names and headings stay, as far as they name nobody."""
    for intake in intakes:
        stored = intake.file.name
        kept: dict[str, Any] = {"headings": [], "columns": {}, "file_name": ""}
        if named is not None:
            kept = {
                "headings": take_out(intake.headings, named),
                "columns": take_out(intake.columns, named),
            }
            _rename_sheets(intake, named)
            _rename_columns(intake, named)
        scrub_intake(intake, file="", preview=[], refused=[], understood={}, **kept)
        intake.file = ""
        drop_at_commit(default_storage, stored)


def _rename_sheets(intake: Intake, named: PersonNames) -> None:
    """A sheet may be called by a person's name; the number of the row keeps its rows apart."""
    for comment in intake.comments.exclude(place="").only("pk", "place"):
        place = named.without(comment.place)
        if place != comment.place:
            set_place(comment, f"{place[:150]}·{comment.pk}")


def _rename_columns(intake: Intake, named: PersonNames) -> None:
    """The record of acts says which columns were mapped."""
    for act in list_entries_on("intake", intake.pk).filter(verb="map_columns"):
        details = take_out(act.details, named)
        if details != act.details:
            scrub_entry(act, details | {"erased": True})


def drop_at_commit(storage: Any, *names: str) -> None:
    """Delete files once it is certain that no row names them."""

    def drop() -> None:
        for name in names:
            if name:
                storage.delete(name)

    transaction.on_commit(drop)


def is_numbered(intake: Intake) -> bool:
    """Whether a file is called by its number."""
    return intake.file_name == f"{intake.pk}{PurePath(intake.file_name).suffix}"


def names_file(job: Job) -> bool:
    """Whether work in the background still says what a file was called."""
    said = [job.arguments.get("name"), (job.error.get("details") or {}).get("file")]
    return any(said)


def _rename_file(intake: Intake) -> None:
    """Call a file by its number, where it lies too, and wherever its name was written down; what it is, its ending says."""
    old = list_intakes().get(pk=intake.pk)
    name = f"{old.pk}{PurePath(old.file_name).suffix}"
    stored = ""
    if old.file:
        with old.file.open("rb") as file:
            stored = default_storage.save(
                f"comments/{make_stored_name(name)}", ContentFile(file.read())
            )
        drop_at_commit(default_storage, old.file.name)
    scrub_intake(old, file_name=name, file=stored)
    for act in list_entries_on("intake", old.pk).filter(details__has_key="file"):
        scrub_entry(act, act.details | {"file": name})
    for job in list_all_jobs().filter(arguments__intake=old.pk):
        scrub_job(job, error=_rename_texts(job.error, old.file_name, name))
    for mail in list_mails_of("intake", intake=old.pk):
        scrub_mail(mail, _rename_texts(mail.about, old.file_name, name))


def _rename_texts(value: Any, old: str, new: str) -> Any:
    return change_texts(value, lambda text: new if text == old else text)
