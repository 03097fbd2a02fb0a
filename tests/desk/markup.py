"""What a page shows, found by the selectors that style sheets use: tags, classes, attributes, one inside another."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

_STEP = re.compile(
    r"(?P<tag>[a-z0-9]*)(?P<classes>(?:\.[\w-]+)*)(?P<attribute>\[[\w-]+(?:=[\w-]+)?\])?"
)


def read_page(content: bytes) -> Any:
    return html.fromstring(content)


def count_charts(content: bytes | str) -> int:
    """The drawings that a page shows as charts; the mark in its head and icons are none."""
    return len(select(html.fromstring(content), ".chart svg"))


def select(node: Any, selector: str) -> list[Any]:
    """``article h3``, ``svg.bar rect``, ``select[name=chapter] option``."""
    path = "."
    for step in selector.split():
        parts = _STEP.fullmatch(step)
        assert parts is not None, step
        path += f"//{parts['tag'] or '*'}"
        for one in filter(None, parts["classes"].split(".")):
            path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {one} ')]"
        if parts["attribute"]:
            name, _, value = parts["attribute"][1:-1].partition("=")
            path += f"[@{name}='{value}']" if value else f"[@{name}]"
    return list(node.xpath(path))


def words_of(node: Any) -> str:
    """What stands in a part of a page, spaces as a reader sees them."""
    return " ".join(node.text_content().split())
