"""The table of replies for an authority to fill in, in the reader's language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from huiyin.i18n import current_language, say
from huiyin.intake import ReplyStatus
from huiyin.text import as_cell

if TYPE_CHECKING:
    from huiyin.desk.outcomes.models import HandoverReply, Reply
    from huiyin.desk.proposals.models import Suggestion


_WIDTHS = {"A": 14, "B": 24, "C": 60, "D": 18, "E": 60}


def make_sheet(
    suggestions: Iterable[Suggestion],
    asks: Callable[[Suggestion], str],
    replies: Mapping[int, Reply | HandoverReply],
) -> bytes:
    """An XLSX file with a row per suggestion; results are chosen from a list, so that every one is recognised."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = say("reply.table.sheet")
    page.append(
        [
            say("reply.table.key"),
            say("reply.table.asks"),
            say("reply.table.words"),
            say("reply.table.status"),
            say("reply.table.reason"),
        ]
    )
    reader = current_language()
    for one in suggestions:
        reply = replies.get(one.pk)
        cells = [
            one.key,
            asks(one),
            one.read_in(reader, "wording")[0] or one.read_in(reader, "text")[0],
            say(f"run.reply.{reply.status}") if reply else "",
            reply.reason if reply else "",
        ]
        page.append([as_cell(c) for c in cells])
    choices = ",".join(say(f"run.reply.{status}") for status in ReplyStatus)
    valid = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    page.add_data_validation(valid)
    valid.add(f"D2:D{max(2, page.max_row)}")
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    page.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
