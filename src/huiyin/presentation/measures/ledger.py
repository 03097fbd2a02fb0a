"""The figures of a ledger as the desk stores them: sentences, charts and tables in one language, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from huiyin.i18n import current_language, use_language
from huiyin.measures import (
    Ask,
    ReplyCase,
    measure_ask_history,
    measure_reply_history,
)
from huiyin.presentation.measures.asks import describe_asks
from huiyin.presentation.measures.replies import describe_replies
from huiyin.presentation.measures.views import MeasureTable, MeasureView

#: The seed of random draws, fixed so that a ledger always has the same figures.
SEED = 1


def describe_ledger(
    asks: Sequence[Ask], cases: Sequence[ReplyCase], cutoff: date, language: str
) -> list[dict[str, Any]]:
    """Return the views of who asked whom and of how long replies took, with their charts."""
    before = current_language()
    use_language(language)
    try:
        views = [
            describe_asks(measure_ask_history(asks, seed=SEED)),
            describe_replies(measure_reply_history(cases, cutoff), cases),
        ]
        return [_lay_out(view) for view in views]
    finally:
        use_language(before)


def _lay_out(view: MeasureView) -> dict[str, Any]:
    return {
        "title": view.title,
        "findings": list(view.findings),
        "limits": list(view.limits),
        "charts": [
            {
                "title": chart.title,
                "caption": chart.caption,
                "svg": chart.draw(),
                "table": _lay_out_table(chart.table),
            }
            for chart in view.charts
        ],
        "tables": [_lay_out_table(table) for table in view.tables],
    }


def _lay_out_table(table: MeasureTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "head": list(table.head),
        "rows": [list(row) for row in table.rows],
    }


def list_tables(views: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield every table of some views: those under charts, then the others."""
    for view in views:
        yield from (chart["table"] for chart in view["charts"])
        yield from view["tables"]
