"""Every refusal has its sentence in both languages, and gives what the sentence asks for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from huiyin import transparency
from huiyin.i18n import say
from huiyin.transparency import (
    RefusalCode,
    RefusedEvidence,
)
from tests.cli.ledger_files import *  # noqa: F403

#: What each code is raised with, wherever it is.
DETAILS: dict[str, str | int] = {
    "name": "n", "origin": "o", "index": 1, "size": 2, "path": "p", "old": 3, "new": 4, "seen": "s", "recorded": "r",
}  # fmt: skip


@pytest.mark.parametrize("code", RefusalCode)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_refusal_has_its_sentence(code: RefusalCode, language: str) -> None:
    from huiyin.i18n import use_language
    from huiyin.presentation.ledger_labels import say_refused_evidence

    use_language(language)
    try:
        assert "{" not in say_refused_evidence(RefusedEvidence(code, **DETAILS))
    finally:
        use_language(None)


def list_raised() -> list[tuple[str, str, set[str]]]:
    """Where evidence is refused, the code, and the details that are given there, as the source has it."""
    raised = []
    for path in sorted(Path(transparency.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RefusedEvidence":
                code, names = node.args[0], {keyword.arg for keyword in node.keywords}
                if isinstance(code, ast.Attribute) and None not in names:
                    where = f"{path.name}:{node.lineno}"
                    raised.append((where, RefusalCode[code.attr], {n for n in names if n}))
    return raised


def test_every_refusal_gives_what_its_sentence_asks_for() -> None:
    raised = list_raised()
    assert len(raised) > 60
    for where, code, names in raised:
        given = dict.fromkeys(names, "x")
        sentence = say(f"ledger.refused.{code}", **given)
        assert "{" not in sentence, f"{where}: {sentence}"
