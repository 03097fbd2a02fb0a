"""The look of the desk: every colour can be read where it stands, pages stay light, states are told by icon and word."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.badges import LOOKS, find_look
from huiyin.desk.core.icons import FOLDER, draw_icon, list_icons
from huiyin.desk.core.style_roles import SHEET, measure_contrast, read_colour_roles
from huiyin.i18n import LANGUAGES, say
from huiyin.opinion import charts as opinion_charts
from huiyin.presentation import palette
from huiyin.trace import Verdict
from tests.desk.standing import *  # noqa: F403

SOURCE = Path(__file__).resolve().parents[3] / "src/huiyin"
#: What words are written in, and what they stand on: AA asks for 4.5.
WORDS = [
    *((word, ground) for word in ("ink", "soft", "accent", "good", "part", "bad", "open") for ground in ("paper", "card", "tint")),
    *((tone, f"{tone}-tint") for tone in ("accent", "good", "part", "bad", "open")),
    *(("ink", f"{tone}-tint") for tone in ("accent", "good", "part", "bad", "open")),
    ("on-accent", "accent"), ("on-band", "band"), ("paper", "ink"), ("card", "good"), ("card", "bad"),
]  # fmt: skip
#: What a field or a part is told by: AA asks for 3.
SHAPES = [*((line, ground) for line in ("edge", "accent", "seal") for ground in ("paper", "card"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read_where_it_stands(scheme: str) -> None:
    colour = {role.name: getattr(role, scheme) for role in read_colour_roles()}
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


def test_parts_of_a_chart_that_touch_are_told_apart_without_colour() -> None:
    for colours in (palette.SERIES, list(palette.VERDICTS.values())):
        for one, other in pairwise(colours):
            assert measure_contrast(one, other) > 1.25, (one, other)
    for mark in opinion_charts._COLOURS:
        assert measure_contrast(mark, palette.PAPER) > 3
    assert set(opinion_charts._COLOURS) <= set(palette.SERIES)
    assert opinion_charts._INK == palette.INK


def test_charts_follow_the_page_into_the_dark_and_their_words_can_be_read_there() -> None:
    assert palette.write_dark_rules() in SHEET.read_text("utf-8")
    card = {role.name: role.dark for role in read_colour_roles()}["card"]
    assert palette.DARK[palette.PAPER] == card
    for word in (palette.INK, palette.SOFT):
        assert measure_contrast(palette.DARK[word], card) > 4.5
    for colours in (palette.SERIES, tuple(palette.VERDICTS.values())):
        for colour in colours:
            dark, ink = palette.DARK.get(colour, colour), palette.choose_ink(colour)
            assert measure_contrast(colour, ink) > 3.9, colour
            assert measure_contrast(dark, palette.DARK.get(ink, ink)) > 4.5, colour
            assert measure_contrast(dark, card) > 3, colour
        for one, other in pairwise(palette.DARK.get(colour, colour) for colour in colours):
            assert measure_contrast(one, other) > 1.1, (one, other)


def test_style_and_script_of_a_page_are_light() -> None:
    sizes = {}
    for name in ("desk.css", "desk.js", "comment.js", "vote.js", "passkey.js"):
        path = finders.find(f"desk/{name}")
        assert path is not None
        sizes[name] = len(gzip.compress(Path(path).read_bytes(), 9))
    assert sum(sizes.values()) < 30_000, sizes  # as sent, all of them together
    assert sizes["desk.css"] + sizes["desk.js"] < 12_000, sizes
    assert "@font-face" not in SHEET.read_text("utf-8")
    assert "@import" not in SHEET.read_text("utf-8")


def test_every_state_has_an_icon_of_its_own_among_its_like() -> None:
    assert find_look("of.nothing.known").icon in list_icons()
    families: dict[str, list[tuple[str, str]]] = {}
    for key, look in LOOKS.items():
        assert look.icon in list_icons(), key
        families.setdefault(key.rpartition(".")[0], []).append((look.tone, look.icon))
    for family in ("trace.verdict", "run.reply", "desk.stage", "proposal.action"):
        icons = [icon for _, icon in families[family]]
        assert len(set(icons)) == len(icons), family


def test_only_icons_that_are_used_are_kept_and_each_is_drawn() -> None:
    pages = "".join(path.read_text("utf-8") for path in SOURCE.rglob("desk/**/templates/**/*.html"))
    asked = set(re.findall(r"""\{% icon "([a-z0-9-]+)" %\}""", pages))
    used = asked | {look.icon for look in LOOKS.values()} | {find_look("").icon}
    assert used == set(list_icons())
    for name in used:
        assert draw_icon(name).startswith('<svg class="i"')
        assert 'aria-hidden="true"' in draw_icon(name)
    assert "ISC License" in (FOLDER / "LICENSE").read_text("utf-8")


def test_templates_draw_states_with_the_tag_alone() -> None:
    pages = sorted(SOURCE.rglob("desk/**/templates/**/*.html"))
    by_hand = [path.name for path in pages if 'class="badge' in path.read_text("utf-8")]
    assert by_hand == ["part_badge.html"]


def test_a_badge_says_its_word_and_escapes_what_fills_it() -> None:
    page = (
        engines["django"]
        .from_string(
            '{% badge "trace.verdict.adopted" before="uptake.reply" count=2 %}{% badge "personal.answer_by" day=day %}'
        )
        .render({"day": "<b>"})
    )
    assert 'class="badge good adopted"' in page
    assert f"{say('uptake.reply')} {say('trace.verdict.adopted')} 2" in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_team_sees_every_part_on_one_page(
    sign_in: Callable[[Role], Client], language: str
) -> None:
    client = sign_in(Role.SECRETARIAT)
    page = client.get(reverse("design"), headers={"accept-language": language}).content.decode()
    for key in ("trace.verdict.reversed", "run.reply.considering", "desk.stage.signing"):
        assert say(key, language) in page
    for role in read_colour_roles():
        assert f"var(--{role.name})" in page
    assert page.count('class="i"') > len(list_icons())
    assert sign_in(Role.DELEGATE).get(reverse("design")).status_code == 403
