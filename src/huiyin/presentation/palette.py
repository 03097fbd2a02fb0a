"""The colours of every chart: one palette for the report, the command line and the desk.

Neighbours differ in lightness as well as in hue, so that a chart reads in black and white; what stands on a colour is
``INK`` or, on the dark ones, ``PAPER``. ``tests/desk/core/test_look.py`` computes that these can be read.
"""

from __future__ import annotations

INK, SOFT, GRID, PAPER = "#1a2629", "#536066", "#ddd8cd", "#ffffff"
#: One series, and the first of several.
MAIN = "#0b5a61"
#: The band around a line, and the less of two.
PALE = "#a9cfd0"
#: Series in their order.
SERIES = (
    MAIN,
    "#e0a94a",
    "#a84a36",
    "#9ccbb0",
    "#7566a8",
    "#b5d3dc",
    "#a8772a",
    "#d9c3e0",
    "#4f8a68",
    "#eab8a8",
)
#: What became of a suggestion, by the code of its verdict; the style sheet of the desk draws its bars in the same.
VERDICTS = {
    "adopted": "#0f5132",
    "partly": "#6cae75",
    "elsewhere": "#cbe3bb",
    "not_adopted": "#e0b56c",
    "reversed": "#c4754a",
    "gone": "#8f4632",
    "needs_person": "#ecedf4",
}
