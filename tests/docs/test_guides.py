"""The guides: what they point to is there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_every_link_and_picture_leads_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in _LINK.findall(page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert lost == []


def test_every_guide_is_there_in_both_languages() -> None:
    assert {p.name for p in (DOCS / "en").glob("*.md")} == {
        p.name for p in (DOCS / "zh").glob("*.md")
    }


def test_a_guide_shows_its_pictures_in_its_own_language_and_none_is_kept_for_nothing() -> None:
    shown = set()
    for language in ("en", "zh"):
        for page in (DOCS / language).glob("*.md"):
            for target in _LINK.findall(page.read_text("utf-8")):
                if target.startswith("../pictures/"):
                    assert f".{language}." in target, f"{page.name} ({language}) shows {target}"
                    shown.add(target.removeprefix("../pictures/"))
    assert {p.name for p in (DOCS / "pictures").glob("*")} == shown
