"""Words asked for in a row that the law enacts as a list: 向甲、乙或者丙举报 becomes （一）甲；（二）乙；（三）丙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiyin.trace.edits import TokenChange
from huiyin.trace.token_codes import CodedText
from huiyin.trace.versions import AlignedChange, VersionPair

#: What joins the members of a row and belongs to none.
_JOINTS = re.compile(r"以及|或者|[、，,；;。.：:和及与或]|\b(?:and|or)\b|\s", re.IGNORECASE)
_INTRODUCES = re.compile(r"[：:—–][ \t]*$")
#: What ends an item without belonging to its text: punctuation, and a conjunction before the next item.
_STOPS = "；;。.，, \t\r\f\v\u3000\xa0"
_JOINING_WORD = re.compile(r"(?:以及|或者|和|或|\b(?:and|or))\Z", re.IGNORECASE)
#: The least members of a row, and the least characters of each.
_FEWEST, _SHORTEST = 2, 2


def is_set_out_as_list(
    ask: TokenChange, wanted: CodedText, place: AlignedChange, versions: VersionPair
) -> bool:
    """Tell whether everything that the ask inserts is in items of a list that the law made here and the draft
    lacks.
    """
    items = _list_items(place.new.text)
    if len(items) < _FEWEST or len(_list_items(place.base.text)) >= len(items):
        return False
    coded = [versions.codes.read(item).code for item in items]
    inserted = {at for hunk in ask.hunks for at in hunk.inserted if not _is_joint(wanted, at)}
    covered = {at for item in coded for at in _find_all(item, ask.new)}
    return bool(inserted) and inserted <= covered


def _list_items(text: str) -> list[str]:
    """Return the lines below one that introduces a list."""
    items: list[str] = []
    is_list = False
    for line in text.split("\n"):
        if is_list:
            item = _JOINING_WORD.sub("", line.rstrip(_STOPS)).rstrip(_STOPS).strip()
            items += [item] if len(item) >= _SHORTEST else []
            is_list = not line.rstrip().endswith(("。", "."))
        elif _INTRODUCES.search(line):
            is_list = True
    return items


def _is_joint(wanted: CodedText, at: int) -> bool:
    start, end = wanted.starts[at], wanted.ends[at]
    return any(
        match.start() <= start and end <= match.end()
        for match in _JOINTS.finditer(wanted.text, max(0, start - 3), end + 3)
    )


def _find_all(item: str, text: str) -> Iterator[int]:
    """Yield the positions of ``item`` in ``text``."""
    at = text.find(item) if item else -1
    while at >= 0:
        yield from range(at, at + len(item))
        at = text.find(item, at + len(item))
