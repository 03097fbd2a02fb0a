"""The colours of every chart: one palette for the report, the command line and the desk.

Neighbours differ in lightness as well as in hue, so that a chart reads in black and white. Text on a colour is
``INK`` or, on dark ones, ``PAPER``. ``tests/desk/core/test_style_roles.py`` verifies the contrast.
"""

from __future__ import annotations

INK, SOFT, GRID, PAPER = "#1a2629", "#536066", "#ddd8cd", "#ffffff"
#: ``INK`` on a colour that stays light on a dark page.
INK_ON_PART = "#1a2628"
#: A single series, and the first of several.
MAIN = "#0b5a61"
#: The band around a line, and the smaller of two parts.
PALE = "#a9cfd0"
#: The series in order.
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
#: Uptake by the code of its verdict; the style sheet of the desk uses the same colours.
VERDICTS = {
    "adopted": "#0f5132",
    "partly": "#6cae75",
    "elsewhere": "#cbe3bb",
    "not_adopted": "#e0b56c",
    "reversed": "#c4754a",
    "gone": "#8f4632",
    "needs_person": "#ecedf4",
}
#: The replacement of each chart colour on a dark page. A colour that carries ``PAPER`` becomes light, and ``PAPER``
#: dark.
DARK = {
    INK: "#e6ebea",
    "#000": "#e6ebea",
    SOFT: "#a9b8ba",
    GRID: "#31434a",
    PAPER: "#172225",
    "white": "#172225",
    PALE: "#28545a",
    MAIN: "#4fa9b0",
    "#a84a36": "#d98470",
    "#7566a8": "#a99bd6",
    "#4f8a68": "#7fbb98",
    "#a8772a": "#bb8a3c",
    "#0f5132": "#4c9f74",
    "#8f4632": "#e8a48e",
    "#c4754a": "#cf8560",
}


def choose_ink(colour: str) -> str:
    """Return ``PAPER`` or ``INK_ON_PART``, whichever has more contrast with ``colour``."""
    light = _measure_light(colour)
    is_dark = (1.05 / (light + 0.05)) > (light + 0.05) / (_measure_light(INK_ON_PART) + 0.05)
    return PAPER if is_dark else INK_ON_PART


def _measure_light(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def write_dark_rules() -> str:
    """Return the style sheet that adapts charts in a page to dark mode; printed charts stay as drawn."""
    rules = [
        f'  .chart [{part}="{colour}"] {{ {part}: {dark}; }}'
        for colour, dark in DARK.items()
        for part in ("fill", "stroke")
    ]
    # The style sheet of the desk draws shadows on the background, whose colour is in this variable.
    ground = f"  .chart {{ --ground: {DARK[PAPER]}; background-color: {DARK[PAPER]}; color: {DARK[INK]}; }}"
    return "\n".join(("@media screen and (prefers-color-scheme: dark) {", ground, *rules, "}", ""))
