"""Prove that the library half stands alone: no server framework, no command line, no words.

Makes Python refuse to find those packages, then reads, compares, takes in, groups, maps, traces and measures.
Exits 1 where a library package reaches for one of them, even in a branch that rarely runs.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

ABSENT = (
    "django",
    "wagtail",
    "typer",
    "rich",
    "click",
    "huiyin.cli",
    "huiyin.presentation",
    "huiyin.report",
    "huiyin.i18n",
)
LIBRARY = (
    "text",
    "files",
    "law",
    "intake",
    "grouping",
    "opinion",
    "trace",
    "measures",
    "transparency",
)


class Refuse(MetaPathFinder):
    """Behaves as if the packages named in ``ABSENT`` were not installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if any(name == absent or name.startswith(absent + ".") for absent in ABSENT):
            raise ModuleNotFoundError(f"{name} is kept away from the library", name=name)
        return None


def main() -> int:
    sys.meta_path.insert(0, Refuse())
    seen = 0
    for package in LIBRARY:
        module = importlib.import_module(f"huiyin.{package}")
        seen += 1
        for found in pkgutil.walk_packages(module.__path__, f"huiyin.{package}."):
            if found.name.startswith("huiyin.grouping.ray_backend"):
                continue  # an optional extra: it needs Ray, which brings its own command line
            importlib.import_module(found.name)
            seen += 1
    from huiyin.law import compare_laws, read_text

    old = read_text("某某条例\n第一条 为了说明，制定本条例。\n第二条 本条例自公布之日起施行。\n")
    new = read_text(
        "某某条例\n第一条 为了说明问题，制定本条例。\n第二条 本条例自公布之日起施行。\n"
    )
    kinds = sorted(change.kind for change in compare_laws(old, new).changes)
    if kinds != ["changed", "kept"]:
        print(f"the library alone compared two laws wrongly: {kinds}", file=sys.stderr)
        return 1
    print(f"The library stands alone: {seen} modules imported without {', '.join(ABSENT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
