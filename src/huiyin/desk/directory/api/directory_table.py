"""The rows of the directory, and what an organisation's page tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.change_events import list_changes
from huiyin.desk.registry.api.context_events import list_context_events
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.api.logos import ShownLogo, find_logos
from huiyin.desk.registry.api.organisation_facts import describe_organisations, list_facts
from huiyin.desk.registry.data import (
    OPEN,
    ROUTES,
    UNKNOWN,
    ChangeRecord,
    ContextRecord,
    FactKind,
    FactRecord,
    OrganisationOn,
)
from huiyin.desk.registry.labels import FactLabels, FactWords, describe_days, describe_period
from huiyin.desk.registry.places import name_place
from huiyin.i18n import say, say_percent

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation

_ROW = (
    FactKind.NAME, FactKind.OTHER_NAME, FactKind.KIND, FactKind.FOCUS, FactKind.ROUTE, FactKind.PLACE, FactKind.NETWORK,
    FactKind.STATUS, FactKind.LOGO,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An organisation as the directory lists it. ``name``: on the day that is looked at; ``name_now``: where it is another."""

    slug: str
    name: str
    names: Mapping[str, str]
    name_now: str
    kind: str
    focuses: tuple[str, ...]
    route: str
    place: str
    networks: tuple[str, ...]
    is_ended: bool
    logo: ShownLogo | None


def list_rows(
    organisations: Sequence[Organisation], *, day: date | None, known_on: date | None
) -> list[DirectoryRow]:
    """Rows of these organisations, in their order; a fixed number of queries."""
    numbers = [one.pk for one in organisations]
    there = describe_organisations(numbers, day=day, known_on=known_on, kinds=_ROW)
    focuses = {slug: one.name for slug, one in map_focuses().items()}
    networks = {one.slug: one.name for one in list_networks()}
    logos = find_logos(there[one.pk].first(FactKind.LOGO) for one in organisations)
    return [_make_row(one, there[one.pk], focuses, networks, logos) for one in organisations]


def _make_row(
    organisation: Organisation,
    there: OrganisationOn,
    focuses: Mapping[str, str],
    networks: Mapping[str, str],
    logos: Mapping[str, ShownLogo],
) -> DirectoryRow:
    kind, place, route, logo = (
        there.first(kind) for kind in (FactKind.KIND, FactKind.PLACE, FactKind.ROUTE, FactKind.LOGO)
    )
    own = sorted(there.of(FactKind.FOCUS), key=lambda fact: not fact.data.get("main"))
    name = there.name if there.names else organisation.name
    return DirectoryRow(
        organisation.slug,
        name,
        there.names,
        organisation.name if organisation.name != name else "",
        kind.code if kind else organisation.kind,
        tuple(dict.fromkeys(focuses.get(fact.code, fact.code) for fact in own)),
        say_main_route(route),
        name_place(place.code) if place else "",
        tuple(networks.get(fact.code, fact.code) for fact in there.of(FactKind.NETWORK)),
        there.is_ended,
        logos.get(logo.text) if logo is not None else None,
    )


def say_main_route(fact: FactRecord | None) -> str:
    """The route with the largest share, with it; nothing where none is known."""
    if fact is None:
        return ""
    shares = {route: float(str(fact.data.get(route, 0))) for route in ROUTES}
    main = max(ROUTES, key=lambda route: shares[route])
    return say("directory.route", route=say(f"intake.role.{main}"), share=say_percent(shares[main]))


