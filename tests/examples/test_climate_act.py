"""The shipped example: what the README says of it is so, and the loop finds what was put in."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from huiyin.grouping import group_comments
from huiyin.intake import (
    Comment,
    IntakeResult,
    read_comments,
    read_organisations,
    read_suggestions,
)
from huiyin.law import Law, ProvisionKind, read_law
from huiyin.text.language import is_chinese


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def drafts(climate_act: Path) -> tuple[Law, Law]:
    return read_law(climate_act / "draft.zh.docx"), read_law(climate_act / "draft.en.docx")


@pytest.fixture(scope="module")
def comments(climate_act: Path, drafts: tuple[Law, Law]) -> IntakeResult[Comment]:
    return read_comments(sorted((climate_act / "comments").iterdir()), law=drafts)


def test_it_is_what_the_builder_builds(climate_act: Path) -> None:
    built = subprocess.run(
        [sys.executable, climate_act / "build.py", "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr


def test_the_draft_has_over_sixty_articles_paired_in_both_languages(
    drafts: tuple[Law, Law],
) -> None:
    zh, en = drafts
    assert len(zh.articles) >= 60
    assert set(zh.by_eid) == set(en.by_eid)
    assert not zh.problems and not en.problems
    kinds = Counter(p.kind for p in zh.walk())
    assert (
        min(kinds[k] for k in (ProvisionKind.CHAPTER, ProvisionKind.PARAGRAPH, ProvisionKind.POINT))
        >= 5
    )


def test_sixty_organisations_differ_in_focus_and_route(climate_act: Path) -> None:
    members = read_organisations(climate_act / "organisations.csv").taken
    assert len(members) == 60
    assert len({m.focus for m in members}) >= 8
    assert len({m.route for m in members}) >= 3
    assert all(m.name_zh and m.name_en for m in members)


def test_comments_come_in_both_languages_from_every_kind_of_file(
    comments: IntakeResult[Comment],
) -> None:
    assert len(comments.taken) >= 1_500
    languages = Counter(c.language[:2] for c in comments.taken)
    assert languages["zh"] > 300 and languages["en"] > 300
    assert {Path(c.source.file).suffix for c in comments.taken} == {
        ".csv", ".xlsx", ".docx", ".json", ".txt", ".eml",
    }  # fmt: skip
    assert {"tracked", "margin"} <= {c.kind for c in comments.taken}
    assert 0 < len(comments.refused) < 10
    placed = sum(bool(c.eid) for c in comments.taken)
    assert placed > len(comments.taken) * 0.8


def test_form_letters_are_found_again(climate_act: Path, comments: IntakeResult[Comment]) -> None:
    """B-cubed F1 over the comments whose campaign was recorded when they were made."""
    made = {(row["file"], row["row"]): row for row in table(climate_act / "comments-truth.csv")}
    rows = [{"id": c.id, "text": c.text or c.wording} for c in comments.taken]
    assigned = group_comments(pa.Table.from_pylist(rows)).assignments.to_pylist()
    found = {row["id"]: row["group"] for row in assigned}
    pairs = []
    for comment in comments.taken:
        at = comment.source
        names = (comment.id, f"{at.sheet}!{at.row}", str(at.row))
        row = next((made[at.file, name] for name in names if (at.file, name) in made), None)
        # Comments of no campaign may say one thing in the same words: there is no truth for them.
        if row is not None and row["campaign"]:
            pairs.append((row["campaign"], found[comment.id]))
    assert len(pairs) > 700
    true, ours, both = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), Counter(pairs)
    precision = sum(n * n / ours[b] for (_, b), n in both.items()) / len(pairs)
    recall = sum(n * n / true[a] for (a, _), n in both.items()) / len(pairs)
    assert precision > 0.99
    assert 2 * precision * recall / (precision + recall) > 0.95


def test_every_kind_of_fate_is_in_it(climate_act: Path) -> None:
    """That each verdict is also found is held by ``tests/trace/test_uptake.py``."""
    assert {row["verdict"] for row in table(climate_act / "truth.csv")} == {
        "adopted", "partly", "elsewhere", "not_adopted", "reversed", "gone", "needs_person",
    }  # fmt: skip


def test_every_suggestion_says_in_the_other_language_what_it_says(climate_act: Path) -> None:
    translated = {one["id"]: one for one in table(climate_act / "suggestions-translated.csv")}
    suggestions = read_suggestions(climate_act / "suggestions.xlsx").taken
    assert translated.keys() == {one.id for one in suggestions}
    for one in suggestions:
        said = (bool(one.wording), bool(one.text), bool(one.reason))
        other = translated[one.id]
        assert tuple(bool(other[part]) for part in ("wording", "text", "reason")) == said, one.id
        words = other["wording"] + other["text"]
        assert is_chinese(words) == (one.language == "en"), one.id
