"""What the registry holds, as answers of the form; and answers, as dated facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from huiyin.desk.registry.api.facts import (
    change_fact,
    confirm_facts,
    correct_fact,
    end_fact,
    withdraw_fact,
)
from huiyin.desk.registry.api.organisation_facts import list_facts
from huiyin.desk.registry.data import FactInput, FactKind, FactRecord
from huiyin.desk.returns.data import CONTACTS, FIGURES, ROUTES, SHARES

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.returns.models import Return

_KINDS = (
    FactKind.FOCUS, FactKind.ACTIVITY, FactKind.ROUTE, FactKind.PLACE, FactKind.LANGUAGE, FactKind.CONTACT, FactKind.FIGURE,
    FactKind.REACH,
)  # fmt: skip
#: What was so in a year, and need not be so in the next.
_OF_A_YEAR = (FactKind.ROUTE, FactKind.FIGURE, FactKind.REACH)


def list_held(organisation: Organisation, day: date) -> list[FactRecord]:
    """What stands on ``day``; of what was said for years apart, what was said last."""
    held: dict[tuple[str, ...], FactRecord] = {}
    for fact in list_facts(organisation, kinds=_KINDS, with_private=True):  # the first first
        began = (fact.first_day or date.min) <= day
        if began and (fact.holds_on(day) or fact.kind in _OF_A_YEAR):
            held[fact.key] = fact
    return list(held.values())


def read_answers(held: list[FactRecord]) -> dict[str, Any]:
    """The form filled with what stands."""
    of = {kind: [fact for fact in held if fact.kind == kind] for kind in _KINDS}
    answers: dict[str, Any] = {
        "focuses": [fact.code for fact in of[FactKind.FOCUS]],
        "main_focus": next((f.code for f in of[FactKind.FOCUS] if f.data.get("main")), ""),
        "place": next((fact.code for fact in of[FactKind.PLACE]), ""),
        "languages": " ".join(fact.code for fact in of[FactKind.LANGUAGE]),
    }
    answers |= {f"activity_{fact.code}": fact.text for fact in of[FactKind.ACTIVITY]}
    answers |= {fact.code: fact.text for fact in of[FactKind.CONTACT]}
    for fact in of[FactKind.ROUTE]:
        answers |= _read_shares(fact)
    answers |= {fact.code: int(fact.number or 0) for fact in of[FactKind.FIGURE]}
    for fact in of[FactKind.REACH]:
        number = fact.number or 0.0
        answers[fact.code] = round(number * 100) if fact.code in SHARES else int(number)
    for name, kind in _CHOICES.items():
        answers[name] = bool(of[kind]) and all(fact.is_public for fact in of[kind])
    return answers


_CHOICES = {
    "publish_contacts": FactKind.CONTACT,
    "publish_people": FactKind.FIGURE,
    "publish_reach": FactKind.REACH,
}


def _read_shares(fact: FactRecord) -> dict[str, int]:
    """Whole per cents that add to a hundred."""
    exact = [100 * float(str(fact.data.get(route, 0))) for route in ROUTES]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in by_rest[: 100 - sum(whole)]:
        whole[at] += 1
    return dict(zip(ROUTES, whole, strict=True))


# ---- answers become facts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A return whose answers become facts. ``day``: until which they are confirmed."""

    organisation: Organisation
    answers: Mapping[str, Any]
    held: tuple[FactRecord, ...]
    year: int
    day: date
    source: str
    by: User

    def of(self, kind: FactKind) -> list[FactRecord]:
        return [fact for fact in self.held if fact.kind == kind]


def write_facts(given: Return, by: User) -> None:
    """Let what was answered stand in the registry from the year of the return on; what was left open changes nothing.
    Call it in a transaction."""
    year, day = given.round.year, given.round.last_day
    held = tuple(list_held(given.organisation, day))
    source = f"年度填报 {year} · return for {year}"
    accepted = _Accepted(given.organisation, given.answers, held, year, day, source, by)
    for fact in _list_wanted(accepted):
        _write_fact(accepted, fact)
    _end_unwanted(accepted)


