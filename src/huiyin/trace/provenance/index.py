"""A library of sources as an index on disk: built once, extended, and read without loading it.

The index is a folder with ``index.json`` and immutable segments. A segment contains the tokens of its units and the
sorted winnowed grams with their places, as memory-mapped NumPy arrays, and its sources and units as Parquet. Adding
sources writes new files and then replaces ``index.json`` atomically: an interrupted run leaves the index unchanged.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huiyin.trace.provenance.data import Origin, ProvenanceSource, SourceText
from huiyin.trace.provenance.titles import SourceRank
from huiyin.trace.provenance.token_grams import (
    Hashes,
    Places,
    Tokens,
    hash_grams,
    number_tokens,
    winnow_grams,
)

FORMAT, VERSION = "huiyin-provenance-index", 1
#: A segment is closed at this many tokens; a smaller one is merged with the next addition.
SEGMENT_TOKENS = 1 << 24
_NAME = "index.json"


class UnusableIndex(Exception):
    """A folder that is not an index, or a damaged one.

    The catalogue sentence is ``provenance.index.<code>``: ``foreign``, ``version``, ``damaged``, ``exists_twice``.
    """

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code}: {details}")


@dataclass(frozen=True)
class Segment:
    """``bounds``: where units begin in ``tokens``, and the end. ``unit_source``: index of each unit's source in
    ``sources``. ``posts``: ascending; the upper half of a gram's hash combined with its place.
    """

    sources: tuple[ProvenanceSource, ...]
    eids: pa.ChunkedArray
    unit_source: NDArray[np.int32]
    bounds: Places
    tokens: Tokens
    posts: Hashes

    def find(self, keys: Hashes) -> tuple[Places, Places]:
        """Return for each key (ascending, 32 bits in the upper half) where its postings begin and end."""
        first = np.searchsorted(self.posts, keys, side="left")
        last = np.searchsorted(self.posts, keys + np.uint64((1 << 32) - 1), side="right")
        return first, last

    def unit_at(self, places: Places) -> Places:
        """Return the unit of each token."""
        return np.searchsorted(self.bounds, places, side="right") - 1


@dataclass(frozen=True)
class Index:
    """An index in memory (with ``segments``) or on disk. It is immutable: :meth:`add` returns a new one."""

    segments: tuple[Segment, ...]
    folder: Path | None = None

    @cached_property
    def sources(self) -> tuple[ProvenanceSource, ...]:
        """Every source, in segment order."""
        return tuple(source for segment in self.segments for source in segment.sources)

    @cached_property
    def subjects(self) -> tuple[NDArray[np.int64], int]:
        """The number of each source's subject, and how many subjects there are."""
        numbers: dict[str, int] = {}
        of = [numbers.setdefault(source.subject, len(numbers)) for source in self.sources]
        return np.array(of, dtype=np.int64), len(numbers)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day from which each source's words may have existed.

        For the earliest version of a work in the index, it is the day the work was made, because nothing shows
        which words came later. For a later version it is that version's own day. ``date.max`` if unknown.
        """
        first: dict[str, date] = {}
        for source in self.sources:
            own = source.date or date.max
            first[source.family] = min(own, first.get(source.family, own))
        found = []
        for source in self.sources:
            own = source.date or date.max
            is_first = own == first[source.family]
            found.append(min(own, source.since or own) if is_first else own)
        return tuple(found)

    @cached_property
    def preference(self) -> Places:
        """The rank of every source in order of preference; of those with the same words, the first is used.

        The order is: highest legal rank, then earliest, then id.
        """
        order = sorted(
            range(len(self.sources)),
            key=lambda at: (self.sources[at].standing, self.days[at], self.sources[at].id),
        )
        found = np.empty(len(order), dtype=np.int64)
        found[order] = np.arange(len(order))
        return found

    @staticmethod
    def in_memory(texts: Iterable[SourceText]) -> Index:
        """Build an index in memory, for a handful of sources.

        Raises :class:`UnusableIndex` (``exists_twice``) if two sources have the same id.
        """
        made = tuple(_make_segment(batch) for batch in _gather_batches(texts, set()))
        return Index(made)

    @staticmethod
    def open(folder: Path) -> Index:
        """Open the index in ``folder``. Raises :class:`UnusableIndex` if there is none or it is damaged."""
        return Index(
            tuple(_read_segment(folder, name, sizes) for name, sizes in _read_manifest(folder)),
            folder,
        )

    @staticmethod
    def build(folder: Path, texts: Iterable[SourceText]) -> Index:
        """Add ``texts`` to the index in ``folder``, creating it if necessary.

        Only one segment at a time is in memory. Raises :class:`UnusableIndex`, also if a source is already in the
        index, and ``OSError`` if the folder is not writable; the index is unchanged then.
        """
        if folder.exists() and any(folder.iterdir()):
            kept = _read_manifest(folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            kept = []
        known: set[str] = set()
        carried: Segment | None = None
        for name, sizes in kept:
            segment = _read_segment(folder, name, sizes)
            known.update(source.id for source in segment.sources)
            carried = segment
        if carried is not None and len(carried.tokens) < SEGMENT_TOKENS // 2:
            kept = kept[:-1]
        else:
            carried = None
        written: list[tuple[str, dict[str, int]]] = []
        try:
            for batch in _gather_batches(texts, known, carried):
                written.append(_write_segment(folder, _make_segment(batch)))
                carried = None
            if not written:
                if not kept and carried is None:
                    _publish_segments(folder, [])
                return Index.open(folder)
            _publish_segments(folder, [*kept, *written])
        except BaseException:
            for name, _ in written:
                _remove_segment(folder, name)
            raise
        _remove_unused(folder, {name for name, _ in [*kept, *written]})
        return Index.open(folder)


@dataclass
class _Batch:
    sources: list[ProvenanceSource]
    eids: list[str]
    unit_source: list[int]
    lengths: list[int]
    tokens: list[Tokens]
    size: int = 0


def _gather_batches(
    texts: Iterable[SourceText], known: set[str], carried: Segment | None = None
) -> Iterator[_Batch]:
    """Collect sources until a segment is full; start with the contents of ``carried``."""
    batch = _Batch([], [], [], [], [])
    if carried is not None:
        batch = _Batch(
            list(carried.sources),
            carried.eids.to_pylist(),
            carried.unit_source.tolist(),
            np.diff(carried.bounds).tolist(),
            [np.array(carried.tokens)],
            len(carried.tokens),
        )
    fresh = 0
    for text in texts:
        if text.source.id in known:
            raise UnusableIndex("exists_twice", source=text.source.id)
        known.add(text.source.id)
        number = len(batch.sources)
        batch.sources.append(text.source)
        # Process all units in one pass, so that a law of many short articles costs no more than a long one.
        joined = "\n".join(words for _, words in text.units)
        tokens, starts, _ = number_tokens(joined)
        ends = np.cumsum([len(words) + 1 for _, words in text.units])
        counts = np.diff(np.searchsorted(starts, ends), prepend=0)
        batch.eids += [eid for eid, _ in text.units]
        batch.unit_source += [number] * len(text.units)
        batch.lengths += counts.tolist()
        batch.tokens.append(tokens)
        batch.size += len(tokens)
        fresh += 1
        if batch.size >= SEGMENT_TOKENS:
            yield batch
            batch, fresh = _Batch([], [], [], [], []), 0
    if fresh:
        yield batch


def _make_segment(batch: _Batch) -> Segment:
    tokens = np.concatenate([*batch.tokens, np.empty(0, np.uint32)])
    bounds = np.concatenate([[0], np.cumsum(batch.lengths, dtype=np.int64)]).astype(np.int64)
    hashes, _ = hash_grams(tokens, bounds)
    kept = winnow_grams(hashes)
    upper = hashes[kept] & np.uint64(0xFFFFFFFF00000000)
    posts = np.sort(upper | kept.astype(np.uint64))
    return Segment(
        tuple(batch.sources),
        pa.chunked_array([pa.array(batch.eids, pa.string())]),
        np.array(batch.unit_source, dtype=np.int32),
        bounds,
        tokens,
        posts,
    )


def _write_segment(folder: Path, segment: Segment) -> tuple[str, dict[str, int]]:
    """Write the files of a segment; return their sizes, by which damage is detected later."""
    name = f"segment-{uuid.uuid4().hex[:12]}"
    try:
        for part in ("tokens", "posts", "bounds"):
            with (folder / f"{name}.{part}.npy").open("wb") as file:
                np.save(file, getattr(segment, part))
                file.flush()
                os.fsync(file.fileno())
        sources = pa.Table.from_pylist(
            [
                {
                    "id": s.id, "title": s.title, "origin": s.origin.value, "country": s.country,
                    "date": s.date.isoformat() if s.date else "", "work": s.work,
                    "since": s.since.isoformat() if s.since else "", "rank": s.rank.value if s.rank else 0,
                }
                for s in segment.sources
            ]
        )  # fmt: skip
        units = pa.table({"eid": segment.eids, "source": pa.array(segment.unit_source)})
        for part, table in (("sources", sources), ("units", units)):
            pq.write_table(table, folder / f"{name}.{part}.parquet", compression="zstd")
        paths = sorted(folder.glob(f"{name}.*"))
        return name, {path.name: path.stat().st_size for path in paths}
    except BaseException:
        _remove_segment(folder, name)
        raise


def _read_segment(folder: Path, name: str, sizes: dict[str, int]) -> Segment:
    def damaged(file: str) -> UnusableIndex:
        return UnusableIndex("damaged", folder=str(folder), file=file)

    for file, size in sizes.items():
        path = folder / file
        if not path.is_file() or path.stat().st_size != size:
            raise damaged(file)
    segment_path = name
    try:
        arrays: dict[str, Any] = {}
        for part in ("tokens", "posts", "bounds"):
            segment_path = f"{name}.{part}.npy"
            empty = (
                sizes[segment_path] <= 128
            )  # only a header: an empty array cannot be memory-mapped
            arrays[part] = np.load(folder / segment_path, mmap_mode=None if empty else "r")
        segment_path = f"{name}.sources.parquet"
        rows = pq.read_table(folder / segment_path).to_pylist()
        sources = tuple(_source_of(row) for row in rows)
        segment_path = f"{name}.units.parquet"
        units = pq.read_table(folder / segment_path)
        unit_source = units["source"].to_numpy().astype(np.int32)
    except (ValueError, KeyError, TypeError, EOFError, OSError, pa.ArrowException) as error:
        raise damaged(segment_path) from error
    bounds = np.asarray(arrays["bounds"])
    if len(bounds) != len(unit_source) + 1 or bounds[-1] != len(arrays["tokens"]):
        raise damaged(f"{name}.bounds.npy")
    return Segment(sources, units["eid"], unit_source, bounds, arrays["tokens"], arrays["posts"])


def _source_of(row: dict[str, Any]) -> ProvenanceSource:
    """Read a source; indexes of older versions lack ``since`` and ``rank``."""

    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row.get(name) else None

    return ProvenanceSource(
        row["id"], row["title"], Origin(row["origin"]), row["country"], day("date"), row["work"],
        day("since"), SourceRank(row["rank"]) if row.get("rank") else None,
    )  # fmt: skip


def _read_manifest(folder: Path) -> list[tuple[str, dict[str, int]]]:
    try:
        document = json.loads((folder / _NAME).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnusableIndex("foreign", folder=str(folder)) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnusableIndex("damaged", folder=str(folder), file=_NAME) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnusableIndex("foreign", folder=str(folder))
    if document.get("version") != VERSION:
        raise UnusableIndex(
            "version", folder=str(folder), found=str(document.get("version")), known=str(VERSION)
        )
    try:
        return [
            (str(s["name"]), {str(k): int(v) for k, v in s["files"].items()})
            for s in document["segments"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnusableIndex("damaged", folder=str(folder), file=_NAME) from error


def _publish_segments(folder: Path, segments: list[tuple[str, dict[str, int]]]) -> None:
    """Replace the list of segments atomically."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "segments": [{"name": name, "files": sizes} for name, sizes in segments],
    }
    fresh = folder / f".{_NAME}.{os.getpid()}"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _NAME)


def _remove_segment(folder: Path, name: str) -> None:
    for path in folder.glob(f"{name}.*"):
        with suppress(OSError):
            path.unlink()


def _remove_unused(folder: Path, used: set[str]) -> None:
    """Delete segments that are no longer listed: merged ones, and those of an interrupted run."""
    for path in folder.glob("segment-*"):
        if path.name.partition(".")[0] not in used:
            with suppress(OSError):
                path.unlink()


def is_index(folder: Path) -> bool:
    """Tell whether ``folder`` looks like an index; only :meth:`Index.open` checks that it is intact."""
    return (folder / _NAME).is_file()
