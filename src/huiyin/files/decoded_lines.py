"""Read the lines of a text file of any size: its encoding is found without holding the whole file in memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from huiyin.files.decode import BOMS, NOT_TEXT, detect_utf16, guess_legacy_encoding
from huiyin.files.problems import UnreadableLaw

#: Bytes per block.
_BLOCK = 1024 * 1024
#: UTF-8 sequences that no text contains: control characters and the two noncharacters U+FFFE and U+FFFF.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1C), 0x7F])
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


@dataclass(frozen=True, slots=True)
class DecodedLines:
    """``head``: the first characters, as many as were asked for if the file is that long. ``rest``: the remaining
    lines; the first one completes the line that ``head`` ends in.
    """

    head: str
    rest: Iterator[str]


def decode_lines(file: BinaryIO, name: str, head: int) -> DecodedLines:
    """Decode ``file`` and return its first ``head`` characters separately.

    Line ends, the byte order mark and control characters are treated as in :func:`huiyin.files.decode.decode_text`.
    The file is read twice.

    Raises :class:`UnreadableLaw` ``not_text`` if the bytes are not text in any encoding.
    """
    begin = _read_begin(file)
    skipped, encoding = _find_encoding(file, begin)
    is_clean = _check_text(file, skipped, encoding, name)
    file.seek(skipped)
    buffered = io.BufferedReader(_LentFile(file), _BLOCK)
    text = io.TextIOWrapper(buffered, encoding, errors="replace", newline=None)
    if is_clean:
        return DecodedLines(text.read(head), text)
    return DecodedLines(NOT_TEXT.sub("\ufffd", text.read(head)), map(_clean_line, text))


class _LentFile(io.RawIOBase):
    """A file that stays open when the reader wrapped around it is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _clean_line(line: str) -> str:
    return NOT_TEXT.sub("\ufffd", line)


def _read_begin(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_BLOCK)


def _find_encoding(file: BinaryIO, begin: bytes) -> tuple[int, str]:
    """Return the length of the byte order mark in bytes, and the encoding."""
    for bom, encoding in BOMS:
        if begin.startswith(bom):
            return len(bom), encoding
    sixteen = detect_utf16(begin[: len(begin) // 2 * 2]) if file.seek(0, 2) % 2 == 0 else None
    if sixteen:
        return 0, sixteen
    return (0, "utf-8") if _is_utf8(file) else (0, guess_legacy_encoding(begin)[0])


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_text(file: BinaryIO, skipped: int, encoding: str, name: str) -> bool:
    """Tell whether the text is free of characters that must be replaced. Raises :class:`UnreadableLaw`
    ``not_text``.
    """
    file.seek(skipped)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    length = bad = 0
    is_clean = True
    while block := file.read(_BLOCK):
        if encoding == "utf-8" and _has_only_characters(block):
            length += len(block)
            continue
        text = decoder.decode(block)
        controls = len(NOT_TEXT.findall(text))
        is_clean = is_clean and not controls
        length += len(text)
        if encoding != "utf-8":
            bad += text.count("\ufffd")
        bad += controls
    if bad > 20 and bad * 10 > length:
        raise UnreadableLaw("not_text", file=name)
    return is_clean


def _has_only_characters(block: bytes) -> bool:
    """Tell whether a block of UTF-8 has only allowed characters; a sequence cut off at its end counts as allowed."""
    if any(one in block for one in _NO_CHARACTERS):
        return False
    return len(block.translate(None, _CONTROLS)) == len(block)
