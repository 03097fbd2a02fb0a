"""Tables to take away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse

from huiyin.presentation.spreadsheets import sheet_bytes


def send_csv(name: str, rows: Sequence[Sequence[str | float | None]]) -> HttpResponse:
    """A table as CSV that spreadsheets open, its cells neutralised."""
    written = [["" if c is None else _write(c) for c in row] for row in rows]
    path = Path(f"{name}.csv")
    answer = HttpResponse(sheet_bytes(path, written), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{path}"'
    return answer


def _write(cell: str | float) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
