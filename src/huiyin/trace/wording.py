"""Find the wording that people put into their sentences: 将“三十日”修改为“六十日”, replace "may" with "shall".

Most suggestions come as sentences. Where one quotes the words to change and the words wanted, it is
as exact as a wording and is read into :class:`Instruction` values; where it does not, there is none,
and the suggestion needs a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What an instruction does to a text."""

    REPLACE = "replace"  # ``old`` gives way to ``new``
    DELETE = "delete"  # ``old`` goes
    AFTER = "after"  # ``new`` goes in after ``old``
    BEFORE = "before"  # ``new`` goes in before ``old``
    APPEND = "append"  # ``new`` goes in at the end; ``old`` is empty
    WHOLE = "whole"  # the whole text becomes ``new``; ``old`` is empty


@dataclass(frozen=True, slots=True)
class Instruction:
    """One step that a sentence asks for, words as quoted."""

    step: Step
    old: str
    new: str


_Q = (
    r"(?:“(?P<{0}1>[^“”]+)”|「(?P<{0}2>[^「」]+)」|『(?P<{0}3>[^『』]+)』|‘(?P<{0}4>[^‘’]+)’"
    r"|\"(?P<{0}5>[^\"]+)\"|《(?P<{0}6>(?!))》|(?<!\w)'(?P<{0}7>[^']+(?:'\w[^']*)*)'(?!\w))"
)


def _quoted(name: str) -> str:
    return _Q.format(name)


_A, _B = _quoted("a"), _quoted("b")
_FILL = r"[^“”「」『』‘’\"。；;]{0,24}?"
_S = r"[\s：:，,]*"
_TO = r"(?:修改|改|调整|替换|更改|变更|修订|表述|更正|修正|調整|替換|變更|修訂)\s*(?:为|成|為|作)"
_OUT = r"(?:删去|删除|删掉|去掉|去除|取消|刪去|刪除)"
_IN = r"(?:增加|加入|添加|补充|增写|插入|增补|加上|新增|補充|增補|增寫)"

