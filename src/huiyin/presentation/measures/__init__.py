"""The measures of a network in words, tables and charts, for the command line and the desk."""

from huiyin.presentation.measures.asks import describe_asks
from huiyin.presentation.measures.focuses import describe_focuses
from huiyin.presentation.measures.reach import describe_reach
from huiyin.presentation.measures.replies import describe_replies
from huiyin.presentation.measures.routes import describe_routes
from huiyin.presentation.measures.views import (
    Cell,
    MeasureChart,
    MeasureTable,
    MeasureView,
    show_cell,
)

__all__ = [
    "Cell",
    "MeasureChart",
    "MeasureTable",
    "MeasureView",
    "describe_asks",
    "describe_focuses",
    "describe_reach",
    "describe_replies",
    "describe_routes",
    "show_cell",
]
