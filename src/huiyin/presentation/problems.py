"""Why a file or a row could not be read, and the mend: one sentence, the same in every program."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence

from huiyin.files.problems import Refusal, RefusalCode, Remark, UnreadableLaw
from huiyin.i18n import say
from huiyin.i18n.catalogue import MissingWords
from huiyin.intake.fact_headings import FACT_HEADINGS
from huiyin.intake.model import TableRead
from huiyin.intake.receipt import RowCounts


def say_unreadable(error: UnreadableLaw, file: str) -> str:
    """Why a file could not be read at all. ``file``: its name, where the error itself holds none."""
    details = dict(error.details)
    if "reason" in details:
        details["reason"] = say_reason(details["reason"])
    details = _join_lists(details)
    return say(f"law.unreadable.{error.code}", **{"file": file, **details})


#: Where a detail lists names, of which one at least is not Chinese: there 、 is no word of a name.
_LISTED = re.compile("(?<=[^\u3400-\u9fff]) ?、 ?| ?、 ?(?=[^\u3400-\u9fff])")


def _join_lists(details: Mapping[str, str]) -> dict[str, str]:
    """Details whose lists are joined as the language of the call joins them."""
    between = say("run.list.join")
    return {name: _LISTED.sub(between, told) for name, told in details.items()}


#: What the system says of a file in its own language → the name of that error.
_REASONS = {
    os.strerror(getattr(errno, name)): name
    for name in (
        "EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "ENOSPC", "EDQUOT", "EROFS", "ENAMETOOLONG", "EFBIG", "EIO", "ELOOP",
    )
}  # fmt: skip


def say_reason(reason: str | None) -> str:
    """Why the system gave a file no entry, from what it said (``OSError.strerror``); where the catalogues do not know
    it, in its own words."""
    name = _REASONS.get(reason or "")
    return say(f"cli.reason.{name}") if name else reason or say("cli.reason.unknown")


def say_refusal(refusal: Refusal) -> str:
    """Why a row or a file was refused."""
    details = dict(refusal.details)
    if refusal.reason == "unreadable" and "code" in details:
        return say_unreadable(UnreadableLaw(details.pop("code"), **details), refusal.file)
    if details.get("column") in FACT_HEADINGS:
        details["column"] = say_role(details["column"])
    if "wanted" in details:
        details["wanted"] = _say_wanted(details["wanted"])
    details = _join_lists(details)
    return say(f"intake.refusal.{refusal.reason}", **details)


def say_rows(counts: RowCounts) -> str:
    """What became of the rows of the tables of some files, in numbers that add up."""
    return say(
        "receipt.rows",
        n=counts.rows,
        taken=say("receipt.rows_taken", n=counts.taken),
        refused=say("receipt.rows_refused", n=counts.refused),
        comments=say("receipt.n_comments", n=counts.comments),
    )


def _say_wanted(wanted: str) -> str:
    """The roles of columns that are needed (``organisation, since / year``) by their names."""
    parts = (part.split(" / ") for part in wanted.split(", "))
    return say("intake.comma").join(" / ".join(map(_say_wanted_role, part)) for part in parts)


def _say_wanted_role(role: str) -> str:
    """A role by its name; a refusal that an earlier version kept told headings in place of roles."""
    try:
        return say_role(role)
    except MissingWords:
        return role


def name_part(*parts: str) -> str:
    """A place in a file: its name, the sheet, the row, as far as there are any."""
    return " · ".join(part for part in parts if part)


def say_refused_line(refusal: Refusal) -> str:
    """Where a refused row stands and why it was refused."""
    row = say("intake.row", row=refusal.row) if refusal.row else ""
    where = name_part(refusal.file, refusal.sheet, row)
    why = say_refusal(refusal)
    # A file that cannot be read at all names itself in its sentence.
    if refusal.reason is RefusalCode.UNREADABLE:
        return why
    return say("intake.refused_line", where=where, why=why)


def say_remark(remark: Remark) -> str:
    """What was left out of a file, joined or guessed, and the mend where there is one."""
    details = dict(remark.details)
    if "role" in details:
        details["role"] = say_role(details["role"])
    details = _join_lists(details)
    return say(f"intake.remark.{remark.code}", **{"sheet": remark.sheet, **details})


def say_remark_line(remark: Remark) -> str:
    """Where something was left out, joined or guessed, and what."""
    where = name_part(remark.file, remark.sheet)
    return say("intake.refused_line", where=where, why=say_remark(remark))


def say_role(role: str) -> str:
    """What a column holds."""
    return say(f"intake.role.{role}")


def say_table(table: TableRead) -> str:
    """What was taken from which columns of a table, and which were not read."""
    sentence = say("intake.table_read", n=table.rows, columns=say_columns(table))
    return sentence + (
        say("intake.unread", headings=list_headings(table.unread)) if table.unread else ""
    )


def say_columns(table: TableRead) -> str:
    """What was taken from which columns of a table."""
    pairs = [
        say("intake.column_read", role=say_role(role), headings=list_headings(headings))
        for role, headings in table.columns
    ]
    return say("intake.semicolon").join(pairs)


#: Of the statements of a matrix so many are named.
_NAMED = 30


def list_headings(headings: Sequence[str]) -> str:
    """Headings in a sentence; of many the first ones."""
    named = say("intake.comma").join(headings[:_NAMED])
    more = len(headings) - _NAMED
    return named if more <= 0 else f"{named} {say('intake.more', n=more)}"


def say_table_line(table: TableRead) -> str:
    """Which table, and how it was understood."""
    where = name_part(table.file, table.sheet)
    return say("intake.refused_line", where=where, why=say_table(table))
