"""Only icons that pages use are kept."""

from __future__ import annotations

import re

from huiyin.desk.core.badges import LOOKS, find_look
from huiyin.desk.core.icons import FOLDER, draw_icon, list_icons
from tests.desk.core.drawn_parts import SOURCE
from tests.desk.standing import *  # noqa: F403


def test_only_icons_that_are_used_are_kept_and_each_is_drawn() -> None:
    pages = "".join(path.read_text("utf-8") for path in SOURCE.rglob("desk/**/templates/**/*.html"))
    asked = set(re.findall(r"""\{% icon "([a-z0-9-]+)" %\}""", pages))
    used = asked | {look.icon for look in LOOKS.values()} | {find_look("").icon}
    assert used == set(list_icons())
    for name in used:
        assert draw_icon(name).startswith('<svg class="i"')
        assert 'aria-hidden="true"' in draw_icon(name)
    assert "ISC License" in (FOLDER / "LICENSE").read_text("utf-8")
