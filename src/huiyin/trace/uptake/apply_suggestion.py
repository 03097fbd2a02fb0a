"""A suggestion carried out on the draft: the text as it would read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law import Provision
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.text import fold_text
from huiyin.trace.data import TracedSuggestion
from huiyin.trace.embedded_wording import Instruction, InstructionStep, list_number_spans
from huiyin.trace.versions import VersionSide


@dataclass(frozen=True, slots=True)
class AppliedSuggestion:
    """The draft place as the suggestion wants it: ``[start, end)`` of ``text`` is the target's new words."""

    text: str
    start: int
    end: int


def apply_suggestion(
    ask: TracedSuggestion, told: tuple[Instruction, ...], draft: VersionSide, target: Provision
) -> AppliedSuggestion | None:
    """The draft's text with the ask carried out; ``None`` where the words to change are not there."""
    text = draft.text
    start, end = draft.ranges[target.eid]
    action = SuggestionAction(ask.action)
    wording = strip_numbers(ask.wording)
    if (
        target.heading
        and action is not SuggestionAction.DELETE
        and not _with_heading(wording, target, told)
    ):
        start = min(end, start + len(target.heading) + 1)  # the heading was not in question
    own = text[start:end]
    if told:
        wanted: str | None = own
        for instruction in told:
            wanted = _apply_instruction(wanted, instruction) if wanted is not None else None
    elif action is SuggestionAction.DELETE:
        wanted = ""
    elif action is SuggestionAction.INSERT:
        wanted = f"{own}\n{wording}"
    else:
        wanted = wording
    if wanted is None:
        return None
    return AppliedSuggestion(text[:start] + wanted + text[end:], start, start + len(wanted))


def _with_heading(wording: str, target: Provision, told: tuple[Instruction, ...]) -> bool:
    heading = fold_text(target.heading)
    if told:
        return any(step.old and fold_text(step.old) in heading for step in told)
    return fold_text(wording).startswith(heading)


def _apply_instruction(text: str, instruction: Instruction) -> str | None:
    """``text`` after one instruction; ``None`` where the words it names are not in it."""
    step, old, new = instruction.step, instruction.old, instruction.new
    if step is not InstructionStep.REPLACE:
        new = strip_numbers(new) or new
    elif old not in text:  # quoted with the number of its item, which is no part of its words
        old, new = strip_numbers(old), strip_numbers(new)
    if step is InstructionStep.DELETE and old not in text:
        old = strip_numbers(old)
    if step is InstructionStep.WHOLE:
        return new
    if step is InstructionStep.APPEND:
        return f"{text}\n{new}"
    if not old or old not in text:
        return None
    changed = {
        InstructionStep.REPLACE: new,
        InstructionStep.DELETE: "",
        InstructionStep.AFTER: old + new,
        InstructionStep.BEFORE: new + old,
    }
    return text.replace(old, changed[step], 1)


def strip_numbers(wording: str) -> str:
    """A wording without the numbers of the provisions that its lines begin with."""
    text, at = [], 0
    for start, end in list_number_spans(wording):
        text.append(wording[at:start])
        at = end
    return re.sub(r"^\n+", "", "".join([*text, wording[at:]])).strip()
