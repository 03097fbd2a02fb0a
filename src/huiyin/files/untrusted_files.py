"""Open files from outside safely: archives and XML can be built to exhaust or spy on their reader.

Every refusal is an :class:`~huiyin.law.model.UnreadableLaw`; its details always contain ``file``.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from huiyin.files.problems import UnreadableLaw

#: The most bytes of a file. The longest statutes, with all their pictures, stay below this.
MAX_FILE = 64 * 1024 * 1024
#: The most bytes that an archive may unpack to, all members together.
MAX_UNPACKED = 256 * 1024 * 1024
#: The highest compression ratio. Text compresses about tenfold, a zip bomb a thousandfold.
MAX_RATIO = 200
#: Archives that unpack to less are harmless, whatever their ratio.
HARMLESS = 8 * 1024 * 1024
MAX_MEMBERS = 10_000
#: The deepest nesting of XML. Trees are walked recursively, so the limit protects the stack.
MAX_DEPTH = 256

_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_size(data: bytes, name: str, *, limit: int = MAX_FILE, code: str = "too_large") -> None:
    """Raise ``empty`` for zero bytes and ``code`` for more than ``limit`` bytes."""
    if not data:
        raise UnreadableLaw("empty", file=name)
    if len(data) > limit:
        size, most = (str(number // 1024 // 1024) for number in (len(data), limit))
        raise UnreadableLaw(code, file=name, size=size, limit=most)


def is_encrypted_office(data: bytes) -> bool:
    """Tell whether the bytes are a password-protected .docx or .xlsx.

    Such a file is an OLE container with an encrypted package inside ([MS-OFFCRYPTO] 1.3.2).
    """
    return data.startswith(OLE_MAGIC) and _ENCRYPTED_OLE in data


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Open an archive after checking its directory; read members with :func:`read_member`.

    Raises :class:`UnreadableLaw` ``empty``, ``too_large``, ``encrypted``, ``zip_bomb`` or ``damaged``.
    """
    check_size(data, name)
    if is_encrypted_office(data):
        raise UnreadableLaw("encrypted", file=name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableLaw("damaged", file=name) from error
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableLaw("encrypted", file=name)
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED
        # Compare with the size of the file, not with the packed sizes that members claim: overlapping members share
        # bytes.
        or (unpacked > HARMLESS and unpacked > MAX_RATIO * len(data))
    ):
        raise UnreadableLaw("zip_bomb", file=name)
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes | None:
    """Return the bytes of ``member``, or ``None`` if it does not exist; never more than its declared size.

    Raises :class:`UnreadableLaw` ``damaged`` if it does not unpack to the declared size.
    """
    try:
        return archive.read(member)
    except KeyError:
        return None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,  # an encrypted member that is not flagged as such; includes NotImplementedError
    ) as error:
        raise UnreadableLaw("damaged", file=name) from error


_BY_NUMBER = re.compile(rb"&#(?:x([0-9a-f]{1,12})|([0-9]{1,12}));", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_INSTEAD = "\ufffd".encode()


def _keep_legal_reference(found: re.Match[bytes]) -> bytes:
    """Keep a numeric character reference if XML allows the character (XML 1.0, 2.2)."""
    number = int(found[1], 16) if found[1] else int(found[2])
    is_known = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number <= 0xFFFD
    return found[0] if is_known or 0x10000 <= number <= 0x10FFFF else _INSTEAD


def replace_illegal_characters(data: bytes) -> bytes:
    """Return a UTF-8 XML document with U+FFFD in place of characters that XML forbids.

    Careless programs write such characters when people paste them, literally or as numeric references. A single one
    would make the whole document unreadable.
    """
    if (
        data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]
    ):  # UTF-16, where every second byte can be zero
        return data
    return _BY_NUMBER.sub(_keep_legal_reference, _CONTROL.sub(_INSTEAD, data))


#: libxml2 errors about validity or namespaces: the document is well formed and its tree complete.
_HARMLESS = frozenset((
    "DTD_ID_REDEFINED", "DTD_XMLID_VALUE", "NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE",
    "NS_ERR_ATTRIBUTE_REDEFINED", "NS_ERR_QNAME", "NS_ERR_COLON",
))  # fmt: skip


def _parse_whole(data: bytes) -> etree._Element:
    """Parse a well-formed document and return its root. Raises ``XMLSyntaxError``.

    ``collect_ids=False`` would make the second attempt unnecessary, but it also makes libxml2 look for the document
    type.
    """

    def parser(*, recover: bool) -> etree.XMLParser:
        return etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
            huge_tree=False, remove_comments=True, remove_pis=True, recover=recover,
        )  # fmt: skip

    strict = parser(recover=False)
    try:
        return etree.fromstring(data, strict)
    except etree.XMLSyntaxError:
        if not _are_harmless(strict):
            raise
        lenient = parser(recover=True)
        root = etree.fromstring(data, lenient)
        if root is None or not _are_harmless(lenient):
            raise
        return root


def _are_harmless(parser: etree.XMLParser) -> bool:
    """Tell whether all errors of a parser leave the tree complete."""
    errors = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
    return all(entry.type_name in _HARMLESS for entry in errors)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML and return the root element. Nothing is fetched, and the document's own entities are not expanded.

    A well-formed document is read even if it is invalid (a duplicate or malformed name, an undeclared prefix).
    Raises :class:`UnreadableLaw` ``empty``, ``too_large``, ``xml_entities`` for a document that declares entities,
    or ``damaged_xml`` (with its ``line``) for one that is not well formed or is nested too deeply.
    """
    check_size(data, name)
    try:
        root = _parse_legible(data)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data:
            raise UnreadableLaw("xml_entities", file=name) from error
        line = getattr(error, "lineno", None) or 1
        raise UnreadableLaw("damaged_xml", file=name, line=str(line)) from error
    declared: Any = root.getroottree().docinfo.internalDTD  # the type stubs lack its entities
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableLaw("xml_entities", file=name)
    if _is_deeper(root, MAX_DEPTH):
        raise UnreadableLaw("damaged_xml", file=name, line="1")
    return root


def _parse_legible(data: bytes) -> etree._Element:
    """Parse a document, removing characters that XML forbids if there are any."""
    try:
        return _parse_whole(data)
    except etree.XMLSyntaxError:
        if (mended := replace_illegal_characters(data)) == data:
            raise
        return _parse_whole(mended)


def _is_deeper(root: etree._Element, limit: int) -> bool:
    """Tell whether elements are nested more than ``limit`` deep."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
