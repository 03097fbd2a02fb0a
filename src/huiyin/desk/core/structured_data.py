"""Structured data of a page for search engines (JSON-LD), escaped so that it cannot end its script element."""

from __future__ import annotations

import json
from typing import Any

#: Characters that could end the script element or that old browsers read as markup.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}  # fmt: skip


def write_structured(told: Any) -> str:
    """Write ``told`` as JSON that is safe within a script element."""
    written = json.dumps(told, ensure_ascii=False)
    return "".join(_ESCAPED.get(letter, letter) for letter in written)
