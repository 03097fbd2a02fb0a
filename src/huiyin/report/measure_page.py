"""A measure as one self-contained page with files beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import jinja2

from huiyin import __version__
from huiyin.files.atomic_files import write_whole
from huiyin.files.problems import Refusal
from huiyin.i18n import current_language, say
from huiyin.presentation.measures import MeasureTable, MeasureView, show_cell
from huiyin.presentation.palette import write_dark_rules
from huiyin.presentation.problems import name_part, say_refusal
from huiyin.presentation.spreadsheets import book_bytes, sheet_bytes
from huiyin.report.view_data import TableView

#: How a page identifies itself and lists the files written beside it, within this many bytes of its beginning.
_HEAD = 4096
_MARK = re.compile(r'<meta name="huiyin-measure" content="([^"]{0,2000})">')
_NAME = re.compile(r"(?<!\S)[a-z_]{1,40}\.(?:svg|csv|xlsx)(?!\S)")
#: Rows of a table shown on the page; its file has all of them.
_SHOWN = 60


class ForeignPage(Exception):
    """The folder contains an ``index.html`` that this program did not write; it is not overwritten."""


def list_written(folder: Path) -> list[Path]:
    """Return the files that an earlier call wrote into ``folder``, according to its page. Raises
    :class:`ForeignPage`, ``OSError``.
    """
    page = folder / "index.html"
    if not page.exists():
        return []
    with page.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", errors="replace")
    marked = _MARK.search(head)
    if marked is None:
        raise ForeignPage
    # Accept only plain names of kinds we write, so that an edited page cannot cause other files to be deleted.
    return [page, *(folder / name for name in _NAME.findall(marked[1]))]


def write_measure(
    view: MeasureView, folder: Path, *, source: str, refused: Sequence[Refusal] = ()
) -> None:
    """Write ``index.html``, one SVG per chart, and the tables as CSV and in ``tables.xlsx``.

    They replace what an earlier call wrote there. Raises :class:`ForeignPage`, ``OSError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    earlier = list_written(folder)
    drawn = {chart.name: chart.draw() for chart in view.charts}
    page = render_measure(view, drawn, source=source, refused=refused)
    for path in earlier:
        path.unlink(missing_ok=True)
    write_whole(folder / "index.html", page.encode())
    for name, svg in drawn.items():
        write_whole(folder / f"{name}.svg", svg.encode())
    tables = [table for table in view.all_tables if table.rows]
    for table in tables:
        rows = [
            list(table.head),
            *(["" if c is None else _write(c) for c in row] for row in table.rows),
        ]
        path = folder / f"{table.name}.csv"
        write_whole(path, sheet_bytes(path, rows))
    if tables:
        sheets = [(table.title, [table.head, *table.rows]) for table in tables]
        write_whole(folder / "tables.xlsx", book_bytes(sheets))


def render_measure(
    view: MeasureView, drawn: Mapping[str, str], *, source: str, refused: Sequence[Refusal] = ()
) -> str:
    """Render the page in the current language, with its style and charts included and without scripts. ``drawn``:
    name of a chart → its SVG.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("huiyin.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (files("huiyin.report") / "templates" / "report.css").read_text(
        "utf-8"
    ) + write_dark_rules()
    return environment.get_template("measure.html.jinja").render(
        v=view,
        beside=_list_names(view),
        charts=[(chart, drawn[chart.name], _show_table(chart.table)) for chart in view.charts],
        tables=[(table, _show_table(table)) for table in view.tables if table.rows],
        refused=_tabulate_refused(refused),
        source=source,
        say=say,
        css=css,
        version=__version__,
        html_lang="zh-Hans" if current_language() == "zh" else "en",
    )


def _list_names(view: MeasureView) -> str:
    """Return the names of all files beside the page."""
    tables = [table.name for table in view.all_tables if table.rows]
    names = [f"{chart.name}.svg" for chart in view.charts] + [f"{name}.csv" for name in tables]
    return " ".join([*names, *(["tables.xlsx"] if tables else [])])


def _show_table(table: MeasureTable) -> TableView:
    numbers = frozenset(
        at
        for at in range(len(table.head))
        if any(not isinstance(row[at], str | None) for row in table.rows)
    )
    rows = tuple(tuple(show_cell(cell) for cell in row) for row in table.rows[:_SHOWN])
    caption = ""
    if len(table.rows) > _SHOWN:
        file = f"{table.name}.csv"
        caption = say("measure.page.first_rows", shown=_SHOWN, total=len(table.rows), file=file)
    return TableView(head=table.head, rows=rows, numbers=numbers, caption=caption)


def _tabulate_refused(refused: Sequence[Refusal]) -> TableView | None:
    if not refused:
        return None
    head = (say("measure.page.refused_row"), say("measure.page.refused_why"))
    rows = tuple(
        (
            name_part(one.file, one.sheet, say("intake.row", row=one.row) if one.row else ""),
            say_refusal(one),
        )
        for one in refused
    )
    return TableView(head=head, rows=rows)


def _write(cell: str | int | float) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
