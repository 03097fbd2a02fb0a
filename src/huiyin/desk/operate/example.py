"""Fill the desk with the shipped example, as if a network had worked with it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import huiyin
from huiyin.desk.operate.prepare import setup
from huiyin.words import say

#: Where the example lies in a checkout.
FOLDER = Path(huiyin.__file__).resolve().parents[2] / "examples" / "climate-act"


_ACCOUNTS = "example-accounts.tsv"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the example, to sign in and try what a role can do."""

    role: str
    email: str
    password: str


#: The networks of the example by the names its list gives them.
_NETWORKS = {
    "adaptation": ("适应与生计网络", "Adaptation and livelihoods"),
    "data-and-participation": ("数据与公众参与网络", "Data and participation"),
    "energy-and-industry": ("能源与产业网络", "Energy and industry"),
    "inclusion": ("包容与平等网络", "Inclusion"),
    "just-transition": ("公正转型网络", "Just transition"),
}


def load(
    folder: Path = FOLDER, *, tell: Callable[[str], None] = lambda _what: None
) -> tuple[Account, ...]:
    """Load the example into a prepared desk: organisations, networks, accounts, the consultation.

    ``tell`` is given a word for each step. Raises ``FileNotFoundError`` where the example is not there,
    :class:`huiyin.report.consultation.UnusableConsultation` where it is damaged, and ``ValueError`` where
    the desk holds a consultation already.
    """
    setup()
    from huiyin.desk.consultations.models import Consultation
    from huiyin.report.consultation import read_consultation

    if Consultation.objects.exists():
        raise ValueError("the desk is not empty")
    source = read_consultation(folder / "consultation.toml")
    tell("organisations")
    authority, networks = _organisations(source)
    accounts = _accounts(authority, networks)
    tell("comments")
    # Two of the same draft: one to try, with what came in by the web form, and one that has gone the whole way.
    form = tuple(path for path in source.comments if path.suffix == ".csv")
    _consultation(source, authority, slug=source.id, is_finished=False, files=form)
    if source.suggestions and source.replies and source.enacted:
        tell("finished")
        slug = f"{source.id}-finished"
        finished = _consultation(
            source, authority, slug=slug, is_finished=True, files=source.comments
        )
        _finish(source, finished)
    _keep(accounts)
    return accounts


