"""Organisations and their facts as a file states them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from huiyin.intake.identifiers import SchemeAndNumber, check_identifier

#: The kinds of facts, the same as in the desk's registry.
KINDS = (
    "name", "other_name", "sort_key", "identifier", "kind", "legal_form", "status", "place", "language", "contact", "logo",
    "activity", "focus", "service", "member_service", "route", "reach", "figure", "membership", "network",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactStated:
    """``since`` and ``until``: partial dates, empty without a bound, ``?`` if unknown.

    If unknown, ``seen_on`` is the first day on which the fact is known to have applied, ``over_on`` the first on
    which it is known to have ended, and ``confirmed_on`` the last on which it is known to have applied; each is a
    day or empty. ``is_public``: None if the file does not say.
    """

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
    """``slug``: its short name, if the file has one. ``row``: its position. ``problem``: a code if it cannot be
    used. ``fact_rows``: the row of each fact, for an organisation gathered from several rows.
    """

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
        """Return the row of the fact at index ``place``."""
        return self.fact_rows[place] if place < len(self.fact_rows) else self.row

    @property
    def key(self) -> Hashable:
        """The key by which rows of one organisation are joined: its short name, or its first number, or its names;
        None for an unusable row, which stays separate.
        """
        if self.problem:
            return None
        if self.slug:
            return self.slug
        for scheme, number in self.identifiers:
            return scheme, check_identifier(scheme, number).number
        return tuple(name.casefold() for name in self.list_names()) or None


def gather_records(rows: Iterable[OrganisationStated]) -> list[OrganisationStated]:
    """Return one record per organisation with the facts of all its rows; unusable rows stay separate."""
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
    """Join the rows of one organisation."""
    first = rows[0]
    if len(rows) == 1:
        return first
    return replace(
        first,
        facts=tuple(fact for row in rows for fact in row.facts),
        fact_rows=tuple(row.find_row(at) for row in rows for at in range(len(row.facts))),
    )


class RecordGathering:
    """Gathers records from a stream of rows.

    Adjacent rows are joined at once. Rows of an organisation that occurs in several places of the file, as found in
    a first pass (:meth:`note`), are kept until the end.
    """

    def __init__(self) -> None:
        self.total = 0
        self.schemes: set[str] = set()
        self._seen: set[int] = set()
        self._scattered: set[int] = set()
        self._last: int | None = None

    def note(self, row: OrganisationStated) -> None:
        """Record one row of the first pass."""
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
        """Yield the records, after all rows were noted."""
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
