"""Answers in the reader's words, beside what the registry holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huiyin.desk.returns.data import PARTS
from huiyin.desk.returns.forms import ReturnForm
from huiyin.i18n import say


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A field of the form: what stands, what was answered, and whether that is something else."""

    label: str
    before: str
    now: str
    is_other: bool


def compare_answers(answers: Mapping[str, Any], held: Mapping[str, Any]) -> list[AnswerLine]:
    """Field by field, those left out of which nothing is known or said."""
    form = ReturnForm(initial=dict(held))
    lines = []
    for part in PARTS:
        for name in (*part.fields, part.choice):
            if not name:
                continue
            old, new = (_write(form, name, own.get(name)) for own in (held, answers))
            if old or new:
                label = str(form.fields[name].label)
                lines.append(AnswerLine(label, old, new, bool(new) and old != new))
    return lines


def _write(form: ReturnForm, name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return say("returns.yes") if value else say("returns.no")
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return say("run.list.join").join(sorted(str(choices.get(one, one)) for one in value))
    return str(choices.get(value, value))
