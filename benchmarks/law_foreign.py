"""Does a word go missing in Akoma Ntoso of other makers? ``python benchmarks/law_foreign.py FOLDER…``.

Reads every Akoma Ntoso file below the folders and prints, for each folder, the files, the words that they show, how many of
those stand in no provision and no furniture (*lost*), how many of the lost no problem tells (*untold*), and how many stand
there more often than the file shows them (*doubled*), and the paragraphs (``p``) whose words do not stand together in one
node, or stand in more nodes than the file has of them (*parted*); then the files that lose most. Exits 1 where a word is
lost untold or doubled, or a paragraph parted.

A word is a run of letters and digits, or a Chinese character. What ``del`` marks as deleted counts as shown where no
problem says that there are changes. The words are counted here by a rule of its own and a parser
of its own, not by the reader's.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from huiyin.law import Law, UnreadableLaw, read_bytes

WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff]+")
#: Elements inside a line: no word ends where they begin or end.
INLINE = frozenset((
    "a", "abbr", "affectedDocument", "b", "change", "concept", "courtType", "date", "decoration", "def", "del",
    "docAuthority", "docCommittee", "docDate", "docIntroducer", "docJurisdiction", "docketNumber", "docNumber",
    "docProponent", "docPurpose", "docStage", "docStatus", "docTitle", "docType", "embeddedText", "entity", "event",
    "extractText", "fillIn", "font", "fontstyle", "fractionNum", "i", "img", "inline", "ins", "judge", "lawyer",
    "legislature", "location", "mark", "marker", "math", "mfenced", "mfrac", "mi", "mmod", "mn", "mo", "mod",
    "mref", "mrow", "msub", "msubsup", "msup", "mtext", "neutralCitation", "noteRef", "object", "omissis",
    "opinion", "ops", "organization", "outcome", "party", "person", "placeholder", "process", "quantity",
    "quotedText", "ref", "relatedDocument", "remark", "rmod", "role", "rref", "scene", "session", "shortTitle",
    "signature", "span", "sub", "sup", "syntax", "term", "time", "tocLabel", "u", "vote",
))  # fmt: skip
#: Another text's words; their marks of quotation may stand in attributes.
QUOTATIONS = ("quotedStructure", "quotedText", "embeddedStructure", "embeddedText")


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that an Akoma Ntoso file shows, and those that it marks as deleted."""

    words: Counter[str]
    deleted: Counter[str]


def count_words(text: str) -> Counter[str]:
    """Each word of a text, as often as it is there."""
    return Counter(WORD.findall(text))


#: What stands aside of the sentence in which it is marked.
NOTES = ("authorialNote", "note")
#: Ends of a line inside a paragraph.
LINE_ENDS = ("eol", "br", "eop")
_DEAD = ("del", "delete", "move_to")


@dataclass(slots=True)
class _Open:
    """An element that is open. ``words``: a paragraph's; ``is_leaf``: no other block stands in it; ``is_aside``: its words are
    told elsewhere than those of what it stands in, or not at all."""

    name: str
    words: list[str] | None
    is_leaf: bool
    is_aside: bool


class _Paragraphs:
    """The words of each paragraph in which no other stands, without what stands aside of it, told by expat."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._open: list[_Open] = []

    def read(self, data: bytes) -> list[str]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        is_gone = any(
            key.rpartition(":")[2] in ("softaction", "action") and value in _DEAD
            for key, value in attributes.items()
        )
        is_aside = is_gone or local in (*NOTES, "del", "meta")
        if not is_aside and local not in INLINE and local not in LINE_ENDS:
            for above in reversed(self._open):
                above.is_leaf = False
                if above.is_aside:
                    break
        self._open.append(_Open(local, [] if local == "p" else None, True, is_aside))

    def _end(self, name: str) -> None:
        own = self._open.pop()
        if own.words is not None and own.is_leaf and not self._is_unshown():
            words = bare("".join(own.words))
            if words:
                self.found.append(words)

    def _is_unshown(self) -> bool:
        return any(
            above.name == "del" or (above.name == "meta" and not self._is_in_note())
            for above in self._open
        )

    def _is_in_note(self) -> bool:
        return any(above.name == "note" for above in self._open)

    def _text(self, text: str) -> None:
        for above in reversed(self._open):
            if above.words is not None:
                above.words.append(text)
                return
            if above.is_aside:
                return


def bare(text: str) -> str:
    """The letters and figures of a text alone: how words are set apart is counted elsewhere."""
    return "".join(WORD.findall(text))


#: A shorter paragraph may stand in any other by chance.
_LONG_ENOUGH = 24


def find_parted(data: bytes, law: Law) -> list[str]:
    """The paragraphs of an Akoma Ntoso file that do not stand in one node of its law, each by its bare words. Raises
    ``expat.ExpatError`` where the file is not well formed."""
    paragraphs = _Paragraphs().read(data)
    parts = [(unit.num, unit.heading, unit.text) for unit in law.walk()]
    parts += [(piece.text,) for piece in law.furniture]
    nodes = "\n".join(bare(" ".join(node)) for node in parts)
    told = "\n".join(bare(part) for node in parts for part in node)
    shown, own = "\n".join(show_bare(data)), "\n".join(paragraphs)

    def is_parted(words: str) -> bool:
        if words not in nodes:
            return True
        there = told.count(words) if len(words) >= _LONG_ENOUGH else 0
        return there > max(shown.count(words), own.count(words))

    return list(filter(is_parted, dict.fromkeys(paragraphs)))


def show_bare(data: bytes) -> list[str]:
    """The bare words of what a file shows, in one stretch, and of what it marks as deleted."""
    tape = _Tape()
    tape.read(data)
    return [bare("".join(tape.shown)), bare("".join(tape.deleted))]


class _Tape:
    """What a file shows and what it marks as deleted, told by expat: it minds no name that is given twice."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.deleted: list[str] = []
        self._marks: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []  # its name; whether gone; whether metadata

    def read(self, data: bytes) -> Shown:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)
        return Shown(count_words("".join(self.shown)), count_words("".join(self.deleted)))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in QUOTATIONS:  # marks part words, which is all that matters here
            self.shown.append(attributes.get("startQuote", ""))
            self._marks.append(attributes.get("endQuote", ""))
        if local == "img" and attributes.get("alt", "").strip():
            self._text(f"\n{attributes['alt']}\n")
        _, gone, meta = self._open[-1] if self._open else ("", False, False)
        gone = gone or local == "del"
        self._open.append((local, gone, (meta or local == "meta") and local != "note"))
        self._edge(local)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in QUOTATIONS:
            self.shown.append(self._marks.pop())
        self._edge(local)
        self._open.pop()

    def _edge(self, local: str) -> None:
        if local not in INLINE:
            self.shown.append("\n")
            self.deleted.append("\n")

    def _text(self, text: str) -> None:
        _, gone, meta = self._open[-1]
        if not meta:
            (self.deleted if gone else self.shown).append(text)


