"""Tables to take away."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from huiyin.presentation.spreadsheets import Cell, csv_bytes


def send_csv(name: str, rows: Sequence[Sequence[Cell]]) -> HttpResponse:
    """A table as CSV that spreadsheets open, its cells neutralised."""
    written = ([_round(cell) for cell in row] for row in rows)
    answer = HttpResponse(csv_bytes(written), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _round(cell: Cell) -> Cell:
    return f"{cell:.6g}" if isinstance(cell, float) else cell
