"""Fold many texts at once in the kernel, with the same result as :func:`huiyin.text.fold_text`."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from huiyin.grouping.kernel import LATER, U32, U64, Texts, load_library
from huiyin.text import fold_text
from huiyin.text.normalisation import character_table

_MULTI, _COMPOSES = 0x80000000, 0x40000000
#: Code points that folding leaves unchanged (Han, Hangul syllables); all others are checked one by one.
_STAY = ((0x3400, 0xA000), (0xAC00, 0xD7A4), (0x20000, 0x2F800), (0x2FA20, 0x32400))
_LOOK = ((0, 0x3400), (0xA000, 0xAC00), (0xD7B0, 0xD800), (0xF900, 0x20000), (0x2F800, 0x2FA20))


@lru_cache(maxsize=2)
def fold_table(*, traditional: bool) -> tuple[U32, U32, int]:
    """Return what each code point folds to: the table, the longer expansions, and the most points per byte.

    Entries are 0 (nothing), a code point, ``_MULTI`` + the start of the expansion, or ``_COMPOSES``: the character
    may combine with the one before it (Unicode normalisation), so the text must be folded as a whole.
    """
    table = _build_letter_table(traditional=traditional)
    many = [0]
    most = 1
    for begin, end in _LOOK:
        for c in range(begin, end):
            char = chr(c)
            if c >= 0x80 and unicodedata.category(char) in ("Cn", "Co"):
                continue
            if c >= 0x80 and _may_compose(char):
                table[c] = _COMPOSES
                continue
            folded = fold_text(char, traditional=traditional)
            if len(folded) == 1:
                table[c] = ord(folded)
            elif folded:
                table[c] = _MULTI | len(many)
                many += [*map(ord, folded), 0]
                most = max(most, -(-len(folded) // len(char.encode())))
    return table, np.array(many, np.uint32), most


def _build_letter_table(*, traditional: bool) -> U32:
    """Build the table for the letters of :data:`_STAY` only; with ``traditional`` each maps to its simplified form."""
    table = np.zeros(0x110000, np.uint32)
    for begin, end in _STAY:
        word = [chr(c).isalnum() for c in range(begin, end)]
        table[begin:end] = np.arange(begin, end, dtype=np.uint32) * np.array(word, np.uint32)
    if traditional:
        for c, simple in character_table().items():
            if table[c]:
                table[c] = ord(simple)
    return table


def _may_compose(char: str) -> bool:
    joins = _list_joining_characters()
    return any(each in joins for each in unicodedata.normalize("NFKC", char))


@lru_cache(maxsize=1)
def _list_joining_characters() -> frozenset[str]:
    """Return the characters that may compose or change places with the one before them."""
    characters = {
        chr(c) for c in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))
    }  # Hangul vowels and finals
    for begin, end in _LOOK:
        for char in map(chr, range(begin, end)):
            if unicodedata.combining(char):
                characters.add(char)
            parts = unicodedata.decomposition(char)
            if parts and parts[0] != "<" and " " in parts:
                characters.add(chr(int(parts.rpartition(" ")[2], 16)))
    return frozenset(characters)


@lru_cache(maxsize=1)
def _make_identity_table() -> U32:
    return np.arange(0x110000, dtype=np.uint32)


@dataclass(frozen=True)
class FoldedTexts:
    """``text``: the index into ``texts`` of each row's text. ``printed``: a hash of the row as printed."""

    texts: Texts
    text: U32
    printed: U64


class TextFolder:
    """Takes the texts of ``rows`` rows in chunks, from ``crew`` threads in parallel."""

    def __init__(self, rows: int, *, crew: int, traditional: bool) -> None:
        self._traditional = traditional
        self._tables = fold_table(traditional=traditional)
        self._lib = load_library()
        self._seen = self._lib.huiyin_seen_new(rows, crew)
        self._slots = np.empty(rows, np.uint32)
        self._printed = np.empty(rows, np.uint64)

    def __del__(self) -> None:
        if getattr(self, "_seen", None):
            self._lib.huiyin_seen_free(self._seen)

    def take(self, row: int, chunk: pa.Array, worker: int) -> None:
        """Take ``chunk``, the texts from ``row`` on. Each ``worker`` may be used by only one thread at a time."""
        if len(chunk) == 0:
            return
        slots, printed = self._slots[row:], self._printed[row:]
        self._call(worker, chunk, self._tables, False, slots, printed)
        later = np.flatnonzero(slots[: len(chunk)] == LATER)
        if len(later):
            whole = chunk.take(pa.array(later)).to_pylist()
            done = pa.array([fold_text(t or "", traditional=self._traditional) for t in whole])
            again = np.empty(len(later), np.uint32)
            _, many, _ = self._tables
            self._call(worker, done, (_make_identity_table(), many, 1), True, again, None)
            slots[later] = again

    def _call(
        self, worker: int, chunk: pa.Array, tables: tuple[U32, U32, int], folded: bool, slots: U32, printed: U64 | None
    ) -> None:  # fmt: skip
        offsets, data = text_buffers(chunk)
        table, many, most = tables
        self._lib.huiyin_take_texts(
            self._seen, worker, offsets, data, len(chunk), table, many, most, folded, slots, printed
        )

    def finish(self) -> FoldedTexts:
        """Return the result; the texts are sorted by key, so the order of the chunks does not matter."""
        n = self._lib.huiyin_texts_count(self._seen)
        key, address = np.empty(n, np.uint64), np.empty(n, np.uint64)
        count, level, slot = (np.empty(n, np.uint32) for _ in range(3))
        self._lib.huiyin_texts_tell(self._seen, key, address, count, level, slot)
        order = np.argsort(key)
        rank = np.empty(self._lib.huiyin_seen_slots(self._seen), np.uint32)
        rank[slot[order]] = np.arange(n, dtype=np.uint32)
        texts = Texts(key[order], address[order], count[order], level[order], alive=(self,))
        return FoldedTexts(texts, rank[self._slots], self._printed)


def text_buffers(chunk: pa.Array) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the offsets (int64) and bytes of an array of strings, without copying the bytes."""
    if chunk.null_count:
        chunk = chunk.fill_null("")
    if not pa.types.is_large_string(chunk.type):
        chunk = chunk.cast(pa.large_string())
    _, offsets, data = chunk.buffers()
    places = np.frombuffer(offsets, np.int64)[chunk.offset : chunk.offset + len(chunk) + 1]
    return places, np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(
        8, np.uint8
    )


def fold_all(
    pieces: Iterable[tuple[int, Iterator[pa.Array]]], rows: int, *, crew: int, traditional: bool
) -> FoldedTexts:
    """Fold ``pieces`` (the first row of each, and its chunks) on ``crew`` threads."""
    folder = TextFolder(rows, crew=crew, traditional=traditional)
    waiting = iter(pieces)
    lock = threading.Lock()

    def work(worker: int) -> None:
        while True:
            with lock:
                piece = next(waiting, None)
            if piece is None:
                return
            row, chunks = piece
            for chunk in chunks:
                folder.take(row, chunk, worker)
                row += len(chunk)

    if crew == 1:
        work(0)
    else:
        with ThreadPoolExecutor(crew) as pool:
            list(pool.map(work, range(crew)))
    return folder.finish()
