"""How commands write: data to standard output, messages for people to standard error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.files.problems import Refusal, Remark
    from huiyin.files.tables.table import GridTable
    from huiyin.intake.model import IntakeResult, TableRead

#: Exit codes, DESIGN section 6.
DONE, DONE_WITH_REFUSALS, UNUSABLE = 0, 1, 2
#: The exit code for a receipt that is valid for the key inside it: this proves nothing to anyone who does not know
#: that key otherwise.
DONE_ON_ITS_WORD = 3

AsJson = Annotated[bool, typer.Option("--json", help=say("cli.json.help"))]


def _to_plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "tolist"):  # NumPy scalars and arrays
        return value.tolist()
    return str(value)


def speak_any_language() -> None:
    """Never fail on a character: what the terminal's encoding lacks is written as ``\\u4e00``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_utf8() -> None:
    """Write UTF-8 from here on, whatever the terminal's encoding, because programs read it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate, from a file name that is not UTF-8, becomes the escape that JSON has for it.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(document: object) -> None:
    """Print the single JSON document of a ``--json`` call."""
    write_utf8()
    json.dump(document, sys.stdout, ensure_ascii=False, default=_to_plain, allow_nan=False)
    sys.stdout.write("\n")


def print_notice(sentence: str) -> None:
    """Print a sentence for the person on standard error."""
    print(sentence, file=sys.stderr)


#: How many lines of a list are printed; the rest are counted.
_SHOWN = 20


def print_list(head: str, lines: Sequence[str]) -> None:
    """Print a list below ``head`` for the person; nothing if it is empty."""
    if not lines:
        return
    print_notice(head)
    for line in lines[:_SHOWN]:
        print_notice(f"  {line}")
    if len(lines) > _SHOWN:
        print_notice(f"  {say('intake.more', n=len(lines) - _SHOWN)}")


def print_refused(refused: Sequence[Refusal]) -> None:
    """Print every refused row with its reason."""
    from huiyin.presentation.problems import say_refused_line

    lines = [say_refused_line(refusal) for refusal in refused]
    print_list(say("intake.refused_head", n=len(lines)), lines)


def print_understood(tables: Sequence[TableRead], remarks: Sequence[Remark]) -> None:
    """Print how the tables were understood, and what was left out, joined or guessed."""
    from huiyin.presentation.problems import say_remark_line, say_table_line

    print_list(say("intake.tables_head", n=len(tables)), [say_table_line(one) for one in tables])
    lines = [say_remark_line(remark) for remark in remarks]
    print_list(say("intake.remarks_head", n=len(lines)), lines)


def gather_understood(
    readings: Sequence[IntakeResult[object]],
) -> tuple[list[TableRead], list[Remark]]:
    """Collect from several files how the tables were understood, and what was left out, joined or guessed."""
    tables = [table for read in readings for table in read.tables]
    return tables, [remark for read in readings for remark in read.remarks]


def describe_intake(tables: Sequence[TableRead], remarks: Sequence[Remark]) -> dict[str, Any]:
    """Return how the tables were understood, as data."""
    from huiyin.presentation.problems import say_remark

    return {
        "tables": [
            {
                "file": one.file, "sheet": one.sheet, "columns": {role: list(heads) for role, heads in one.columns},
                "unread": list(one.unread), "rows": one.rows,
            }
            for one in tables
        ],
        "remarks": [
            {"file": one.file, "sheet": one.sheet, "code": one.code, "message": say_remark(one)}
            for one in remarks
        ],
    }  # fmt: skip


def stop_unless_taken(read: IntakeResult[object]) -> None:
    """End the call with the reason if nothing in a file was usable."""
    from huiyin.presentation.problems import say_refused_line

    if read.refused and not read.taken:
        print_understood(read.tables, read.remarks)
        print_refused(read.refused[1:])
        exit_with_message(say_refused_line(read.refused[0]))


def exit_with_message(sentence: str, code: int = UNUSABLE) -> NoReturn:
    """Print what is wrong and exit with ``code``."""
    print_notice(say("cli.error", sentence=sentence))
    raise typer.Exit(code)


def exit_done(*, has_refusals: bool) -> NoReturn:
    """Exit after success, with the code that says whether anything was refused."""
    raise typer.Exit(DONE_WITH_REFUSALS if has_refusals else DONE)


def exit_with_refused(readings: Sequence[IntakeResult[object]]) -> NoReturn:
    """Print the refused rows of several files and exit."""
    refused = [refusal for read in readings for refusal in read.refused]
    print_refused(refused)
    exit_done(has_refusals=bool(refused))


def require_path(path: Path) -> Path:
    """Return ``path`` if it exists, standard input for ``-``; otherwise exit with a sentence that names it."""
    if str(path) == "-":
        return Path("/dev/stdin")
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        exit_with_message(say("cli.file_missing", file=str(path)))
    return path


@contextmanager
def track_progress(sentence: str, total: float | None = None) -> Iterator[Any]:
    """Show a progress bar on standard error, but only to a person at a terminal.

    Yields a function to call with the progress (out of ``total``) and the current work.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task(sentence, total=total)

        def step(done: float, now: str | None = None) -> None:
            bar.update(task, completed=done, description=now or sentence)

        yield step
        bar.update(task, total=total or 1, completed=total or 1)


