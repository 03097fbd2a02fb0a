"""The colour roles of the style sheet in light and dark mode, for the style guide page and contrast tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHEET = Path(__file__).resolve().parent / "static/desk/desk.css"
_COLOUR = re.compile(r"(?<!-)--([a-z][a-z-]{0,60}+): (#[0-9a-f]{6});")
_DARK = "@media (prefers-color-scheme: dark) {"
#: Where the roles end in the style sheet, and where the alternative palettes start.
_RULES, _CHOSEN = "*, *::before", "/* ---- colours that a site may choose"
_PALETTE = re.compile(r"\[data-colours=([a-z]{1,20})\] \{([^{}]*+)\}")


@dataclass(frozen=True, slots=True)
class ColourRole:
    """What a colour is for (``accent`` is ``var(--accent)``), and its value in light and dark mode."""

    name: str
    light: str
    dark: str


@cache
def read_colour_roles() -> tuple[ColourRole, ...]:
    """The roles in the order of the style sheet."""
    light, _, dark = _read_head().partition(_CHOSEN)[0].partition(_DARK)
    in_dark = dict(_COLOUR.findall(dark))
    return tuple(ColourRole(name, value, in_dark[name]) for name, value in _COLOUR.findall(light))


def read_palettes() -> dict[str, tuple[ColourRole, ...]]:
    """Name of an alternative palette → all roles with its colours."""
    light, _, dark = _read_head().partition(_CHOSEN)[2].partition(_DARK)
    in_light, in_dark = (
        {name: dict(_COLOUR.findall(rules)) for name, rules in _PALETTE.findall(part)}
        for part in (light, dark)
    )
    return {
        name: tuple(
            ColourRole(
                role.name,
                in_light[name].get(role.name, role.light),
                in_dark[name].get(role.name, role.dark),
            )
            for role in read_colour_roles()
        )
        for name in in_light
    }


def _read_head() -> str:
    return SHEET.read_text("utf-8").partition(_RULES)[0]


def measure_contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_measure_luminance(one), _measure_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _measure_luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
