"""Pictures of news as they are sent, drawn in a process apart out of the one that the desk keeps: in the formats and widths
that browsers choose from, and cut to a card around the point that matters."""

from __future__ import annotations

import io
from dataclasses import dataclass

#: Of the whole picture, and of the card, three by two.
_WHOLE, _CARDS = (480, 960, 1600), (480, 960)
_ENDINGS = (
    ("avif", "AVIF", {"quality": 55, "speed": 8}),
    ("webp", "WEBP", {"quality": 78, "method": 4}),
)


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """``form``: ``whole`` or ``card``."""

    form: str
    width: int
    height: int
    ending: str
    data: bytes


def draw_forms(data: bytes, across: int, down: int) -> tuple[DrawnPicture, ...]:
    """Every form of the picture in ``data``, which the desk drew itself; none larger than it is. ``across`` and ``down``: where
    what matters stands, in hundredths."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
        master = opened.convert("RGBA" if "A" in opened.getbands() else "RGB")
    drawn: list[DrawnPicture] = []
    card = master.crop(find_card(master.width, master.height, across, down))
    for form, one, widths in (("whole", master, _WHOLE), ("card", card, _CARDS)):
        for width in choose_widths(one.width, widths):
            height = max(1, round(one.height * width / one.width))
            picture = one if width == one.width else one.resize((width, height))
            for ending, kind, options in _ENDINGS:
                out = io.BytesIO()
                picture.save(out, kind, **options)
                drawn.append(DrawnPicture(form, width, height, ending, out.getvalue()))
    return tuple(drawn)


def choose_widths(width: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """Those of ``wanted`` that the picture has, and its own where it lies below the largest."""
    there = [one for one in wanted if one <= width]
    return (
        tuple(there)
        if there and width - there[-1] < 64
        else (*there, min(width, wanted[-1]))[: len(wanted)]
    )


def find_card(width: int, height: int, across: int, down: int) -> tuple[int, int, int, int]:
    """The largest part of three by two whose middle is as near as may be to the point that matters."""
    wide = min(width, height * 3 // 2) or 1
    high = min(height, wide * 2 // 3) or 1
    left = min(max(width * across // 100 - wide // 2, 0), width - wide)
    top = min(max(height * down // 100 - high // 2, 0), height - high)
    return left, top, left + wide, top + high
