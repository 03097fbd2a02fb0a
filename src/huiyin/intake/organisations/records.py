"""An organisation and its facts, as a file states them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from huiyin.intake.identifiers import SchemeAndNumber

#: What a fact may be about; the registry of the desk has the same.
KINDS = (
    "name", "other_name", "sort_key", "identifier", "kind", "legal_form", "status", "place", "language", "contact", "logo",
    "activity", "focus", "service", "member_service", "route", "reach", "figure", "membership", "network",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactStated:
    """``since`` and ``until``: partial dates, empty without a bound, ``?`` where they are unknown; then ``seen_on`` is the
    first day on which the fact is known to have held, ``over_on`` the first on which it is known to be over, and
    ``confirmed_on`` the last on which it is known to have held, each as a day or empty. ``is_public``: None where the file
    does not say."""

    kind: str
    code: str = ""
    text: str = ""
    number: float | None = None
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    since: str = "?"
    until: str = ""
    source: str = ""
    is_public: bool | None = None
    seen_on: str = ""
    over_on: str = ""
    confirmed_on: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationStated:
    """``slug``: its short name, where the file has one. ``row``: where it stands. ``problem``: why it cannot be taken, as a
    code."""

    slug: str
    facts: tuple[FactStated, ...]
    row: int = 0
    problem: str = ""

    @property
    def identifiers(self) -> tuple[SchemeAndNumber, ...]:
        return tuple(SchemeAndNumber(f.code, f.text) for f in self.facts if f.kind == "identifier")

    def list_names(self) -> list[str]:
        return [fact.text for fact in self.facts if fact.kind == "name"]


def gather_records(rows: Iterable[OrganisationStated]) -> list[OrganisationStated]:
    """One record for each short name, with the facts of all of its rows; rows that cannot be taken stay apart."""
    by_slug: dict[str, OrganisationStated] = {}
    apart: list[OrganisationStated] = []
    for row in rows:
        if row.problem or not row.slug:
            apart.append(row)
        elif row.slug in by_slug:
            first = by_slug[row.slug]
            by_slug[row.slug] = OrganisationStated(row.slug, (*first.facts, *row.facts), first.row)
        else:
            by_slug[row.slug] = row
    return [*by_slug.values(), *apart]
