"""A work's metadata, stored as CSL-JSON, in the formats of reference managers and search engines.

CSL-JSON 1.0.2 is stored. BibTeX, RIS, the ``citation_*`` tags of Google Scholar and Zotero, and schema.org's
JSON-LD are generated from it. Values without a CSL variable are in its ``custom``: ``orcid`` (one per author, or
empty), ``licence`` and ``commissioner``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

#: A CSL-JSON item.
CslItem = Mapping[str, Any]
#: The types of works: CSL's name → those of BibTeX, RIS and schema.org.
TYPES: Mapping[str, tuple[str, str, str]] = {
    "report": ("techreport", "RPRT", "Report"),
    "article-journal": ("article", "JOUR", "ScholarlyArticle"),
    "paper-conference": ("inproceedings", "CPAPER", "ScholarlyArticle"),
    "book": ("book", "BOOK", "Book"),
    "chapter": ("incollection", "CHAP", "Chapter"),
    "dataset": ("misc", "DATA", "Dataset"),
    "webpage": ("misc", "ELEC", "WebPage"),
}
_OTHER = ("misc", "GEN", "CreativeWork")
#: Licences: SPDX name → address.
LICENCES: Mapping[str, str] = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.ASCII)


def read_orcid(written: str) -> str:
    """Normalise an ORCID iD to ``0000-0002-1825-0097``; empty if invalid.

    Its last character is a check digit over the others (ISO 7064, MOD 11-2).
    """
    match = _ORCID.fullmatch(written.strip().upper().replace("HTTPS://ORCID.ORG/", ""))
    if match is None:
        return ""
    digits = "".join(match.groups())
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(match.groups()) if digits[-1] == ("X" if check == 10 else str(check)) else ""


def name_author(author: Mapping[str, str]) -> str:
    """Return a name as in an index: family name before given name, or the literal name."""
    if author.get("literal"):
        return author["literal"]
    return ", ".join(filter(None, (author.get("family"), author.get("given"))))


def list_date_parts(item: CslItem) -> list[int]:
    """Return year, month and day of publication, as far as known."""
    parts = item.get("issued", {}).get("date-parts") or [[]]
    return [int(part) for part in parts[0]]


# ---- BibTeX ------------------------------------------------------------------------------------------


@cache
def _make_encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    # Characters without a LaTeX command, such as Chinese, stay: XeLaTeX, LuaLaTeX and Biber read them directly.
    return UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)


def _encode_latex(text: str) -> str:
    encoded: str = _make_encoder().unicode_to_latex(" ".join(text.split()))
    return encoded


def _name_for_bibtex(author: Mapping[str, str]) -> str:
    """Return an author's name; braces keep a literal name, as of an organisation, together whatever it contains."""
    written = _encode_latex(name_author(author))
    return f"{{{written}}}" if author.get("literal") else written


