"""Pairs of versions of laws to measure verdicts on. ``python benchmarks/held_out_laws.py CLONE FOLDER [read]``.

``CLONE`` is a clone of https://github.com/LawRefBook/Laws, bare or not. Writes the oldest and the newest version of every
law that ``held_out_laws.txt`` names as held out (or, with ``read``, as read) into ``FOLDER/laws/zh-cn``; statutes of China are
outside copyright. None of them is among the laws lent beside the checkout.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path, PurePosixPath

LIST = Path(__file__).with_suffix(".txt")


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    clone, folder = sys.argv[1], Path(sys.argv[2]) / "laws" / "zh-cn"
    listed = LIST.read_text("utf-8").splitlines()
    part = "read" if "read" in sys.argv[3:] else "held"
    wanted = {line.split(" ", 1)[1] for line in listed if line.startswith(f"{part} ")}
    commit = re.findall(r"\b[0-9a-f]{40}\b", listed[0])[0]

    def git(*words: str) -> bytes:
        command = ["git", "-C", clone, "-c", "core.quotepath=off", *words]
        return subprocess.run(command, check=True, capture_output=True).stdout

    dated: dict[str, dict[str, str]] = defaultdict(dict)
    for path in git("ls-tree", "-r", "--name-only", commit).decode().splitlines():
        match = re.fullmatch(r"(.*)\((\d{4}-\d\d-\d\d)\)\.md", PurePosixPath(path).name)
        if match and match[1] in wanted:
            dated[match[1]][match[2]] = path
    folder.mkdir(parents=True, exist_ok=True)
    for name, versions in sorted(dated.items()):
        for date in (min(versions), max(versions)):
            text = git("show", f"{commit}:{versions[date]}")
            (folder / f"{name}({date}).md").write_bytes(text)
    print(f"{len(dated)} of {len(wanted)} laws in {folder}")
    return 0 if len(dated) == len(wanted) else 1


if __name__ == "__main__":
    sys.exit(main())
