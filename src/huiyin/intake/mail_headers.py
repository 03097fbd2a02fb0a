"""Decode mail headers as they are really sent: words encoded in pieces, and bytes without a declared encoding.

Programs in Chinese offices write a subject in plain GBK, split an encoded word inside a character, and declare
``gb2312`` for text that needs GB18030. Python's parser replaces characters of such headers; here they are decoded
from the original bytes.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message

from huiyin.files.decode import decode_text
from huiyin.law import UnreadableLaw

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]{0,20000})\?=")
_LOST = "\ufffd"
#: Encodings that programs call by the name of a subset.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def read_heading(message: Message, name: str) -> str:
    """Return the text of the first header with this name; empty if there is none."""
    raw = _find_raw(message, name)
    try:
        read = str(message.get(name, ""))
    except (LookupError, ValueError, AttributeError, TypeError, AssertionError):
        read = _LOST
    return read if _is_whole(read) and _is_whole(raw) else decode_heading(raw)


def read_file_name(part: Message) -> str:
    """Return the file name of an attachment; empty if it has none."""
    named = part.get_filename() or ""
    if _is_whole(named):
        return named
    for heading in ("Content-Disposition", "Content-Type"):
        for piece in decode_heading(_find_raw(part, heading)).split(";")[1:]:
            label, _, value = piece.partition("=")
            if label.strip().lower() in ("filename", "name") and value.strip(' "'):
                return value.strip(' "')
    return named


def decode_heading(raw: str) -> str:
    """Decode a raw header, in which bytes beyond ASCII are lone surrogates."""
    line = raw.replace("\r", "").replace("\n", "")
    return "".join(_decode_pieces(line)).strip()


def _decode_pieces(line: str) -> Iterator[str]:
    """Join consecutive encoded words in one character set before decoding, because they may be split inside a
    character.
    """
    at, charset, data = 0, "", b""
    for word in _ENCODED.finditer(line):
        between = line[at : word.start()]
        at = word.end()
        named = word[1].partition("*")[0].lower()
        if data and (between.strip() or named != charset):
            yield _decode_bytes(data, charset)
            data = b""
        if between.strip() or not data:
            yield _decode_plain(between if between.strip() else "")
        charset, data = named, data + _decode_word(word[2], word[3])
    if data:
        yield _decode_bytes(data, charset)
    yield _decode_plain(line[at:])


def _decode_word(form: str, written: str) -> bytes:
    """Return the bytes of an encoded word; if it is malformed, as written."""
    plain = written.encode("ascii", "surrogateescape")
    if form in "Qq":
        return binascii.a2b_qp(plain, header=True)
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return plain


def _decode_bytes(data: bytes, charset: str) -> str:
    try:
        text = data.decode(codecs.lookup(_WIDER.get(charset, charset)).name, "replace")
    except (LookupError, UnicodeError, ValueError):
        text = _LOST
    return text if _LOST not in text else _guess_bytes(data, text)


def _decode_plain(words: str) -> str:
    if words.isascii():
        return words
    data = words.encode("utf-8", "surrogateescape")
    return _guess_bytes(data, data.decode("utf-8", "replace"))


def _guess_bytes(data: bytes, otherwise: str) -> str:
    """Decode undeclared bytes as Chinese if possible: a name of two characters is too short for guessing."""
    # Mail is never written in UTF-16 or UTF-32, and a header never begins with a byte order mark.
    if b"\xff" in data or b"\xfe" in data:
        return otherwise
    for charset in ("utf-8", "gb2312"):
        with suppress(UnicodeError):
            return data.decode(charset)
    try:
        return decode_text(data, "").text
    except UnreadableLaw:
        return otherwise


def _find_raw(message: Message, name: str) -> str:
    wanted = name.lower()
    return next((str(value) for key, value in message.raw_items() if key.lower() == wanted), "")


def _is_whole(words: str) -> bool:
    """Tell whether every byte was decoded."""
    return _LOST not in words and not any("\ud800" <= char <= "\udfff" for char in words)