def accounts_made() -> tuple[Account, ...]:
    """The accounts of an example that was loaded before; none where there was none."""
    from django.conf import settings

    try:
        lines = (settings.DATA / _ACCOUNTS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(Account(*line.split("\t")) for line in lines)


def _keep(accounts: tuple[Account, ...]) -> None:
    """Beside the data, for its owner alone, so that who tries the example again can still sign in."""
    from django.conf import settings

    path = settings.DATA / _ACCOUNTS
    path.touch(0o600)
    lines = ["\t".join((one.role, one.email, one.password)) for one in accounts]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _organisations(source: Any) -> tuple[Any, dict[str, Any]]:
    from datetime import date

    from huiyin.desk.networks.models import Membership, Network
    from huiyin.desk.registry.models import Focus, Organisation, Route
    from huiyin.intake import read_organisations

    authority = Organisation.objects.create(
        slug="authority",
        kind=Organisation.Kind.AUTHORITY,
        name_zh=source.authority["zh"],
        name_en=source.authority["en"],
    )
    networks: dict[str, Any] = {}
    since = date(2024, 1, 1)
    for member in read_organisations(source.organisations).taken:
        organisation = Organisation.objects.create(
            slug=member.id,
            name_zh=member.name_zh,
            name_en=member.name_en,
            language="en" if member.language == "en" else "zh-hans",
        )
        if member.focus:
            Focus.objects.create(organisation=organisation, area=member.focus, since=since)
        if member.route in ("professional", "grassroots", "international"):
            Route.objects.create(organisation=organisation, on=since, **{member.route: 1.0})
        if member.network:
            if member.network not in networks:
                zh, en = _NETWORKS.get(member.network, (member.network, member.network))
                networks[member.network] = Network.objects.create(
                    slug=member.network, name_zh=zh, name_en=en
                )
            Membership.objects.create(
                network=networks[member.network], organisation=organisation, since=since
            )
    return authority, networks


def _accounts(authority: Any, networks: dict[str, Any]) -> tuple[Account, ...]:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.permissions import Role
    from huiyin.desk.networks.api import give
    from huiyin.desk.registry.models import Organisation

    made = []
    members = Organisation.objects.filter(kind=Organisation.Kind.MEMBER).order_by("slug")
    for role in (Role.OPERATOR, Role.SECRETARIAT, Role.COORDINATOR, Role.DELEGATE, Role.OFFICER):
        account = Account(role.value, f"{role.value}@example.org", secrets.token_urlsafe(9))
        user = User.objects.create_user(
            account.email, account.password, name=say(f"desk.role.{role}")
        )
        if role is Role.OPERATOR:
            user.is_superuser = user.is_staff = True
            user.save()
        elif role is Role.COORDINATOR:
            give(user, role, network=next(iter(networks.values())))
        elif role is Role.DELEGATE:
            give(user, role, organisation=members[0])
        else:
            give(user, role, organisation=authority)
        made.append(account)
    return tuple(made)


def _consultation(
    source: Any, authority: Any, *, slug: str, is_finished: bool, files: tuple[Path, ...]
) -> Any:
    """The example's draft with what ``files`` say about it, its statements and votes, and its suggestions."""
    from django.utils import timezone

    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import intakes, jobs, opening
    from huiyin.desk.consultations.models import Job

    secretariat = User.objects.get(email="secretariat@example.org")
    opens, closes = source.opens, source.closes
    if not is_finished and opens and closes:
        # The example's own days are over; who tries the desk wants to comment, so a third of the window is.
        opens, closes = (timezone.localdate() + part * (closes - opens) / 3 for part in (-1, 2))
    title = {
        code: words + (say("operate.example.finished", code) if is_finished else "")
        for code, words in source.title.items()
    }
    consultation = opening.open_consultation(
        opening.Call(
            title_zh=title["zh"],
            title_en=title["en"],
            authority=authority,
            initiator=authority,
            files={
                language: (path.name, path.read_bytes()) for language, path in source.draft.items()
            },
            opens=opens,
            closes=closes,
        ),
        secretariat,
        slug=slug,
    )
    consultation.stage = Stage.COMMENTING.value
    consultation.save(update_fields=("stage",))
    for path in files:
        intakes.receive(consultation, path.name, path.read_bytes(), secretariat)
    waiting = Job.objects.filter(consultation=consultation, state=Job.State.WAITING)
    for job in waiting.filter(kind="take_in").order_by("pk"):
        jobs.perform(job)
    for job in waiting.filter(kind="group"):
        jobs.perform(job)
    _deliberation(source, consultation)
    _proposal(source, consultation, secretariat)
    return consultation


def _finish(source: Any, consultation: Any) -> None:
    """Lead a consultation to its end: signed, handed in, answered, enacted, traced."""
    from django.utils import timezone

    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import jobs
    from huiyin.desk.consultations.models import Job
    from huiyin.desk.ledger.api import replies, submitting, uptake
    from huiyin.desk.ledger.papers import papers
    from huiyin.desk.proposals.api import drafting, signing
    from huiyin.desk.proposals.models import Edition

    secretariat, delegate, officer = (
        User.objects.get(email=f"{role}@example.org")
        for role in ("secretariat", "delegate", "officer")
    )
    edition = Edition.objects.get(proposal__consultation=consultation)
    drafting.fix(edition, secretariat)
    consultation.stage = Stage.SIGNING.value
    consultation.save(update_fields=("stage",))
    edition.refresh_from_db()
    signing.sign(edition, delegate.seats.get().organisation, delegate)
    submitting.submit(edition, papers(consultation, edition, timezone.localdate()), secretariat)
    consultation.refresh_from_db()
    replies.take_table(consultation, source.replies.name, source.replies.read_bytes(), officer)
    consultation.stage = Stage.TRACING.value
    consultation.save(update_fields=("stage",))
    for path in source.enacted.values():
        uptake.take_enacted(consultation, path.name, path.read_bytes(), secretariat)
    for job in Job.objects.filter(consultation=consultation, state=Job.State.WAITING):
        jobs.perform(job)


def _proposal(source: Any, consultation: Any, by: Any) -> None:
    """The network's suggestions, in an edition that is still being written, each resting on the groups that ask
    for the same."""
    from huiyin.desk.consultations.api.laws import laws_of
    from huiyin.desk.consultations.models import Group
    from huiyin.desk.proposals.api import drafting
    from huiyin.desk.proposals.api.resting import alike
    from huiyin.intake import read_suggestions
    from huiyin.law import find_provision

    if source.suggestions is None:
        return
    laws = laws_of(consultation.draft)
    edition = drafting.begin(consultation, by)
    groups = Group.objects.filter(consultation=consultation, size__gt=0)
    for one in read_suggestions(source.suggestions).taken:
        law = laws.get(one.language)
        asked = drafting.Asked(
            eid=(find_provision(law, one.target) if law else None) or "",
            target=one.target,
            action=str(one.action),
            wording=one.wording,
            text=one.text,
            reason=one.reason,
            language=one.language,
        )
        rests_on = tuple(alike(consultation, asked, groups))
        drafting.suggest(edition, replace(asked, groups=rests_on), by)


def _deliberation(source: Any, consultation: Any) -> None:
    """The example's statements, and the votes that came in by a file: those who vote have no account."""
    from huiyin.desk.consultations.api import jobs
    from huiyin.desk.consultations.models import Job, Statement, Vote
    from huiyin.intake import read_statements, read_votes

    if source.statements is None:
        return
    Statement.objects.bulk_create(
        Statement(
            consultation=consultation,
            key=one.id,
            text_zh=one.text_zh,
            text_en=one.text_en,
            is_moderated_out=one.is_moderated_out,
            position=position,
        )
        for position, one in enumerate(read_statements(source.statements).taken)
    )
    if source.votes is None:
        return
    made = dict(Statement.objects.filter(consultation=consultation).values_list("key", "pk"))
    cast = {(v.participant, v.statement): v.vote for v in read_votes(source.votes).taken}
    Vote.objects.bulk_create(
        (
            Vote(statement_id=made[statement], participant=participant, value=value)
            for (participant, statement), value in cast.items()
            if statement in made
        ),
        batch_size=500,
    )
    jobs.perform(Job.objects.create(consultation=consultation, kind="map"))