def _list_wanted(given: _Accepted) -> Iterator[FactInput]:
    answers, year = given.answers, str(given.year)
    base = FactInput(FactKind.FOCUS, since=year, source=given.source, confirmed_on=given.day)
    for slug in answers.get("focuses") or ():
        data = {"main": True} if slug == answers.get("main_focus") else {}
        yield replace(base, code=slug, data=data)
    for language in ("zh", "en"):
        if words := answers.get(f"activity_{language}"):
            yield replace(base, kind=FactKind.ACTIVITY, code=language, text=words)
    if place := answers.get("place"):
        yield replace(base, kind=FactKind.PLACE, code=place)
    for code in (answers.get("languages") or "").split():
        yield replace(base, kind=FactKind.LANGUAGE, code=code)
    contacts = replace(base, kind=FactKind.CONTACT, is_public=bool(answers.get("publish_contacts")))
    for code in CONTACTS:
        if words := answers.get(code):
            yield replace(contacts, code=code, text=words)
    yield from _list_of_year(answers, replace(base, until=year))


def _list_of_year(answers: Mapping[str, Any], base: FactInput) -> Iterator[FactInput]:
    """What is so in the year of the return, and of other years nothing is said."""
    shares = [answers.get(route) for route in ROUTES]
    if all(share is not None for share in shares):
        data = {route: int(share or 0) / 100 for route, share in zip(ROUTES, shares, strict=True)}
        yield replace(base, kind=FactKind.ROUTE, data=data)
    figures = replace(base, kind=FactKind.FIGURE, is_public=bool(answers.get("publish_people")))
    reach = replace(base, kind=FactKind.REACH, is_public=bool(answers.get("publish_reach")))
    for code in (*FIGURES, *SHARES, "countries"):
        if (number := answers.get(code)) is not None:
            of_kind = figures if code in FIGURES else reach
            amount = float(number) / 100 if code in SHARES else float(number)
            yield replace(of_kind, code=code, number=amount)


def _write_fact(given: _Accepted, fact: FactInput) -> None:
    """State it; what stands already is confirmed, and seen by whom the organisation says now."""
    same = next((one for one in given.of(fact.kind) if _says_same(one, fact)), None)
    if same is None or (fact.kind in _OF_A_YEAR and not same.holds_on(given.day)):
        change_fact(given.organisation, fact, given.by)
        return
    if fact.is_public is not None and fact.is_public != same.is_public:
        _open_or_close(given, same)
        return
    confirm_facts([same.id], given.day, given.by)


def _says_same(held: FactRecord, fact: FactInput) -> bool:
    if (held.code, held.text, held.number) != (fact.code, fact.text, fact.number):
        return False
    if fact.kind == FactKind.ROUTE:
        return _read_shares(held) == {
            route: round(100 * float(str(fact.data[route]))) for route in ROUTES
        }
    return fact.kind != FactKind.FOCUS or bool(held.data.get("main")) == bool(fact.data.get("main"))


def _end_unwanted(given: _Accepted) -> None:
    """What was answered with something else ends with the year before."""
    answers = given.answers
    wanted = {
        FactKind.FOCUS: set(answers.get("focuses") or ()),
        FactKind.LANGUAGE: set((answers.get("languages") or "").split()),
    }
    for kind, codes in wanted.items():
        if codes:
            for fact in given.of(kind):
                if fact.code not in codes:
                    _end(given, fact)
    for fact in given.of(FactKind.CONTACT):
        answered = answers.get(fact.code)
        if answered and answered != fact.text:
            _end(given, fact)
        elif not answered and fact.is_public != answers.get("publish_contacts", fact.is_public):
            _open_or_close(given, fact)


def _open_or_close(given: _Accepted, held: FactRecord) -> None:
    """What stands is seen by whom the organisation says now."""
    kept = FactInput(
        held.kind, held.code, held.text, held.number, held.data, held.since, held.until, held.source,
        not held.is_public, held.first_day, held.last_day, held.confirmed_on,
    )  # fmt: skip
    correct_fact(held.id, kept, given.by)


def _end(given: _Accepted, fact: FactRecord) -> None:
    """It held until the year before; what began within the year of the return did not hold at all."""
    first = date(given.year, 1, 1)
    if fact.first_day is not None and fact.first_day >= first:
        withdraw_fact(fact.id, given.by)
    else:
        end_fact(fact.id, str(given.year - 1), given.by)
