"""Apply a suggestion to the draft: the text as it would read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huiyin.law import Provision
from huiyin.law.suggestion_actions import SuggestionAction
from huiyin.text import fold_text
from huiyin.trace.data import TracedSuggestion
from huiyin.trace.embedded_instructions import Instruction, InstructionStep, list_number_spans
from huiyin.trace.token_codes import TokenCodes
from huiyin.trace.uptake.reworded_part import find_reworded_part, is_title
from huiyin.trace.versions import VersionSide


@dataclass(frozen=True, slots=True)
class AppliedSuggestion:
    """The place of the draft as the suggestion wants it; ``[start, end)`` of ``text`` is the target's new wording."""

    text: str
    start: int
    end: int


def apply_suggestion(
    ask: TracedSuggestion,
    told: tuple[Instruction, ...],
    draft: VersionSide,
    target: Provision,
    *,
    codes: TokenCodes | None = None,
) -> AppliedSuggestion | None:
    """Apply the ask to the draft's text; return ``None`` if the words to change are not there.

    With ``codes``, a wording that rewords only a part of the target leaves the rest unchanged.
    """
    text = draft.text
    start, end = draft.ranges[target.eid]
    action = SuggestionAction(ask.action)
    wording = _get_whole_wording(ask, told)
    if codes is not None and wording and is_title(wording, target):
        end = start + len(target.heading)  # only the heading is concerned
        return AppliedSuggestion(text[:start] + wording + text[end:], start, start + len(wording))
    if target.heading and action is not SuggestionAction.DELETE:
        new = strip_numbers(ask.wording)
        if not _with_heading(new, target, told):
            start = min(end, start + len(target.heading) + 1)  # the heading is not concerned
    part = find_reworded_part(codes, text[start:end], wording) if codes and wording else None
    if part is not None:
        start, end = start + part[0], start + part[1]
    wanted = _carry_out(ask, told, text[start:end])
    if wanted is None:
        return None
    return AppliedSuggestion(text[:start] + wanted + text[end:], start, start + len(wanted))


def _get_whole_wording(ask: TracedSuggestion, told: tuple[Instruction, ...]) -> str:
    """Return the wording that replaces the whole target; empty if the ask is of another kind."""
    if not told:
        is_rewording = SuggestionAction(ask.action) is SuggestionAction.REPLACE
        return strip_numbers(ask.wording) if is_rewording else ""
    is_whole = len(told) == 1 and told[0].step is InstructionStep.WHOLE
    return strip_numbers(told[0].new) if is_whole else ""


def _carry_out(ask: TracedSuggestion, told: tuple[Instruction, ...], own: str) -> str | None:
    """Return ``own`` with the ask applied; ``None`` if the words to change are not in it."""
    action = SuggestionAction(ask.action)
    if told:
        wanted: str | None = own
        for instruction in told:
            wanted = _apply_instruction(wanted, instruction) if wanted is not None else None
        return wanted
    if action is SuggestionAction.DELETE:
        return ""
    wording = strip_numbers(ask.wording)
    return f"{own}\n{wording}" if action is SuggestionAction.INSERT else wording


def _with_heading(wording: str, target: Provision, told: tuple[Instruction, ...]) -> bool:
    heading = fold_text(target.heading)
    if told:
        return any(step.old and fold_text(step.old) in heading for step in told)
    return fold_text(wording).startswith(heading)


def _apply_instruction(text: str, instruction: Instruction) -> str | None:
    """Apply one instruction to ``text``; return ``None`` if the words it names are not in it."""
    step, old, new = instruction.step, instruction.old, instruction.new
    if step is not InstructionStep.REPLACE:
        new = strip_numbers(new) or new
    elif old not in text:  # quoted with its item number, which is not part of the text
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
    """Remove the provision numbers at the beginning of each line of a wording."""
    text, at = [], 0
    for start, end in list_number_spans(wording):
        text.append(wording[at:start])
        at = end
    return re.sub(r"^\n+", "", "".join([*text, wording[at:]])).strip()
