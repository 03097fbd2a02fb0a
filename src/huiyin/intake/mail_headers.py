"""Headings of e-mails as they were really sent: words encoded piece by piece, and bytes that nothing announces.

Programs in Chinese offices write a subject as plain GBK, cut an encoded word within a character, and say ``gb2312`` of what
only GB18030 holds. The parser of Python gives such headings with marks in place of characters; here they are read from what
stands in the file.
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
#: What programs call by the name of a part of it.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def read_heading(message: Message, name: str) -> str:
    """A heading in words, the first of its name; empty where there is none."""
    raw = _find_raw(message, name)
    try:
        read = str(message.get(name, ""))
    except (LookupError, ValueError, AttributeError, TypeError, AssertionError):
        read = _LOST
    return read if _is_whole(read) and _is_whole(raw) else decode_heading(raw)


def read_file_name(part: Message) -> str:
    """What an attached file is called; empty where it is not."""
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
    """The words of a heading as it stands in the file, where bytes beyond ASCII are kept as lone surrogates."""
    line = raw.replace("\r", "").replace("\n", "")
    return "".join(_decode_pieces(line)).strip()


def _decode_pieces(line: str) -> Iterator[str]:
    """Encoded words that follow each other in one character set are one text, for they may be cut within a character."""
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
    """The bytes of an encoded word; as it is written where it is broken."""
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
    """Bytes that nothing announces: Chinese where they can be, since a name of two characters is too short to guess by."""
    # Stand in no character set that mail is written in; a mark of byte order does not begin a heading.
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
    """Whether nothing in it stands for a byte that was not understood."""
    return _LOST not in words and not any("\ud800" <= char <= "\udfff" for char in words)
