"""Load the shipped example into a desk, as if a network had worked with it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import huiyin
from huiyin.desk.operations import (
    example_drafts,
    example_history,
    example_initiatives,
    example_ledger,
    example_networks,
    example_research,
    example_scenario,
    example_site,
)
from huiyin.desk.operations.preparation import setup_django
from huiyin.i18n import say

#: The folder of the example in a checkout.
FOLDER = Path(huiyin.__file__).resolve().parents[2] / "examples" / "climate-act"
_ACCOUNTS = "example-accounts.tsv"


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """An account of the example for trying out a role."""

    role: str
    email: str
    password: str


#: The networks of the example by the names in its list.
_NETWORKS = {
    "adaptation": ("适应与生计网络", "Adaptation and livelihoods"),
    "data-and-participation": ("数据与公众参与网络", "Data and participation"),
    "energy-and-industry": ("能源与产业网络", "Energy and industry"),
    "inclusion": ("包容与平等网络", "Inclusion"),
    "just-transition": ("公正转型网络", "Just transition"),
}


def load_example(
    folder: Path = FOLDER, *, tell: Callable[[str], None] = lambda _what: None
) -> tuple[ExampleAccount, ...]:
    """Load the example into a prepared desk: organisations, networks, accounts, the consultation.

    ``tell`` is called with a word for each step. Raises ``FileNotFoundError`` if the example is missing,
    :class:`huiyin.report.consultation_file.UnusableConsultation` if it is damaged, and ``ValueError`` if the
    desk already has a consultation.
    """
    setup_django()
    from huiyin.desk.consultations.api.creation import has_consultations
    from huiyin.report.consultation_file import read_consultation

    if has_consultations():
        raise ValueError("the desk is not empty")
    source = read_consultation(folder / "consultation.toml")
    _get_marker_path().touch()
    tell("organisations")
    authorities, members, networks = _create_organisations(source, folder)
    authority = authorities["authority"]
    accounts = _create_accounts(authority, networks)
    _load_ledger(folder, {**authorities, **members}, networks)
    tell("comments")
    # Two consultations on the same draft: one to try out, with the comments of the web form, and a
    # finished one.
    form = tuple(path for path in source.comments if path.suffix == ".csv")
    umbrella = example_scenario.create_consultation(
        source, authority, slug=source.id, is_finished=False, files=form
    )
    slugs = [source.id]
    works: dict[str, int] = {}
    written_about: int | None = None
    tell("networks")
    example_networks.load_networks(source, networks, authority, umbrella)
    if source.suggestions and source.replies and source.enacted:
        tell("finished")
        slug = f"{source.id}-finished"
        finished = example_scenario.create_consultation(
            source, authority, slug=slug, is_finished=True, files=source.comments
        )
        example_scenario.finish_consultation(source, finished)
        if (research := folder / "research.toml").exists():
            tell("research")
            works = example_research.load_research(research, authority, finished)
        slugs.append(slug)
        written_about = finished.pk
    if (initiatives := folder / "initiatives.toml").exists():
        tell("initiatives")
        example_initiatives.load_initiatives(initiatives, members, slugs)
    if (site := folder / "site.toml").exists():
        tell("site")
        example_site.load_site(site, written_about, works)
    if (drafts := folder / "drafting.toml").exists():
        tell("drafts")
        example_drafts.load_drafts(drafts, members, next(iter(networks.values())), authorities)
    _save_accounts(accounts)
    _get_marker_path().unlink()
    return accounts


def _get_marker_path() -> Path:
    """A file that exists while the example is loaded, so that an interrupted load is noticed."""
    from django.conf import settings

    return Path(settings.DATA) / "example-unfinished"


def was_broken_off() -> bool:
    """Whether loading the example was interrupted."""
    return _get_marker_path().exists()


def accounts_made() -> tuple[ExampleAccount, ...]:
    """The accounts of an example loaded earlier; empty if there was none."""
    from django.conf import settings

    try:
        lines = (settings.DATA / _ACCOUNTS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(ExampleAccount(*line.split("\t")) for line in lines)


def _save_accounts(accounts: tuple[ExampleAccount, ...]) -> None:
    """Store the accounts in a private file beside the data, so that whoever starts the example again can sign in."""
    from django.conf import settings

    path = settings.DATA / _ACCOUNTS
    path.touch(0o600)
    lines = ["\t".join((one.role, one.email, one.password)) for one in accounts]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _load_ledger(folder: Path, parties: dict[str, Any], networks: dict[str, Any]) -> None:
    from huiyin.desk.accounts.api import find_account

    numbers = [{slug: one.pk for slug, one in own.items()} for own in (parties, networks)]
    by = find_account("secretariat@example.org")
    assert by is not None  # made just now
    example_ledger.load_ledger(folder / "history", numbers[0], numbers[1], by)


def _create_organisations(
    source: Any, folder: Path
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    from huiyin.desk.networks.api import create_network
    from huiyin.desk.registry.data import OrganisationKind
    from huiyin.desk.registry.organisations import create_organisation
    from huiyin.intake import read_organisations

    authorities = example_ledger.create_authorities(folder / "history")
    networks: dict[str, Any] = {}
    members: dict[str, Any] = {}
    for member in read_organisations(source.organisations).taken:
        members[member.id] = create_organisation(
            member.id,
            OrganisationKind.MEMBER,
            name_zh=member.name_zh,
            name_en=member.name_en,
            language="en" if member.language == "en" else "zh-hans",
        )
        if member.network and member.network not in networks:
            zh, en = _NETWORKS.get(member.network, (member.network, member.network))
            networks[member.network] = create_network(member.network, name_zh=zh, name_en=en)
    example_history.load_history(folder / "history", members)
    return authorities, members, networks


def _create_accounts(authority: Any, networks: dict[str, Any]) -> tuple[ExampleAccount, ...]:
    from huiyin.desk.accounts.api import create_account
    from huiyin.desk.accounts.permissions import Role
    from huiyin.desk.networks.api import grant_role
    from huiyin.desk.registry.organisations import select_members

    made = []
    members = select_members()
    for role in (Role.OPERATOR, Role.SECRETARIAT, Role.COORDINATOR, Role.DELEGATE, Role.OFFICER):
        account = ExampleAccount(role.value, f"{role.value}@example.org", secrets.token_urlsafe(16))
        user = create_account(account.email, account.password, name=say(f"desk.role.{role}"))
        if role is Role.OPERATOR:
            user.is_superuser = user.is_staff = True
            user.save(update_fields=("is_superuser", "is_staff"))
        elif role is Role.COORDINATOR:
            grant_role(user, role, network=next(iter(networks.values())))
        elif role is Role.DELEGATE:
            grant_role(user, role, organisation=members[0])
        else:
            grant_role(user, role, organisation=authority)
        made.append(account)
    return tuple(made)
