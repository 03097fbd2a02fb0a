"""Update groups of similar comments in the background; only what changed is written.

A million comments are never held as rows: their texts go into an unnamed file from which a separate process
groups them; in memory there are a few numbers per comment. Large changes are written in batches of some
thousand comments, each group complete, so that nobody else has to wait for all of it; an interrupted job
continues with what is not done yet.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from uuid import uuid4

import numpy as np
import pyarrow as pa
from django.conf import settings
from django.db import connection, transaction
from django.db.models import CharField, Max, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from numpy.typing import NDArray

from huiyin.desk.consultations.api.groups import choose_cluster, list_decided_pairs
from huiyin.desk.consultations.api.job_subjects import get_consultation
from huiyin.desk.consultations.api.withdrawal import lock_groups
from huiyin.desk.consultations.models import Comment, Consultation, Group, KeptGrouping
from huiyin.desk.core.bulk_rows import insert_rows, read_rows, update_rows
from huiyin.desk.core.isolated_groups import decide_file, fold_file, group_file
from huiyin.desk.core.isolated_process import ProcessDied, analyse_file_apart
from huiyin.desk.core.search import index_missing
from huiyin.grouping.constrained_rows import ROW_RELATIONS, number_groups
from huiyin.grouping.constraints import Constraint
from huiyin.grouping.kept_groups import as_assignment

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job

log = logging.getLogger(__name__)
#: How many rows are read, keys queried, and comments written at once.
_READ, _ASKED, _WRITTEN = 5_000, 500, 20_000


def regroup_comments(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: group the consultation's sent comments and write what changed. If this machine has kept the
    previous grouping, only comments changed since are read.
    """
    consultation = get_consultation(job)
    kept, moment = _take_kept(consultation)
    if kept is not None:
        count = _fold_changes(consultation, kept, moment, tell)
        if count is not None:
            standing = Group.objects.filter(consultation=consultation, representative__isnull=False)
            return {"groups": standing.count(), "comments": count}
    return _group_all(consultation, moment, tell)


def _group_all(
    consultation: Consultation, moment: datetime, tell: Callable[[int, int], None]
) -> dict[str, Any]:
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
        said = _write_said(consultation, file)
        if not len(said.key):
            Group.objects.filter(consultation=consultation, representative__isnull=False).delete()
            return {"groups": 0, "comments": 0}
        tell(0, len(said.key))
        cluster = choose_cluster(len(said.key))
        token = uuid4().hex if len(said.key) >= KEPT_FROM else ""
        keep = (str(_find_folder(consultation)), token) if token else None
        found = _group_said(file, list_decided_pairs(consultation), cluster, keep)
    regrouping = _Regrouping(consultation, said, *found)
    done = {"groups": regrouping.write(tell), "comments": len(said.key)}
    if token:
        _note_kept(consultation, token, moment, len(said.key))
    return done


# ---- what is kept from one time to the next ---------------------------------------------------------------

#: The number of comments from which groupings are kept; below it, grouping all takes no longer than
#: finding the changes.
KEPT_FROM = 5_000
#: If more than this share of comments changed, all are grouped again.
_MOST_CHANGED = 0.25
#: How much the clocks of several machines may differ.
_SKEW = timedelta(seconds=5)


def _find_folder(consultation: Consultation) -> Path:
    return Path(settings.LOCAL) / "groups" / str(consultation.pk)


@transaction.atomic
def _take_kept(consultation: Consultation) -> tuple[KeptGrouping | None, datetime]:
    """The kept grouping, and the time from which changes are not included. It is deleted until the new result
    is written: otherwise a job that is killed would leave groups of two different times.
    """
    lock_groups(consultation)
    # SQLite implies a single machine with one clock.
    moment = timezone.now() - (_SKEW if connection.vendor == "postgresql" else timedelta())
    kept = KeptGrouping.objects.filter(consultation=consultation).first()
    KeptGrouping.objects.filter(consultation=consultation).delete()
    return kept, moment