def read_law_or_exit(path: Path) -> Any:
    """Read the law in ``path``; if that fails, exit with a sentence that says why."""
    from huiyin.law import UnreadableLaw, read_law
    from huiyin.presentation.problems import say_unreadable

    try:
        return read_law(path)
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(path)))


def write_file(path: Path, data: bytes) -> None:
    """Write the complete ``data``; if that fails, exit with a sentence that says why and keep the previous file."""
    from huiyin.files.atomic_files import write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        stop_unwritable(path, error)


def stop_unwritable(path: Path, error: OSError) -> NoReturn:
    """Exit because ``path`` cannot be written."""
    from huiyin.presentation.problems import say_reason

    exit_with_message(say("cli.file_unwritable", file=str(path), reason=say_reason(error.strerror)))


def read_table(path: Path) -> Any:
    """Read the first table in ``path`` as an Arrow table of text, with the column names from its first row.

    What is left out of it and any other tables are reported.
    """
    if path.suffix.lower() == ".parquet":
        return _read_parquet(path)
    from huiyin.files.problems import UnreadableLaw
    from huiyin.intake.tables import read_tables
    from huiyin.presentation.problems import say_unreadable

    try:
        tables = read_tables(path)
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(path)))
    refused = _tell_first_table(tables, path)
    left = {refusal.row for refusal in refused}
    first = next(table for table in tables if len(table.rows) > 1)
    (_, head), *rows = (row for row in first.rows if row[0] not in left)
    del tables, first  # for a large table, every copy matters
    return _to_arrow(head, rows)


def _read_parquet(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path)
    except (pa.ArrowException, OSError):
        exit_with_message(say("law.unreadable.damaged", file=str(path)))


def _tell_first_table(tables: Sequence[GridTable], path: Path) -> list[Refusal]:
    """Report what is left out of the first table that has rows, and all other tables; return its refused rows.

    The call ends if no table has rows.
    """
    from huiyin.files.problems import Refusal, Remark, RemarkCode
    from huiyin.files.tables.table import WHOLE
    from huiyin.intake.rows import show_headings

    empty = [table for table in tables if len(table.rows) < 2]
    filled = [table for table in tables if len(table.rows) > 1]
    remarks = [remark for table in (*empty, *filled) for remark in table.remarks]
    if not filled:
        print_understood((), remarks)
        exit_with_message(say("law.unreadable.no_rows", file=str(path)))
    for table in filled[1:]:
        details = (("seen", show_headings([table])),)
        remarks.append(Remark(path.name, table.sheet, RemarkCode.ONLY_FIRST, details))
    print_understood((), remarks)
    refused = [
        Refusal(path.name, filled[0].sheet, row, why, details)
        for (row, column), (why, details) in sorted(filled[0].wrong.items())
        if column == WHOLE
    ]
    print_refused(refused)
    return refused


def _to_arrow(head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Any:
    import pyarrow as pa

    return pa.table(
        {
            name or f"column {at}": [cells[at] if at < len(cells) else "" for _, cells in rows]
            for at, name in enumerate(head)
        }
    )
