"""Which modules have a test of their name, and which have it in the folder that mirrors theirs."""

from __future__ import annotations

from pathlib import Path

from tools.style_figures import list_mirrored, list_modules, list_tested


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", "utf-8")


def test_a_namesake_elsewhere_is_a_test_of_the_name_and_not_of_the_module(tmp_path: Path) -> None:
    make(
        tmp_path,
        "src/huiyin/law/grammar/units.py", "src/huiyin/text/units.py", "src/huiyin/text/words.py",
        "src/huiyin/desk/laws/api/drafts.py", "src/huiyin/desk/pages/drafts.py",
        "tests/law/grammar/test_units.py", "tests/desk/laws/test_drafts.py",
    )  # fmt: skip
    modules = list_modules(tmp_path)
    tested = {module.name for module in list_tested(tmp_path, modules)}
    mirrored = {module.name for module in list_mirrored(tmp_path, modules)}
    assert tested == {
        "huiyin.law.grammar.units", "huiyin.text.units", "huiyin.desk.laws.api.drafts", "huiyin.desk.pages.drafts",
    }  # fmt: skip
    assert mirrored == {"huiyin.law.grammar.units", "huiyin.desk.laws.api.drafts"}


def test_what_every_app_has_may_be_asked_of_all_in_one_test(tmp_path: Path) -> None:
    make(
        tmp_path,
        "src/huiyin/desk/laws/urls.py",
        "src/huiyin/text/urls.py",
        "tests/desk/test_urls.py",
    )
    assert [module.name for module in list_mirrored(tmp_path, list_modules(tmp_path))] == [
        "huiyin.desk.laws.urls"
    ]
