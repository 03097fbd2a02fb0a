"""The words in a file that somebody sent in, for looking whether they name a person; nothing is understood of them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from html import unescape

#: So much of a packed file is unpacked, in bytes; one that holds more is not looked through.
_MOST = 64 * 1024 * 1024
#: Files within files, and messages within messages, are followed so deep.
_DEEPEST = 4
#: Bytes in which the heads of a mail end.
_LOOKED = 64 * 1024
#: Between the mails of a mailbox.
_BETWEEN = re.compile(rb"\n(?=From )")
_TAG = re.compile(r"<[^<>]*>")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: Formats that pack or encode their words otherwise: PDF, Parquet, gzip, 7-Zip, RAR, RTF.
_CLOSED = (b"%PDF", b"PAR1", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
#: How a mail, or a page that was saved as one, begins, whatever its file is called.
_HEAD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*")
_HEADERS = re.compile(rb"(?:mime-version|content-type|content-transfer-encoding|from|subject|received|message-id|date):", re.IGNORECASE)  # fmt: skip
#: Encodings that the desk reads tables in (huiyin.files.decode). Which one it is, a search need not know: it
#: looks at what each makes of the bytes.
_ENCODINGS = ("gb18030", "big5hkscs", "cp1252")
_WIDE = ("utf-16-le", "utf-16-be")
_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Unsearchable(ValueError):
    """Of a kind whose words lie in it neither plain nor packed as ZIP, damaged, or too large."""


@dataclass
class _UnpackBudget:
    """How much may still be unpacked of a file and of what is packed in it."""

    left: int

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Unsearchable


def list_texts(data: bytes, name: str) -> list[str]:
    """All that stands in a file, as text in pieces; what a person wrote in one piece may stand there more than once,
    and as encodings read it that it is not in.

    Raises :class:`Unsearchable`."""
    return list(_extract_texts(data, name, _UnpackBudget(_MOST), 0))


def _extract_texts(data: bytes, name: str, budget: _UnpackBudget, depth: int) -> Iterator[str]:
    if depth > _DEEPEST or data.startswith(_CLOSED):
        raise Unsearchable
    if data.startswith(_ZIP):
        for part in _unpack_archive(data, budget):
            yield from _extract_texts(part, "", budget, depth + 1)
    elif data.startswith(_OLE):  # Word, Excel and Outlook of before 2007: runs of any encoding
        yield from _decode_all(data)
    elif data.startswith(_PICTURES):
        yield data.decode("utf-8", "replace")
    else:
        yield from _decode_data(data)
        if name.lower().endswith((".eml", ".mht", ".mbox")) or _is_letter(data):
            for letter in _BETWEEN.split(data):
                yield from _extract_mail_texts(letter, budget, depth)


def _unpack_archive(data: bytes, budget: _UnpackBudget) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    part = file.read(budget.left + 1)
                budget.take(len(part))
                yield part
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        raise Unsearchable from None


def _decode_data(data: bytes) -> Iterator[str]:
    """As the encodings of our tables read it; of markup also without its tags, for they may part a name."""
    for text in _decode_readings(data):
        yield text
        if "<" in text and "\0" not in text:
            # Within a piece of text a name may be parted by tags; between two cells it is not.
            yield unescape(_TAG.sub("", text))
            yield unescape(_TAG.sub("\n", text))


def _decode_readings(data: bytes) -> Iterator[str]:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            yield data.decode(encoding, "replace")
            return
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield from _decode_all(data)
    else:
        if b"\0" in data:  # UTF-16 of Latin letters is valid UTF-8
            yield from _decode_wide(data)


def _decode_all(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    for encoding in _ENCODINGS:
        yield data.decode(encoding, "replace")
    yield from _decode_wide(data)


def _decode_wide(data: bytes) -> Iterator[str]:
    """A run of UTF-16 may begin at any byte."""
    for encoding in _WIDE:
        yield data.decode(encoding, "replace")
        yield data[1:].decode(encoding, "replace")


def _is_letter(data: bytes) -> bool:
    """Whether the first lines are heads of a mail, one of them a usual one."""
    lines = data[:_LOOKED].lstrip(b"\xef\xbb\xbf\r\n ").splitlines()
    known = False
    for number, line in enumerate(lines):
        if not line.strip():
            return known
        if not (
            _HEAD.match(line)
            or line.startswith((b" ", b"\t"))
            or (not number and line.startswith(b"From "))
        ):
            return False
        known = known or bool(_HEADERS.match(line))
    return known


def _extract_mail_texts(data: bytes, budget: _UnpackBudget, depth: int) -> Iterator[str]:
    """Of a mail the heads and every part, decoded."""
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n "), policy=policy.default)
        for part in message.walk():
            yield "\n".join(str(value) for value in part.values())
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content != data:
                budget.take(len(content))
                yield from _extract_texts(content, "", budget, depth + 1)
    except Unsearchable:
        raise
    except (ValueError, LookupError, KeyError, IndexError, AttributeError, TypeError):
        raise Unsearchable from None