def _note_kept(consultation: Consultation, token: str, moment: datetime, comments: int) -> None:
    KeptGrouping.objects.update_or_create(
        consultation=consultation,
        defaults={"token": token, "since": moment, "comments": comments},
    )
    _forget_others()


def _forget_others() -> None:
    """Delete kept groupings of consultations that no longer exist."""
    folders = [one for one in (Path(settings.LOCAL) / "groups").iterdir() if one.name.isdigit()]
    there = set(Consultation.objects.values_list("pk", flat=True))
    for folder in folders:
        if int(folder.name) not in there:
            rmtree(folder, ignore_errors=True)


def _fold_changes(
    consultation: Consultation,
    kept: KeptGrouping,
    moment: datetime,
    tell: Callable[[int, int], None],
) -> int | None:
    """Apply recent changes to the kept groups and write those that changed. Returns the number of comments, or
    None if all must be grouped: too many changes, deletions, or nothing kept on this machine.
    """
    changed = Comment.objects.filter(consultation=consultation, updated_at__gte=kept.since)
    sent = Comment.objects.filter(consultation=consultation).sent()
    if changed.count() > kept.comments * _MOST_CHANGED:
        return None
    gone = np.array(changed.exclude(state=Comment.State.SENT).order_by("pk").values_list("pk", flat=True), np.int64)  # fmt: skip
    decisions = tuple(list_decided_pairs(consultation))
    named = {one for each in consultation.decisions.values_list("comments", flat=True) for one in each}  # fmt: skip
    token = uuid4().hex
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
        _write_said(consultation, file, changed.sent())
        place = (str(_find_folder(consultation)), kept.token, token)
        names = tuple(sorted(str(one).replace("-", "") for one in named))
        answers = list(analyse_file_apart(fold_file, file, gone.tobytes(), place, names))
    if len(answers) != 1 or answers[0][5] != sent.count():
        return None
    said = cast("Sequence[bytes]", answers[0])  # and last, how many there are
    told: list[NDArray[Any]] = [
        np.frombuffer(one, kind) for one, kind in zip(said, _TOLD, strict=False)
    ]
    if len(told[0]) and not _write_changed(consultation, told, decisions, tell):
        return None
    _note_kept(consultation, token, moment, answers[0][5])
    return int(answers[0][5])


#: The types of the arrays that :func:`huiyin.desk.core.isolated_groups.fold_file` returns.
_TOLD = (np.int64, np.uint64, np.uint8, np.bool_, np.bool_)


def _write_changed(
    consultation: Consultation,
    told: Sequence[NDArray[Any]],
    decisions: Sequence[Constraint],
    tell: Callable[[int, int], None],
) -> bool:
    """Write the groups that changed; returns False if comments were withdrawn meanwhile."""
    number, key, relation, represents, is_named = told
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
        pieces = _list_keys(number.tolist())
        said = _write_said(consultation, file, None, pieces, set(number[is_named].tolist()))
        if not np.array_equal(number, said.key):
            return False
        if is_named.any():
            (answer,) = analyse_file_apart(
                decide_file, file, key.tobytes(), relation.tobytes(), represents.tobytes(), _make_plain(decisions)
            )  # fmt: skip
            found = (
                np.frombuffer(answer[0], np.int32),
                np.frombuffer(answer[1], np.uint8),
                np.frombuffer(answer[2], np.int32),
            )
        else:
            ids = pa.array([], pa.large_string())
            rows = number_groups(ids, ids, as_assignment(key, relation, represents))
            found = rows.home, rows.relation, rows.speaker
    _Regrouping(consultation, said, *found, is_part=True).write(tell)
    return True


def _list_keys(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(keys), _ASKED):
        yield keys[at : at + _ASKED]


