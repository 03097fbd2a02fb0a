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
    "#63a583",
    "#c2614b",
    "#8c7fb8",
    "#85b9c9",
    "#a8772a",
    "#b5d6b2",
    "#eab8a8",
    "#c9c1e0",
)
#: What became of a suggestion, by the code of its verdict; the style sheet of the desk draws its bars in the same.
VERDICTS = {
    "adopted": "#0f5132",
    "partly": "#6cae75",
    "elsewhere": "#b9d8a4",
    "not_adopted": "#f1d9a7",
    "reversed": "#d98c5f",
    "gone": "#b5624a",
    "needs_person": "#ecedf4",
}
