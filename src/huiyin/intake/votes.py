"""Read votes: a list (participant, statement, vote) or a matrix (a row per participant, a column per statement).

Numbers have the meaning of Polis: 1, −1 and 0. If there are others among them, they are ratings on another scale,
where 1 may be the lowest, and are not read as votes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode
from huiyin.files.tables.cell_values import row_begins
from huiyin.files.tables.table import WHOLE, GridTable, TableRecord
from huiyin.intake.columns import HEADINGS, heading_key
from huiyin.intake.model import IntakeResult, TableRead, Vote
from huiyin.intake.polis import find_export
from huiyin.intake.rows import make_key, make_refusal, read_rows_of
from huiyin.intake.tables import read_tables
from huiyin.text import as_kept, is_whole

_VOTES = {
    1: (
        "1", "+1", "+", "agree", "同意", "赞成", "yes", "y", "支持", "✓", "√", "✔", "是", "true", "for", "approve", "support", "up", "upvote", "👍",
        "in favour", "in favor", "对",
    ),
    -1: (
        "-1", "−1", "－1", "–1", "-", "−", "disagree", "不同意", "反对", "不赞成", "不支持", "no", "n", "否", "✗", "✘", "×", "false", "against",
        "reject", "oppose", "down", "downvote", "👎", "错",
    ),
    0: (
        "0", "pass", "弃权", "跳过", "不表态", "abstain", "abstention", "neutral", "unsure", "不确定", "skip", "中立", "一般", "无所谓", "说不清",
        "不清楚", "无意见", "don't know", "dont know", "undecided", "neither agree nor disagree", "neither", "no opinion",
    ),
}  # fmt: skip
#: Words for the degree of agreement; the vote is the same.
_STRENGTHS = {
    1: (
        "strongly agree", "agree strongly", "somewhat agree", "mostly agree", "completely agree", "totally agree", "slightly agree", "tend to agree",
        "非常同意", "完全同意", "十分同意", "很同意", "比较同意", "基本同意", "较同意", "非常赞成", "完全赞成", "比较赞成", "强烈支持", "非常支持", "比较支持",
    ),
    -1: (
        "strongly disagree", "disagree strongly", "somewhat disagree", "mostly disagree", "completely disagree", "totally disagree",
        "slightly disagree", "tend to disagree", "非常不同意", "完全不同意", "很不同意", "比较不同意", "不太同意", "强烈反对", "非常反对", "比较反对", "坚决反对",
        "非常不赞成", "不太赞成",
    ),
}  # fmt: skip
_VOTE_OF = {word: value for value, words in _VOTES.items() for word in words}
_VOTE_OF |= {
    make_key(w): v
    for v, words in _VOTES.items()
    for w in words
    if not w[-1].isdigit() and len(w) > 1
}
_STRENGTH_OF = {make_key(word): value for value, words in _STRENGTHS.items() for word in words}
_IS_NUMBER = re.compile(r"[-+−－–]?\d{1,9}(?:[.,]\d{1,9})?%?")
#: From this share of other numbers on, it is another scale; fewer are typing errors.
_OTHER_SCALE = 0.2

#: Columns of Polis's matrix with counts, and of survey forms with person and time; they are not statements.
_ABOUT = frozenset(
    heading_key(name)
    for name in (
        "group-id", "group", "n-comments", "n-votes", "n-agree", "n-disagree", "n-pass", "n-passes", "xid", "timestamp", "datetime", "date", "ip",
        "ip address", "ip_address", "weight", "language", "lang", "小组", "分组", "组别", "时间", "提交时间", "语言", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP",
    )
)  # fmt: skip
#: Yes/no or 0/1 questions that forms ask about people; they are reported as not being statements.
_OF_PEOPLE = frozenset(
    heading_key(name)
    for name in (
        "gender", "sex", "male", "female", "member", "is member", "membership", "age", "adult", "minor", "registered", "verified", "active",
        "resident", "student", "disability", "consent", "newsletter", "staff", "volunteer", "性别", "男", "女", "会员", "是否会员", "是否为会员", "年龄",
        "是否成年", "是否实名", "是否注册", "是否本地居民", "是否残疾", "知情同意", "党员", "是否党员",
    )
)  # fmt: skip
_WHO = tuple(
    heading_key(name)
    for name in (*HEADINGS["participant"], "id", "response id", "respondent", "编号", "序号", "email", "email address", "邮箱", "姓名", "name")
)  # fmt: skip
#: The name that pandas gives an unnamed column.
_UNNAMED = re.compile(r"\AUnnamed: \d{1,5}(?:_level_\d)?\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]?[\d:.]*")


def read_votes(path: Path, *, columns: Mapping[str, str] | None = None) -> IntakeResult[Vote]:
    """Read votes as a list or a matrix, in numbers or words. Raises ``UnreadableLaw``.

    In a Polis export folder the list is used, or else the matrix. A participant's last vote on a statement counts,
    by the times in the list if there are any.
    """
    remarks: tuple[Remark, ...] = ()
    if path.is_dir():
        export = find_export(path)
        path, remarks = export.votes, export.remarks
    tables = read_tables(path)
    seen = _VoteSurvey()
    votes = _read_list(tables, path.name, columns, seen)
    if not votes.tables:
        votes = _read_matrices(tables, seen) or votes
    elif seen.is_other_scale:
        refusal = Refusal(
            path.name, "", 0, RefusalCode.UNKNOWN_SCALE, _seen_numbers(seen.numbers + seen.others)
        )
        votes = replace(votes, taken=(), refused=(refusal,))
    told = tuple(seen.remarks(path.name)) if votes.taken else ()
    return replace(votes, remarks=(*remarks, *votes.remarks, *told))


@dataclass
class _VoteSurvey:
    """How votes are written in a column."""

    numbers: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    words: int = 0
    strange: int = 0
    strengths: int = 0

    def vote(self, written: str) -> int | None:
        """Return the vote, or None if it is not one."""
        bare = written.strip().removesuffix(".0")
        key = make_key(bare)
        value = _VOTE_OF.get(bare, _VOTE_OF.get(bare.casefold(), _VOTE_OF.get(key)))
        if _IS_NUMBER.fullmatch(bare):
            (self.others if value is None else self.numbers)[bare] += 1
            return value
        if value is None and key in _STRENGTH_OF:
            value = _STRENGTH_OF[key]
            self.strengths += 1
        self.words += value is not None
        self.strange += value is None
        return value

    @property
    def is_other_scale(self) -> bool:
        others, all_of_them = self.others.total(), self.others.total() + self.numbers.total()
        return others >= 2 and others > _OTHER_SCALE * all_of_them

    def add(self, other: _VoteSurvey) -> None:
        self.numbers += other.numbers
        self.others += other.others
        self.words += other.words
        self.strengths += other.strengths

    def remarks(self, file: str) -> Iterator[Remark]:
        if self.strengths:
            yield Remark(file, "", RemarkCode.STRENGTHS, (("number", str(self.strengths)),))
        if not self.words and set(self.numbers) == {"0", "1"}:
            details = (("number", str(self.numbers["0"])),)
            yield Remark(file, "", RemarkCode.ONLY_ZERO_ONE, details)


def _seen_numbers(marks: Counter[str]) -> tuple[tuple[str, str], ...]:
    shown = sorted(marks, key=lambda mark: (len(mark), mark))
    return (("seen", ", ".join(shown[:12])),)


# ---- a list ---------------------------------------------------------------------------------------------


def _read_list(
    tables: Sequence[GridTable], name: str, columns: Mapping[str, str] | None, seen: _VoteSurvey
) -> IntakeResult[Vote]:
    times: list[str] = []

    def make(record: TableRecord) -> Vote | Refusal:
        vote = seen.vote(record.get("vote"))
        if vote is None:
            return make_refusal(record, RefusalCode.UNKNOWN_VOTE, written=record.get("vote"))
        for role in ("participant", "statement"):
            if not record.get(role):
                return make_refusal(record, RefusalCode.MISSING, column=role)
        times.append(record.get("time"))
        return Vote(record.get("participant"), record.get("statement"), vote)

    roles = ("participant", "statement", "vote", "time")
    found = read_rows_of(tables, name, roles, ("vote", "statement"), make, columns)
    last = {(vote.participant, vote.statement): vote for vote in _in_order(found.taken, times)}
    return replace(found, taken=tuple(last.values()))


def _in_order(votes: Sequence[Vote], times: Sequence[str]) -> Iterable[Vote]:
    """Return the votes in order of time if all times are comparable; otherwise as listed."""
    is_repeated = len({(v.participant, v.statement) for v in votes}) < len(votes)
    keys = _list_comparable_times(times) if is_repeated else None
    if keys is None:
        return votes
    order = sorted(range(len(votes)), key=lambda at: keys[at])  # type: ignore[arg-type,return-value]
    return [votes[at] for at in order]


def _list_comparable_times(times: Sequence[str]) -> list[object] | None:
    """Return times as seconds, or dates as written; None if they are mixed, neither, or incomplete."""
    if all(time.isdecimal() and len(time) <= 20 for time in times):
        return [int(time) for time in times]
    if all(_TIME.fullmatch(time) for time in times):
        return list(times)
    return None


# ---- a matrix -------------------------------------------------------------------------------------------


def _read_matrices(tables: Sequence[GridTable], seen: _VoteSurvey) -> IntakeResult[Vote] | None:
    for table in tables:
        found = _read_matrix(table, seen)
        if found is not None:
            return found
    return None


def _read_matrix(table: GridTable, seen: _VoteSurvey) -> IntakeResult[Vote] | None:
    matrix = _find_matrix(table)
    if matrix is None:
        return None
    surveyed = _survey_columns(matrix)
    statements = list(surveyed.statements.values())
    if _is_other_scale(surveyed.meant, statements):
        return _refuse_scale(table, surveyed.meant)
    if not statements:
        return None
    taken, refused = matrix.take_votes(surveyed.statements)
    for ways in statements:
        seen.add(ways)
    remarks = (
        *table.remarks,
        *_tell_nameless(table, matrix.rows, matrix.head, matrix.who),
        *_tell_no_statements(matrix, surveyed),
    )
    read = _describe_matrix(matrix, surveyed)
    return IntakeResult(tuple(taken), tuple(refused), (read,), remarks)


def _find_matrix(table: GridTable) -> _Matrix | None:
    """Return the rows below the first that may be the headings of a matrix."""
    wide = (at for at, (_, cells) in enumerate(table.rows[:30]) if _may_head(cells))
    at = next(wide, None)
    if at is None or at + 1 >= len(table.rows):
        return None
    head = [_UNNAMED.sub("", cell.strip()) for cell in table.rows[at][1]]
    return _Matrix(table, table.rows[at + 1 :], _find_who(head), head)


@dataclass(frozen=True, slots=True)
class _SurveyedColumns:
    """How votes are written in the non-empty columns of a matrix with headings.

    ``asked``: all of them by position. ``of_export``: those that Polis and survey forms add. ``statements``: what
    was voted on.
    """

    asked: Mapping[int, _VoteSurvey]
    of_export: frozenset[int]
    statements: Mapping[int, _VoteSurvey]

    @property
    def meant(self) -> list[_VoteSurvey]:
        """The columns that somebody may have meant as statements."""
        return [ways for column, ways in self.asked.items() if column not in self.of_export]


def _survey_columns(matrix: _Matrix) -> _SurveyedColumns:
    keys = {c: heading_key(name) for c, name in enumerate(matrix.head) if name and c != matrix.who}
    surveys = {column: _survey_votes(matrix.rows, column) for column in keys}
    asked = {column: ways for column, ways in surveys.items() if ways != _VoteSurvey()}
    of_export = frozenset(column for column in asked if keys[column] in _ABOUT)
    statements = {
        column: ways
        for column, ways in asked.items()
        if keys[column] not in _ABOUT | _OF_PEOPLE and _is_statement(ways)
    }
    return _SurveyedColumns(asked, of_export, statements)


def _describe_matrix(matrix: _Matrix, surveyed: _SurveyedColumns) -> TableRead:
    names = tuple(matrix.head[column][:40] for column in surveyed.statements)
    return TableRead(
        matrix.table.file,
        matrix.table.sheet,
        (("participant", (matrix.head[matrix.who],)), ("statement", names)),
        tuple(_show_name(matrix, c) for c in surveyed.asked if c not in surveyed.statements),
        len(matrix.rows),
    )


def _show_name(matrix: _Matrix, column: int) -> str:
    return as_kept(matrix.head[column])[:40]


def _tell_no_statements(matrix: _Matrix, surveyed: _SurveyedColumns) -> Iterator[Remark]:
    """Report the columns that are not statements, except those that Polis adds."""
    passed = [
        _show_name(matrix, column)
        for column in surveyed.asked
        if column not in surveyed.of_export and column not in surveyed.statements
    ]
    if passed:
        details = (("columns", "、".join(passed)),)
        yield Remark(matrix.table.file, matrix.table.sheet, RemarkCode.NO_STATEMENTS, details)


def _refuse_scale(table: GridTable, columns: Sequence[_VoteSurvey]) -> IntakeResult[Vote]:
    marks = sum((one.others + one.numbers for one in columns), Counter[str]())
    code, details = RefusalCode.UNKNOWN_SCALE, _seen_numbers(marks)
    return IntakeResult((), (Refusal(table.file, table.sheet, 0, code, details),))


def _may_head(cells: Sequence[str]) -> bool:
    """Tell whether a row is as wide as a matrix's headings; the participant column may be unnamed."""
    filled = sum(map(bool, cells))
    return filled >= 3 or (filled == 2 and len(cells) >= 3 and not cells[0].strip())


