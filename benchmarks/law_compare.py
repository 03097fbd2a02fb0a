"""What became of the articles of every pair of versions? ``python benchmarks/law_compare.py``.

Compares the 21 pairs of dated versions in ``laws/zh-cn`` of the data lent beside the checkout and prints a row per pair,
and how many articles found their partner under another number: a table that puts equal numbers side by side compares
strangers there.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from huiyin.law import ChangeKind, compare_laws, read_law

KINDS = tuple(ChangeKind)


def pairs(data: Path) -> list[tuple[str, Path, Path]]:
    """Name, older and newer file of every law that is there in two versions."""
    dated: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((data / "laws" / "zh-cn").glob("*.md")):
        dated[re.sub(r"\(.*", "", path.stem)].append(path)
    return [(name, files[0], files[-1]) for name, files in sorted(dated.items()) if len(files) > 1]


def main() -> int:
    repository = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", repository.parent / "shared" / "data"))
    found = pairs(data)
    if not found:
        print(f"no laws at {data}: set HUIYIN_SHARED_DATA to the folder that holds them")
        return 2
    print("".join(f"{kind:>10}" for kind in KINDS) + f"{'renumbered':>12}  law")
    sums: Counter[str] = Counter()
    for name, old, new in found:
        comparison = compare_laws(read_law(old), read_law(new))
        row = Counter(change.kind.value for change in comparison.changes)
        row["renumbered"] = sum(
            bool(change.old and change.new) and change.old[0] != change.new[0]
            for change in comparison.changes
        )
        sums += row
        print("".join(f"{row[k]:>10}" for k in KINDS) + f"{row['renumbered']:>12}  {name}")
    print("".join(f"{sums[k]:>10}" for k in KINDS) + f"{sums['renumbered']:>12}  all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
