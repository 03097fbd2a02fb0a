"""What a request brings becomes a number, a day or a key in one place, which knows what databases cannot hold.

Read from the source, so that a new parameter is asked the question before somebody sends it 4,301 digits.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import huiyin.desk
from huiyin.desk.core.request_params import (
    LARGEST,
    parse_day,
    parse_key,
    parse_number,
    parse_numbers,
)

DESK = Path(huiyin.desk.__file__ or "").parent
#: Where a number, a day or a key is made of words.
MAKERS = {
    "int",
    "float",
    "Decimal",
    "UUID",
    "fromisoformat",
    "strptime",
    "fromordinal",
    "fromtimestamp",
}
#: Functions of views, middlewares and context processors that do so themselves, and why of nothing that a request brings.
OWN = {
    "accounts/second_step.py:sent_before": "the time that the desk itself put into the session",
    "accounts/devices.py:end_own_sessions": "whether a session was ended, as a number",
    "consultations/views/groups.py:_make_version": "the time now",
    "outcomes/views/submissions.py:_say_unset": "a limit of the desk's own",
    "operations/request_receiver.py:_ask": "the status that the application gave",
    "operations/request_receiver.py:start": "the status that the application gave",
    "consultations/views/comments.py:_show_conflict": "the version that the desk itself gave",
    "consultations/views/comments.py:save_draft": "the version that the desk itself gave",
    "consultations/views/intakes.py:_count_refused_rows": "a number that the desk itself kept with a refusal",
    "initiatives/views/goals.py:_observe": "one of the choices that the form itself offers",
    "initiatives/views/lineage.py:found_network": "one of the choices that the form itself offers",
    "outcomes/views/handovers.py:hand_on": "one of the choices that the form itself offers",
    "registry/views/files.py:_describe_refused": "a number that the desk itself kept with a refusal",
    "registry/views/files.py:_show_taken": "a count that the desk itself kept",
    "research/views/requests.py:offer_work": "one of the choices that the form itself offers",
    "research/views/work_desk.py:_trace": "one of the choices that the form itself offers",
}
#: The attributes of a request that hold what it brings.
BRINGS = {"GET", "POST", "COOKIES", "META", "headers", "body", "FILES"}


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(DESK.rglob("*.py")):
        where = path.relative_to(DESK).as_posix()
        if "migrations" in path.parts or where == "core/request_params.py":
            continue
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.FunctionDef):
                yield where, one


def _makes(function: ast.FunctionDef) -> bool:
    for call in ast.walk(function):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in MAKERS and not all(isinstance(a, ast.Constant) for a in call.args):
                return True
    return False


def _reads_a_request(where: str, function: ast.FunctionDef) -> bool:
    """Whether it is of a view, or is given a request, or asks one for what it brings."""
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    asks = any(isinstance(n, ast.Attribute) and n.attr in BRINGS for n in ast.walk(function))
    return "views" in where or "request" in names or asks


@pytest.mark.one_database  # read from the source
def test_no_view_makes_a_number_a_day_or_a_key_of_what_it_was_given_by_itself() -> None:
    found = {
        f"{where}:{one.name}"
        for where, one in _functions()
        if _reads_a_request(where, one) and _makes(one)
    }
    assert found == set(OWN)


def test_the_test_sees_the_raw_way() -> None:
    raw = ast.parse("def f(request):\n    return int(request.GET['page'])").body[0]
    assert isinstance(raw, ast.FunctionDef)
    assert _makes(raw) and _reads_a_request("frame/x.py", raw)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("7", 7), ("007", 7), ("٣", 3), (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None), ("9" * 4301, None), ("9" * 200_000, None), ("-1", None), ("1.5", None), ("³", None),
        ("①", None), ("", None), (" 1", None), ("1_0", None), ("\ud800", None), ("1\x00", None),
    ],
)  # fmt: skip
def test_a_number_is_one_that_a_row_may_have(written: str, number: int | None) -> None:
    assert parse_number(written) == number
    assert parse_numbers([written, "5"]) == ([5] if number is None else [number, 5])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)), ("1900-01-01", date(1900, 1, 1)), ("2199-12-31", date(2199, 12, 31)),
        ("0001-01-01", None), ("9999-12-31", None), ("2026-02-30", None), ("2026-W10-3", None), ("20260301", None),
        ("２０２６-０３-０１", None), ("2026-03-01T00:00", None), ("", None), ("a" * 200_000, None),
    ],
)  # fmt: skip
def test_a_day_is_one_that_concerns_somebody(written: str, day: date | None) -> None:
    assert parse_day(written) == day


def test_a_key_is_one_or_none() -> None:
    assert parse_key("0" * 32) == UUID(int=0)
    assert [parse_key(one) for one in ("", "a", "\ud800", "0" * 5000)] == [None] * 4