def show_words(data: bytes) -> Shown:
    """The words of an Akoma Ntoso file. Raises ``expat.ExpatError`` where it is not well formed."""
    return _Tape().read(data)


def kept_words(law: Law) -> Counter[str]:
    """The words of every provision and every piece of furniture."""
    words: Counter[str] = Counter()
    for unit in law.walk():
        for part in (unit.num, unit.heading, unit.text):
            words.update(count_words(part))
    for piece in law.furniture:
        words.update(count_words(piece.text))
    return words


def told_words(law: Law) -> Counter[str]:
    """The words that problems repeat."""
    return count_words("\n".join(v for problem in law.problems for _, v in problem.details))


@dataclass(frozen=True, slots=True)
class Loss:
    """What became of a file's words. ``refused``: the code of the error, where it could not be read."""

    path: str
    words: int
    lost: int = 0
    untold: int = 0
    doubled: int = 0
    parted: int = 0
    refused: str = ""

    @property
    def share(self) -> float:
        return self.lost / self.words if self.words else 0.0


def measure_loss(path: str, data: bytes) -> Loss:
    """What became of the words of one file."""
    shown = show_words(data)
    total = sum(shown.words.values())
    try:
        law = read_bytes(data, path)
    except UnreadableLaw as error:
        return Loss(path, total, refused=error.code)
    there = shown.words
    if not any(problem.code == "hidden_changes" for problem in law.problems):
        there = there + shown.deleted
    kept = kept_words(law)
    lost = there - kept
    return Loss(
        path,
        total,
        lost=sum(lost.values()),
        untold=sum((lost - told_words(law)).values()),
        doubled=sum((kept - there).values()),
        parted=len(find_parted(data, law)),
    )


def find_files(folder: Path) -> Iterator[Path]:
    """The Akoma Ntoso files below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".xml", ".akn") and path.is_file():
            root = re.search(
                rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>]", path.read_bytes()[:4096].lstrip()
            )
            if root and root[1] == b"akomaNtoso":
                yield path


def _print_table(name: str, losses: Iterable[Loss]) -> None:
    rows = list(losses)
    words, lost = sum(r.words for r in rows), sum(r.lost for r in rows)
    print(
        f"{name[-28:]:<28}{len(rows):>6}{sum(bool(r.refused) for r in rows):>9}{words:>10}{lost:>8}"
        f"{lost / max(words, 1):>9.3%}{sum(r.untold for r in rows):>8}{sum(r.doubled for r in rows):>9}{sum(r.parted for r in rows):>8}"
        f"{sum(r.share > 0.02 for r in rows):>8}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst to print")
    given = parser.parse_args()
    print(
        f"{'folder':<28}{'files':>6}{'refused':>9}{'words':>10}{'lost':>8}{'':>9}{'untold':>8}{'doubled':>9}{'parted':>8}{'over 2%':>8}"
    )
    everything: list[Loss] = []
    for folder in given.folder:
        losses = [
            measure_loss(str(path.relative_to(folder)), path.read_bytes())
            for path in find_files(folder)
        ]
        _print_table(folder.name, losses)
        everything += losses
    if len(given.folder) > 1:
        _print_table("all", everything)
    worst = sorted(everything, key=lambda r: (-r.share, -r.doubled, -r.parted, r.path))[
        : given.worst
    ]
    for one in worst:
        if one.lost or one.doubled or one.parted or one.refused:
            print(
                f"  {one.share:>8.3%} of {one.words} lost, {one.untold} untold, {one.doubled} doubled, {one.parted} parted {one.refused} {one.path}"
            )
    return 1 if any(one.untold or one.doubled or one.parted for one in everything) else 0


if __name__ == "__main__":
    sys.exit(main())