# ---- one organisation ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detail:
    """What is said of one subject; ``values`` with since when, where that is known."""

    label: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the time line. ``period``: as it is written; ``what``: the words, in ``language`` where that is one's own; ``links``: names with the short names
    of organisations; ``is_outside``: it happened around the organisation."""

    first_day: date
    period: str
    label: str
    what: str
    language: str = ""
    links: tuple[tuple[str, str], ...] = ()
    source: str = ""
    is_outside: bool = False


#: What stands under "who it is", in this order.
_DETAILS = (
    FactKind.ACTIVITY, FactKind.FOCUS, FactKind.ROUTE, FactKind.SERVICE, FactKind.LEGAL_FORM, FactKind.PLACE,
    FactKind.LANGUAGE, FactKind.IDENTIFIER, FactKind.NETWORK, FactKind.MEMBER_SERVICE, FactKind.REACH, FactKind.FIGURE,
    FactKind.OTHER_NAME,
)  # fmt: skip
_TIME_LINE = (
    FactKind.NAME, FactKind.STATUS, FactKind.LEGAL_FORM, FactKind.FOCUS, FactKind.SERVICE, FactKind.MEMBERSHIP,
    FactKind.NETWORK, FactKind.ROUTE,
)  # fmt: skip


def list_details(there: OrganisationOn) -> list[Detail]:
    """What it is on a day, subject by subject; what is not known is left out."""
    labels = FactLabels()
    return [
        Detail(
            say(f"registry.fact.{kind}"),
            tuple(
                (_say_whole(fact, words), words.language, say_since(fact))
                for fact in own
                for words in [labels.describe(fact)]
            ),
        )
        for kind in _DETAILS
        if (own := there.of(kind))
    ]  # fmt: skip


#: Kinds of which each code is another subject.
_OF_MANY_SUBJECTS = (FactKind.IDENTIFIER, FactKind.REACH, FactKind.FIGURE, FactKind.OTHER_NAME)


def _say_whole(fact: FactRecord, words: FactWords) -> str:
    """With what it is about, where that is not said above."""
    return f"{words.label}: {words.value}" if fact.kind in _OF_MANY_SUBJECTS else words.value


def list_contacts(there: OrganisationOn) -> list[tuple[str, str, str]]:
    """How to reach it, as far as it lets everybody know: kind, words, and an address to follow or nothing."""
    return [
        (say(f"registry.contact.{fact.code}"), fact.text, _make_link(fact))
        for fact in there.of(FactKind.CONTACT)
    ]


def _make_link(fact: FactRecord) -> str:
    is_web = fact.code == "website" and fact.text.startswith(("https://", "http://"))
    return fact.text if is_web else ""


def say_since(fact: FactRecord) -> str:
    """Since when, where that is stated."""
    stated = fact.since not in (OPEN, UNKNOWN)
    return say("directory.since", day=describe_days(fact.since)) if stated else ""


def list_moments(organisation: Organisation, *, known_on: date | None = None) -> list[Moment]:
    """The time line, the newest first: what it was called, worked on, belonged to and offered, what it came from and became,
    and what happened around its focuses."""
    labels = FactLabels()
    facts = list_facts(organisation, kinds=_TIME_LINE, known_on=known_on)
    moments = [
        Moment(
            fact.first_day or fact.confirmed_on or date.min,
            describe_period(fact),
            words.label,
            words.value,
            words.language,
            source=fact.source,
        )
        for fact in _thin_routes(facts)
        for words in [labels.describe(fact)]
    ]
    moments += [_tell_change(change) for change in list_changes(organisation)]
    focuses = {fact.code for fact in facts if fact.kind == FactKind.FOCUS}
    moments += [
        _tell_event(event) for event in list_context_events() if focuses.intersection(event.focuses)
    ]
    return sorted(moments, key=lambda one: (one.first_day, one.label, one.what), reverse=True)


def _thin_routes(facts: Sequence[FactRecord]) -> list[FactRecord]:
    """Without statements of routes that say what the one before said: a return each year changes little."""
    kept: list[FactRecord] = []
    for kind, own in groupby(sorted(facts, key=lambda fact: fact.kind), key=lambda fact: fact.kind):
        last = None
        for fact in own:
            if kind == FactKind.ROUTE and last is not None and _main_of(fact) == _main_of(last):
                continue
            last = fact
            kept.append(fact)
    return kept


def _main_of(fact: FactRecord) -> str:
    return max(ROUTES, key=lambda route: float(str(fact.data.get(route, 0))))


def _tell_change(change: ChangeRecord) -> Moment:
    links = tuple((party.name, party.slug) for party in dict.fromkeys((*change.ins, *change.outs)))
    return Moment(
        change.day, describe_days(change.on), say("directory.change"), say(f"registry.change.{change.kind}"),
        links=links, source=change.note or change.source,
    )  # fmt: skip


def _tell_event(event: ContextRecord) -> Moment:
    return Moment(
        event.first_day, say_days(event), say(f"registry.context.{event.kind}"), event.title,
        source=event.source, is_outside=True,
    )  # fmt: skip


def say_days(event: ContextRecord) -> str:
    """When it happened, from the first to the last day."""
    since = describe_days(event.since)
    if event.until in (OPEN, UNKNOWN, event.since):
        return since
    return say("directory.from_to", since=since, until=describe_days(event.until))
