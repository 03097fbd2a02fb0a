"""Write docs/asvs.md, OWASP ASVS 5.0.0 level 2 requirement by requirement, from docs/asvs/*.csv.

python tools/asvs.py           write it, and print how many of each verdict there are
python tools/asvs.py --check   exit 1 if it is not what the tables say, or the tables do not hold:
                               every requirement of levels 1 and 2 once and no other; whatever is met names what there
                               is, a file and a test that runs; whatever is not says why, and what would mend it
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES, PAGE = ROOT / "docs" / "asvs", ROOT / "docs" / "asvs.md"
#: Of the standard's release 5.0.0: how many requirements its levels 1 and 2 have, and chapters.
HOW_MANY = {"1": 70, "2": 183}
MET, NOT_APPLICABLE, NOT_MET = "met", "not applicable", "not met"
VERDICTS = (MET, NOT_APPLICABLE, NOT_MET)
CHAPTERS = {
    1: "Encoding and sanitising", 2: "Validation and business logic", 3: "The browser's side", 4: "HTTP and services",
    5: "Files", 6: "Authentication", 7: "Sessions", 8: "Authorisation", 9: "Self-contained tokens",
    10: "OAuth and OpenID Connect", 11: "Cryptography", 12: "Secure communication", 13: "Configuration",
    14: "Data protection", 15: "Coding and architecture", 16: "Logging and errors", 17: "WebRTC",
}  # fmt: skip
#: What a path in the table may leave away before it.
_BEFORE = ("", "src/huiyin/", "src/huiyin/desk/", "tests/", "tests/desk/")


@dataclass(frozen=True)
class Row:
    """``where``: paths, tests as ``path::name``, sections of documents as ``path#heading``."""

    id: str
    level: str
    verdict: str
    title: str
    why: str
    where: tuple[str, ...]

    @property
    def chapter(self) -> int:
        return int(self.id.split(".")[0])


def read_rows() -> list[Row]:
    with (TABLES / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(one["id"], one["level"], one["verdict"], one["title"], one["why"], tuple(one["where"].split()))
            for one in csv.DictReader(file)
        ]  # fmt: skip


def read_requirements() -> dict[str, str]:
    """Id → level, as the standard has them."""
    with (TABLES / "requirements.csv").open(encoding="utf-8", newline="") as file:
        return {one["id"]: one["level"] for one in csv.DictReader(file)}


def find_faults(rows: list[Row], requirements: dict[str, str]) -> Iterator[str]:
    """What does not hold in the tables."""
    if Counter(requirements.values()) != HOW_MANY:
        yield f"requirements.csv: {dict(Counter(requirements.values()))}, the standard has {HOW_MANY}"
    for one, times in Counter(row.id for row in rows).items():
        if times > 1:
            yield f"{one}: {times} times"
    for one in requirements.keys() - {row.id for row in rows}:
        yield f"{one}: not there"
    for row in rows:
        yield from (f"{row.id}: {fault}" for fault in _faults_of(row, requirements))


def _faults_of(row: Row, requirements: dict[str, str]) -> Iterator[str]:
    if requirements.get(row.id) != row.level:
        yield f"level {row.level}, the standard has {requirements.get(row.id)}"
    if row.verdict not in VERDICTS:
        yield f"no verdict: {row.verdict}"
    if not row.title:
        yield "no title"
    if row.verdict == MET:
        if not any("::" in one for one in row.where):
            yield "met, and no test shows it"
        if all("::" in one for one in row.where):
            yield "met, and no file says where"
    elif not row.why:
        yield f"{row.verdict}, and no reason"
    if row.verdict == NOT_MET and "Mend:" not in row.why:
        yield "not met, and nothing said of what would mend it"
    for one in row.where:
        if (fault := _fault_of(one)) is not None:
            yield fault


