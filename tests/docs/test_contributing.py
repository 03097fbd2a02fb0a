"""What CONTRIBUTING says of the tree is so: every room is on the map, and every file and function it names is there."""

from __future__ import annotations

import re

from tests.conftest import REPOSITORY

CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
PROGRAM = REPOSITORY / "src/huiyin"
#: From where a file is named.
ROOTS = (REPOSITORY, PROGRAM, PROGRAM / "desk")


def list_mapped(heading: str) -> list[str]:
    """What the first column of a table names."""
    table = CONTRIBUTING[CONTRIBUTING.index(heading) :].split("\n\n")[0]
    return [
        name for row in table.split("\n")[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])
    ]


def test_the_map_shows_every_room_once() -> None:
    for heading, folder in (
        ("| in `src/huiyin/` |", PROGRAM),
        ("| in `src/huiyin/desk/` |", PROGRAM / "desk"),
    ):
        rooms = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
        assert sorted(list_mapped(heading)) == rooms


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|html|toml|json|md|c))`", CONTRIBUTING))
    assert len(named) > 15
    assert [
        name for name in sorted(named) if not any((root / name).exists() for root in ROOTS)
    ] == []


def test_the_example_of_a_feature_is_in_the_program() -> None:
    example = CONTRIBUTING.partition("## One feature through all layers")[2].partition("\n## ")[0]
    source = "\n".join(path.read_text("utf-8") for path in PROGRAM.rglob("*.py")) + "\n".join(
        path.read_text("utf-8") for path in (PROGRAM / "i18n").rglob("*.po")
    )
    for words in re.findall(r"`(?:@|Action\.|Statement\.)?([a-z]+(?:[_.][a-z]+)+)[`(]", example):
        assert words in source or (REPOSITORY / words).exists(), words
