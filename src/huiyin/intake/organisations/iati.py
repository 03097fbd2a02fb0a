"""Read and write organisation files of IATI 2.03: identity, names by language, place, and planned costs.

IATI has elements for a name, an identifier, a country's names and documents. Of the yearly budgets, the total
expenditure is read and written. What IATI has no element for is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from lxml import etree

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import parse_xml
from huiyin.intake.identifiers import split_identifier
from huiyin.intake.organisations.records import FactStated, OrganisationStated
from huiyin.intake.partial_dates import parse_days

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Types of organisations in IATI's codelist OrganisationType.
_TYPES: Mapping[str, str] = {"government": "10", "foundation": "60", "company": "70"}
_NATIONAL_NGO, _OTHER = "22", "90"


def write_iati(organisations: Iterable[OrganisationStated], *, day: date) -> bytes:
    """Write one file with the organisations that have a register number, which IATI requires; ``day``: the date of
    the file.
    """
    root = etree.Element("iati-organisations", version="2.03")
    root.set("generated-datetime", f"{day.isoformat()}T00:00:00Z")
    for one in organisations:
        if one.identifiers:
            root.append(_write_one(one, day))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_one(one: OrganisationStated, day: date) -> etree._Element:
    identifier = "-".join(one.identifiers[0])
    node = etree.Element("iati-organisation")
    node.set("last-updated-datetime", f"{day.isoformat()}T00:00:00Z")
    etree.SubElement(node, "organisation-identifier").text = identifier
    names = [fact for fact in one.facts if fact.kind == "name" and fact.until == ""]
    _write_words(etree.SubElement(node, "name"), names)
    reporting = etree.SubElement(node, "reporting-org", ref=identifier, type=_find_type(one))
    _write_words(reporting, names)
    for fact in one.facts:
        span = parse_days(fact.since) if fact.kind == "figure" and fact.code == "spending" else None
        if span is not None and fact.until == fact.since and fact.number is not None:
            _write_spending(node, fact, span.first, span.last)
    return node


def _write_words(node: etree._Element, names: Iterable[FactStated]) -> None:
    for fact in names:
        narrative = etree.SubElement(node, "narrative")
        narrative.set(_LANG, fact.code)
        narrative.text = fact.text


def _find_type(one: OrganisationStated) -> str:
    forms = [f.code for f in one.facts if f.kind == "legal_form" and f.until == ""]
    return _TYPES.get(forms[0], _NATIONAL_NGO) if forms else _OTHER


def _write_spending(node: etree._Element, fact: FactStated, first: date, last: date) -> None:
    total = etree.SubElement(node, "total-expenditure")
    etree.SubElement(total, "period-start").set("iso-date", first.isoformat())
    etree.SubElement(total, "period-end").set("iso-date", last.isoformat())
    value = etree.SubElement(total, "value", currency=str(fact.data.get("currency", "")))
    value.set("value-date", first.isoformat())
    number = fact.number or 0.0
    value.text = str(int(number)) if number.is_integer() else repr(number)


def read_iati(data: bytes, name: str) -> list[OrganisationStated]:
    """Read the organisations of an IATI file. Raises :class:`huiyin.files.problems.UnreadableLaw`."""
    root = parse_xml(data, name)
    if root.tag != "iati-organisations":
        raise UnreadableLaw("not_iati", file=name)
    nodes = root.findall("iati-organisation")
    return [_read_one(node, number) for number, node in enumerate(nodes, 1)]


def _read_one(node: etree._Element, number: int) -> OrganisationStated:
    written = (
        node.findtext("organisation-identifier") or node.findtext("iati-identifier") or ""
    ).strip()
    split = split_identifier(written)
    if split is None:
        return OrganisationStated("", (), number, "identifier")
    facts = [FactStated("identifier", split.scheme, split.number), *_read_names(node)]
    for total in node.findall("total-expenditure"):
        facts += _read_spending(total)
    return OrganisationStated("", tuple(facts), number)


def _read_names(node: etree._Element) -> Iterator[FactStated]:
    default = node.get(_LANG, "en")
    for narrative in node.findall("name/narrative"):
        language = narrative.get(_LANG, default).split("-")[0]
        text = " ".join((narrative.text or "").split())
        if text and language in ("zh", "en"):
            yield FactStated("name", language, text)


def _read_spending(total: etree._Element) -> Iterator[FactStated]:
    first, last = _read_iso(total, "period-start"), _read_iso(total, "period-end")
    value = total.find("value")
    try:
        number = float((value.text or "").replace(",", "")) if value is not None else None
        year = date.fromisoformat(first).year
    except ValueError:
        return
    whole = (f"{year}-01-01", f"{year}-12-31") == (first, last)
    if number is not None and value is not None:
        since, until = (str(year), str(year)) if whole else (first, last)
        money = {"currency": value.get("currency", "")}
        yield FactStated("figure", "spending", number=number, data=money, since=since, until=until)


def _read_iso(total: etree._Element, tag: str) -> str:
    node = total.find(tag)
    return node.get("iso-date", "") if node is not None else ""
