"""Organisations by what people write for them: their name, a former one, a short name, a number of a register."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from huiyin.desk.registry.data import FactKind
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.intake.identifiers import check_identifier, split_identifier


class UnknownOrganisation(ValueError):
    """Nobody is called so, or more than one is."""

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written


def find_by_lines(written: str) -> tuple[int, ...]:
    """The numbers of the organisations that are named one a line. Raises :class:`UnknownOrganisation`."""
    lines = [line.strip() for line in written.splitlines() if line.strip()][:100]
    return tuple(dict.fromkeys(find_organisation(line) for line in lines))


def find_organisation(written: str) -> int:
    """Raises :class:`UnknownOrganisation`."""
    split = split_identifier(written)
    if split is not None:
        number = check_identifier(split.scheme, split.number).number
        held = Fact.objects.filter(
            kind=FactKind.IDENTIFIER.value, code=split.scheme, text=number, withdrawn_at=None
        )
        by_number = set(held.values_list("organisation", flat=True))
        if len(by_number) == 1:
            return by_number.pop()
    called = Q(slug__iexact=written) | Q(name_zh__iexact=written) | Q(name_en__iexact=written)
    now = list(Organisation.objects.filter(called).values_list("pk", flat=True)[:2])
    once = now or _list_once_called(written)
    if len(once) != 1:
        raise UnknownOrganisation(written)
    return once[0]


def _list_once_called(written: str) -> list[int]:
    facts = Fact.objects.filter(
        kind__in=(FactKind.NAME.value, FactKind.OTHER_NAME.value), text__iexact=written, withdrawn_at=None
    )  # fmt: skip
    return list(facts.values_list("organisation", flat=True).distinct()[:2])


def map_numbers(schemes: Collection[str]) -> dict[tuple[str, str], int]:
    """Scheme and number → organisation, of all that have or had a number of one of ``schemes``."""
    held = Fact.objects.filter(kind=FactKind.IDENTIFIER.value, code__in=schemes, withdrawn_at=None)
    return {(code, text): n for code, text, n in held.values_list("code", "text", "organisation")}
