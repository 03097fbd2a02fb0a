"""A state never shows by its tone alone."""

from __future__ import annotations

from django.template import engines

from huiyin.desk.core.badges import LOOKS, find_look
from huiyin.desk.core.icons import list_icons
from huiyin.i18n import say
from tests.desk.core.drawn_parts import SOURCE
from tests.desk.standing import *  # noqa: F403


def test_every_state_has_an_icon_of_its_own_among_its_like() -> None:
    assert find_look("of.nothing.known").icon in list_icons()
    families: dict[str, list[tuple[str, str]]] = {}
    for key, look in LOOKS.items():
        assert look.icon in list_icons(), key
        families.setdefault(key.rpartition(".")[0], []).append((look.tone, look.icon))
    for family in ("trace.verdict", "run.reply", "desk.stage", "proposal.action"):
        icons = [icon for _, icon in families[family]]
        assert len(set(icons)) == len(icons), family


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
