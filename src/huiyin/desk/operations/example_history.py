"""Ten years of the example's network, from the invented tables beside it, as dated facts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiyin.desk.registry.data import FactInput
    from huiyin.desk.registry.models import Organisation

    Stated = Iterator[tuple[Organisation, FactInput]]

SOURCE = "虚构示例 · invented example"
_ROUTES = ("professional", "grassroots", "international")
_SHARES = (
    "foreign_funding", "activity_abroad", "people_abroad", "foreign_languages", "local_leadership", "domestic_funding",
    "local_decisions", "local_outputs",
)  # fmt: skip


def read_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one of the tables."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def load_history(folder: Path, organisations: Mapping[str, Organisation]) -> None:
    """State everything that the tables say of ``organisations``, by their ids; those that are no more are made here."""
    from huiyin.desk.registry.api.facts import record_facts
    from huiyin.desk.registry.api.organisation_facts import select_all_organisations

    there = dict(organisations)
    for row in read_rows(folder, "former"):
        there[row["id"]] = select_all_organisations().create(
            slug=row["id"], name_zh=row["name_zh"], name_en=row["name_en"]
        )
    stated = [
        fact
        for tell in (_list_memberships, _list_focuses, _list_routes, _list_reach, _list_details)
        for fact in tell(folder, there)
    ]
    record_facts(stated, None)
    _record_context(folder)
    _rename_back(folder, there)
    _record_changes(folder, there)


def _make_base(row: Mapping[str, str]) -> FactInput:
    """The period of a row, of which the kind and what it says are still to come."""
    from huiyin.desk.registry.data import FactInput, FactKind

    since, until = (row.get(end, row.get("year", "")) for end in ("since", "until"))
    return FactInput(FactKind.MEMBERSHIP, since=since, until=until, source=SOURCE)


def _list_memberships(folder: Path, there: Mapping[str, Organisation]) -> Stated:
    from huiyin.desk.registry.data import FactKind

    for row in read_rows(folder, "membership"):
        kind = FactKind.NETWORK if row["network"] else FactKind.MEMBERSHIP
        yield there[row["id"]], replace(_make_base(row), kind=kind, code=row["network"])


def _list_focuses(folder: Path, there: Mapping[str, Organisation]) -> Stated:
    from huiyin.desk.registry.api.focus_list import list_focuses
    from huiyin.desk.registry.data import FactKind

    slugs = {one.name_en: one.slug for one in list_focuses()}
    for row in read_rows(folder, "focus"):
        if row["focus"]:  # nobody has said, where it is empty
            data: dict[str, object] = {"main": True} if row["main"] == "yes" else {}
            base = replace(_make_base(row), kind=FactKind.FOCUS, code=slugs[row["focus"]])
            yield there[row["id"]], replace(base, data=data)


def _list_routes(folder: Path, there: Mapping[str, Organisation]) -> Stated:
    from huiyin.desk.registry.data import FactKind

    for row in read_rows(folder, "routes"):
        if row["professional"]:
            data: dict[str, object] = {route: _read_share(row[route]) for route in _ROUTES}
            yield there[row["id"]], replace(_make_base(row), kind=FactKind.ROUTE, data=data)


def _list_reach(folder: Path, there: Mapping[str, Organisation]) -> Stated:
    from huiyin.desk.registry.data import FactKind

    for row in read_rows(folder, "reach"):
        base = replace(_make_base(row), kind=FactKind.REACH, is_public=row["public"] == "yes")
        for code in _SHARES:
            if written := row[code.replace("_", " ")]:
                yield there[row["id"]], replace(base, code=code, number=_read_share(written))
        if row["countries"]:
            yield there[row["id"]], replace(base, code="countries", number=float(row["countries"]))


def _read_share(written: str) -> float:
    return int(written.rstrip("%")) / 100


def _list_details(folder: Path, there: Mapping[str, Organisation]) -> Stated:
    from huiyin.desk.registry.data import ACTIVE, FactInput, FactKind

    joined: dict[str, str] = {}
    for row in read_rows(folder, "membership"):
        joined.setdefault(row["id"], row["since"])
    for one, since in joined.items():
        status = FactInput(FactKind.STATUS, ACTIVE, since=since, source=SOURCE)
        yield there[one], status
    for row in read_rows(folder, "details"):
        own, base = there[row["id"]], replace(_make_base(row), since=joined[row["id"]])
        yield own, replace(base, kind=FactKind.PLACE, code=row["place"])
        for code in row["language"].split(";"):
            yield own, replace(base, kind=FactKind.LANGUAGE, code=code)
        contact = replace(base, kind=FactKind.CONTACT, code="website", text=row["website"])
        yield own, replace(contact, is_public=True)


def _record_context(folder: Path) -> None:
    from huiyin.desk.registry.api.context_events import save_context_event
    from huiyin.desk.registry.api.focus_list import list_focuses
    from huiyin.desk.registry.data import ContextInput, ContextKind

    slugs = {one.name_en: one.slug for one in list_focuses()}
    for row in read_rows(folder, "context"):
        focuses = tuple(slugs[name] for name in row["focuses"].split(";") if name in slugs)
        save_context_event(
            ContextInput(
                ContextKind(row["kind"]), row["since"], row["until"], row["title_zh"], row["title_en"],
                source=row["source"], focuses=focuses,
            ),
            None,
        )  # fmt: skip


def _rename_back(folder: Path, there: Mapping[str, Organisation]) -> None:
    """What was renamed bears its first name, for the change to come."""
    from huiyin.desk.registry.api.facts import record_fact, withdraw_fact
    from huiyin.desk.registry.api.organisation_facts import list_facts
    from huiyin.desk.registry.data import FactKind

    for row in read_rows(folder, "names"):
        own = there[row["id"]]
        today = list_facts(own, kinds=(FactKind.NAME,))
        for fact in today:
            base = replace(_make_base(row), since="2016", until="", kind=FactKind.NAME)
            first = replace(base, code=fact.code, text=row[f"name_{fact.code}"], until=row["until"])
            record_fact(own, first, None)
            withdraw_fact(fact.id, None)


def _record_changes(folder: Path, there: Mapping[str, Organisation]) -> None:
    from huiyin.desk.registry.api.change_events import record_change
    from huiyin.desk.registry.data import ChangeInput, ChangeKind

    names = {row["id"]: row for row in read_rows(folder.parent, "organisations")}
    for row in read_rows(folder, "changes"):
        ins, outs = (tuple(there[one].pk for one in row[side].split(";")) for side in ("in", "out"))
        kind = ChangeKind(row["kind"])
        is_rename = kind == ChangeKind.RENAME
        new = names[row["out"]] if is_rename else {}
        record_change(
            ChangeInput(
                kind, row["on"], ins, () if is_rename else outs, name_zh=new.get("name_zh", ""),
                name_en=new.get("name_en", ""), source=SOURCE, note=f"{row['note_zh']} {row['note_en']}",
            ),
            None,
        )  # fmt: skip