# ---- what was said ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """All sent comments in the order of their keys, as columns.

    ``key``, ``group`` (0: none) and ``relation`` (index in :data:`ROW_RELATIONS`, 255: none): as stored;
    ``public``: the public id. ``speaker``, ``language``, ``eid``: indices into ``names``, 0 for none;
    organisations by key and names from files are distinct.
    """

    key: NDArray[np.int64]
    group: NDArray[np.int64]
    relation: NDArray[np.uint8]
    is_private: NDArray[np.bool_]
    public: Sequence[str]
    speaker: NDArray[np.int32]
    language: NDArray[np.int32]
    eid: NDArray[np.int32]
    names: Sequence[str]


class _Numbers(dict[Any, int]):
    """Numbers values consecutively, in the order in which they first occur."""

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self)
        return number


def _write_said(
    consultation: Consultation,
    file: BinaryIO,
    among: QuerySet[Comment] | None = None,
    pieces: Iterable[Sequence[int]] | None = None,
    worded: Set[int] | None = None,
) -> _Said:
    """Write key, id and text of comments to ``file`` and return their other columns. ``among``: only these
    comments; ``pieces``: only those with these keys. ``worded``: only these with their text.
    """
    schema = pa.schema([("number", pa.int64()), ("id", pa.string()), ("text", pa.large_string())])
    listed = (
        _list_rows(Comment.objects.filter(consultation=consultation) if among is None else among)
        if pieces is None
        else _list_rows_of(consultation, pieces, worded or frozenset())
    )
    numbers = _Numbers({"": 0})
    relations = {name: number for number, name in enumerate(ROW_RELATIONS)}
    public: list[str] = []
    parts: list[tuple[NDArray[Any], ...]] = []
    with pa.ipc.new_stream(pa.PythonFile(file, "w"), schema) as stream:
        for rows in listed:
            (key, ids, text, wording, organisation, speaker, language, eid, private, group, relation) = zip(*rows, strict=True)  # fmt: skip
            plain = [one.replace("-", "") for one in ids]
            words = [said or asked for said, asked in zip(text, wording, strict=True)]
            columns = [_lay_out_numbers(key), _lay_out_words(plain, pa.string()), _lay_out_words(words, pa.large_string())]  # fmt: skip
            stream.write_batch(pa.record_batch(columns, schema))
            public += plain
            speakers = [
                own or named or "" for own, named in zip(organisation, speaker, strict=True)
            ]
            parts.append((
                np.array(key, np.int64),
                np.array([one or 0 for one in group], np.int64),
                np.array([relations.get(one, 255) for one in relation], np.uint8),
                np.array(private, np.bool_),
                *(np.array([numbers[one] for one in each], np.int32) for each in (speakers, language, eid)),
            ))  # fmt: skip
    file.flush()
    if not parts:
        parts = [(np.zeros(0, np.int64),) * 2 + (np.zeros(0, np.uint8),) * 5]
    joined: list[NDArray[Any]] = [np.concatenate(each) for each in zip(*parts, strict=True)]
    keys, groups, stands, private_ones, spoken, spelt, placed = joined
    return _Said(keys, groups, stands, private_ones, public, spoken, spelt, placed, list(numbers))


def _lay_out_numbers(numbers: Sequence[int]) -> pa.Array:
    """Numbers as an Arrow array. Arrow's own conversion from lists imports pandas, which takes a second."""
    buffer = pa.py_buffer(np.array(numbers, np.int64))
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, buffer])


