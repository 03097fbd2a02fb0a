"""Words that the glossary retires are said by no catalogue and no guide."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tools.retired_words import (
    GLOSSARY,
    ROOT,
    list_retired_words,
    search_catalogue,
    search_everything,
    search_guide,
)

WORDS = list_retired_words(GLOSSARY.read_text("utf-8"))
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def _catalogue(key: str, sentence: str) -> bytes:
    return f'{HEAD}msgid "{key}"\nmsgstr "{sentence}"\n'.encode()


def test_no_catalogue_and_no_guide_says_a_retired_word() -> None:
    assert search_everything() == []


def test_every_row_of_the_table_is_read() -> None:
    table = GLOSSARY.read_text("utf-8").split("## Retired words")[1]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 40
    assert sum(len(list_retired_words(row)) > 0 for row in rows) == len(rows)
    assert {word.where for word in WORDS} == {"anywhere", "label", "stage"}


@pytest.mark.parametrize(
    ("language", "key", "sentence"),
    [
        ("en", "a.b", "The proposal was handed in on Monday."),
        ("en", "a.b", "Handed in"),
        ("en", "a.b", "The law"),
        ("en", "a.b", "Choose which Mails you get"),
        ("en", "a.b", "Kept in the record of\\nacts."),
        ("zh", "a.b", "通过稿已上传"),
        ("zh", "a.b", "办理"),
        ("zh", "desk.stage.commenting", "提意见"),
    ],
)
def test_a_retired_word_is_found_in_a_catalogue(language: str, key: str, sentence: str) -> None:
    assert list(search_catalogue(language, _catalogue(key, sentence), WORDS))


@pytest.mark.parametrize(
    ("language", "key", "sentence"),
    [
        ("en", "a.b", "The law changed after that."),
        ("en", "a.b", "Recommended wording"),
        ("en", "a.b", "Run one alone: --only mails."),
        ("zh", "a.b", "修改条文"),
        ("zh", "a.b", "提意见"),
    ],
)
def test_the_same_letters_in_another_place_are_no_retired_word(
    language: str, key: str, sentence: str
) -> None:
    assert not list(search_catalogue(language, _catalogue(key, sentence), WORDS))


def test_a_guide_is_read_without_its_code() -> None:
    assert list(search_guide("docs/en/desk.md", "Files that were taken\nin are listed.", WORDS))
    assert not list(search_guide("docs/en/desk.md", "Run `huiyin desk mails`.", WORDS))
    assert list(search_guide("docs/methods/uptake.zh.md", "与通过稿对照。", WORDS))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="counted against a commit")
def test_sentences_that_are_worded_otherwise_are_counted() -> None:
    said = subprocess.run(
        [sys.executable, "tools/retired_words.py", "--changed", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "sentences are worded otherwise than at HEAD" in said.stdout
