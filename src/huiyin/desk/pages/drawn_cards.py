"""A card as Typst sets it, in a process apart."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
#: Where the font lies that papers are set in.
_FONTS = _HERE.parent / "outcomes/papers"
#: Dots to an inch, for as many dots as points: 1200 by 630.
_DOTS = 72


@dataclass(frozen=True, slots=True)
class CardWords:
    title: str
    kind: str
    site: str
    day: str
    lang: str


@cache
def _load_fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )


def draw_card(words: CardWords) -> bytes:
    """Long titles are set smaller, until they stand whole."""
    import typst

    colours = {"paper": "#faf8f4", "ink": "#1a2629", "soft": "#536066", "band": "#0c3d43"}
    made = typst.compile(
        str(_HERE / "card.typ"),
        root=str(_HERE),
        font_paths=_load_fonts(),
        sys_inputs={"card": json.dumps(asdict(words) | colours, ensure_ascii=False)},
        format="png",
        ppi=_DOTS,
    )
    assert isinstance(made, bytes)  # several only where there are several pages
    return made
