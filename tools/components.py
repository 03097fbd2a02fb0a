"""Write docs/components.cdx.json, the inventory of what runs (CycloneDX 1.6), from requirements.lock.

python tools/components.py           write it
python tools/components.py --check   exit 1 if it is not what the lock file says
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "components.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)
#: What is not in the lock file by itself: shipped within something that is, or by the operating system.
OTHERS = (
    {"name": "htmx", "version": "2.0.10", "purl": "pkg:npm/htmx.org@2.0.10", "description": "within django-htmx"},
    {"name": "lucide", "version": "1.62.0", "purl": "pkg:npm/lucide-static@1.62.0", "description": "src/huiyin/desk/core/icons, ISC"},
    {"name": "python", "version": ">=3.11", "description": "of the operating system"},
    {"name": "sqlite", "version": "of Python", "description": "within Python"},
    {"name": "Noto Serif CJK SC", "version": "subset", "description": "src/huiyin/desk/outcomes/papers/HuiyinSerif.otf, SIL OFL 1.1"},
    {"name": "caddy", "version": "of Debian", "purl": "pkg:deb/debian/caddy", "description": "or another web server in front"},
)  # fmt: skip


def read_lock(path: Path = ROOT / "requirements.lock") -> dict[str, str]:
    """Name → version of everything that is pinned."""
    return {
        re.sub(r"[-_.]+", "-", name).lower(): version
        for name, version in _PINNED.findall(path.read_text("utf-8"))
    }


def make_inventory() -> dict[str, Any]:
    """The document; the digests are in the lock file, of each file that may be installed."""
    components = [
        {
            "type": "library", "bom-ref": f"pkg:pypi/{name}@{version}", "name": name,
            "version": version, "purl": f"pkg:pypi/{name}@{version}",
        }
        for name, version in sorted(read_lock().items())
    ]  # fmt: skip
    others = [{"type": "library", "bom-ref": str(one["name"]), **one} for one in OTHERS]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "huiyin"}},
        "components": components + others,
    }


def main() -> int:
    words = json.dumps(make_inventory(), indent=1, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv:
        PAGE.write_text(words, "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == words:
        return 0
    print(
        "docs/components.cdx.json is not what the lock file says; run: make reference",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
