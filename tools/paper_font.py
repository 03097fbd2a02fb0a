"""Make the font of the PDF papers: Noto Serif CJK SC, cut down to the characters that papers need.

    python tools/paper_font.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc

Needs fontTools (``pip install fonttools``), which the program itself does not. Kept: all of GBK (20,902 hanzi,
simplified and traditional, with its signs) and Latin with its diacritics. The family gets a name of its own, so that
a paper looks the same whatever Noto a machine has; the licence (OFL 1.1) allows that, for "Source" alone is reserved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Huiyin Serif"
OUT = Path(__file__).parents[1] / "src/huiyin/desk/outcomes/papers/HuiyinSerif.otf"
#: Latin with diacritics, punctuation, signs, arrows, numbers in circles and squares.
RANGES = (
    (0x20, 0x24F),
    (0x300, 0x36F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x2070),
    (0x20A0, 0x22FF),
    (0x2460, 0x27BF),
)


def gbk() -> set[int]:
    """Every character of GBK."""
    pairs = (
        bytes((a, b)).decode("gbk", "ignore") for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)
    )
    return {ord(one) for one in pairs if len(one) == 1}


def simplified(path: Path) -> TTFont:
    """The font of the collection that draws characters as they are drawn on the mainland."""
    return next(f for f in TTCollection(path).fonts if f["name"].getDebugName(1).endswith("CJK SC"))


def main(path: Path) -> None:
    font = simplified(path)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "ccmp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=gbk() | {c for first, last in RANGES for c in range(first, last + 1)})
    cutter.subset(font)
    for number, words in (
        (1, FAMILY),
        (3, f"{FAMILY} Regular"),
        (4, FAMILY),
        (6, "HuiyinSerif-Regular"),
    ):
        for entry in [n for n in font["name"].names if n.nameID == number]:
            font["name"].setName(words, number, entry.platformID, entry.platEncID, entry.langID)
    font["CFF "].cff.fontNames[0] = "HuiyinSerif-Regular"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(OUT)
    print(f"{OUT.name}: {len(font.getGlyphOrder()):,} glyphs, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
