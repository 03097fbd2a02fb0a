"""Why a file or a row could not be read, and how to fix it: one sentence, the same in every program."""

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
    """Say why a file could not be read at all. ``file``: its name, if the error has none."""
    details = dict(error.details)
    if "reason" in details:
        details["reason"] = say_reason(details["reason"])
    details = _join_lists(details)
    return say(f"law.unreadable.{error.code}", **{"file": file, **details})


#: Details that list names of which at least one is not Chinese; there, 、 cannot be part of a name.
_LISTED = re.compile("(?<=[^\u3400-\u9fff]) ?、 ?| ?、 ?(?=[^\u3400-\u9fff])")


def _join_lists(details: Mapping[str, str]) -> dict[str, str]:
    """Join lists in details with the separator of the current language."""
    between = say("run.list.join")
    return {name: _LISTED.sub(between, told) for name, told in details.items()}


#: An operating system's message in English → the name of that error.
_REASONS = {
    os.strerror(getattr(errno, name)): name
    for name in (
        "EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "ENOSPC", "EDQUOT", "EROFS", "ENAMETOOLONG", "EFBIG", "EIO", "ELOOP",
    )
}  # fmt: skip


def say_reason(reason: str | None) -> str:
    """Say why the system could not open a file (``OSError.strerror``); unknown messages are returned unchanged."""
    name = _REASONS.get(reason or "")
    return say(f"cli.reason.{name}") if name else reason or say("cli.reason.unknown")


def say_refusal(refusal: Refusal) -> str:
    """Say why a row or a file was refused."""
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
    """Say what happened to the table rows of some files, in numbers that add up."""
    return say(
        "receipt.rows",
        n=counts.rows,
        taken=say("receipt.rows_taken", n=counts.taken),
        refused=say("receipt.rows_refused", n=counts.refused),
        comments=say("receipt.n_comments", n=counts.comments),
    )


def _say_wanted(wanted: str) -> str:
    """Name the roles of required columns (``organisation, since / year``)."""
    parts = (part.split(" / ") for part in wanted.split(", "))
    return say("intake.comma").join(" / ".join(map(_say_wanted_role, part)) for part in parts)


def _say_wanted_role(role: str) -> str:
    """Name a role; refusals stored by an earlier version have headings instead of roles."""
    try:
        return say_role(role)
    except MissingWords:
        return role


def name_part(*parts: str) -> str:
    """Name a place in a file: its name, sheet and row, as far as given."""
    return " · ".join(part for part in parts if part)


def say_refused_line(refusal: Refusal) -> str:
    """Say where a refused row is and why it was refused."""
    row = say("intake.row", row=refusal.row) if refusal.row else ""
    where = name_part(refusal.file, refusal.sheet, row)
    why = say_refusal(refusal)
    # The sentence about a file that cannot be read at all already names it.
    if refusal.reason is RefusalCode.UNREADABLE:
        return why
    return say("intake.refused_line", where=where, why=why)


def say_remark(remark: Remark) -> str:
    """Say what was left out, joined or guessed, and how to fix it if that is possible."""
    details = dict(remark.details)
    if "role" in details:
        details["role"] = say_role(details["role"])
    details = _join_lists(details)
    return say(f"intake.remark.{remark.code}", **{"sheet": remark.sheet, **details})


def say_remark_line(remark: Remark) -> str:
    """Say where something was left out, joined or guessed, and what."""
    where = name_part(remark.file, remark.sheet)
    return say("intake.refused_line", where=where, why=say_remark(remark))


def say_role(role: str) -> str:
    """Name the contents of a column."""
    return say(f"intake.role.{role}")


def say_table(table: TableRead) -> str:
    """Say what was read from which columns of a table, and which columns were not read."""
    sentence = say("intake.table_read", n=table.rows, columns=say_columns(table))
    return sentence + (
        say("intake.unread", headings=list_headings(table.unread)) if table.unread else ""
    )


def say_columns(table: TableRead) -> str:
    """Say what was read from which columns of a table."""
    pairs = [
        say("intake.column_read", role=say_role(role), headings=list_headings(headings))
        for role, headings in table.columns
    ]
    return say("intake.semicolon").join(pairs)


#: How many statements of a vote matrix are named.
_NAMED = 30


def list_headings(headings: Sequence[str]) -> str:
    """Join headings in a sentence; of many, only the first ones."""
    named = say("intake.comma").join(headings[:_NAMED])
    more = len(headings) - _NAMED
    return named if more <= 0 else f"{named} {say('intake.more', n=more)}"


def say_table_line(table: TableRead) -> str:
    """Name a table and say how it was understood."""
    where = name_part(table.file, table.sheet)
    return say("intake.refused_line", where=where, why=say_table(table))