def _tell_nameless(
    table: GridTable, rows: Sequence[tuple[int, tuple[str, ...]]], head: Sequence[str], who: int
) -> Iterator[Remark]:
    """Report unnamed columns with contents; in separated values, those beyond the headings are reported with their
    rows.
    """
    width = len(head) if table.is_divided else None
    filled = {c for _, cells in rows for c, cell in enumerate(cells[:width]) if cell.strip()}
    for column in sorted(filled - {who} - {c for c, heading in enumerate(head) if heading}):
        details = (("column", str(column + 1)),)
        yield Remark(table.file, table.sheet, RemarkCode.NAMELESS_COLUMN, details)


def _find_who(head: Sequence[str]) -> int:
    """Return the column of participants: by its heading, otherwise the first."""
    keys = [heading_key(heading) for heading in head]
    return next((keys.index(key) for key in _WHO if key in keys), 0)


def _survey_votes(rows: Sequence[tuple[int, tuple[str, ...]]], column: int) -> _VoteSurvey:
    looks = _VoteSurvey()
    for _, cells in rows:
        cell = cells[column].strip() if column < len(cells) else ""
        if cell:
            looks.vote(cell)
    return looks


def _is_statement(looks: _VoteSurvey) -> bool:
    votes = looks.numbers.total() + looks.words
    return not looks.is_other_scale and votes > looks.others.total() + looks.strange


