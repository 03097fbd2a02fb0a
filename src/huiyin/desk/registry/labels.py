"""Facts and their periods in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.registry.data import (
    MONEY,
    OPEN,
    ROUTES,
    UNKNOWN,
    FactKind,
    FactRecord,
    FocusListed,
)
from huiyin.desk.registry.hooks import NETWORK_NAMES
from huiyin.desk.registry.periods import read_days
from huiyin.desk.registry.places import name_place
from huiyin.i18n import choose_wording, say, say_date, say_number, say_percent

#: Kinds whose code stands for words of ours: ``registry.<kind>.<code>``.
_WORDED = frozenset(
    {FactKind.KIND, FactKind.LEGAL_FORM, FactKind.STATUS, FactKind.SERVICE, FactKind.MEMBER_SERVICE}
)


def describe_days(written: str) -> str:
    """A partial date as the reader writes it: a year, a year and a month, or a day."""
    span = read_days(written)
    if span.first == span.last:
        return say_date(span.first)
    if span.first.month == span.last.month:
        return say("registry.month", year=span.first.year, month=f"{span.first.month:02d}")
    return say("registry.year", year=span.first.year)


def describe_period(fact: FactRecord) -> str:
    """From when until when."""
    since, until = fact.since, fact.until
    if since == UNKNOWN and fact.first_day is not None:
        begins = say("registry.period.seen", day=say_date(fact.first_day))
    else:
        begins = describe_days(since) if since not in (OPEN, UNKNOWN) else ""
    if until == UNKNOWN:
        day = fact.confirmed_on or fact.last_day
        ends = (
            say("registry.period.over", day=say_date(day)) if day else say("registry.period.ended")
        )
    else:
        ends = describe_days(until) if until != OPEN else say("registry.period.still")
    if not begins and until not in (OPEN, UNKNOWN):
        return say("registry.period.until", until=ends)
    if not begins or begins == ends:
        return ends
    if until == OPEN:
        return say("registry.period.to_today", since=begins)
    return say("registry.period.from_to", since=begins, until=ends)


@dataclass(frozen=True, slots=True)
class FactWords:
    """``label``: what the fact is about; ``value``: what it says; ``language`` of the value, where it is in one."""

    label: str
    value: str
    language: str = ""


class FactLabels:
    """The words of facts, with the names of focuses and networks read once."""

    def __init__(self) -> None:
        self._focuses: Mapping[str, FocusListed] | None = None
        self._networks: Mapping[str, tuple[str, str]] | None = None

    def describe(self, fact: FactRecord) -> FactWords:
        label = say(f"registry.fact.{fact.kind.value}")
        if fact.kind in (FactKind.NAME, FactKind.ACTIVITY):
            return FactWords(
                f"{label} ({say(f'registry.in_language.{fact.code}')})", fact.text, fact.code
            )
        if fact.kind in (FactKind.OTHER_NAME, FactKind.CONTACT, FactKind.FIGURE, FactKind.REACH):
            label = say(f"registry.{fact.kind.value}.{fact.code}")
        if fact.kind == FactKind.IDENTIFIER:
            label = say_scheme(fact.code)
        return FactWords(label, self._say_value(fact))

    def _say_value(self, fact: FactRecord) -> str:
        if fact.kind in _WORDED:
            words = say(f"registry.{fact.kind.value}.{fact.code}")
            return f"{words}: {fact.text}" if fact.text else words
        if fact.number is not None:
            return _say_number(fact)
        match fact.kind:
            case FactKind.FOCUS:
                return self.name_focus(fact.code)
            case FactKind.NETWORK:
                return self.name_network(fact.code)
            case FactKind.PLACE:
                return name_place(fact.code)
            case FactKind.ROUTE:
                return _say_route(fact)
            case FactKind.LOGO:
                return say("registry.logo.named", name=fact.text[:8])
            case FactKind.LANGUAGE:
                return say_language(fact.code)
            case FactKind.MEMBERSHIP:
                return fact.text or say("registry.membership.umbrella")
        return fact.text

    def name_focus(self, slug: str) -> str:
        if self._focuses is None:
            self._focuses = map_focuses()
        focus = self._focuses.get(slug)
        return focus.name if focus else slug

    def name_network(self, slug: str) -> str:
        if self._networks is None:
            self._networks = NETWORK_NAMES.item()
        return choose_wording(*self._networks[slug]) if slug in self._networks else slug


def _say_number(fact: FactRecord) -> str:
    number = fact.number or 0.0
    if fact.kind == FactKind.REACH and fact.code != "countries":
        return say_percent(number)
    if fact.code in MONEY:
        return f"{say_number(number)} {fact.data.get('currency', '')}".strip()
    return say_number(number)


def _say_route(fact: FactRecord) -> str:
    shares = ((route, float(str(fact.data.get(route, 0)))) for route in ROUTES)
    words = ", ".join(f"{say(f'registry.route.{r}')} {say_percent(s)}" for r, s in shares if s > 0)
    return f"{words} · {fact.text}" if fact.text else words


def say_scheme(code: str) -> str:
    """What a register's scheme is called, or its code."""
    known = ("CN-USCI", "GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "XI-LEI")
    return say(f"registry.scheme.{code.lower().replace('-', '_')}") if code in known else code


def say_language(code: str) -> str:
    """What a language is called, in the reader's."""
    from babel import Locale, UnknownLocaleError

    from huiyin.i18n import current_language

    reader = "zh" if current_language().startswith("zh") else "en"
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
