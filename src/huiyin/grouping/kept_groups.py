"""Groups kept on disk, so that new comments can be added without reading and comparing everything again.

No texts are kept. For each row there are its number, its id and hashes of its text; for each distinct text its
sample of runs and the result of :func:`huiyin.grouping.assignment.choose_leaders`. The samples are almost all of
the data. They are in a separate, append-only file; samples of texts that nobody says any more are overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huiyin.grouping.assignment import (
    ChosenLeaders,
    GroupAssignment,
    choose_leaders,
    describe_rows,
)
from huiyin.grouping.fingerprints import FoldedTexts
from huiyin.grouping.kernel import LATER, U32, U64, Texts
from huiyin.grouping.near_duplicates import (
    CONTAINED,
    ENOUGH_TO_BE_CONTAINED,
    NEAR,
    as_strings,
    fold_table_of,
)

#: The share of unused places in a file of samples from which it is rewritten.
_WASTE = 0.5
#: The arrays of :class:`ChosenLeaders` that refer to texts.
_NAMING = ("leader", "first", "last")
#: The value in each array for a text that did not exist before.
_ABSENT = {"leader": LATER, "first": LATER, "last": LATER}


class NothingKept(Exception):
    """There are no groups under this token, or they cannot be read: everything must be grouped again."""


@dataclass(frozen=True, slots=True)
class KeptRows:
    """``number`` of each row, ascending; its ``name`` (an id of up to 32 bytes); ``printed`` and ``text`` as in
    :class:`FoldedTexts`.
    """

    number: NDArray[np.int64]
    name: NDArray[np.bytes_]
    printed: U64
    text: U32


@dataclass(frozen=True, slots=True)
class ChangedGroups:
    """The groups that changed, complete: ``number`` of each of their rows, and these rows'
    :class:`GroupAssignment`.

    ``named``: for each of these rows, whether a member of its group was named. ``comments`` and ``groups``: the
    total numbers.
    """

    number: NDArray[np.int64]
    assignment: GroupAssignment
    named: NDArray[np.bool_]
    comments: int
    groups: int


def support_of(copies: NDArray[np.int64]) -> NDArray[np.float64]:
    return copies.astype(np.float64)


def keep_groups(
    folder: Path, token: str, rows: KeptRows, folded: FoldedTexts, chosen: ChosenLeaders
) -> None:
    """Keep these groups in ``folder`` under ``token`` (letters and digits), replacing everything else there."""
    order = np.argsort(rows.number, kind="stable")
    ordered = KeptRows(*(getattr(rows, one.name)[order] for one in fields(rows)))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    texts = folded.texts
    place = _write_samples(folder / f"samples-{token}", texts)
    _write_state(folder, token, f"samples-{token}", ordered, texts, place, chosen)


def fold_changes(
    folder: Path,
    token: str,
    fresh: str,
    number: NDArray[np.int64],
    names: pa.Array,
    texts: pa.Array,
    gone: NDArray[np.int64],
    *,
    named: Collection[str] = (),
    threads: int | None = None,
) -> ChangedGroups:
    """Add new or changed rows to the groups kept under ``token``, and remove those ``gone``; keep the result under
    ``fresh``.

    The groups are the same as those of :func:`huiyin.grouping.group_comments` for all rows. The groups of rows
    whose id is in ``named`` are returned even if they did not change.

    Raises :class:`NothingKept`; what was kept is then discarded.
    """
    crew = threads or os.cpu_count() or 1
    kept = _Kept(folder, token)
    folded = fold_table_of(as_strings(texts), crew=crew, traditional=True)
    union = _Union(kept, folded)
    old = kept.rows
    leaves = np.isin(old.number, np.concatenate([gone, number]))
    given = KeptRows(number, as_names(names), folded.printed, union.of_new[folded.text])
    moved = replace(old, text=union.of_old[old.text])
    rows = _merge_rows(moved, ~leaves, given)
    copies = np.bincount(rows.text, minlength=len(union.texts))
    before = union.spread(kept.chosen)
    chosen = choose_leaders(
        union.texts, copies, support_of(copies), near=NEAR, contained=CONTAINED, enough=ENOUGH_TO_BE_CONTAINED,
        crew=crew, before=before,
    )  # fmt: skip
    changed = (chosen.leader != before.leader) | (chosen.how != before.how)
    changed[moved.text[leaves]] = True
    changed[given.text] = True
    answer = _list_changed(rows, union.texts, copies, before, chosen, changed, named)
    union.save(fresh, rows, copies, chosen)
    return answer


def as_assignment(
    key: U64, relation: NDArray[np.uint8], represents: NDArray[np.bool_]
) -> GroupAssignment:
    """Build the assignment of rows for which only the key of the group's leader is known."""
    keys, leader = np.unique(key, return_inverse=True)
    nothing = np.zeros(len(keys), np.uint32)
    texts = Texts(keys, np.zeros(len(keys), np.uint64), nothing, nothing)
    led = leader.astype(np.uint32)
    return GroupAssignment(texts, led, relation, represents, np.bincount(led, minlength=len(keys)))


