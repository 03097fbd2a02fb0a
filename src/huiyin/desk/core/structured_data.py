"""What a page says of itself to machines (JSON-LD), written so that nothing in it can end its element."""

from __future__ import annotations

import json
from typing import Any

#: What a script element would take for its end, or an old browser for markup.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}  # fmt: skip


def write_structured(told: Any) -> str:
    written = json.dumps(told, ensure_ascii=False)
    return "".join(_ESCAPED.get(letter, letter) for letter in written)