def _lay_out_words(words: Sequence[str], kind: pa.DataType) -> pa.Array:
    """Strings as an Arrow array: end offsets, and all bytes."""
    encoded = [one.encode() for one in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    ends = ends if kind == pa.large_string() else ends.astype(np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(kind, len(words), buffers)


#: The columns that are read of a comment.
_READ_COLUMNS = (
    "pk", Cast("public_id", CharField()), "text", "wording", "organisation_id", "speaker", "language", "eid",
    "is_private", "group_id", "relation",
)  # fmt: skip


def _list_rows_of(
    consultation: Consultation, pieces: Iterable[Sequence[int]], worded: Set[int]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows with these keys; with text only for those in ``worded``."""
    plain = [Value("") if name in ("text", "wording") else name for name in _READ_COLUMNS]
    sent = Comment.objects.filter(consultation=consultation).sent().order_by("pk")
    for keys in pieces:
        columns = plain if worded.isdisjoint(keys) else _READ_COLUMNS
        if rows := list(sent.filter(pk__in=keys).values_list(*columns)):
            yield rows


def _list_rows(among: QuerySet[Comment]) -> Iterator[list[tuple[Any, ...]]]:
    rows = among.filter(state=Comment.State.SENT).order_by("pk").values_list(*_READ_COLUMNS)
    last = 0
    # One query per batch: a cursor that stays open for minutes would keep SQLite from truncating
    # its write-ahead log.
    while piece := list(rows.filter(pk__gt=last)[:_READ]):
        yield piece
        last = piece[-1][0]


def _make_plain(decisions: Iterable[Constraint]) -> tuple[Constraint, ...]:
    return tuple(
        Constraint(one.kind, one.comment.replace("-", ""), one.other.replace("-", ""))
        for one in decisions
    )


def _group_said(
    file: BinaryIO,
    decisions: Iterable[Constraint],
    cluster: str,
    keep: tuple[str, str] | None,
) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.int32]]:
    plain = _make_plain(decisions)
    # All answers are consumed, so that the process can be reused.
    answers = list(analyse_file_apart(group_file, file, plain, cluster, keep))
    if len(answers) != 1:
        raise ProcessDied
    home, relation, speaker, why = answers[0]
    if why:
        log.warning("grouped here, for the Ray cluster did not: %s", why)
    return (
        np.frombuffer(home, np.int32),
        np.frombuffer(relation, np.uint8),
        np.frombuffer(speaker, np.int32),
    )


# ---- what is written --------------------------------------------------------------------------------------

#: The columns that describe a group; see also
#: :func:`huiyin.desk.consultations.api.withdrawal.describe_group`.
_COLUMNS = ("key", "representative_id", "eid", "size", "private", "organisations", "languages")


class _Regrouping:
    """The result of grouping (:class:`huiyin.grouping.constrained_rows.RowGroups`), to be compared with the
    stored groups.
    """

    def __init__(
        self,
        consultation: Consultation,
        said: _Said,
        home: NDArray[np.int32],
        relation: NDArray[np.uint8],
        speaker: NDArray[np.int32],
        *,
        is_part: bool = False,
    ) -> None:
        """``is_part``: these are only the groups that changed, each complete; the others stay as they are."""
        self._consultation, self._said, self._is_part = consultation, said, is_part
        self._home, self._relation, self._speaker = home, relation, speaker.tolist()
        self._rows = np.argsort(home, kind="stable")
        self._begin = np.searchsorted(home[self._rows], np.arange(len(speaker) + 1))
        self._key, self._eid = said.key.tolist(), said.eid.tolist()
        self._language, self._organisation = said.language.tolist(), said.speaker.tolist()
        #: Stored groups: primary key → its columns (:data:`_COLUMNS`); and group key → primary key.
        self._there: dict[int, tuple[Any, ...]] = {}
        self._holder: dict[str, int] = {}
        #: New group → the stored group that it continues.
        self._kept: dict[int, int] = {}

    def write(self, tell: Callable[[int, int], None]) -> int:
        """Write what changed; returns the number of groups."""
        self._there = dict(self._list_there())
        self._holder = {row[0]: pk for pk, row in self._there.items()}
        self._claim_rows()
        changed = self._list_changed()
        total = len(self._key)
        done = total - sum(len(self._list_members(home)) for home in changed)
        tell(done, total)
        for homes in self._list_batches(changed):
            self._write_batch(homes)
            done += sum(len(self._list_members(home)) for home in homes)
            tell(done, total)
        self._delete_left()
        return len(self._kept)

    def _list_there(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        groups = Group.objects.filter(consultation=self._consultation).order_by()
        if not self._is_part:
            yield from ((row[0], row[1:]) for row in groups.values_list("pk", *_COLUMNS))
            return
        # The groups that these comments are in, and those whose key one of them may get.
        of_rows = np.unique(self._said.group[self._said.group > 0]).tolist()
        keys = list(map(_with_dashes, self._said.public))
        for name, asked in (("pk", of_rows), ("key", keys)):
            for at in range(0, len(asked), _ASKED):
                found = groups.filter(**{f"{name}__in": asked[at : at + _ASKED]})
                yield from ((row[0], row[1:]) for row in found.values_list("pk", *_COLUMNS))

    def _claim_rows(self) -> None:
        """Match stored groups to new ones: each continues as the new group with most of its members."""
        old, home = self._said.group, self._home.astype(np.int64)
        has = np.flatnonzero(np.isin(old, np.fromiter(self._there, np.int64)))
        pairs, times = np.unique(np.stack([old[has], home[has]]), axis=1, return_counts=True)
        taken: set[int] = set()
        for at in np.lexsort((pairs[1], pairs[0], -times)).tolist():
            row, new = int(pairs[0, at]), int(pairs[1, at])
            if new not in self._kept and row not in taken:
                self._kept[new] = row
                taken.add(row)

    def _list_members(self, home: int) -> NDArray[np.int64]:
        return self._rows[self._begin[home] : self._begin[home + 1]]

    def _list_changed(self) -> list[int]:
        """The new groups that differ from the stored ones, in members or in description."""
        row_of = np.zeros(len(self._speaker), np.int64)
        for home, row in self._kept.items():
            row_of[home] = row
        is_same = (row_of[self._home] == self._said.group) & (self._relation == self._said.relation)
        moved = set(self._home[~is_same].tolist())
        private = self._said.is_private.tolist()
        return [
            home
            for home in range(len(self._speaker))
            if home in moved
            or home not in self._kept
            or self._there[self._kept[home]]
            != self._describe(home, self._list_members(home).tolist(), private)
        ]

    def _list_batches(self, homes: Sequence[int]) -> Iterator[list[int]]:
        """These groups, largest first, in batches of some thousand members."""
        order = np.array(homes, np.int64)
        order = order[np.argsort(-np.diff(self._begin)[order], kind="stable")]
        ends = np.cumsum(np.diff(self._begin)[order])
        begin = 0
        while begin < len(order):
            before = int(ends[begin - 1]) if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, before + _WRITTEN, "right")))
            yield order[begin:end].tolist()
            begin = end

    @transaction.atomic
    def _write_batch(self, homes: Sequence[int]) -> None:
        """Write these groups and the assignment of their members."""
        rows = np.concatenate([self._list_members(home) for home in homes]).tolist()
        lock_groups(self._consultation)
        there = self._look_again(rows)
        private = {row: there[self._key[row]] for row in rows if self._key[row] in there}
        described: dict[int, tuple[Any, ...]] = {}
        for home in homes:
            members = [row for row in self._list_members(home).tolist() if row in private]
            if members:
                described[home] = self._describe(home, members, private)
            else:  # all of them were withdrawn meanwhile
                self._kept.pop(home, None)
        self._save_groups(described)
        self._save_members([row for row in rows if row in private])

    def _look_again(self, rows: Sequence[int]) -> dict[int, bool]:
        """Which of these comments are still sent, and whether they are private: one that was withdrawn during
        the computation must be in no group.
        """
        keys = [self._key[row] for row in rows]
        same = {"consultation_id": self._consultation.pk, "state": Comment.State.SENT.value}
        return {
            key: bool(private)
            for key, private in read_rows(Comment, ("id", "is_private"), keys, same)
        }

    def _describe(
        self, home: int, members: Sequence[int], private: Mapping[int, bool] | Sequence[bool]
    ) -> tuple[Any, ...]:
        """The columns of a group. Its public representative must be a public comment."""
        names = self._said.names
        if len(members) == 1:  # as most are
            (row,) = members
            is_public = not private[row]
            has_organisation = is_public and self._organisation[row] != 0
            return (
                _with_dashes(self._said.public[row]), self._key[row], names[self._eid[row]], int(is_public),
                int(not is_public), int(has_organisation), names[self._language[row]],
            )  # fmt: skip
        public = [row for row in members if not private[row]]
        shown = public or members
        speaker = self._choose_speaker(home, shown)
        eids = Counter(map(self._eid.__getitem__, shown))
        eid = max(eids, key=lambda one: eids[one])  # the first of several
        languages = sorted({names[self._language[row]] for row in shown} - {""})
        organisations = {self._organisation[row] for row in public} - {0}
        return (
            _with_dashes(self._said.public[speaker]), self._key[speaker], names[eid], len(public),
            len(members) - len(public), len(organisations), " ".join(languages),
        )  # fmt: skip

    def _choose_speaker(self, home: int, shown: Sequence[int]) -> int:
        """The representative chosen by grouping, if it may be shown; otherwise the current one, otherwise the
        first.
        """
        chosen: int = self._speaker[home]
        if chosen in shown:
            return chosen
        before = self._there.get(self._kept.get(home, 0))
        return next((row for row in shown if before and self._key[row] == before[1]), shown[0])

    def _save_groups(self, described: Mapping[int, tuple[Any, ...]]) -> None:
        fresh = {home: said for home, said in described.items() if home not in self._kept}
        changed = {
            self._kept[home]: said
            for home, said in described.items()
            if home in self._kept and self._there[self._kept[home]] != said
        }
        # A group's key may move from one row to another when representatives change, and keys are
        # unique. A row that holds a key another row is to get gives it up first; it gets its own
        # with its batch, or is deleted.
        held = {said[0]: row for row, said in changed.items()} | {
            said[0]: 0 for said in fresh.values()
        }
        freed = [row for key, own in held.items() if (row := self._holder.get(key, own)) != own]
        update_rows(Group, "id", ("key",), [(f"old-{row}", row) for row in freed])
        for row in freed:
            self._note(row, (f"old-{row}", *self._there[row][1:]))
        update_rows(Group, "id", _COLUMNS, [(*said, row) for row, said in changed.items()])
        for row, said in changed.items():
            self._note(row, said)
        self._add_groups(fresh)

    def _note(self, row: int, said: tuple[Any, ...]) -> None:
        """Remember the new columns of a stored group."""
        before = self._there.get(row)
        if before is not None and self._holder.get(before[0]) == row:
            del self._holder[before[0]]
        self._there[row] = said
        self._holder[said[0]] = row

    def _add_groups(self, fresh: Mapping[int, tuple[Any, ...]]) -> None:
        if not fresh:
            return
        columns = dict(zip(_COLUMNS, zip(*fresh.values(), strict=True), strict=True))
        own = Group.objects.filter(consultation=self._consultation).order_by()
        # Safe without a sequence: groups are only written under the consultation's lock.
        last = own.aggregate(last=Max("pk"))["last"] or 0
        insert_rows(Group, columns, {"consultation_id": self._consultation.pk})
        made = dict(own.filter(pk__gt=last).values_list("key", "pk"))
        for home, said in fresh.items():
            self._kept[home] = made[said[0]]
            self._note(made[said[0]], said)
        index_missing(own.filter(pk__gte=min(made.values()), pk__lte=max(made.values())))

    def _save_members(self, rows: Sequence[int]) -> None:
        group, relation = self._said.group, self._said.relation
        changed = []
        for row in rows:
            new, stands = self._kept[int(self._home[row])], int(self._relation[row])
            if group[row] != new or relation[row] != stands:
                changed.append((new, ROW_RELATIONS[stands], self._key[row]))
        update_rows(Comment, "id", ("group_id", "relation"), changed)

    @transaction.atomic
    def _delete_left(self) -> None:
        """Delete the groups that no new group continues. An empty one keeps a page that says why it is empty."""
        lock_groups(self._consultation)
        kept = set(self._kept.values())
        standing = Group.objects.filter(
            consultation=self._consultation, representative__isnull=False
        )
        if self._is_part:
            left = sorted(set(self._said.group.tolist()) - {0})
        else:
            left = list(standing.order_by("pk").values_list("pk", flat=True))
        gone = [pk for pk in left if pk not in kept]
        for at in range(0, len(gone), _ASKED):
            standing.filter(pk__in=gone[at : at + _ASKED]).delete()


def _with_dashes(written: str) -> str:
    return f"{written[:8]}-{written[8:12]}-{written[12:16]}-{written[16:20]}-{written[20:]}"
