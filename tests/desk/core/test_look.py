"""The look of the desk: every colour can be read where it stands, pages stay light, states are told by icon and word."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.icons import list_icons
from huiyin.desk.core.style_roles import SHEET, measure_contrast, read_colour_roles
from huiyin.i18n import LANGUAGES, say
from huiyin.opinion import charts as opinion_charts
from huiyin.presentation import palette
from tests.desk.standing import *  # noqa: F403


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
    for name in ("desk.css", "desk.js", "comment.js", "vote.js", "passkey.js", "parts.js"):
        path = finders.find(f"desk/{name}")
        assert path is not None
        sizes[name] = len(gzip.compress(Path(path).read_bytes(), 9))
    assert sum(sizes.values()) < 30_000, sizes  # as sent, all of them together
    assert sizes["desk.css"] + sizes["desk.js"] < 12_000, sizes
    assert "@font-face" not in SHEET.read_text("utf-8")
    assert "@import" not in SHEET.read_text("utf-8")


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
