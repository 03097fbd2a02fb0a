"""An organisation and its facts, as a file states them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from huiyin.intake.identifiers import SchemeAndNumber, check_identifier

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
    code. ``fact_rows``: where each fact stands, of one that was gathered from several rows."""

    slug: str
    facts: tuple[FactStated, ...]
    row: int = 0
    problem: str = ""
    fact_rows: tuple[int, ...] = ()

    @property
    def identifiers(self) -> tuple[SchemeAndNumber, ...]:
        return tuple(SchemeAndNumber(f.code, f.text) for f in self.facts if f.kind == "identifier")

    def list_names(self) -> list[str]:
        return [fact.text for fact in self.facts if fact.kind == "name"]

    def find_row(self, place: int) -> int:
        """The row of the fact at ``place``."""
        return self.fact_rows[place] if place < len(self.fact_rows) else self.row

    @property
    def key(self) -> Hashable:
        """What tells rows of one organisation from those of another: its short name, else its first number, else its names;
        None for what cannot be taken, which stays apart."""
        if self.problem:
            return None
        if self.slug:
            return self.slug
        for scheme, number in self.identifiers:
            return scheme, check_identifier(scheme, number).number
        return tuple(name.casefold() for name in self.list_names()) or None


def gather_records(rows: Iterable[OrganisationStated]) -> list[OrganisationStated]:
    """One record for each organisation, with the facts of all of its rows; rows that cannot be taken stay apart."""
    by_key: dict[Hashable, list[OrganisationStated]] = {}
    apart: list[OrganisationStated] = []
    for row in rows:
        key = row.key
        if key is None:
            apart.append(row)
        else:
            by_key.setdefault(key, []).append(row)
    return [*map(join_records, by_key.values()), *apart]


def join_records(rows: Sequence[OrganisationStated]) -> OrganisationStated:
    """Rows of one organisation as one record."""
    first = rows[0]
    if len(rows) == 1:
        return first
    return replace(
        first,
        facts=tuple(fact for row in rows for fact in row.facts),
        fact_rows=tuple(row.find_row(at) for row in rows for at in range(len(row.facts))),
    )


class RecordGathering:
    """The same of rows that are never held whole: what stands together is joined as it comes. Rows of an organisation that
    stands in several places of the file, which a first look over it found (:meth:`note`), wait for the end."""

    def __init__(self) -> None:
        self.total = 0
        self.schemes: set[str] = set()
        self._seen: set[int] = set()
        self._scattered: set[int] = set()
        self._last: int | None = None

    def note(self, row: OrganisationStated) -> None:
        """One row of the first look."""
        self.schemes.update(scheme for scheme, _ in row.identifiers)
        key = row.key
        mark = None if key is None else hash(key)
        if mark is not None and mark == self._last:
            return
        self._last = mark
        if mark is None:
            self.total += 1
        elif mark in self._seen:
            self._scattered.add(mark)
        else:
            self._seen.add(mark)
            self.total += 1

    def gather(self, rows: Iterable[OrganisationStated]) -> Iterator[OrganisationStated]:
        """The records, once all rows were noted."""
        waiting: list[OrganisationStated] = []
        together: list[OrganisationStated] = []
        for row in rows:
            key = row.key
            if key is not None and hash(key) in self._scattered:
                waiting.append(row)
                continue
            if together and (key is None or together[0].key != key):
                yield join_records(together)
                together = []
            together.append(row)
        if together:
            yield join_records(together)
        yield from gather_records(waiting)
