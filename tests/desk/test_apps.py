"""The apps of the desk: each is installed once, below those that build on it, under the label of its tables."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps

from huiyin.desk import core

DESK = Path(core.__file__).parents[1]


def list_apps() -> list[str]:
    """The names of the desk's apps, in the order in which they register."""
    return [app.name for app in apps.get_app_configs() if app.name.startswith("huiyin.desk.")]


def test_every_folder_with_an_app_is_installed_once() -> None:
    folders = sorted(path.parent.name for path in DESK.glob("*/apps.py"))
    assert sorted(name.rpartition(".")[2] for name in list_apps()) == folders


def test_an_app_adds_only_to_what_is_below_it() -> None:
    """What ``register`` imports of another app, that app has been asked before."""
    order = {name: place for place, name in enumerate(list_apps())}
    above = []
    for name, place in order.items():
        path = DESK / name.rpartition(".")[2] / "apps.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("huiyin.desk."):
                other = ".".join(str(node.module).split(".")[:3])
                if order.get(other, -1) > place:
                    above.append((name, other))
    assert above == []


def test_the_label_of_an_app_is_that_of_its_tables_which_old_desks_have() -> None:
    for app in apps.get_app_configs():
        if app.name.startswith("huiyin.desk."):
            for model in app.get_models():
                assert model._meta.label.partition(".")[0] == app.label
                assert model._meta.db_table.startswith(f"{app.label}_"), model
