"""Write docs/en/permissions.md and docs/zh/permissions.md from the one table of who may do what, when.

python tools/permissions.py           write them
python tools/permissions.py --check   exit 1 if they are not what the table says
"""

from __future__ import annotations

import sys
from pathlib import Path

from huiyin.desk.accounts.permissions_page import render_permissions
from huiyin.i18n import LANGUAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> int:
    stale = False
    for language in LANGUAGES:
        path = DOCS / language / "permissions.md"
        words = render_permissions(language)
        if "--check" in sys.argv:
            stale |= not path.exists() or path.read_text("utf-8") != words
        else:
            path.write_text(words, "utf-8")
    if stale:
        print(
            "docs/*/permissions.md are not what the table says; run: make reference",
            file=sys.stderr,
        )
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
