"""A suggestion carried out on the draft: the text as it would read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law import Provision
from huiyin.text import fold
from huiyin.trace.data import Action, Ask
from huiyin.trace.versions import Side
from huiyin.trace.wording import Instruction, Step, numbering


@dataclass(frozen=True, slots=True)
class Edit:
    """The draft place as the suggestion wants it: ``[start, end)`` of ``text`` is the target's new words."""

    text: str
    start: int
    end: int


def carried_out(
    ask: Ask, told: tuple[Instruction, ...], draft: Side, target: Provision
) -> Edit | None:
    """The draft's text with the ask carried out; ``None`` where the words to change are not there."""
    text = draft.text
    start, end = draft.ranges[target.eid]
    action = Action(ask.action)
    wording = without_numbers(ask.wording)
    if target.heading and action is not Action.DELETE and not _with_heading(wording, target, told):
        start = min(end, start + len(target.heading) + 1)  # the heading was not in question
    own = text[start:end]
    if told:
        wanted: str | None = own
        for instruction in told:
            wanted = _do(wanted, instruction) if wanted is not None else None
    elif action is Action.DELETE:
        wanted = ""
    elif action is Action.INSERT:
        wanted = f"{own}\n{wording}"
    else:
        wanted = wording
    if wanted is None:
        return None
    return Edit(text[:start] + wanted + text[end:], start, start + len(wanted))


def _with_heading(wording: str, target: Provision, told: tuple[Instruction, ...]) -> bool:
    heading = fold(target.heading)
    if told:
        return any(step.old and fold(step.old) in heading for step in told)
    return fold(wording).startswith(heading)


def _do(text: str, instruction: Instruction) -> str | None:
    """``text`` after one instruction; ``None`` where the words it names are not in it."""
    step, old, new = instruction.step, instruction.old, instruction.new
    if step is not Step.REPLACE:
        new = without_numbers(new) or new
    elif old not in text:  # quoted with the number of its item, which is no part of its words
        old, new = without_numbers(old), without_numbers(new)
    if step is Step.DELETE and old not in text:
        old = without_numbers(old)
    if step is Step.WHOLE:
        return new
    if step is Step.APPEND:
        return f"{text}\n{new}"
    if not old or old not in text:
        return None
    changed = {
        Step.REPLACE: new,
        Step.DELETE: "",
        Step.AFTER: old + new,
        Step.BEFORE: new + old,
    }
    return text.replace(old, changed[step], 1)


def without_numbers(wording: str) -> str:
    """A wording without the numbers of the provisions that its lines begin with."""
    text, at = [], 0
    for start, end in numbering(wording):
        text.append(wording[at:start])
        at = end
    return re.sub(r"^\n+", "", "".join([*text, wording[at:]])).strip()
