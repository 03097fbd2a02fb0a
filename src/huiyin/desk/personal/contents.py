"""The words in a file that somebody sent in, for looking whether they name a person; nothing is understood of them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from html import unescape

#: So much of a packed file is unpacked, in bytes; one that holds more is not looked through.
_MOST = 64 * 1024 * 1024
#: Messages within messages are followed so deep.
_DEEPEST = 4
_TAG = re.compile(r"<[^<>]*>")
_ZIP, _OLE, _PDF, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"PAR1"


class Unsearchable(ValueError):
    """Of a kind whose words lie in it neither plain nor packed as ZIP, damaged, or too large."""


def list_texts(data: bytes, name: str) -> list[str]:
    """All that stands in a file, as text in pieces; what a person wrote in one piece may stand there more than once.

    Raises :class:`Unsearchable`."""
    if data.startswith(_ZIP):
        return [text for part in _unpack(data) for text in _decode(part)]
    if data.startswith((_PDF, _PARQUET)):
        raise Unsearchable
    if data.startswith(_OLE):  # Word, Excel and Outlook of before 2007: runs of either encoding
        return [data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace"), data.decode("gb18030", "replace")]  # fmt: skip
    if name.lower().endswith((".eml", ".mht", ".mbox")):
        return [*_decode(data), *_letter(data, 0)]
    return list(_decode(data))


def _unpack(data: bytes) -> Iterator[bytes]:
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    part = file.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise Unsearchable
                yield part
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        raise Unsearchable from None


def _decode(data: bytes) -> Iterator[str]:
    """As the encodings of our tables read it; of markup also without its tags, for they may part a name."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("gb18030", "replace")
    yield text
    if "<" in text:
        # Within a piece of text a name may be parted by tags; between two cells it is not.
        yield unescape(_TAG.sub("", text))
        yield unescape(_TAG.sub("\n", text))


def _letter(data: bytes, depth: int) -> Iterator[str]:
    """Of a mail the heads and every part, decoded."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        for part in message.walk():
            yield "\n".join(str(value) for value in part.values())
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            if content.startswith(_ZIP) and depth < _DEEPEST:
                yield from list_texts(content, "")
            else:
                yield from _decode(content)
    except (ValueError, LookupError, KeyError, IndexError, AttributeError, TypeError):
        raise Unsearchable from None