def _fault_of(where: str) -> str | None:
    path, _, heading = where.partition("#")
    path, _, test = path.partition("::")
    found = find_path(path)
    if found is None:
        return f"no such file: {path}"
    if test and test not in _functions(found):
        return f"no such test: {where}"
    if heading and heading not in _headings(found):
        return f"no such heading: {where}"
    return None


def find_path(path: str) -> Path | None:
    """The file that a path of the table names."""
    tried = (ROOT / f"{before}{path}" for before in _BEFORE)
    return next((one for one in tried if one.exists()), None)


@cache
def _functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@cache
def _headings(path: Path) -> frozenset[str]:
    """As GitHub makes them into addresses."""
    found = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.M)
    return frozenset(re.sub(r"[^\w -]", "", one.lower()).strip().replace(" ", "-") for one in found)


def count(rows: list[Row]) -> dict[int, Counter[str]]:
    """Chapter → verdict → how many."""
    found: dict[int, Counter[str]] = {chapter: Counter() for chapter in CHAPTERS}
    for row in rows:
        found[row.chapter][row.verdict] += 1
    return found


def write_page(rows: list[Row]) -> str:
    counts = count(rows)
    total = sum(counts.values(), Counter())
    head = (TABLES / "head.txt").read_text("utf-8")
    for name, verdict in (("MET", MET), ("NOT_APPLICABLE", NOT_APPLICABLE), ("NOT_MET", NOT_MET)):
        head = head.replace(f"{{{name}}}", str(total[verdict]))
    head = head.replace("{ALL}", str(len(rows)))
    lines = [
        head.rstrip(),
        "",
        "| chapter | requirements | met | not applicable | not met |",
        "|---|---:|---:|---:|---:|",
    ]
    for chapter, title in CHAPTERS.items():
        of = counts[chapter]
        lines.append(
            f"| {chapter} {title} | {sum(of.values())} | {of[MET]} | {of[NOT_APPLICABLE]} | {of[NOT_MET]} |"
        )
    lines.append(
        f"| **all** | **{len(rows)}** | **{total[MET]}** | **{total[NOT_APPLICABLE]}** | **{total[NOT_MET]}** |"
    )
    for chapter, title in CHAPTERS.items():
        lines += [
            "",
            f"## {chapter} {title}",
            "",
            "| id | level | requirement, in our words | verdict | where, or why |",
            "|---|---|---|---|---|",
        ]
        lines += [_line(row) for row in rows if row.chapter == chapter]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    verdict = (
        row.verdict
        if row.verdict == MET
        else f"**{row.verdict}**"
        if row.verdict == NOT_MET
        else f"*{row.verdict}*"
    )
    told = " · ".join(part for part in (row.why, " ".join(_link(one) for one in row.where)) if part)
    return f"| {row.id} | {row.level} | {row.title} | {verdict} | {told} |".replace("  ", " ")


def _link(where: str) -> str:
    path, _, heading = where.partition("#")
    if heading:
        found = find_path(path)
        assert found is not None
        below = found.relative_to(ROOT).as_posix()
        return f"[{Path(path).name}#{heading}]({below.removeprefix('docs/') if below.startswith('docs/') else '../' + below}#{heading})"
    return f"`{where}`"


def main() -> int:
    rows, requirements = read_rows(), read_requirements()
    faults = list(find_faults(rows, requirements))
    words = "" if faults else write_page(rows)
    if not faults and "--check" not in sys.argv:
        PAGE.write_text(words, "utf-8")
        for chapter, of in count(rows).items():
            print(
                f"{chapter:2} {CHAPTERS[chapter]}: "
                + ", ".join(f"{of[one]} {one}" for one in VERDICTS)
            )
        total = sum(count(rows).values(), Counter())
        print(f"{len(rows)} requirements: " + ", ".join(f"{total[one]} {one}" for one in VERDICTS))
    elif not faults and (not PAGE.exists() or PAGE.read_text("utf-8") != words):
        faults = ["docs/asvs.md is not what its tables say; run: make reference"]
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
