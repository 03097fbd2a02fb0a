"""Sentences that quote the words to change and the words wanted are read into instructions."""

from __future__ import annotations

import pytest

from huiyin.trace.embedded_instructions import Instruction, InstructionStep, parse_instructions

OLD, NEW = "the regulator or the police", "the regulator, the police or another body"


@pytest.mark.parametrize(
    "sentence",
    [
        "For “{old}” substitute “{new}”.",
        "In section 2, for “{old}”, substitute “{new}”.",
        "In subsection (1), for the words “{old}” there shall be substituted the words “{new}”.",
        "for '{old}' put '{new}'",
        "For “{old}” read “{new}”.",
        "Omit “{old}” and substitute “{new}”.",
        'Strike "{old}" and insert "{new}".',
        'Strike out "{old}", inserting "{new}".',
        "Delete “{old}” and in its place insert “{new}”.",
        "Leave out “{old}” and insert “{new}”.",
        "Remove “{old}”; replace with “{new}”.",
        "By striking “{old}” and inserting “{new}”.",
        '"{old}" be replaced with "{new}"',
        "“{old}” is replaced by “{new}”.",
        "The words “{old}” are substituted by “{new}”.",
        "Replace “{old}” with “{new}”.",
        'Change "{old}" to "{new}".',
        'Substitute "{new}" for "{old}".',
        "“{old}” should be replaced by “{new}”.",
        "将“{old}”修改为“{new}”。",
        "以“{new}”代替“{old}”。",
    ],
)
def test_a_sentence_that_quotes_both_is_one_replacement(sentence: str) -> None:
    told = parse_instructions(sentence.format(old=OLD, new=NEW))
    assert told == (Instruction(InstructionStep.REPLACE, OLD, NEW),)


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        ("Omit “may”.", [("delete", "may", "")]),
        ("Leave out “or the police”.", [("delete", "or the police", "")]),
        ("Delete “may”. Insert “shall” after “council”.", [("delete", "may", ""), ("after", "council", "shall")]),
        ("Strike “may”; after “council” insert “shall”.", [("delete", "may", ""), ("after", "council", "shall")]),
        (
            "For “may” substitute “shall” and for “ten” substitute “twenty”.",
            [("replace", "may", "shall"), ("replace", "ten", "twenty")],
        ),
        ("A fee for “visitors” is unfair.", []),
        ("We ask for “clarity” and read “hope” into it.", []),
    ],
)  # fmt: skip
def test_each_step_is_what_the_sentence_asks(
    sentence: str, steps: list[tuple[str, str, str]]
) -> None:
    told = parse_instructions(sentence)
    assert [(one.step.value, one.old, one.new) for one in told] == steps