def _list_changed(
    rows: KeptRows,
    texts: Texts,
    copies: NDArray[np.int64],
    before: ChosenLeaders,
    chosen: ChosenLeaders,
    changed: NDArray[np.bool_],
    named: Collection[str],
) -> ChangedGroups:
    led = chosen.leader[rows.text]
    asked = np.zeros(len(texts), np.bool_)
    for leader in (before.leader[changed], chosen.leader[changed]):
        asked[leader[leader != LATER]] = True
    wanted = np.zeros(len(texts), np.bool_)
    if named:
        wanted[led[np.isin(rows.name, np.array(sorted(named), "S32"))]] = True
    at = np.flatnonzero((asked | wanted)[led])
    part = FoldedTexts(texts, rows.text[at], rows.printed[at])
    ids = pa.array(rows.name[at].astype(str), pa.string()).cast(pa.large_string())
    described = describe_rows(part, ids, chosen, copies)
    leads = (chosen.leader == np.arange(len(texts), dtype=np.uint32)) & (copies > 0)
    return ChangedGroups(
        rows.number[at], described, wanted[led[at]], len(rows.number), int(np.count_nonzero(leads))
    )


def _merge_rows(old: KeptRows, stays: NDArray[np.bool_], given: KeptRows) -> KeptRows:
    joined = {
        one.name: np.concatenate([getattr(old, one.name)[stays], getattr(given, one.name)])
        for one in fields(KeptRows)
    }
    order = np.argsort(joined["number"], kind="stable")
    return KeptRows(**{name: values[order] for name, values in joined.items()})


def as_names(names: pa.Array) -> NDArray[np.bytes_]:
    """Return ids in the form in which they are kept."""
    return np.array(names.to_pylist(), "S32")


# ---- on disk ----------------------------------------------------------------------------------------------


class _Kept:
    """The data kept under one token."""

    def __init__(self, folder: Path, token: str) -> None:
        self.folder = folder
        try:
            with (
                (folder / f"state-{token}.npz").open("rb") as opened,
                np.load(opened, allow_pickle=False) as state,
            ):
                there = {name: state[name] for name in state.files}
            self.samples = str(there["samples"])
            self.used = int(there["used"])
            file = (
                np.memmap(folder / Path(self.samples).name, np.uint32, "r")
                if self.used
                else np.zeros(1, np.uint32)
            )
            if len(file) < self.used:
                raise NothingKept
            self.file = file
            self.rows = KeptRows(*(there[f"row_{one.name}"] for one in fields(KeptRows)))
            self.key, self.count = there["key"], there["count"]
            self.level, self.place = there["level"], there["place"]
            self.chosen = ChosenLeaders(
                *(there[f"chosen_{one.name}"] for one in fields(ChosenLeaders))
            )
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise NothingKept from error
        if len(self.rows.text) and int(self.rows.text.max()) >= len(self.key):
            raise NothingKept


