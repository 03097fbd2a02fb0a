"""How a command talks: data on standard output, everything for people on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from huiyin.words import say

#: Exit codes, DESIGN section 6.
DONE, DONE_WITH_REFUSALS, UNUSABLE = 0, 1, 2

AsJson = Annotated[bool, typer.Option("--json", help=say("cli.json.help"))]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "tolist"):  # NumPy scalars and arrays
        return value.tolist()
    return str(value)


def print_json(document: object) -> None:
    """The one JSON document of a ``--json`` call."""
    json.dump(document, sys.stdout, ensure_ascii=False, default=_plain, allow_nan=False)
    sys.stdout.write("\n")


def tell(sentence: str) -> None:
    """A sentence for the person, on standard error."""
    print(sentence, file=sys.stderr)


def stop(sentence: str, code: int = UNUSABLE) -> NoReturn:
    """Say what is wrong and end with ``code``."""
    tell(say("cli.error", sentence=sentence))
    raise typer.Exit(code)


def existing(path: Path) -> Path:
    """``path`` if it is there; otherwise the call ends with a sentence that names it."""
    if not path.exists():
        stop(say("cli.file_missing", file=str(path)))
    return path


@contextmanager
def progress(sentence: str, total: float | None = None) -> Iterator[Any]:
    """A progress bar on standard error, shown only to a person at a terminal.

    Yields a function: call it with how far the work has come (of ``total``) and what is done now.
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


def read_law(path: Path) -> Any:
    """The law in ``path``; where it cannot be read the call ends with the sentence that says why."""
    from huiyin.law import UnreadableLaw, read
    from huiyin.report.refusals import say_unreadable

    try:
        return read(path)
    except UnreadableLaw as error:
        stop(say_unreadable(error, str(path)))
    except OSError as error:
        stop(say("cli.file_unreadable", file=str(path), reason=error.strerror or ""))


def write_file(path: Path, data: bytes) -> None:
    """Write ``data``; where that is not possible the call ends with a sentence that says why."""
    try:
        path.write_bytes(data)
    except OSError as error:
        stop(say("cli.file_unwritable", file=str(path), reason=error.strerror or ""))


def read_table(path: Path) -> Any:
    """The first table in ``path`` as an Arrow table of text; its first row names the columns."""
    import pyarrow as pa

    if path.suffix.lower() == ".parquet":
        import pyarrow.parquet as pq

        try:
            return pq.read_table(path)
        except (pa.ArrowException, OSError):
            stop(say("law.unreadable.damaged", file=str(path)))
    from huiyin.intake.tables import read_tables
    from huiyin.law.model import UnreadableLaw
    from huiyin.report.refusals import say_unreadable

    try:
        tables = [table for table in read_tables(path) if len(table.rows) > 1]
    except UnreadableLaw as error:
        stop(say_unreadable(error, str(path)))
    if not tables:
        stop(say("law.unreadable.no_rows", file=str(path)))
    head, *rows = [cells for _, cells in tables[0].rows]
    width = len(head)
    padded = [(*row, *[""] * width)[:width] for row in rows]
    return pa.table(
        {name or f"column {at}": [row[at] for row in padded] for at, name in enumerate(head)}
    )
