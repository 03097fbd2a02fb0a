"""What the apps of the desk add to each other: all of it when the desk starts, nothing before or after."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from huiyin.desk import core
from huiyin.desk.core.registration import (
    DeskApp,
    NamedRegistry,
    RegistrationClosed,
    Registry,
    Slot,
    list_points,
)

DESK = Path(core.__file__).parents[1]
#: What changes a list, a dictionary or a set in place.
_CHANGING = frozenset({"add", "append", "extend", "fill", "insert", "setdefault", "update"})
_TELL = """
import json
from huiyin.desk.operations.preparation import setup_django
setup_django()
from tests.desk.test_registered import describe_points
print(json.dumps(describe_points()))
"""


def describe_points() -> list[list[str]]:
    """All that was added, in order, with the app that did."""
    lines = []
    for point in list_points():
        items = point if isinstance(point, Registry | NamedRegistry) else [point.item]
        for app, item in zip(point.apps, items, strict=True):
            name = item if isinstance(item, str) else getattr(item, "__qualname__", str(item))
            lines.append([point.name, app, name.partition(" at 0x")[0]])
    return lines


def test_every_app_of_the_desk_has_registered() -> None:
    """Django takes another class where it finds two in ``apps.py``, and says nothing."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith("huiyin.")]
    assert len(ours) > 8
    assert [app.name for app in ours if not (isinstance(app, DeskApp) and app.is_registered)] == []


def test_nothing_is_added_once_the_desk_has_started() -> None:
    before = describe_points()
    assert len(before) > 40
    for point in list_points():
        with pytest.raises(RegistrationClosed):
            if isinstance(point, Slot):
                point.fill(None)
            elif isinstance(point, NamedRegistry):
                point.add("late", None)
            else:
                point.add(None)
    assert describe_points() == before


def test_two_starts_register_the_same_in_the_same_order(tmp_path: Path) -> None:
    """In a process of its own, which hashes otherwise: three seconds."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL],
        env=os.environ | {"PYTHONHASHSEED": "7", "HUIYIN_DATA": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == describe_points()


def _list_additions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Where a name in capitals is changed, a signal listened to, or something done by a decorator that registers: each
    with whether it is inside of a ``register`` (line 0) or where."""
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef) and outer.name == "register"
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        words = ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            on = node.func.value
            name = on.attr if isinstance(on, ast.Attribute) else getattr(on, "id", "")
            is_constant = name.isupper() and node.func.attr in _CHANGING
            is_signal = node.func.attr == "connect" and name not in ("connection", "sqlite3")
            words = ast.unparse(node.func) if is_constant or is_signal else ""
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name | ast.Attribute):
            target = ast.unparse(node.target)
            words = target if target.rpartition(".")[2].isupper() else ""
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                if "receiver" in (done := ast.unparse(decorator)):
                    words = done
        if words:
            yield words, 0 if id(node) in inside else node.lineno  # type: ignore[attr-defined]


def test_an_app_says_in_one_function_all_that_it_adds() -> None:
    elsewhere, in_register = [], 0
    for path in sorted(DESK.rglob("*.py")):
        where = path.relative_to(DESK).as_posix()
        if "/migrations/" in where:
            continue
        for words, line in _list_additions(ast.parse(path.read_text("utf-8"))):
            if path.name == "apps.py" and line == 0:
                in_register += 1
            else:
                elsewhere.append(f"{where}:{line} {words}")
    assert elsewhere == []
    assert in_register > 40


@pytest.mark.parametrize(
    "source",
    [
        "KINDS.add('export', work)",
        "reminders.SOURCES.append(list_news)",
        "SOURCES += [list_news]",
        "post_save.connect(note, sender=User)",
        "@receiver(post_save)\ndef note(**_): ...",
    ],
)
def test_whatever_adds_when_a_module_is_imported_is_found(source: str) -> None:
    assert [line for _, line in _list_additions(ast.parse(source))] != []
    assert 0 not in [line for _, line in _list_additions(ast.parse(source))]
