"""How the desk writes rows: by name, and under a lock where what was read is written back.

Read from the source, so that a new ``save()`` is asked the question before somebody loses what they wrote.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import huiyin.desk

# Read from the source.
pytestmark = pytest.mark.one_database

DESK = Path(huiyin.desk.__file__ or "").parent
#: What has a ``save`` and is no row: workbooks, documents, the storage of files, a model's own ``save``.
NO_ROWS = {"book", "document", "picture", "default_storage", "super()"}
#: What writes rows, whatever has it; what has it and is none (sets, dictionaries) is called by an operator in views.
WRITING = {
    "save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "update", "delete",
    "set_password", "select_for_update", "raw", "execute",
}  # fmt: skip
#: What writes down that somebody did something.
RECORDS = {"record_audit_entry", "record_day"}
#: Functions that save what they did not lock, and why nothing is lost.
UNLOCKED = {
    "accounts/api.py:choose_language": "one column, which nobody reads before writing it",
    "jobs/api.py:_put_back": "a job that was claimed is its worker's alone",
    "jobs/api.py:perform_job": "a job that was claimed is its worker's alone",
    "networks/api.py:grant_role": "sets two flags, whatever they were",
    "consultations/api/comments.py:_rewrite_draft": "is given a row that _claim_comment has locked",
    "consultations/api/drafts.py:_take_title": "is given the consultation that hold_open has locked",
    "consultations/api/intakes.py:_save_preview": "is given a row that _look_into has locked",
    "consultations/api/intakes.py:get_preview": "what a file shows, which never changes",
    "accounts/adapter.py:set_password": "one column, which nobody reads before writing it",
    "consultations/api/votes.py:_save_vote": "votes are cast one after the other: _lock_consultation has locked the consultation",
    "consultations/api/votes.py:end_voting": "is given the consultation that the move has locked",
    "research/api/requests.py:_set_state": "is given a request that _lock_request has locked",
    "laws/written_drafts.py:_change_provision": "is given a row that _hold_provision, or the deed itself, has locked",
    "laws/api.py:_save_provisions": "a reading of a whole text, in place of another",
    "operations/example.py:_create_accounts": "the example, before anybody can reach it",
    "pages/api.py:prepare_pages": "before the desk is served",
    "pages/api.py:_move_sections": "before the desk is served",
}


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(DESK).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(DESK.rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def _calls(node: ast.AST) -> tuple[ast.Call, ...]:
    """The calls below ``node``, looked for once: three million nodes take ten seconds."""
    return tuple(one for one in ast.walk(node) if isinstance(one, ast.Call))


def _saves(node: ast.AST) -> Iterator[tuple[ast.Call, set[str | None]]]:
    """Calls that save a row, each with the names of its keywords."""
    for call in _calls(node):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "save"):
            continue
        given = {one.arg: one.value for one in call.keywords}
        is_file = "save" in given  # FieldFile.save(name, content, save=False)
        is_row = ast.unparse(call.func.value) not in NO_ROWS
        if is_row and not is_file:
            yield call, set(given)


def _name_called(call: ast.Call) -> str:
    """The last name of what is called; empty where that has none."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


@cache
def _called(node: ast.AST) -> frozenset[str]:
    """The names of the functions and methods that are called below ``node``."""
    return frozenset(map(_name_called, _calls(node))) - {""}


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
    # One that is called lock_… may have the app whose row it is take the lock.
    locks |= {
        one.name for _, one in functions if one.name.startswith("lock_") and locks & _called(one)
    }
    unlocked = {
        f"{where}:{one.name}"
        for where, one in functions
        if any("update_fields" in given for _, given in _saves(one))
        and "select_for_update" not in _called(one)
        and not locks & _called(one)
    }
    assert unlocked == set(UNLOCKED)


def _is_view(where: str) -> bool:
    *folders, name = where.split("/")
    return "views" in folders or name.removesuffix(".py").endswith("views")


def _written_in(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that write rows, hold a transaction or record an act."""
    for call in _calls(tree):
        name = ast.unparse(call.func)
        owner, _, verb = name.rpartition(".")
        if verb in RECORDS or owner == "transaction" or (verb in WRITING and owner not in NO_ROWS):
            yield call


def test_a_view_writes_no_row_and_records_nothing() -> None:
    """What is written from a page is written by a function that others can call, which locks, and which records it in
    the same transaction."""
    found = {
        f"{where}:{call.lineno} {ast.unparse(call.func)}"
        for where, tree in _modules()
        if _is_view(where)
        for call in _written_in(tree)
        if where != "accounts/lock_views.py"  # opens the transaction around what allauth saves
    }
    assert found == set()


def test_the_modules_of_views_are_known_by_their_names() -> None:
    """So that no view hides from the test above."""
    views = {where for where, _ in _modules() if _is_view(where)}
    known = {
        "accounts/views.py",
        "notifications/views.py",
        "core/views.py",
        "personal/request_views.py",
    }
    assert known < views and "consultations/views/groups.py" in views
    shown = {where for where, tree in _modules() if {"render", "redirect"} & _called(tree)}
    gates = {"accounts/gates.py", "accounts/second_step.py", "accounts/login_stages.py"}
    assert shown - views - gates <= {
        "consultations/access.py",
        "core/edit_conflicts.py",
        "core/fused_templates.py",  # nodes of templates, which Django has render themselves
        "core/page_refresh.py",
        "core/rate_limits.py",
        "core/templatetags/desk.py",
    }


def _is_atomic(node: ast.AST) -> bool:
    given: list[ast.expr] = []
    if isinstance(node, ast.FunctionDef):
        given = node.decorator_list
    elif isinstance(node, ast.With):
        given = [item.context_expr for item in node.items]
    return any(ast.unparse(one).startswith("transaction.atomic") for one in given)


def _calls_outside(node: ast.AST, function: str = "") -> Iterator[tuple[str, str]]:
    """What is called below ``node`` in no transaction of its own, each with the function that calls it."""
    if _is_atomic(node):
        return
    if isinstance(node, ast.FunctionDef):
        function = node.name
    if isinstance(node, ast.Call):
        yield function, _name_called(node)
    for below in ast.iter_child_nodes(node):
        yield from _calls_outside(below, function)


def test_what_is_recorded_is_recorded_in_the_transaction_of_the_act() -> None:
    """Else the one may be kept without the other, whenever the plug is pulled: who records holds a transaction, or
    leaves that to those who call it, up to somebody who does."""
    modules = dict(_modules())
    called = set[str]().union(*(_called(tree) for tree in modules.values()))
    outside = [
        (where, function, name)
        for where, tree in modules.items()
        for function, name in _calls_outside(tree)
    ]
    names, seen = set(RECORDS), set[str]()
    while names:
        seen |= names
        calling = {(where, function) for where, function, name in outside if name in names}
        # Nobody calls a view, a command or what listens to a signal: they hold it themselves.
        uncalled = {f"{where}:{name}" for where, name in calling if name not in called}
        assert uncalled == set()
        names = {function for _, function in calling} - seen
    assert len(seen) > 15  # it was followed up to those who hold a transaction
