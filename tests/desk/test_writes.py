"""How the desk writes rows: by name, and under a lock where what was read is written back.

Read from the source, so that a new ``save()`` is asked the question before somebody loses what they wrote.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import huiyin.desk

# Read from the source.
pytestmark = pytest.mark.one_database

DESK = Path(huiyin.desk.__file__ or "").parent
#: What has a ``save`` and is no row: workbooks, documents, the storage of files, a model's own ``save``.
NO_ROWS = {"book", "document", "default_storage", "super()"}
#: Functions that save what they did not lock, and why nothing is lost.
UNLOCKED = {
    "core/views.py:speak": "one column, which nobody reads before writing it",
    "consultations/api/jobs.py:_put_back": "a job that was claimed is its worker's alone",
    "consultations/api/jobs.py:perform": "a job that was claimed is its worker's alone",
    "networks/api.py:give": "sets two flags, whatever they were",
    "consultations/api/comments.py:_write": "is given a row that _claim has locked",
    "consultations/api/intakes.py:_keep_look": "is given a row that _look_into has locked",
    "consultations/api/intakes.py:preview_of": "what a file shows, which never changes",
    "accounts/adapter.py:set_password": "one column, which nobody reads before writing it",
    "consultations/api/votes.py:_keep": "votes are cast one after the other: _held has locked the consultation",
    "consultations/api/votes.py:end": "is given the consultation that the move has locked",
    "consultations/api/laws.py:_keep": "a reading of a whole text, in place of another",
    "operations/example.py:_accounts": "the example, before anybody can reach it",
    "pages/api.py:prepare_pages": "before the desk is served",
}


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(DESK.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(DESK).as_posix(), ast.parse(path.read_text("utf-8"))


def _saves(node: ast.AST) -> Iterator[tuple[ast.Call, set[str | None]]]:
    """Calls that save a row, each with the names of its keywords."""
    for call in ast.walk(node):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        given = {one.arg: one.value for one in call.keywords}
        is_file = "save" in given  # FieldFile.save(name, content, save=False)
        is_row = ast.unparse(call.func.value) not in NO_ROWS
        if call.func.attr == "save" and is_row and not is_file:
            yield call, set(given)


def _called(node: ast.AST) -> set[str]:
    """The names of the functions and methods that are called below ``node``."""
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {one.id for one in calls if isinstance(one, ast.Name)} | {
        one.attr for one in calls if isinstance(one, ast.Attribute)
    }


def test_a_row_is_saved_by_the_names_of_its_fields_or_is_new() -> None:
    """A whole-row save writes back what somebody else has changed since: it undid a move of stage in 28 of 60."""
    whole = [
        f"{where}:{call.lineno} {ast.unparse(call)}"
        for where, tree in _modules()
        for call, given in _saves(tree)
        if not given & {"update_fields", "force_insert"}
    ]
    assert whole == []


def test_what_was_read_and_is_saved_was_locked() -> None:
    """In every function that saves fields of a row, a lock is taken: by itself, or by one that it calls."""
    functions = [
        (where, one)
        for where, tree in _modules()
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
    ]
    locks = {one.name for _, one in functions if "select_for_update" in _called(one)}
    unlocked = {
        f"{where}:{one.name}"
        for where, one in functions
        if any("update_fields" in given for _, given in _saves(one))
        and "select_for_update" not in _called(one)
        and not locks & _called(one)
    }
    assert unlocked == set(UNLOCKED)


def test_a_view_writes_no_row() -> None:
    """What is written from a page is written by a function that others can call, and that locks."""
    writing = {"create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "save"}
    found = {
        f"{where}:{call.lineno} {ast.unparse(call.func)}"
        for where, tree in _modules()
        if "views" in where and where != "core/views.py"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in writing
        and ast.unparse(call.func.value) not in NO_ROWS
    }
    assert found == set()
