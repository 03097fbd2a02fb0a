"""Laws in the database: read a file into provisions, correct it, and load the law again."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import accumulate

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.dispatch import Signal

from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.desk.core.stored_files import make_stored_name, shorten_name
from huiyin.desk.laws.models import Expression, Instrument, Provision, Version
from huiyin.law import (
    Furniture,
    Law,
    Problem,
    ProvisionKind,
    Span,
    UnreadableLaw,
    read_bytes,
    read_text,
)
from huiyin.law import Provision as Unit
from huiyin.law.eid import keep_eids
from huiyin.law.model import FurnitureName, ProblemCode
from huiyin.text import main_language

#: Kinds that contain units and are not commented on as a whole.
_DIVISIONS = frozenset(
    (
        ProvisionKind.PART,
        ProvisionKind.SUBPART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ANNEX,
        ProvisionKind.SCHEDULE,
    )
)
_UNITS = frozenset((ProvisionKind.ARTICLE, ProvisionKind.SECTION))
#: The most units of a text: storing them blocks other writers for some seconds.
_MOST_UNITS = 50_000
#: The most characters kept of a unit's identifier in a file.
LONGEST_FOREIGN_EID = 250
#: Sent within the transaction that replaces the provisions of an ``expression``, for data that apps
#: above keep about them.
expression_saved = Signal()


def read_file(name: str, data: bytes, language: str | None) -> Law:
    """Read the law in a file, in a separate process. Must not be called within a transaction, which would block
    other writers meanwhile.

    Raises :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished`.
    """
    return _with_provisions(read_apart(read_bytes, data, name, language=language), name)


def read_corrected(expression: Expression, source: str) -> Law:
    """Read the law in ``source``, a text corrected by a person; otherwise as :func:`read_file`."""
    law = read_apart(read_text, source.replace("\r\n", "\n"), language=expression.language)
    return _with_provisions(law, expression.file_name)


def snapshot_expression(expression: Expression | None) -> dict[str, str]:
    """The text in the form, for the version."""
    return {"source": expression.source if expression else ""}


@transaction.atomic
def save_expression(
    version: Version, language: str | None, name: str, stored: str, law: Law
) -> Expression:
    """Store what was read from the file ``stored`` as ``version`` in ``language`` (``zh``, ``en``, or None for
    the law's own), replacing an earlier text in that language.
    """
    language = language or main_language(law.language)
    expression, _ = Expression.objects.get_or_create(version=version, language=language)
    expression.file_name = shorten_name(name)
    expression.file.name = stored
    _save_provisions(expression, law)
    return expression


def store_expression(version: Version, language: str | None, name: str, data: bytes) -> Expression:
    """Read a file and store it with its content. Raises as :func:`read_file`, and then nothing has changed."""
    law = read_file(name, data, language)
    return save_expression(version, language, name, store_file(name, data), law)


def store_file(name: str, data: bytes) -> str:
    """Store the bytes of a file; returns its stored name."""
    return str(default_storage.save(f"laws/{make_stored_name(name)}", ContentFile(data)))


@transaction.atomic
def replace_expression(
    expression: Expression, law: Law, source: str, *, seen: str | None = None
) -> set[str]:
    """Replace the content of ``expression`` by ``law``, read from ``source`` (:func:`read_corrected`); returns
    the eIds of provisions that disappeared.

    Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict` if somebody else corrected it since ``seen``,
    the version of its source. Then nothing has changed.
    """
    now = Expression.objects.select_for_update().get(pk=expression.pk)
    check_unchanged(seen, snapshot_expression(now), {"source": source})
    before = list_eids(now)
    _save_provisions(now, law)
    return before - list_eids(now)


def _with_provisions(law: Law, name: str) -> Law:
    if not law.provisions:
        raise UnreadableLaw("no_provisions_found", file=name)
    units = sum(1 for _ in law.walk())
    if units > _MOST_UNITS:
        raise UnreadableLaw("too_many_units", file=name, units=str(units), limit=str(_MOST_UNITS))
    return law


def _save_provisions(expression: Expression, law: Law) -> None:
    """Replace the provisions of ``expression`` by those of ``law``. Units that existed keep their eIds, so that
    comments on them keep their place.
    """
    if expression.pk and expression.provisions.exists():
        law = keep_eids(_make_law(expression), law)
    if expression.source and expression.source != law.source:
        expression.previous_source = expression.source
    expression.source = law.source
    expression.title = law.title[:300]
    expression.source_language = law.language[:20]
    expression.furniture = [[str(f.name), f.span.start, f.span.end, f.text] for f in law.furniture]
    expression.problems = [
        {"line": p.line, "code": str(p.code), "details": dict(p.details)} for p in law.problems
    ]
    expression.save(
        update_fields=(
            "file", "file_name", "source", "previous_source", "title", "source_language", "furniture", "problems", "updated_at",
        )
    )  # fmt: skip
    expression.provisions.all().delete()
    Provision.objects.bulk_create(
        [
            Provision(
                expression=expression,
                eid=placed.unit.eid,
                foreign_eid=placed.unit.foreign_eid[:LONGEST_FOREIGN_EID],
                parent=placed.parent,
                unit=placed.under,
                chapter=placed.division,
                kind=str(placed.unit.kind),
                num=placed.unit.num[:120],
                heading=placed.unit.heading,
                text=placed.unit.text,
                position=position,
                depth=placed.depth,
                start=placed.unit.span.start,
                end=placed.unit.span.end,
            )
            for position, placed in enumerate(place_provisions(law))
        ],
        batch_size=500,
    )
    expression_saved.send(Expression, expression=expression)


@dataclass(frozen=True, slots=True)
class PlacedProvision:
    """A provision and its place: ``under``: the unit that is commented on (an article), empty for a division;
    ``division``: its chapter or part; ``depth``: within the unit.
    """

    unit: Unit
    parent: str
    under: str
    division: str
    depth: int


def place_provisions(law: Law) -> Iterator[PlacedProvision]:
    """Yield every provision in reading order, with its unit: what people cite and comment on as a whole, such
    as an article, a recital, a common-law section, or an annex without articles.
    """

    def walk(
        unit: Unit, parent: str, under: str, division: str, depth: int
    ) -> Iterator[PlacedProvision]:
        if not under and not _is_division(unit):
            under = unit.eid
        yield PlacedProvision(unit, parent, under, division, depth)
        below = division if under else unit.eid
        for child in unit.children:
            yield from walk(child, unit.eid, under, below, depth + 1 if under else 0)

    for top in law.provisions:
        yield from walk(top, "", "", "", 0)


def _is_division(unit: Unit) -> bool:
    if unit.kind not in _DIVISIONS:
        return False
    if unit.kind in (ProvisionKind.PART, ProvisionKind.SUBPART, ProvisionKind.CHAPTER):
        return bool(unit.children)
    return any(below.kind in _UNITS for child in unit.children for below in child.walk())


def get_law(expression: Expression) -> Law:
    """The law of ``expression``, cached as long as the text stays the same.

    It is built from the stored provisions and never parsed again, so pages, letters and exports name units as
    the database does.
    """
    return _load_law(expression.pk, expression.updated_at)


@lru_cache(maxsize=16)
def _load_law(pk: int, _changed: datetime) -> Law:
    return _make_law(Expression.objects.get(pk=pk))


def _make_law(expression: Expression) -> Law:
    below: dict[str, list[Unit]] = defaultdict(list)
    # From last to first, so that the children of a unit exist before it.
    for row in reversed(expression.provisions.order_by("position", "pk")):
        unit = Unit(
            eid=row.eid,
            kind=ProvisionKind(row.kind),
            num=row.num,
            heading=row.heading,
            text=row.text,
            span=Span(row.start, row.end),
            children=tuple(reversed(below.pop(row.eid, ()))),
            foreign_eid=row.foreign_eid,
        )
        below[row.parent].append(unit)
    return Law(
        title=expression.title,
        language=expression.source_language or expression.language,
        source=expression.source,
        provisions=tuple(reversed(below[""])),
        furniture=tuple(
            Furniture(FurnitureName(name), words, Span(start, end))
            for name, start, end, words in expression.furniture
        ),
        problems=tuple(
            Problem(one["line"], ProblemCode(one["code"]), tuple(one["details"].items()))
            for one in expression.problems
        ),
    )


def begin_enacted_version(
    draft: Version, *, title_zh: str = "", title_en: str = "", dated: date | None = None
) -> Version:
    """Create the enacted version of the law of ``draft``; its texts are added later. With another title it
    becomes an instrument of its own: a network's draft may become part of another law years later.
    """
    instrument = draft.instrument
    if title_zh or title_en:
        instrument = Instrument.objects.create(title_zh=title_zh, title_en=title_en)
    return Version.objects.create(
        instrument=instrument, standing=Version.Standing.ENACTED, dated=dated
    )


def rename_enacted(
    enacted: Version, draft: Version, *, title_zh: str, title_en: str, dated: date | None
) -> None:
    """Change the title or date of an enacted law when another text is added; values not given stay."""
    if title_zh or title_en:
        if enacted.instrument_id == draft.instrument_id:
            enacted.instrument = Instrument.objects.create(title_zh=title_zh, title_en=title_en)
        else:
            Instrument.objects.filter(pk=enacted.instrument_id).update(
                title_zh=title_zh, title_en=title_en
            )
    instrument = enacted.instrument_id
    Version.objects.filter(pk=enacted.pk).update(
        instrument=instrument, dated=dated or enacted.dated
    )


def find_unit(expressions: Iterable[Expression], written: str) -> Provision | None:
    """The provision, in the first of ``expressions`` that has it, whose eId or identifier in the file is
    ``written``, which may be arbitrary input.
    """
    if not written or "\x00" in written or len(written) > LONGEST_FOREIGN_EID:
        return None
    order = {expression.pk: at for at, expression in enumerate(expressions)}
    rows = Provision.objects.filter(Q(eid=written) | Q(foreign_eid=written), expression__in=order)
    found = sorted(
        rows, key=lambda row: (row.eid != written, order[row.expression_id], row.position)
    )
    return found[0] if found else None


def list_units(expression: Expression) -> list[str]:
    """The eIds of a text's units, in order. One query."""
    found = Provision.objects.filter(expression=expression, eid=F("unit")).exclude(unit="")
    return list(found.order_by("position", "pk").values_list("eid", flat=True))


