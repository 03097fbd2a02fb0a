"""Which new migrations code of before would not survive, and why: machines of a desk are brought up to date one by one.

    python tools/breaking_migrations.py           # those that the branch main has not
    python tools/breaking_migrations.py v1.0      # those that came since a version

A desk refuses to begin with one of them as long as other machines serve. Exit code 1 where there is one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What to do about each, by the code of huiyin.desk.operations.migration_safety.
MENDS = {
    "goes": "take it away in the version after the one that stops using it",
    "renames": "add the new one, write both, take the old one away a version later",
    "requires": "null=True, or db_default=…",
    "narrows": "narrow it in the version after the one that keeps to it",
    "rules": "add the rule in the version after the one that keeps to it",
    "data": "say is_survived_by_old_code = True, and why, if it is",
}


def list_new(base: str) -> list[str]:
    """Migrations that are here and not in ``base``, such as ``laws.0003_tables``; new files among them."""
    listed = ["git", "ls-tree", "-r", "--name-only", base, "src/huiyin/desk"]
    before = set(subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())  # fmt: skip
    files = [path.relative_to(ROOT) for path in ROOT.glob("src/huiyin/desk/*/migrations/[0-9]*.py")]
    return [
        f"{path.parts[3]}.{path.stem}" for path in sorted(files) if path.as_posix() not in before
    ]


def main(words: Sequence[str]) -> int:
    new = list_new(words[0] if words else "main")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.desk.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    from huiyin.desk.operations.migration_safety import find_breaking

    loader = MigrationLoader(None)
    order: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        order.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    plan = [loader.graph.nodes[name] for name in order]
    found = list(find_breaking(plan, loader.project_state(()), new))
    for one in found:
        print(f"{one.migration}: {one.code} {one.what}: {MENDS[one.code]}")
    print(
        f"{len(new)} new migrations, {len({one.migration for one in found})} that code of before does not survive"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