def _is_other_scale(columns: Sequence[_VoteSurvey], statements: Sequence[_VoteSurvey]) -> bool:
    """Tell whether a matrix has ratings: most columns do, or one does and no other has a -1 that shows the meaning
    of 1.
    """
    marked = [one for one in columns if one.is_other_scale]
    if len(marked) > len(statements):
        return True
    is_scale = any(
        all(mark.isdecimal() and int(mark) <= _MOST_MARKS for mark in one.others) for one in marked
    )
    numbers = set().union(*(one.numbers for one in statements)) if statements else set()
    return is_scale and bool(numbers) and numbers <= {"0", "1"}


#: Rating scales usually end at 10; an age or a count goes beyond.
_MOST_MARKS = 10


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The rows of a table below its headings, with a column of participants and a column per statement."""

    table: GridTable
    rows: Sequence[tuple[int, tuple[str, ...]]]
    who: int
    head: Sequence[str]

    def take_votes(self, statements: Iterable[int]) -> tuple[list[Vote], list[Refusal]]:
        """Return the votes in the columns ``statements``, and the refused rows."""
        columns = tuple(statements)
        taken: list[Vote] = []
        refused: list[Refusal] = []
        last = {self._find_participant(cells): row for row, cells in self.rows}
        ways = _VoteSurvey()
        for row, cells in self.rows:
            refusal = self._check_row(row, cells, columns, last)
            if refusal is not None:
                refused.append(refusal)
                continue
            for column in columns:
                cell = _read_cell(cells, column)
                vote = ways.vote(cell) if cell else None
                if vote is not None:
                    taken.append(Vote(self._find_participant(cells), self.head[column], vote))
                elif cell:
                    refused.append(self._refuse(row, RefusalCode.UNKNOWN_VOTE, written=cell))
        return taken, refused

    def _find_participant(self, cells: Sequence[str]) -> str:
        return _read_cell(cells, self.who)

    def _check_row(
        self, row: int, cells: Sequence[str], columns: Sequence[int], last: Mapping[str, int]
    ) -> Refusal | None:
        """Return why a row is refused. ``last``: the last row of each participant, which is the one that counts."""
        participant, width = self._find_participant(cells), len(self.head)
        for column in (WHOLE, self.who, *columns):
            if (row, column) in self.table.wrong:
                wrong = self.table.wrong[row, column]
                return Refusal(self.table.file, self.table.sheet, row, *wrong)
        if not is_whole(participant):
            return self._refuse(row, RefusalCode.BROKEN_CHARACTERS)
        if self.table.is_divided and any(cell.strip() for cell in cells[width:]):
            said = {"cells": str(len(cells)), "headings": str(width), "begins": row_begins(cells)}
            return self._refuse(row, RefusalCode.SURPLUS, **said)
        if not participant:
            return self._check_nobody(row, cells, columns)
        if last[participant] != row:
            other = str(last[participant])
            return self._refuse(row, RefusalCode.SAME_PARTICIPANT, id=participant, other=other)
        return None

    def _check_nobody(
        self, row: int, cells: Sequence[str], columns: Sequence[int]
    ) -> Refusal | None:
        """Refuse a row without a participant if it has votes."""
        if not any(_read_cell(cells, column) for column in columns):
            return None
        return self._refuse(row, RefusalCode.MISSING, column=self.head[self.who] or "participant")

    def _refuse(self, row: int, code: RefusalCode, **details: str) -> Refusal:
        shown = tuple((name, as_kept(value)[:40]) for name, value in details.items())
        return Refusal(self.table.file, self.table.sheet, row, code, shown)


def _read_cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