def find_position(expression: Expression, eid: OuterRef) -> Subquery:
    """A subquery: the position in the text of the provision whose eId is in a column."""
    there = Provision.objects.filter(expression=expression, eid=eid).order_by("pk")
    return Subquery(there.values("position")[:1])


def map_laws(version: Version | None) -> dict[str, Law]:
    """Language → law, Chinese first."""
    if version is None:
        return {}
    return {
        expression.language: get_law(expression)
        for expression in version.expressions.order_by("-language", "pk")
    }


def map_laws_of(versions: Collection[int]) -> dict[int, dict[str, Law]]:
    """Version → language → law, Chinese first; one query if the laws are cached."""
    found: dict[int, dict[str, Law]] = {}
    rows = Expression.objects.filter(version__in=versions).order_by("-language", "pk")
    for expression in rows.only("version", "language", "updated_at"):
        found.setdefault(expression.version_id, {})[expression.language] = get_law(expression)
    return found


def list_eids(expression: Expression | None) -> set[str]:
    """The eIds of all units of a text; empty without a text."""
    return (
        set(expression.provisions.values_list("eid", flat=True))
        if expression and expression.pk
        else set()
    )


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A unit in both languages: its number and beginning; empty where a language lacks it. ``lines``: language
    → the line of the source where it begins, 0 if unknown.
    """

    eid: str
    numbers: dict[str, str]
    words: dict[str, str]
    lines: dict[str, int]


def pair_units(version: Version) -> list[UnitPair]:
    """The units of a version in two languages side by side, in the order of the first; those only in the second
    at their place in it.
    """
    rows: dict[str, list[tuple[str, str, str, str]]] = {}
    lines: dict[str, dict[str, int]] = {}
    for expression in version.expressions.order_by("-language", "pk"):
        found = expression.provisions.exclude(unit="").filter(depth=0)
        rows[expression.language] = list(found.values_list("eid", "num", "heading", "text"))
        lines[expression.language] = _map_unit_lines(
            expression.source, found.values_list("eid", "num", "start")
        )
    if len(rows) < 2:
        return []
    by = {language: {row[0]: row for row in units} for language, units in rows.items()}
    after = {"": ""}  # eId → the one that follows it, from the empty one round to it
    for units in rows.values():
        last = ""
        for eid, *_ in units:
            if eid not in after:
                after[eid] = after[last]
                after[last] = eid
            last = eid
    order: list[str] = []
    while eid := after[order[-1] if order else ""]:
        order.append(eid)
    return [
        UnitPair(
            eid,
            {language: by[language].get(eid, ("", "", "", ""))[1] for language in rows},
            {
                language: " ".join(by[language].get(eid, ("", "", "", ""))[2:])[:80].strip()
                for language in rows
            },
            {language: lines[language].get(eid, 0) for language in rows},
        )
        for eid in order
    ]


def _map_unit_lines(source: str, units: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """eId → the line where the unit begins, if its number is on it."""
    written = source.split("\n")
    begins = list(accumulate((len(line) + 1 for line in written), initial=0))
    found: dict[str, int] = {}
    for eid, num, start in units:
        number = bisect_right(begins, start)
        if num and number <= len(written) and num in written[number - 1]:
            found[eid] = number
    return found


@dataclass(frozen=True, slots=True)
class UnpairedUnit:
    """A unit that exists in one language only."""

    language: str
    eid: str
    num: str


def list_unpaired(version: Version) -> tuple[UnpairedUnit, ...]:
    """Units that exist in one language only; empty for a version in a single language."""
    units: dict[str, dict[str, str]] = {}
    for expression in version.expressions.all():
        rows = expression.provisions.exclude(unit="").filter(depth=0).values_list("eid", "num")
        units[expression.language] = dict(rows)
    if len(units) < 2:
        return ()
    return tuple(
        UnpairedUnit(language, eid, num)
        for language, own in units.items()
        for eid, num in own.items()
        if any(eid not in other for other in units.values())
    )


# ---- found ---------------------------------------------------------------------------------------------


@transaction.atomic
def create_draft(title_zh: str, title_en: str) -> Version:
    """Create a law with a draft open for comments, without texts yet."""
    instrument = Instrument.objects.create(title_zh=title_zh, title_en=title_en)
    return Version.objects.create(instrument=instrument, standing=Version.Standing.FOR_COMMENT)


def list_expressions(version: Version) -> QuerySet[Expression]:
    """The texts of a version in its languages."""
    return Expression.objects.filter(version=version).order_by("pk")


_find_texts = KnownQuery(
    lambda version: (
        Expression.objects.filter(version=version)
        .order_by("-language", "pk")
        .defer("source", "problems")
    )
)


def list_texts(version: Version) -> list[Expression]:
    """The texts of a version, without files and problems, Chinese first. One query."""
    texts = _find_texts(version.pk)
    for text in texts:
        text.version = version
    return texts


def find_expression(version: Version, language: str) -> Expression | None:
    """The text of a version in ``language``, or None."""
    return list_expressions(version).filter(language=language).first()


def lock_expression(version: Version, language: str) -> Expression | None:
    """The same, locked until the transaction ends."""
    return list_expressions(version).select_for_update().filter(language=language).first()


def list_provisions(expression: Expression | int) -> SearchedQuerySet[Provision]:
    """The provisions of a text, in reading order."""
    return Provision.objects.filter(expression=expression).order_by("position", "pk")


def list_provisions_of(expressions: Collection[int]) -> SearchedQuerySet[Provision]:
    """The provisions of several texts, each in reading order, by language."""
    found = Provision.objects.filter(expression__in=expressions)
    return found.order_by("expression__language", "position", "pk")


def list_version_provisions(version: Version) -> SearchedQuerySet[Provision]:
    """The provisions of a version in all languages, each in reading order."""
    found = Provision.objects.filter(expression__version=version)
    return found.order_by("expression", "position", "pk")


def list_provisions_of_versions(versions: Collection[int]) -> SearchedQuerySet[Provision]:
    """The provisions of several versions, each text in reading order, with their texts."""
    found = Provision.objects.filter(expression__version__in=versions)
    return found.select_related("expression").order_by("expression_id", "position", "pk")


def find_unit_of(version: Version, eid: str) -> str:
    """The unit of a provision; empty for the whole law, or for a provision in no unit."""
    if not eid:
        return ""
    found = list_version_provisions(version).filter(eid=eid)
    return found.values_list("unit", flat=True).first() or ""
