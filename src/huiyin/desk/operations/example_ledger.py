"""Ten years of exchanges of the example's networks with authorities, from the invented tables beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiyin.desk.operations.example_history import read_rows

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.ledger.data import ExchangeInput
    from huiyin.desk.ledger.models import LegalGround
    from huiyin.desk.registry.models import Organisation

#: What of a row stands in an exchange under the same name.
_SAME = ("matter", "channel", "subject_zh", "subject_en", "summary_zh", "summary_en")


def create_authorities(folder: Path) -> dict[str, Organisation]:
    """The authorities of the tables, by their short names."""
    from huiyin.desk.registry.data import OrganisationKind
    from huiyin.desk.registry.organisations import create_organisation

    return {
        row["id"]: create_organisation(
            row["id"], OrganisationKind.AUTHORITY, name_zh=row["name_zh"], name_en=row["name_en"]
        )
        for row in read_rows(folder, "authorities")
    }


def load_ledger(folder: Path, parties: Mapping[str, int], networks: Mapping[str, int], by: User) -> None:  # fmt: skip
    """Record what the tables tell: the asks first, then what followed them. ``parties`` and ``networks``: numbers by short
    names."""
    from huiyin.desk.ledger.api.exchanges import save_exchanges
    from huiyin.desk.ledger.api.threads import note_meanings

    ground = _create_ground()
    rows = read_rows(folder, "exchanges")
    asks = _sort(row for row in rows if not row["answers"])
    followed = _sort(row for row in rows if row["answers"])
    numbers: dict[str, int] = {}
    for part in (asks, followed):
        inputs = [_make_input(row, numbers, parties, networks, ground.pk) for row in part]
        recorded = save_exchanges(inputs, by)
        numbers |= {row["no"]: one.number for row, one in zip(part, recorded, strict=True)}
        note_meanings((one, row["meaning"]) for row, one in zip(part, recorded, strict=True))


def _sort(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: (row["day"], int(row["no"])))


def _create_ground() -> LegalGround:
    """The invented country's law on access to information."""
    from huiyin.desk.ledger.api.grounds import create_ground
    from huiyin.desk.ledger.data import GroundInput

    given = GroundInput(
        jurisdiction="云汀国（虚构） / Yunting (invented)", name_zh="云汀国政务公开法（虚构）", name_en="Access to Information Act of Yunting (invented)",
        provision="第十八条 / art. 18", amount=20, unit="working_day", extension_amount=15, extension_unit="working_day",
    )  # fmt: skip
    return create_ground(given)


def _make_input(
    row: Mapping[str, str],
    numbers: Mapping[str, int],
    parties: Mapping[str, int],
    networks: Mapping[str, int],
    ground: int,
) -> ExchangeInput:
    from huiyin.desk.ledger.data import (
        ExchangeDirection,
        ExchangeInput,
        ExchangeKind,
        ExchangeSource,
    )

    words: dict[str, Any] = {name: row[name] for name in _SAME}
    return ExchangeInput(
        ExchangeKind(row["kind"]),
        ExchangeDirection(row["direction"]),
        date.fromisoformat(row["day"]),
        parties[row["authority"]],
        network=networks.get(row["network"]),
        organisation=parties.get(row["organisation"]),
        passed_to=parties.get(row["passed_to"]),
        answers=numbers.get(row["answers"]),
        extended_to=date.fromisoformat(row["extended_to"]) if row["extended_to"] else None,
        ground=ground if row["term"] else None,
        source=ExchangeSource.HAND,
        **words,
    )
