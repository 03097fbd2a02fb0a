"""Apps of the desk meet through their ``api`` and ``data``, and nothing reaches past them."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools.style_figures import Module, count_form_reads, list_long_lived, list_reaches

ROOT = Path(__file__).resolve().parents[1]
DESK = ROOT / "src/huiyin/desk"


@pytest.fixture(scope="module")
def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "tools/app_contracts.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_every_app_protects_its_models_and_its_views(contracts: list[dict[str, Any]]) -> None:
    held = {name for one in contracts for name in one["protected_modules"]}
    there = {
        f"huiyin.desk.{app.name}.{part}"
        for app in DESK.iterdir()
        for part in ("models", "views")
        if (app / part / "__init__.py").exists() or (app / f"{part}.py").exists()
    }
    # Anybody may stand on the core; it has no rows, and its views are those of errors.
    assert held == there - {"huiyin.desk.core.views"}
    for one in contracts:
        (app,) = {name.rpartition(".")[0] for name in one["protected_modules"]}
        assert one["allowed_importers"] == [app]
        assert one["type"] == "protected"
        # Without a word about it, an import that is ignored and not there any more is an error.
        assert "unmatched_ignore_imports_alerting" not in one


def test_nothing_is_let_past_an_api(contracts: list[dict[str, Any]]) -> None:
    assert not [one["name"] for one in contracts if one.get("ignore_imports")]


def parse_module(name: str, text: str) -> Module:
    return Module(name, Path(f"{name.rpartition('.')[2]}.py"), text, ast.parse(text))


def test_imports_of_another_apps_models_are_counted_and_its_own_are_not() -> None:
    text = """
from typing import TYPE_CHECKING

import huiyin.desk.registry.models
from huiyin.desk.laws import models as laws, api
from huiyin.desk.laws.api import get_law
from huiyin.desk.outcomes.models import Reply
from huiyin.desk.proposals.models.proposal import Proposal

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def find():
    from huiyin.desk.consultations.models import Comment
"""
    reaches = list_reaches([parse_module("huiyin.desk.outcomes.api.replies", text)], "models")
    assert [(what.split(".")[2], for_types) for _, what, for_types in sorted(reaches)] == [
        ("accounts", True),
        ("consultations", False),
        ("laws", False),
        ("proposals", False),
        ("registry", False),
    ]
    assert list_reaches([parse_module("huiyin.law.model", text)], "models") == []


def test_what_a_view_reads_past_a_form_is_told_from_what_it_gives_to_one() -> None:
    text = """
def edit(request):
    form = AccountForm(request.POST or None)
    return form, request.POST.get("name"), filter_it(request.POST)
"""
    assert count_form_reads(ast.parse(text)) == (2, 1)


def test_a_name_that_lives_long_is_told_from_one_that_does_not() -> None:
    lines = "\n".join(f"    x = {n}" for n in range(6))
    text = f"def f():\n    found = 1\n{lines}\n    return found\n\n\ndef g():\n    at = 1\n    return at\n"
    assert list(list_long_lived(ast.parse(text), ("found", "at"))) == [("found", 2)]
