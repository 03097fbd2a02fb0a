#!/usr/bin/env python3
"""The pictures of the guides, as the browser tests draw them: ``make pictures``.

Makes every journey with ``HUIYIN_PICTURES`` set, then keeps those pictures in ``docs/pictures`` that a page of
``docs`` shows (``![words](../pictures/vote.en.390.png)``: name, language and width), with few colours so that
they are small. A page that shows a picture no journey draws is named, and the exit code is 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
_SHOWN = re.compile(r"!\[[^\]]*\]\(\.\./pictures/([\w.-]+\.png)\)")
#: A picture in a guide is looked at, not scrolled through (pixels).
_TALLEST = 1400


def shown(docs: Path = ROOT / "docs") -> set[str]:
    """The pictures that a page of ``docs`` shows."""
    return {
        name for page in docs.glob("*/*.md") for name in _SHOWN.findall(page.read_text("utf-8"))
    }


def keep(drawn: Path, folder: Path = FOLDER) -> list[str]:
    """Copy what is shown from ``drawn``; take away what is not shown any more. Gives what was not drawn."""
    wanted = shown()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        if old.name not in wanted:
            old.unlink()
    lacking = []
    for name in sorted(wanted):
        if not (drawn / name).is_file():
            lacking.append(name)
            continue
        with Image.open(drawn / name) as picture:
            part = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, _TALLEST)))
            part.quantize(64).save(folder / name, optimize=True)
    return lacking


def main() -> int:
    """Draw, keep, and say what is lacking."""
    with tempfile.TemporaryDirectory() as drawn:
        tests = [sys.executable, "-m", "pytest", "-q", "-n", "2", "tests/journeys", "-k", "desk"]
        done = subprocess.run(
            tests, cwd=ROOT, env={**os.environ, "HUIYIN_PICTURES": drawn}, check=False
        )
        if done.returncode:
            return done.returncode
        lacking = keep(Path(drawn))
    for name in lacking:
        print(f"No journey draws {name}.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
