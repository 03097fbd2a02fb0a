"""Find the format of a file from its contents; its name only decides between kinds of plain text."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import OLE_MAGIC, check_size, is_encrypted_office, open_zip
from huiyin.files.word.package import find_document


class FileFormat(StrEnum):
    """The formats that laws are read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    AKOMA_NTOSO = "akoma_ntoso"
    JSON = "json"


#: First bytes → refusal code, for formats from which text cannot be read reliably.
_OTHERS = (
    (b"{\\rtf", "rich_text"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MIME-Version:", "web_archive"),
    (b"From: <Saved by", "web_archive"),
)
_SPACE = b" \t\r\n\x0b\x0c\x00"
_SPACE_OF_TEXT = "\ufeff \t\r\n\x0b\x0c\u3000"
#: An HTML page begins with an element, after at most a byte order mark and white space.
_BEFORE_PAGE = 1024
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mkd"}
_MARKDOWN_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M)
_FIRST_ELEMENT = re.compile(r"<\s*([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*+(?:\[.*?\]\s*+)?>)", re.S | re.I
)
_HTML_ELEMENTS = frozenset(
    [
        "html",
        "head",
        "body",
        "div",
        "p",
        "span",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "article",
        "section",
        "main",
        "header",
        "nav",
        "ul",
        "ol",
        "dl",
        "center",
        "font",
        "meta",
        "title",
        "link",
        "style",
        "script",
        "pre",
        "blockquote",
        "br",
        "hr",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "form",
        "tbody",
        "tr",
        "td",
    ]
)
#: Root elements of XML that is really HTML.
_HTML_ROOTS = frozenset(("html", "body")) & _HTML_ELEMENTS
#: How many bytes of the file are examined.
_HEAD = 16 * 1024


def sniff_format(data: bytes, name: str) -> FileFormat:
    """Return the format of ``data``.

    Raises :class:`UnreadableLaw` with a code for a format that is not read (``old_word``, ``image`` …), or
    ``empty``, ``encrypted``, ``damaged``, ``not_text``.
    """
    check_size(data, name)
    head = data[:_HEAD]
    if not data.strip(_SPACE) or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableLaw("empty", file=name)
    if b"%PDF-" in head[:1024]:
        return FileFormat.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _in_archive(data, name)
    refuse_foreign(data, name)
    return _of_text(data, name)


def is_page(data: bytes, name: str) -> bool:
    """Tell whether a file is HTML, whatever its name. Binary data is not."""
    if b"<" not in data[:_BEFORE_PAGE]:
        return False
    try:
        text = decode_text(data[:_HEAD], name).text.lstrip(_SPACE_OF_TEXT)
        return (
            text.startswith("<")
            and _of_markup(text, PurePath(name).suffix.lower(), name) is FileFormat.HTML
        )
    except UnreadableLaw:
        return False


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise :class:`UnreadableLaw` for formats from which text cannot be read reliably.

    These are pictures, archives, and the binary formats of older office programs.
    """
    head = data[:_HEAD]
    if head.startswith(OLE_MAGIC):
        raise UnreadableLaw(_name_compound_file(data), file=name)
    for magic, code in _OTHERS:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head[:30]):
            raise UnreadableLaw(code, file=name)
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] in (b"ftypheic", b"ftypmif1"):
        raise UnreadableLaw("image", file=name)


def _name_compound_file(data: bytes) -> str:
    """Return the code for an OLE file: encrypted, from Outlook, or from an older office program."""
    if is_encrypted_office(data):
        return "encrypted"
    if "__substg1.0".encode("utf-16-le") in data:
        return "outlook"
    return "old_excel" if "Workbook".encode("utf-16-le") in data else "old_word"


def _in_archive(data: bytes, name: str) -> FileFormat:
    archive = open_zip(data, name)
    if find_document(archive, name) is not None:
        return FileFormat.DOCX
    members = set(archive.namelist())
    if "mimetype" in members and "content.xml" in members:
        raise UnreadableLaw("open_document", file=name)
    if any(member.startswith(("xl/", "ppt/")) for member in members):
        raise UnreadableLaw("other_office", file=name)
    raise UnreadableLaw("archive", file=name)


def _of_text(data: bytes, name: str) -> FileFormat:
    suffix = PurePath(name).suffix.lower()
    # An even length keeps UTF-16 pairs whole. A character cut off at the end must not count against the text.
    text = decode_text(data[:_HEAD], name).text.lstrip(_SPACE_OF_TEXT)
    if text.startswith("<"):
        found = _of_markup(text, suffix, name)
        if found is not None:
            return found
    if text.startswith(("{", "[")) and (suffix == ".json" or _is_json(data, name)):
        return FileFormat.JSON
    if suffix == ".json":
        raise UnreadableLaw("json_damaged", file=name, line="1")
    if suffix in _MARKDOWN_NAMES or len(_MARKDOWN_HEADING.findall(text)) >= 2:
        return FileFormat.MARKDOWN
    return FileFormat.TEXT


def _of_markup(text: str, suffix: str, name: str) -> FileFormat | None:
    root_at, is_html = _skip_prologue(text)
    if is_html:
        return FileFormat.HTML
    is_xml = text.startswith("<?xml")
    root = _FIRST_ELEMENT.match(text[root_at:].lstrip())
    local = root[2] if root else ""
    if local == "akomaNtoso":
        return FileFormat.AKOMA_NTOSO
    if local.lower() in (_HTML_ROOTS if is_xml else _HTML_ELEMENTS):
        # Markdown may begin with an element too, so its file name decides.
        return None if suffix in _MARKDOWN_NAMES else FileFormat.HTML
    if is_xml or suffix == ".xml":
        return _of_xml(text, local, name, is_declared=is_xml)
    return None


def _skip_prologue(text: str) -> tuple[int, bool]:
    """Return where the first element begins, and whether what precedes it identifies the file as HTML."""
    at = 0
    while prologue := _PROLOGUE.match(text, at):
        if re.search(r"<!DOCTYPE\s+html", prologue.group(), re.I):
            return at, True
        at = prologue.end()
    return at, False


def _of_xml(text: str, root: str, name: str, *, is_declared: bool) -> FileFormat:
    if is_declared and root in ("wordDocument", "package"):
        raise UnreadableLaw("old_word", file=name)
    # If a document is too damaged to show its root, its reader reports the damage.
    if root and "<!ENTITY" not in text:
        raise UnreadableLaw("other_xml", file=name, root=root)
    return FileFormat.AKOMA_NTOSO


def _is_json(data: bytes, name: str) -> bool:
    try:
        json.loads(decode_text(data, name).text, parse_int=str)
    except RecursionError:  # it is XML, but nested too deeply: its reader reports that
        return True
    except ValueError:
        return False
    return True
