"""Word files written by hand, element by element, as other makers write them."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_BY = 'w:id="1" w:author="{who}" w:date="2026-03-02T00:00:00Z"'


def run(words: str, look: str = "", *, tag: str = "t") -> str:
    """A run. ``look``: its properties."""
    said = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{said}<w:{tag} xml:space="preserve">{html.escape(words)}</w:{tag}></w:r>'


def ins(words: str, who: str = "Li", *, tag: str = "ins") -> str:
    return f"<w:{tag} {_BY.format(who=who)}>{run(words)}</w:{tag}>"


def gone(words: str, who: str = "Li", *, tag: str = "del") -> str:
    inside = run(words, tag="delText" if tag == "del" else "t")
    return f"<w:{tag} {_BY.format(who=who)}>{inside}</w:{tag}>"


def end(tag: str, who: str = "Li") -> str:
    """Properties of a paragraph whose end was put in or taken out."""
    return f"<w:rPr><w:{tag} {_BY.format(who=who)}/></w:rPr>"


def counted(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def p(*inside: str, look: str = "") -> str:
    """A paragraph of words, or of elements written out."""
    said = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{said}{''.join(one if one.startswith('<') else run(one) for one in inside)}</w:p>"


def sdt(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def tc(*inside: str, look: str = "") -> str:
    """A cell: of words, each a paragraph, or of blocks written out."""
    said = f"<w:tcPr>{look}</w:tcPr>" if look else ""
    blocks = "".join(one if one.startswith("<") else p(one) for one in inside or ("",))
    return f"<w:tc>{said}{blocks}</w:tc>"


def tr(*cells: str, look: str = "") -> str:
    said = f"<w:trPr>{look}</w:trPr>" if look else ""
    return f"<w:tr>{said}{''.join(c if c.startswith('<w:') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def box(*inside: str) -> str:
    """A run with a text box, written twice as Word does: for itself and for older programs."""
    held = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{held}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def numbering(*levels: tuple[str, str]) -> str:
    """One list: (form, text) of each level."""
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def remarks(*said: tuple[str, str]) -> str:
    """comments.xml: (author, words), with the ids 0, 1 …"""
    written = "".join(
        f'<w:comment w:id="{at}" w:author="{who}">{p(words)}</w:comment>'
        for at, (who, words) in enumerate(said)
    )
    return f"<w:comments {NAMESPACES}>{written}</w:comments>"


def footnotes(*words: str) -> str:
    """footnotes.xml with the ids 1, 2 …"""
    written = "".join(
        f'<w:footnote w:id="{at}">{p(said)}</w:footnote>' for at, said in enumerate(words, 1)
    )
    return f"<w:footnotes {NAMESPACES}>{written}</w:footnotes>"


def docx(
    body: str, parts: Mapping[str, str] | None = None, *, main: str = "word/document.xml"
) -> bytes:
    """A package of a document and its parts (kind → XML), each related to it. ``main``: what its main part is called."""
    folder, _, base = main.rpartition("/")
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(parts or {}, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Override PartName="/{main}" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/officeDocument" Target="{main}"/></Relationships>'
        ),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{base}.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
    }
    members |= {f"{folder}/{kind}.xml": text for kind, text in (parts or {}).items()}
    return pack(members)


def pack(members: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return written.getvalue()


def unpack(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def as_strict(data: bytes) -> bytes:
    """The same file as Word saves it under "Strict Open XML"."""
    return pack({n: t.replace(W, STRICT).replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
                 for n, t in unpack(data).items()})  # fmt: skip


def as_wide(data: bytes) -> bytes:
    """The same file with its parts in UTF-16."""
    return pack({
        n: ('<?xml version="1.0" encoding="UTF-16"?>' + t).encode("utf-16") if n.startswith("word/") else t
        for n, t in unpack(data).items()
    })  # fmt: skip


def as_windows(data: bytes) -> bytes:
    r"""The same file as a careless program for Windows packs it: ``word\document.xml``, in other case."""
    return pack({n.replace("/", "\\").replace("word", "Word"): t for n, t in unpack(data).items()})


def with_prefix(data: bytes, prefix: str) -> bytes:
    """The same file with another prefix for Word's elements."""
    return pack({
        n: re.sub(r"(</?|\s)w:", rf"\g<1>{prefix}:", t).replace("xmlns:w=", f"xmlns:{prefix}=")
        for n, t in unpack(data).items()
    })  # fmt: skip


def without_relations(data: bytes) -> bytes:
    """The same file with nothing but the parts."""
    return pack(
        {n: t for n, t in unpack(data).items() if n.startswith("word/") and "_rels" not in n}
    )


DISGUISES = {
    "strict": as_strict,
    "wide": as_wide,
    "windows": as_windows,
    "other prefix": lambda data: with_prefix(data, "ns0"),
    "no relations": without_relations,
}
