"""Find the changes that people describe in sentences: 将“三十日”修改为“六十日”, replace "may" with "shall".

Most suggestions are sentences. A sentence that quotes both the words to change and the new words is as exact as a
wording and is parsed into :class:`Instruction` values. Any other sentence yields nothing, and a person must judge
it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class InstructionStep(StrEnum):
    """What an instruction does to a text."""

    REPLACE = "replace"  # ``old`` is replaced by ``new``
    DELETE = "delete"  # ``old`` is deleted
    AFTER = "after"  # ``new`` is inserted after ``old``
    BEFORE = "before"  # ``new`` is inserted before ``old``
    APPEND = "append"  # ``new`` is appended; ``old`` is empty
    WHOLE = "whole"  # the whole text becomes ``new``; ``old`` is empty


@dataclass(frozen=True, slots=True)
class Instruction:
    """One step that a sentence asks for; the words are as quoted."""

    step: InstructionStep
    old: str
    new: str


_Q = (
    r"(?:“(?P<{0}1>[^“”]+)”|「(?P<{0}2>[^「」]+)」|『(?P<{0}3>[^『』]+)』|‘(?P<{0}4>[^‘’]+)’"
    r"|\"(?P<{0}5>[^\"]+)\"|《(?P<{0}6>(?!))》|(?<!\w)'(?P<{0}7>[^']+(?:'\w[^']*){{0,4}})'(?!\w))"
)


def _make_quoted_pattern(name: str) -> str:
    return _Q.format(name)


_A, _B = _make_quoted_pattern("a"), _make_quoted_pattern("b")
# Every gap between two keywords is bounded, and a keyword is only tried where it begins, so the time is linear in
# the length of the text.
_FILL = r"[^“”「」『』‘’\"。；;]{0,24}?"
_GAP = rf"\W{{1,3}}?{_FILL}"
_S = r"[\s：:，,]{0,8}"
#: An English word with any ending; a Chinese character may precede it directly.
_START, _ENDING = r"(?<![a-z])", r"[a-z]*+"
_TO = (
    r"(?:修改|改|调整|替换|更改|变更|修订|表述|更正|修正|調整|替換|變更|修訂)\s{0,8}(?:为|成|為|作)"
)
_OUT = r"(?:删去|删除|删掉|去掉|去除|取消|刪去|刪除)"
_IN = r"(?:增加|加入|添加|补充|增写|插入|增补|加上|新增|補充|增補|增寫)"
#: English verbs that delete words, what may come before the next verb of a sentence, and verbs that insert words.
_TAKE_OUT = (
    rf"(?:(?:delet|remov|omit|drop){_ENDING}|(?:strik{_ENDING}|leav(?:e|ing))(?:\s{{1,8}}out)?)"
)
_CLAUSE = r"[^“”「」『』‘’\"。；;.]{0,24}?"
_PUT = rf"(?<![a-z])(?:(?:substitut|insert|replac|add){_ENDING}|put(?:ting)?|read)"

#: Tried in this order at each place of a sentence; earlier patterns are more specific.
_PATTERNS: tuple[tuple[InstructionStep, re.Pattern[str]], ...] = tuple(
    (step, re.compile(pattern, re.IGNORECASE))
    for step, pattern in (
        # Chinese
        (InstructionStep.REPLACE, rf"{_A}{_FILL}{_TO}{_S}{_B}"),
        (InstructionStep.REPLACE, rf"(?:以|用){_S}{_B}{_S}(?:代替|替换|取代|替換){_FILL}{_A}"),
        (
            InstructionStep.AFTER,
            rf"{_A}\s*+(?:(?:一[词句语]|字样|二字|等字)\s*+)?(?:之后|后面|后|之後|後)"
            rf"{_FILL}{_IN}{_FILL}{_B}",
        ),
        (
            InstructionStep.BEFORE,
            rf"{_A}\s*+(?:(?:一[词句语]|字样|二字|等字)\s*+)?(?:之前|前面|前)"
            rf"{_FILL}{_IN}{_FILL}{_B}",
        ),
        (InstructionStep.DELETE, rf"{_OUT}{_FILL}{_A}"),
        (InstructionStep.DELETE, rf"(?:将|把|將){_FILL}{_A}{_FILL}{_OUT}"),
        (InstructionStep.APPEND, rf"{_IN}{_FILL}{_B}"),
        (InstructionStep.WHOLE, rf"{_TO}{_S}{_B}"),
        # English
        (
            InstructionStep.REPLACE,
            rf"{_START}(?:replac|chang|amend|alter|modif){_ENDING}{_GAP}{_A}{_GAP}"
            rf"\b(?:with|by|to(?:\s{{1,8}}(?:read|say|be))?|into){_FILL}{_B}",
        ),
        (
            InstructionStep.REPLACE,
            rf"{_START}(?:substitut{_ENDING}|us(?:e|ing)|writ(?:e|ing)|put(?:ting)?){_GAP}{_B}{_GAP}"
            rf"\b(?:for|instead\s{{1,8}}of|in\s{{1,8}}place\s{{1,8}}of)\b{_FILL}{_A}",
        ),
        (
            InstructionStep.REPLACE,
            rf"{_A}{_GAP}(?:should|shall|must|to)\s{{1,8}}(?:be\s{{1,8}})?(?:read|become|be(?:\s{{1,8}}replaced\s{{1,8}}"
            rf"(?:with|by))?|replaced\s{{1,8}}(?:with|by)|changed\s{{1,8}}to)\b{_FILL}{_B}",
        ),
        # as in amending Acts: for "A" substitute "B"; omit "A" and insert "B"; "A" is replaced by "B"
        (
            InstructionStep.REPLACE,
            rf"\bfor\b{_FILL}{_A}[\s,]{{1,4}}(?:there\s{{1,8}}(?:shall|is\s{{1,8}}to)\s{{1,8}}be\s{{1,8}})?{_PUT}{_GAP}{_B}",
        ),
        (
            InstructionStep.REPLACE,
            rf"{_START}{_TAKE_OUT}{_GAP}{_A}[\s,;]{{0,8}}{_CLAUSE}{_PUT}{_GAP}{_B}"
            r"(?!\W{1,3}(?:after|before)\b)",
        ),
        (
            InstructionStep.REPLACE,
            rf"{_A}{_GAP}(?:be|is|are)\s{{1,8}}(?:replaced|substituted)\s{{1,8}}(?:with|by)\b{_FILL}{_B}",
        ),
        (
            InstructionStep.AFTER,
            rf"{_START}(?:insert|add){_ENDING}{_GAP}{_B}{_GAP}\bafter\b{_FILL}{_A}",
        ),
        (
            InstructionStep.BEFORE,
            rf"{_START}(?:insert|add){_ENDING}{_GAP}{_B}{_GAP}\bbefore\b{_FILL}{_A}",
        ),
        (InstructionStep.AFTER, rf"\bafter\b{_FILL}{_A}{_GAP}(?:insert|add){_ENDING}{_GAP}{_B}"),
        (InstructionStep.BEFORE, rf"\bbefore\b{_FILL}{_A}{_GAP}(?:insert|add){_ENDING}{_GAP}{_B}"),
        (InstructionStep.DELETE, rf"{_START}{_TAKE_OUT}{_GAP}{_A}"),
        (InstructionStep.APPEND, rf"{_START}(?:insert|add){_ENDING}{_GAP}{_B}"),
        (InstructionStep.WHOLE, rf"(?:should|to|shall)\s{{1,8}}read\b{_FILL}{_B}"),
    )
)
_READS = re.compile(
    rf"(?:{_TO}|(?:should|shall|to)\s+(?:now\s+)?read(?:\s+as\s+follows)?|建议表述为|建议条文)\s*[：:]\s*"
    r"(?P<new>\S[\s\S]{5,})$",
    re.IGNORECASE,
)
_ADDS = re.compile(
    rf"(?:{_IN}(?:一[条條款项項句节]|[^：:。“”]{{0,16}})"
    r"|(?:insert|add)\s+(?:a|an|the following|new)[^:.\"]{0,40})\s*[：:]\s*(?P<new>\S[\s\S]{5,})$",
    re.IGNORECASE,
)


def parse_instructions(text: str) -> tuple[Instruction, ...]:
    """Parse the changes that ``text`` asks for explicitly, in order; empty if it quotes nothing.

    If quotation marks are missing but a colon announces the wording (``修改为：……``, ``should read: …``), everything
    after the colon is the wording.
    """
    instructions: list[Instruction] = []
    position = 0
    # The next match of each pattern. It is searched for again only once it lies before the current position.
    upcoming = [pattern.search(text) for _, pattern in _PATTERNS]
    while position < len(text):
        best: tuple[int, int, InstructionStep, re.Match[str]] | None = None
        for order, (step, pattern) in enumerate(_PATTERNS):
            match = upcoming[order]
            if match is not None and match.start() < position:
                match = upcoming[order] = pattern.search(text, position)
            if match is None:
                continue
            key = (_first_quote(match), order)
            if best is None or key < best[:2]:
                best = (*key, step, match)
        if best is None:
            break
        _, _, step, match = best
        instructions.append(Instruction(step, _get_group(match, "a"), _get_group(match, "b")))
        position = match.end()
    if instructions:
        return tuple(instructions)
    if match := _ADDS.search(text):
        return (Instruction(InstructionStep.APPEND, "", match["new"].strip()),)
    if match := _READS.search(text):
        return (Instruction(InstructionStep.WHOLE, "", match["new"].strip()),)
    return ()


def _first_quote(match: re.Match[str]) -> int:
    starts = [match.start(name) for name in match.re.groupindex if match[name] is not None]
    return min(starts)


def _get_group(match: re.Match[str], name: str) -> str:
    for key in match.re.groupindex:
        if key.startswith(name) and match[key] is not None:
            return str(match[key])
    return ""


_NUMBERING = re.compile(
    r"^[ \t\u3000]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[条條款项項](?:之[一二三四五六七八九十]+)?"
    r"|[（(][一二三四五六七八九十0-9a-zA-Z]{1,4}[）)]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[0-9０-９]{1,3}[.．、)）](?!\d)"
    r"|(?:Article|Art\.|Section|Sec\.)\s*\d+[a-z]?[.:]?)[ \t\u3000:：]*",
    re.MULTILINE | re.IGNORECASE,
)


def list_number_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of provision numbers at line beginnings, which are not part of the wording."""
    return tuple((m.start(), m.end()) for m in _NUMBERING.finditer(text))
