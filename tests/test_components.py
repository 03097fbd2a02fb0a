"""The inventory of components holds what runs, and an advisory about one of them is found."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import advisories  # noqa: E402 - a program, not a package
import components  # noqa: E402


def test_everything_that_is_asked_for_is_in_the_inventory_and_pinned_by_its_digest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {
        re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", one)[0]).lower()
        for one in project["dependencies"]
    }
    listed = {one["name"] for one in components.make_inventory()["components"]}
    assert names <= listed and len(components.read_lock()) > 80
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert block.startswith("#") or "--hash=sha256:" in block, block[:60]
    assert "http" not in lock


def test_the_inventory_that_is_kept_is_the_one_of_the_lock_file() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "components.py"), "--check"], check=False
    )
    assert done.returncode == 0


ADVISORY = """id: PYSEC-2099-1
affected:
- package: {{name: {name}, ecosystem: PyPI}}
  ranges:
  - type: ECOSYSTEM
    events: [{events}]
"""


@pytest.mark.parametrize(
    "events, is_found",
    [
        ("{introduced: '0'}", True),
        ("{introduced: '0'}, {fixed: '999'}", True),
        ("{introduced: '0'}, {fixed: '0.1'}", False),
        ("{introduced: '0'}, {fixed: '0.1'}, {introduced: '0.2'}, {fixed: '999'}", True),
        ("{introduced: '0'}, {last_affected: '0.1'}", False),
        ("{introduced: '999'}", False),
    ],
)
def test_an_advisory_about_what_is_pinned_is_found(
    events: str, is_found: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "vulns" / "django"
    folder.mkdir(parents=True)
    (folder / "PYSEC-2099-1.yaml").write_text(ADVISORY.format(name="Django", events=events))
    pinned = components.read_lock()
    found = list(advisories.find_advisories(tmp_path, pinned))
    assert found == ([("PYSEC-2099-1", "django", pinned["django"])] if is_found else [])
