"""Which sentences still say a word that docs/glossary.md retires.

    python tools/retired_words.py                 # each with its place and what to say instead
    python tools/retired_words.py --changed REF   # how many sentences of the catalogues are others than at REF

Looked at are the catalogues, in which every sentence of the interface, the emails, the papers and the command line's
help stands, and the guides. What stands in code (`…`, blocks, addresses) is a contract and not looked at.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "docs/glossary.md"
CATALOGUES = ROOT / "src/huiyin/i18n/catalogues"
_GUIDES = ("README.md", "docs/en/*.md", "docs/zh/*.md", "docs/methods/*.md")
#: Written from the catalogues.
_WRITTEN = {"commands.md", "permissions.md"}
_ROW = re.compile(
    r"^\| (?P<words>[^|]+) \| (?P<instead>[^|]+) \| (?P<where>anywhere|label|stage) *\|$", re.M
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
#: Blocks and spans of code, addresses of links, comments.
_CODE = re.compile(r"```[^`]*```|`[^`\n]*`|\]\([^()\n]*\)|<!--[^>]*-->")
#: An option with its value, in a sentence about the command line.
_OPTION = re.compile(r"--[a-z][a-z-]*(?: [a-z]+)?")


@dataclass(frozen=True, slots=True)
class RetiredWord:
    """A word that nobody is to read any more, ``where`` it is retired, and what is said instead."""

    word: str
    instead: str
    where: str

    @property
    def is_chinese(self) -> bool:
        """Whether only sentences in Chinese are looked at: the language of what is said instead."""
        return bool(_CHINESE.search(self.word + self.instead)) or self.instead == "……"

    def is_said(self, key: str, sentence: str) -> bool:
        """Whether ``sentence`` of the catalogue, with ``key``, says it where it is retired."""
        if self.where == "stage":
            return key.startswith("desk.stage.") and sentence == self.word
        if self.where == "label":
            return sentence.rstrip(":：").casefold() == self.word.casefold()
        return self.occurs_in(sentence)

    def occurs_in(self, text: str) -> bool:
        """Whether it is anywhere in ``text``, as a whole word where words have spaces between them."""
        text = _OPTION.sub(" ", text)
        if self.is_chinese:
            return self.word in text
        pattern = r"(?<![\w-])" + r"\s+".join(map(re.escape, self.word.split())) + r"(?![\w-])"
        return re.search(pattern, text, re.I) is not None


def list_retired_words(glossary: str) -> list[RetiredWord]:
    """The words of the table of retired words in ``glossary``, one for each that a row names."""
    return [
        RetiredWord(word.strip(), row["instead"].strip(), row["where"])
        for row in _ROW.finditer(glossary)
        for word in re.split(r"[、]|, ", row["words"])
    ]


def read_sentences(catalogue: bytes) -> Iterator[tuple[str, str]]:
    """Key and sentence of each message, both forms where it has a plural."""
    for message in read_po(io.BytesIO(catalogue)):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            sentences = (
                message.string if isinstance(message.string, tuple | list) else [message.string]
            )
            for sentence in sentences:
                yield key, str(sentence)


def search_catalogue(
    language: str, catalogue: bytes, words: Iterable[RetiredWord]
) -> Iterator[str]:
    """What ``catalogue`` says though it is retired, a line for each."""
    mine = [word for word in words if word.is_chinese is (language == "zh")]
    for key, sentence in read_sentences(catalogue):
        for word in mine:
            if word.is_said(key, sentence):
                yield f"{language} {key}: “{word.word}” is retired; say “{word.instead}”: {sentence}"


def search_guide(name: str, guide: str, words: Iterable[RetiredWord]) -> Iterator[str]:
    """What a guide says though it is retired, a line for each."""
    is_chinese = "/zh/" in f"/{name}" or name.endswith(".zh.md")
    text = _CODE.sub(" ", guide)
    for word in words:
        if word.where == "anywhere" and word.is_chinese is is_chinese and word.occurs_in(text):
            yield f"{name}: “{word.word}” is retired; say “{word.instead}”"


def search_everything() -> list[str]:
    """What the catalogues and the guides say though it is retired."""
    words = list_retired_words(GLOSSARY.read_text("utf-8"))
    lines: list[str] = []
    for path in sorted(CATALOGUES.glob("*/*.po")):
        lines += search_catalogue(path.parent.name, path.read_bytes(), words)
    for pattern in _GUIDES:
        for path in sorted(ROOT.glob(pattern)):
            if path.name in _WRITTEN:
                continue
            lines += search_guide(str(path.relative_to(ROOT)), path.read_text("utf-8"), words)
    return lines


def count_changed(reference: str) -> tuple[int, int]:
    """How many sentences of the catalogues at ``reference`` are worded otherwise now, and of how many that are there still."""
    changed = kept = 0
    for path in sorted(CATALOGUES.glob("*/*.po")):
        committed = subprocess.run(
            ["git", "show", f"{reference}:{path.relative_to(ROOT)}"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if committed.returncode:
            continue
        now: dict[str, list[str]] = {}
        for key, sentence in read_sentences(path.read_bytes()):
            now.setdefault(key, []).append(sentence)
        for key, sentence in read_sentences(committed.stdout):
            if key in now:
                kept += 1
                changed += sentence not in now[key]
    return changed, kept


def main() -> int:
    """Print what is retired and said; 0 where nothing is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--changed", metavar="REF", help="count the sentences changed since REF")
    options = parser.parse_args()
    if options.changed:
        changed, kept = count_changed(options.changed)
        print(f"{changed} of {kept} sentences are worded otherwise than at {options.changed}")
        return 0
    lines = search_everything()
    print("\n".join(lines) or "No sentence says a retired word.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
