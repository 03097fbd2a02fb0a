"""Compare requirements.lock with a checkout of PyPA's advisory database; exit 1 where something pinned has an advisory.

git clone https://github.com/pypa/advisory-database
python tools/advisories.py advisory-database
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from components import read_lock
from packaging.version import Version


def find_advisories(folder: Path, pinned: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Advisory, name and version of everything pinned that one is about."""
    for path in sorted((folder / "vulns").glob("*/*.yaml")):
        if _normal(path.parent.name) not in pinned:
            continue
        told = yaml.safe_load(path.read_text("utf-8"))
        for affected in [] if told.get("withdrawn") else told["affected"]:
            name = _normal(affected["package"]["name"])
            if name in pinned and _is_hit(affected, pinned[name]):
                yield told["id"], name, pinned[name]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_hit(affected: dict[str, Any], version: str) -> bool:
    return version in affected.get("versions", ()) or any(
        _lies_in(found["events"], Version(version))
        for found in affected.get("ranges", ())
        if found["type"] == "ECOSYSTEM"
    )


def _lies_in(events: list[dict[str, str]], version: Version) -> bool:
    """Whether a version lies between an ``introduced`` and what ends it."""
    begun: Version | None = None
    for event in events:
        if "introduced" in event:
            begun = Version(event["introduced"])
        elif begun is not None and begun <= version and _is_before_end(event, version):
            return True
        else:
            begun = None
    return begun is not None and begun <= version


def _is_before_end(event: dict[str, str], version: Version) -> bool:
    if "fixed" in event:
        return version < Version(event["fixed"])
    return version <= Version(event.get("last_affected", "0"))


def main() -> int:
    folder, pinned = Path(sys.argv[1]), read_lock()
    if not (folder / "vulns").is_dir():
        print(f"{folder} is no checkout of the advisory database", file=sys.stderr)
        return 2
    found = list(find_advisories(folder, pinned))
    for advisory, name, version in found:
        print(f"{advisory}: {name} {version}")
    print(f"{len(pinned)} components, {len(found)} advisories")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