#: In the order they are tried at each place of a sentence; the earlier says more.
_PATTERNS: tuple[tuple[Step, re.Pattern[str]], ...] = tuple(
    (step, re.compile(pattern, re.IGNORECASE))
    for step, pattern in (
        # Chinese
        (Step.REPLACE, rf"(?:将|把|將|由|从)?{_FILL}{_A}{_FILL}{_TO}{_S}{_B}"),
        (Step.REPLACE, rf"(?:以|用){_S}{_B}{_S}(?:代替|替换|取代|替換){_FILL}{_A}"),
        (
            Step.AFTER,
            rf"(?:在|于|於)?{_FILL}{_A}\s*(?:一[词句语]|字样|二字|等字)?\s*(?:之后|后面|后|之後|後)"
            rf"{_FILL}{_IN}{_FILL}{_B}",
        ),
        (
            Step.BEFORE,
            rf"(?:在|于|於)?{_FILL}{_A}\s*(?:一[词句语]|字样|二字|等字)?\s*(?:之前|前面|前)"
            rf"{_FILL}{_IN}{_FILL}{_B}",
        ),
        (Step.DELETE, rf"{_OUT}{_FILL}{_A}"),
        (Step.DELETE, rf"(?:将|把|將){_FILL}{_A}{_FILL}{_OUT}"),
        (Step.APPEND, rf"{_IN}{_FILL}{_B}"),
        (Step.WHOLE, rf"{_TO}{_S}{_B}"),
        # English
        (
            Step.REPLACE,
            rf"(?:replac\w*|chang\w*|amend\w*|alter\w*|modif\w*)\W+{_FILL}{_A}\W+{_FILL}"
            rf"\b(?:with|by|to(?:\s+(?:read|say|be))?|into)\W*?{_FILL}{_B}",
        ),
        (
            Step.REPLACE,
            rf"(?:substitut\w*|us(?:e|ing)|writ(?:e|ing)|put(?:ting)?)\W+{_FILL}{_B}\W+{_FILL}"
            rf"\b(?:for|instead\s+of|in\s+place\s+of)\b\W*?{_FILL}{_A}",
        ),
        (
            Step.REPLACE,
            rf"{_A}\W+{_FILL}(?:should|shall|must|to)\s+(?:be\s+)?(?:read|become|be(?:\s+replaced\s+"
            rf"(?:with|by))?|replaced\s+(?:with|by)|changed\s+to)\b\W*?{_FILL}{_B}",
        ),
        (Step.AFTER, rf"(?:insert\w*|add\w*)\W+{_FILL}{_B}\W+{_FILL}\bafter\b\W*?{_FILL}{_A}"),
        (Step.BEFORE, rf"(?:insert\w*|add\w*)\W+{_FILL}{_B}\W+{_FILL}\bbefore\b\W*?{_FILL}{_A}"),
        (Step.AFTER, rf"\bafter\b\W*?{_FILL}{_A}\W+{_FILL}(?:insert|add)\w*\W+{_FILL}{_B}"),
        (Step.BEFORE, rf"\bbefore\b\W*?{_FILL}{_A}\W+{_FILL}(?:insert|add)\w*\W+{_FILL}{_B}"),
        (Step.DELETE, rf"(?:delet\w*|remov\w*|strik\w*(?:\s+out)?|omit\w*|drop\w*)\W+{_FILL}{_A}"),
        (Step.APPEND, rf"(?:insert\w*|add\w*)\W+{_FILL}{_B}"),
        (Step.WHOLE, rf"(?:should|to|shall)\s+read\b\W*?{_FILL}{_B}"),
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


def instructions(text: str) -> tuple[Instruction, ...]:
    """What ``text`` asks for in so many words, in the order it asks; empty where it quotes nothing.

    Where quotation marks are missing but a colon announces the wording (``修改为：……``,
    ``should read: …``), all after the colon is the wording.
    """
    found: list[Instruction] = []
    at = 0
    while at < len(text):
        best: tuple[int, int, Step, re.Match[str]] | None = None
        for order, (step, pattern) in enumerate(_PATTERNS):
            match = pattern.search(text, at)
            if match is None:
                continue
            key = (_first_quote(match), order)
            if best is None or key < best[:2]:
                best = (*key, step, match)
        if best is None:
            break
        _, _, step, match = best
        found.append(Instruction(step, _group(match, "a"), _group(match, "b")))
        at = match.end()
    if found:
        return tuple(found)
    if match := _ADDS.search(text):
        return (Instruction(Step.APPEND, "", match["new"].strip()),)
    if match := _READS.search(text):
        return (Instruction(Step.WHOLE, "", match["new"].strip()),)
    return ()


def _first_quote(match: re.Match[str]) -> int:
    starts = [match.start(name) for name in match.re.groupindex if match[name] is not None]
    return min(starts)


def _group(match: re.Match[str], name: str) -> str:
    for key in match.re.groupindex:
        if key.startswith(name) and match[key] is not None:
            return str(match[key])
    return ""


_NUMBERING = re.compile(
    r"^[ \t\u3000]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[条條款项項](?:之[一二三四五六七八九十]+)?"
    r"|[（(][一二三四五六七八九十0-9a-zA-Z]{1,4}[）)]|[0-9０-９]{1,3}[.．、)）](?!\d)"
    r"|(?:Article|Art\.|Section|Sec\.)\s*\d+[a-z]?[.:]?)[ \t\u3000:：]*",
    re.MULTILINE | re.IGNORECASE,
)


def numbering(text: str) -> tuple[tuple[int, int], ...]:
    """Where lines of a wording begin with the number of a provision, which is no part of its words."""
    return tuple((m.start(), m.end()) for m in _NUMBERING.finditer(text))