def write_bibtex(items: Iterable[CslItem]) -> str:
    """Write an entry for each item."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for item in items:
        kind = TYPES.get(item["type"], _OTHER)[0]
        fields = [Field(name, words) for name, words in _list_bibtex_fields(item, kind) if words]
        library.add(Entry(kind, item["id"], fields))
    return str(write_string(library))


def _list_bibtex_fields(item: CslItem, kind: str) -> list[tuple[str, str]]:
    date = list_date_parts(item)
    publisher = "institution" if kind == "techreport" else "publisher"
    container = "journal" if kind == "article" else "booktitle"
    plain = {
        name: _encode_latex(str(item.get(variable, "")))
        for name, variable in (
            ("title", "title"), (container, "container-title"), (publisher, "publisher"), ("series", "collection-title"),
            ("number", "collection-number"), ("edition", "version"), ("keywords", "keyword"), ("abstract", "abstract"),
        )
    }  # fmt: skip
    return [
        ("author", " and ".join(map(_name_for_bibtex, item.get("author", ())))),
        *plain.items(),
        ("year", str(date[0]) if date else ""),
        ("month", str(date[1]) if len(date) > 1 else ""),
        ("doi", str(item.get("DOI", ""))),
        ("url", str(item.get("URL", ""))),
        ("langid", str(item.get("language", ""))),
    ]


# ---- RIS ---------------------------------------------------------------------------------------------


def write_ris(items: Iterable[CslItem]) -> str:
    """Write a reference for each item."""
    import rispy

    return str(rispy.dumps([_describe_ris(item) for item in items]))


def _describe_ris(item: CslItem) -> dict[str, Any]:
    date = list_date_parts(item)
    parts = [f"{date[0]:04}", *(f"{part:02}" for part in date[1:])] if date else []
    fields: dict[str, Any] = {
        "type_of_reference": TYPES.get(item["type"], _OTHER)[1],
        "id": item["id"],
        "title": item.get("title", ""),
        "authors": [_flatten(name_author(author)) for author in item.get("author", ())],
        "year": parts[0] if parts else "",
        "date": "/".join([*parts, "", ""][:3]) if parts else "",
        "secondary_title": item.get("container-title", ""),
        "tertiary_title": item.get("collection-title", ""),
        "number": item.get("collection-number", ""),
        "publisher": item.get("publisher", ""),
        "abstract": item.get("abstract", ""),
        "keywords": [one.strip() for one in str(item.get("keyword", "")).split(",") if one.strip()],
        "doi": item.get("DOI", ""),
        "urls": [item["URL"]] if item.get("URL") else [],
        "language": item.get("language", ""),
    }
    # A line break ends a RIS value, so values must not contain any.
    return {
        name: _flatten(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value
    }


def _flatten(words: str) -> str:
    return " ".join(words.split())


# ---- tags of a page ----------------------------------------------------------------------------------


def list_citation_tags(item: CslItem, *, pdf: str = "") -> list[tuple[str, str]]:
    """Return name and content of each ``citation_*`` tag, authors in order, each followed by its ORCID. ``pdf``:
    the address of the text.
    """
    date = list_date_parts(item)
    tags = [("citation_title", item.get("title", ""))]
    orcids: Sequence[str] = item.get("custom", {}).get("orcid", ())
    for at, author in enumerate(item.get("author", ())):
        tags.append(("citation_author", name_author(author)))
        if at < len(orcids) and orcids[at]:
            tags.append(("citation_author_orcid", f"https://orcid.org/{orcids[at]}"))
    is_report = item["type"] == "report"
    publisher = "citation_technical_report_institution" if is_report else "citation_publisher"
    number = "citation_technical_report_number" if is_report else "citation_issue"
    is_article = item["type"] == "article-journal"
    tags += [
        (
            "citation_publication_date",
            "/".join([f"{d:04}" if at == 0 else f"{d:02}" for at, d in enumerate(date)]),
        ),
        (
            "citation_journal_title" if is_article else "citation_inbook_title",
            item.get("container-title", ""),
        ),
        (publisher, item.get("publisher", "")),
        ("citation_series_title", item.get("collection-title", "")),
        (number, item.get("collection-number", "")),
        ("citation_doi", item.get("DOI", "")),
        ("citation_language", item.get("language", "")),
        ("citation_keywords", item.get("keyword", "")),
        ("citation_abstract_html_url", item.get("URL", "")),
        ("citation_pdf_url", pdf),
    ]
    return [(name, str(words)) for name, words in tags if words]


# ---- JSON-LD -----------------------------------------------------------------------------------------


def describe_json_ld(
    items: Sequence[CslItem],
    url: str,
    *,
    awards: Sequence[str] = (),
    files: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Describe a work in schema.org terms. ``items``: one per language, the main language first. ``files``: each
    with ``url``, ``name``, ``media_type`` and ``sha256``.
    """
    first = items[0]
    custom = first.get("custom", {})
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(first["type"], _OTHER)[2],
        "@id": url,
        "url": url,
        **{
            name: _name_in_languages(items, variable)
            for name, variable in (
                ("name", "title"), ("abstract", "abstract"), ("keywords", "keyword"),
            )
        },
        "author": _list_people(first),
        "datePublished": "-".join(f"{part:02}" for part in list_date_parts(first)),
        "inLanguage": [item["language"] for item in items if item.get("language")],
        "version": first.get("version", ""),
        "license": LICENCES.get(custom.get("licence", ""), ""),
        "award": list(awards),
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": file["url"],
                "name": file["name"],
                "encodingFormat": file["media_type"],
                "sha256": file["sha256"],
            }
            for file in files
        ],
    }  # fmt: skip
    named = {
        "publisher": ("Organization", "publisher"),
        "isPartOf": ("CreativeWorkSeries", "collection-title"),
    }
    for name, (kind, variable) in named.items():
        if names := _name_in_languages(items, variable):
            document[name] = {"@type": kind, "name": names}
    if custom.get("commissioner"):
        document["sponsor"] = {
            "@type": "GovernmentOrganization",
            "name": custom["commissioner"],
        }
    if first.get("DOI"):
        document["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": first["DOI"],
        }
    return {name: value for name, value in document.items() if value}


def _name_in_languages(items: Sequence[CslItem], variable: str) -> list[dict[str, str]]:
    return [
        {"@language": str(item.get("language", "und")), "@value": str(item[variable])}
        for item in items
        if item.get(variable)
    ]


def _list_people(item: CslItem) -> list[dict[str, Any]]:
    custom = item.get("custom", {})
    orcids: Sequence[str] = custom.get("orcid", ())
    people: Sequence[bool] = custom.get("person", ())
    described = []
    for index, author in enumerate(item.get("author", ())):
        is_person = not author.get("literal") or (index < len(people) and people[index])
        person: dict[str, Any] = {"@type": "Person" if is_person else "Organization"}
        if author.get("literal"):
            person["name"] = author["literal"]
        else:
            person |= {
                "name": " ".join(filter(None, (author.get("given"), author.get("family")))),
                "familyName": author.get("family", ""),
                "givenName": author.get("given", ""),
            }
        if index < len(orcids) and orcids[index]:
            person["identifier"] = f"https://orcid.org/{orcids[index]}"
        described.append({name: value for name, value in person.items() if value})
    return described
