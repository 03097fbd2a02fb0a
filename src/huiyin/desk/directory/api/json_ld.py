"""An organisation as JSON-LD: schema.org's words, for search engines and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from huiyin.desk.registry.data import FactKind, OrganisationOn

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation

_TYPES = {"member": "NGO", "partner": "Organization", "authority": "GovernmentOrganization"}


def describe_json_ld(
    organisation: Organisation, there: OrganisationOn, url: str, words: Mapping[str, str]
) -> dict[str, Any]:
    """``words``: names of focuses and networks by their short names."""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(organisation.kind, "Organization"),
        "@id": url,
        "url": url,
        "name": [{"@language": code, "@value": name} for code, name in sorted(there.names.items())],
    }
    lists = {
        "alternateName": [fact.text for fact in there.of(FactKind.OTHER_NAME)],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": fact.code, "value": fact.text}
            for fact in there.of(FactKind.IDENTIFIER)
        ],
        "knowsAbout": [words.get(f"focus:{f.code}", f.code) for f in there.of(FactKind.FOCUS)],
        "knowsLanguage": [fact.code for fact in there.of(FactKind.LANGUAGE)],
        "areaServed": [fact.code for fact in there.of(FactKind.PLACE)],
        "memberOf": [
            {"@type": "Organization", "name": words.get(f"network:{f.code}", f.code)}
            for f in there.of(FactKind.NETWORK)
        ],
        "sameAs": [f.text for f in there.of(FactKind.CONTACT) if f.code == "website"],
    }
    document |= {name: values for name, values in lists.items() if values}
    if organisation.founded_on:
        document["foundingDate"] = organisation.founded_on.isoformat()
    if organisation.ended_on:
        document["dissolutionDate"] = organisation.ended_on.isoformat()
    return document
