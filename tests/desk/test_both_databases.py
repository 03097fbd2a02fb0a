"""`make test` runs on PostgreSQL what the kind of database can matter to, by a list; what may not be missing from it."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.one_database  # read from the source

LIST = REPOSITORY / "tests/desk/both_databases.txt"
#: What tells that a test is about the database itself: it commits, or asks in SQL of its own. Of tests, not of what
#: they look for in a source.
MATTERS = re.compile(r"django_db\(transaction=True\)|\bconnection\.cursor\(\)")
#: The word with which a module says why it need not be run there.
EXEMPT = re.compile(r"^(pytestmark = .*|@)pytest\.mark\.one_database", re.M)


def read_list() -> list[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_whatever_is_listed_is_there() -> None:
    listed = read_list()
    assert len(set(listed)) == len(listed) > 30
    for entry in listed:
        path, _, name = entry.partition("::")
        file = REPOSITORY / path
        assert file.is_dir() or f"def {name or 'test_'}" in file.read_text("utf-8"), entry


def test_whatever_commits_or_speaks_to_the_database_itself_is_listed_or_says_why_not() -> None:
    listed = {entry.partition("::")[0] for entry in read_list()}
    missing = []
    for file in sorted((REPOSITORY / "tests/desk").rglob("test_*.py")):
        path, source = str(file.relative_to(REPOSITORY)), file.read_text("utf-8")
        is_listed = path in listed or any(path.startswith(f"{entry}/") for entry in listed)
        if MATTERS.search(source) and not is_listed and not EXEMPT.search(source):
            missing.append(path)
    assert not missing
