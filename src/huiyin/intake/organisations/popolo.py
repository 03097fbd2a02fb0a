"""Read and write Popolo organisations in JSON, with periods wherever possible.

What Popolo has a field for is written there (names, identifiers, classification, founding and dissolution, contact
details, memberships), so a program that only knows Popolo reads the present state. The complete history is in
``huiyin:facts``, so that nothing is lost and the file can be read again unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.intake.organisations.records import KINDS, FactStated, OrganisationStated

_FACTS = "huiyin:facts"
#: The values in Popolo's schema.
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_FIELDS = tuple(one.name for one in fields(FactStated))
_MOST = 200_000


def write_popolo(organisations: Iterable[OrganisationStated]) -> str:
    """Write a JSON document with all of them."""
    listed = [_write_one(one) for one in organisations]
    return json.dumps({"organizations": listed}, ensure_ascii=False, indent=1, allow_nan=False)


def _write_one(one: OrganisationStated) -> dict[str, Any]:
    names = [fact for fact in one.facts if fact.kind == "name"]
    now = next((fact for fact in names if fact.until == ""), names[0] if names else None)
    written: dict[str, Any] = {
        "id": one.slug,
        "name": now.text if now is not None else one.slug,
        "other_names": [
            {"name": fact.text, "note": fact.code, **_write_period(fact)}
            for fact in one.facts
            if fact.kind == "other_name" or (fact.kind == "name" and fact is not now)
        ],
        "identifiers": [
            {"scheme": fact.code, "identifier": fact.text}
            for fact in one.facts
            if fact.kind == "identifier"
        ],
        "contact_details": [
            {"type": fact.code, "value": fact.text, **_write_period(fact)}
            for fact in one.facts
            if fact.kind == "contact" and fact.is_public is not False
        ],
        **_write_life(one.facts),
        _FACTS: [_write_fact(fact) for fact in one.facts],
    }
    return {name: value for name, value in written.items() if value != []}


def _write_period(fact: FactStated) -> dict[str, str]:
    ends = {"start_date": fact.since, "end_date": fact.until}
    return {name: date for name, date in ends.items() if _DATE.fullmatch(date)}


def _write_life(facts: Sequence[FactStated]) -> dict[str, str]:
    life: dict[str, str] = {}
    for fact in facts:
        if fact.kind == "legal_form" and fact.until == "":
            life["classification"] = fact.code
        if fact.kind == "status":
            name = "dissolution_date" if fact.code == "ended" else "founding_date"
            if _DATE.fullmatch(fact.since) and fact.since < life.get(name, "9"):
                life[name] = fact.since
    return life


def _write_fact(fact: FactStated) -> dict[str, Any]:
    whole = {**asdict(replace(fact, data={})), "data": dict(fact.data)}
    return {name: value for name, value in whole.items() if value not in ("", None, {})}


def read_popolo(data: bytes, name: str) -> list[OrganisationStated]:
    """Read the organisations of a Popolo file: a document with ``organizations``, a list, or a single one. Raises
    :class:`huiyin.files.problems.UnreadableLaw`.
    """
    try:
        document = json.loads(decode_text(data, name).text)
    except (ValueError, RecursionError):
        raise UnreadableLaw("not_json", file=name) from None
    listed = document.get("organizations", [document]) if isinstance(document, dict) else document
    if not isinstance(listed, list) or len(listed) > _MOST:
        raise UnreadableLaw("not_popolo", file=name)
    return [_read_one(one, number) for number, one in enumerate(listed, 1)]


def _read_one(one: object, number: int) -> OrganisationStated:
    if not isinstance(one, dict):
        return OrganisationStated("", (), number, "not_popolo")
    slug = _read_text(one, "id")
    try:
        if isinstance(one.get(_FACTS), list):
            facts = [_read_own(fact) for fact in one[_FACTS]]
        else:
            facts = list(_read_foreign(one))
    except (TypeError, ValueError):
        return OrganisationStated(slug, (), number, "not_popolo")
    if not slug and not any(fact.kind in ("name", "identifier") for fact in facts):
        return OrganisationStated("", (), number, "nameless")
    return OrganisationStated(slug, tuple(facts), number)


def _read_own(fact: object) -> FactStated:
    """Read a fact as we write it. Raises ``ValueError``, ``TypeError``."""
    if not isinstance(fact, dict) or not set(fact) <= set(_FIELDS) or fact.get("kind") not in KINDS:
        raise ValueError
    words = {n: v for n, v in fact.items() if n not in ("number", "data", "is_public")}
    number, data, is_public = fact.get("number"), fact.get("data", {}), fact.get("is_public")
    if not all(isinstance(value, str) for value in words.values()) or not isinstance(data, dict):
        raise ValueError
    if not isinstance(number, int | float | None) or not isinstance(is_public, bool | None):
        raise ValueError
    words.setdefault("since", "")
    return FactStated(**words, number=None if number is None else float(number), data=data, is_public=is_public)  # fmt: skip


def _read_foreign(one: Mapping[str, Any]) -> Iterator[FactStated]:
    """Read the facts of an organisation written by another program."""
    if name := _read_text(one, "name"):
        yield FactStated("name", _language_of(name), name)
    yield from _read_other_names(one)
    for number in _list_objects(one, "identifiers"):
        scheme, text = _read_text(number, "scheme"), _read_text(number, "identifier")
        if scheme and text:
            yield FactStated("identifier", scheme, text)
    for contact in _list_objects(one, "contact_details"):
        code = _read_text(contact, "type")
        code = {"url": "website", "voice": "phone", "tel": "phone"}.get(code, code)
        if code in ("website", "phone", "address") and _read_text(contact, "value"):
            yield FactStated("contact", code, _read_text(contact, "value"))
    founded, dissolved = _read_text(one, "founding_date"), _read_text(one, "dissolution_date")
    if founded:
        yield FactStated("status", "active", since=founded, until=dissolved)
    elif dissolved:
        yield FactStated("status", "ended", since=dissolved)


def _read_other_names(one: Mapping[str, Any]) -> Iterator[FactStated]:
    """Read other names: those with an end are former names, the others aliases."""
    for other in _list_objects(one, "other_names"):
        since, until = _read_text(other, "start_date") or "?", _read_text(other, "end_date")
        text = _read_text(other, "name")
        if text and until:
            yield FactStated("name", _language_of(text), text, since=since, until=until)
        elif text:
            yield FactStated("other_name", "alias", text, since=since)


def _language_of(text: str) -> str:
    return "zh" if re.search("[\u3400-\u9fff]", text) else "en"


def _read_text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    return value.strip() if isinstance(value, str) else ""


def _list_objects(one: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = one.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
