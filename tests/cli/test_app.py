"""Which verbs there are, and what a call loads."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.main import get_command

from huiyin.cli.app import VERBS, build_program, find_verb


@pytest.mark.parametrize(
    ("arguments", "verb"),
    [
        (["read", "law.md"], "read"), (["desk", "run"], "desk"), (["--help"], ""), ([], ""), (["-h", "read"], ""),
        (["raed", "law.md"], ""), (["--version"], ""),
    ],
)  # fmt: skip
def test_the_verb_of_a_call_is_what_it_begins_with(arguments: list[str], verb: str) -> None:
    assert find_verb(arguments) == verb


@pytest.mark.parametrize("verb", [*VERBS, "ledger", "desk"])
def test_a_verb_is_described_the_same_whether_the_others_are_there_or_not(verb: str) -> None:
    alone, all_of_them = (get_command(build_program(name)) for name in (verb, ""))
    assert list(getattr(alone, "commands")) == [verb]  # noqa: B009 - Typer's groups have no type for it
    own, other = (program.commands[verb] for program in (alone, all_of_them))  # type: ignore[attr-defined]
    assert [p.name for p in own.params] == [p.name for p in other.params]
    assert own.help == other.help


def test_a_call_loads_neither_other_verbs_nor_what_draws_pages_of_help() -> None:
    """They took two thirds of the time in which a small call is done."""
    script = """
import sys
from huiyin.cli.app import build_program
from typer.main import get_command
get_command(build_program("read"))
loaded = [name for name in sys.modules if name.split(".")[0] in ("rich", "django", "numpy")]
loaded += [name for name in sys.modules if name.startswith("huiyin.") and name.endswith("_command")]
loaded += [name for name in sys.modules if name in ("huiyin.law", "huiyin.intake", "huiyin.trace")]
print(*sorted(loaded))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["huiyin.cli.read_command"]
