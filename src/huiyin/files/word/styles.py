"""What styles specify for the paragraphs and runs that use them."""

from __future__ import annotations

import re

from lxml import etree

from huiyin.files.word.numbering import ListPointer, W, read_pointer

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.I)
_OFF = ("0", "false", "off", "none")
#: Word's name for the style of the prompt in an empty form field.
_PROMPT = ("placeholder text", "占位符文本", "預留位置文字")


class WordStyles:
    """The styles of one file. A style may be based on another."""

    def __init__(self, part: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self.default = ""
        for style in part.iterchildren(f"{W}style") if part is not None else ():
            own = style.get(f"{W}styleId", "")
            self._elements[own] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = own
        self.names = {own: _read_name(style) for own, style in self._elements.items()}
        self.lists: dict[str, ListPointer] = {}
        for own in self._elements:
            said = self._first(own, f"{W}pPr/{W}numPr")
            found = read_pointer(said)
            if found is not None:
                self.lists[own] = found

    def _first(self, style: str, path: str) -> etree._Element | None:
        """Return the first match of ``path`` in a style or the styles it is based on."""
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            found = self._elements[style].find(path)
            if found is not None:
                return found
            based = self._elements[style].find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
        return None

    def level(self, style: str, own: etree._Element | None) -> int | None:
        """Return a heading's level, from 1: from the name of its style, or from the outline level."""
        named = _HEADING_NAME.match(self.names.get(style, ""))
        if named:
            return int(named[1])
        said = own if own is not None else self._first(style, f"{W}pPr/{W}outlineLvl")
        value = said.get(f"{W}val", "9") if said is not None else "9"
        return int(value) + 1 if value in tuple("012345678") else None

    def is_on(self, switch: str, style: str, own: etree._Element | None, name: str) -> bool:
        """Tell whether ``switch`` (bold, strike …) applies to a run.

        ``style``: the paragraph's style. ``own``: the run's properties. ``name``: the run's character style. The
        run's own setting wins; otherwise the settings of both styles are combined by exclusive or (ECMA-376-1
        17.7.3).
        """
        said = own.find(f"{W}{switch}") if own is not None else None
        if said is not None:
            return is_on(said)
        path = f"{W}rPr/{W}{switch}"
        return is_on(self._first(style, path)) != is_on(self._first(name, path))

    def is_prompt(self, name: str) -> bool:
        """Tell whether a character style is that of prompts."""
        return self.names.get(name, name).lower() in _PROMPT or name == "PlaceholderText"


def _read_name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "") if name is not None else ""


def is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1").lower() not in _OFF
