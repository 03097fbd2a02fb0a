"""The roles of colour can be read where they stand, in light and in dark."""

from __future__ import annotations

import re

import pytest

from huiyin.desk.core.style_roles import SHEET, measure_contrast, read_colour_roles, read_palettes
from huiyin.desk.pages.models import COLOURS
from huiyin.presentation import palette
from huiyin.trace import Verdict
from tests.desk.standing import *  # noqa: F403

#: What words are written in, and what they stand on: AA asks for 4.5.
WORDS = [
    *((word, ground) for word in ("ink", "soft", "accent", "good", "part", "bad", "open") for ground in ("paper", "card", "tint")),
    *((tone, f"{tone}-tint") for tone in ("accent", "good", "part", "bad", "open")),
    *(("ink", f"{tone}-tint") for tone in ("accent", "good", "part", "bad", "open")),
    ("on-accent", "accent"), ("on-band", "band"), ("paper", "ink"), ("card", "good"), ("card", "bad"),
]  # fmt: skip
#: What a field or a part is told by: AA asks for 3.
SHAPES = [*((line, ground) for line in ("edge", "accent", "seal") for ground in ("paper", "card"))]


@pytest.mark.parametrize("colours", [name for name, _ in COLOURS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read_where_it_stands(scheme: str, colours: str) -> None:
    roles = read_palettes()[colours] if colours else read_colour_roles()
    colour = {role.name: getattr(role, scheme) for role in roles}
    wrong = {
        pair: round(contrast, 2)
        for pairs, least in ((WORDS, 4.5), (SHAPES, 3.0))
        for pair in pairs
        if (contrast := measure_contrast(colour[pair[0]], colour[pair[1]])) < least
    }
    assert wrong == {}


def test_contrast_is_what_the_standard_computes() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_rules_name_what_a_colour_is_for() -> None:
    rules = SHEET.read_text("utf-8").partition("*, *::before")[2]
    drawn = {*palette.VERDICTS.values(), *palette.DARK, *palette.DARK.values()}
    assert set(re.findall(r"#[0-9a-f]{6}\b", rules)) <= drawn
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", rules))
    assert {role.name for role in read_colour_roles()} <= used


def test_bars_of_the_desk_are_drawn_in_the_colours_of_the_charts() -> None:
    rules = SHEET.read_text("utf-8")
    for verdict, colour in palette.VERDICTS.items():
        if verdict != "needs_person":  # in the role of what is open
            assert re.search(rf"\.bar \.{verdict}\b[^}}]*fill: {colour}", rules), verdict
    assert set(palette.VERDICTS) == set(Verdict)
