"""The page of parts holds everything that templates draw from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.style_roles import SHEET
from tests.desk.standing import *  # noqa: F403

SOURCE = Path(__file__).resolve().parents[3] / "src/huiyin"


def test_every_look_and_every_shared_part_that_templates_draw_from_is_on_the_page_of_parts(
    sign_in: Callable[[Role], Client],
) -> None:
    styles = re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.S)
    styled = {name for rule in re.findall(r"([^{}]+)\{", styles) for name in re.findall(r"\.([a-zA-Z][\w-]*)", rule)}  # fmt: skip
    drawn: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("desk/**/templates/**/*.html")):
        for names in re.findall(r'class="([^"]*)"', path.read_text("utf-8")):
            for name in re.sub(r"\{[%{].*?[%}]\}", " ", names).split():
                drawn.setdefault(name, path.name)
    page = sign_in(Role.SECRETARIAT).get(reverse("design")).content.decode()
    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    # Where something waits for the reader, on the secretariat's own pages, on pages that print their day.
    frame = {"count", "masthead", "printed"}
    assert {name: where for name, where in drawn.items() if name in styled - shown - frame} == {}
    # Of what all apps share each part is drawn by the page itself, or by a tag that it uses.
    by_tag = {"part_badge.html", "part_mark.html"}
    others = {
        "part_version.html": "a hidden field", "part_organisation.html": "a link",
        "part_receipt.html": "a notice, of what was just done", "part_bar.html": "drawn by hand, each verdict once",
        "part_field.html": "by part_fields.html", "part_typed_words.html": "fields, on pages that say why not", "part_form_wrong.html": "a notice", "part_more_fields.html": "a fold of fields",
    }  # fmt: skip
    pages = SOURCE / "desk" / "pages" / "templates" / "pages"
    source = "".join(
        (pages / name).read_text("utf-8") for name in ("design.html", "part_design_layouts.html")
    )
    parts = {path.name for path in (SOURCE / "desk/core/templates/core").glob("part_*.html")}
    lacking = {name for name in parts - by_tag - others.keys() if f"core/{name}" not in source}
    assert lacking == set()