class _Union:
    """The union of kept and new texts by key; ``of_old`` and ``of_new`` map each side into it."""

    def __init__(self, kept: _Kept, folded: FoldedTexts) -> None:
        self._kept, self._folded = kept, folded
        fresh = folded.texts
        key = np.union1d(kept.key, fresh.key)
        self.of_old = np.searchsorted(key, kept.key).astype(np.uint32)
        self.of_new = np.searchsorted(key, fresh.key).astype(np.uint32)
        count, level = np.zeros(len(key), np.uint32), np.zeros(len(key), np.uint32)
        address = np.zeros(len(key), np.uint64)
        #: The position of each sample in the file; -1 if it is not there yet.
        self._place = np.full(len(key), -1, np.int64)
        for values, old, new in (
            (count, kept.count, fresh.count),
            (level, kept.level, fresh.level),
            (address, kept.place.astype(np.uint64) * np.uint64(4) + np.uint64(kept.file.ctypes.data), fresh.address),
        ):  # fmt: skip
            values[self.of_new] = new
            values[self.of_old] = old
        self._place[self.of_old] = kept.place
        self.texts = Texts(key, address, count, level, alive=(kept.file, fresh))

    def spread(self, chosen: ChosenLeaders) -> ChosenLeaders:
        """Expand the choice among the kept texts to the union."""
        n = len(self.texts)
        spread: dict[str, NDArray[Any]] = {}
        for one in fields(ChosenLeaders):
            values = getattr(chosen, one.name)
            if one.name == "edges":
                spread["edges"] = _rename_edges(values, self.of_old)
                continue
            wide = np.full(n, _ABSENT.get(one.name, 0), values.dtype)
            wide[self.of_old] = _rename(values, self.of_old) if one.name in _NAMING else values
            spread[one.name] = wide
        return ChosenLeaders(**spread)

    def save(
        self, fresh: str, rows: KeptRows, copies: NDArray[np.int64], chosen: ChosenLeaders
    ) -> None:
        """Save what is still said, and drop the rest."""
        kept, texts = self._kept, self.texts
        live = copies > 0
        total = int(texts.count[live].sum(dtype=np.int64))
        added = np.flatnonzero(live & (self._place < 0))
        more = int(texts.count[added].sum(dtype=np.int64))
        samples, place = kept.samples, self._place
        if kept.used + more > total / _WASTE + 1_024 or not kept.used:
            samples = f"samples-{fresh}"
            place = np.zeros(len(texts), np.int64)
            place[live] = _write_samples(kept.folder / samples, _take(texts, live))
        else:
            new = _take(texts, added)
            with (kept.folder / samples).open("r+b") as file:
                for at in np.flatnonzero(~live & (place >= 0)).tolist():
                    file.seek(int(place[at]) * 4)
                    file.write(bytes(int(texts.count[at]) * 4))
                file.seek(kept.used * 4)
                file.write(new.samples().tobytes())
                file.truncate()
            place = place.copy()
            place[added] = kept.used + _begin_of(new.count)
        to = np.cumsum(live, dtype=np.int64).astype(np.uint32) - np.uint32(1)
        narrow: dict[str, NDArray[Any]] = {}
        for one in fields(ChosenLeaders):
            values = getattr(chosen, one.name)
            if one.name == "edges":
                narrow["edges"] = _rename_edges(values, to)
            else:
                narrow[one.name] = (
                    _rename(values[live], to) if one.name in _NAMING else values[live]
                )
        _write_state(
            kept.folder, fresh, samples, replace(rows, text=to[rows.text]), _take(texts, live), place[live],
            ChosenLeaders(**narrow),
        )  # fmt: skip


def _take(texts: Texts, which: NDArray[Any] | slice) -> Texts:
    return Texts(
        texts.key[which],
        texts.address[which],
        texts.count[which],
        texts.level[which],
        alive=(texts,),
    )


def _rename(values: U32, to: U32) -> U32:
    known = values != LATER
    named = values.copy()
    named[known] = to[values[known]]
    return named


def _rename_edges(edges: NDArray[np.void], to: U32) -> NDArray[np.void]:
    named = edges.copy()
    named["from"], named["to"] = to[edges["from"]], to[edges["to"]]
    return named


def _begin_of(count: U32) -> NDArray[np.int64]:
    """Return where each sample begins if they are adjacent."""
    return np.cumsum(count, dtype=np.int64) - count


def _write_samples(path: Path, texts: Texts) -> NDArray[np.int64]:
    """Write the samples to a new file; return the position of each."""
    with _open_private(path) as file:
        for at in range(0, len(texts), 1 << 16):  # batches of some megabytes
            file.write(_take(texts, slice(at, at + (1 << 16))).samples().tobytes())
    return _begin_of(texts.count)


def _write_state(
    folder: Path,
    token: str,
    samples: str,
    rows: KeptRows,
    texts: Texts,
    place: NDArray[np.int64],
    chosen: ChosenLeaders,
) -> None:
    used = int((place + texts.count).max()) if len(texts) else 0
    arrays: dict[str, Any] = {f"row_{one.name}": getattr(rows, one.name) for one in fields(rows)}
    arrays |= {f"chosen_{one.name}": getattr(chosen, one.name) for one in fields(chosen)}
    arrays |= {"key": texts.key, "count": texts.count, "level": texts.level, "place": place}
    arrays |= {"samples": np.array(samples), "used": np.array(used)}
    path = folder / f"state-{token}.npz"
    fresh = path.with_suffix(".new")
    with _open_private(fresh) as file:
        np.savez(file, **arrays)
    fresh.replace(path)
    for left in folder.iterdir():
        if left.name not in (path.name, samples):
            with suppress(FileNotFoundError):
                left.unlink()


def _open_private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")
