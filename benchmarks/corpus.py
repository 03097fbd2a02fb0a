"""A seeded corpus of comments with known campaigns. ``python benchmarks/corpus.py ROWS FILE.parquet``.

40% of the comments are single voices; the others belong to campaigns whose sizes follow Zipf's law (the campaign of rank r has 1/r of the largest one's members, at least two). 30%
of the campaigns and of the single voices are Chinese. Of a campaign's members 60% are verbatim but for case, width and
white space; the others are edited: sentences dropped, swapped or inserted, names put in, typos made, or the letter set
inside a longer personal comment. Columns: ``id``, ``text``, ``language``, ``campaign`` (the truth). The vocabulary
follows Zipf's law too, and one single voice in five borrows a stock phrase that thousands use, so that unlike comments
share runs, as real ones do.
"""

from __future__ import annotations

import random
import sys
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SINGLE, CHINESE, VERBATIM = 0.40, 0.30, 0.60
ROW_GROUP = 50_000
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "ca",
    "ce",
    "ci",
    "co",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "fi",
    "fo",
    "ga",
    "ge",
    "gi",
    "go",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "pi",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
    "vo",
]


def _vocabulary() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """English-like words, Chinese-like words of two characters, and how likely each rank is."""
    dice = np.random.default_rng(7)
    english = ["".join(dice.choice(_SYLLABLES, size=dice.integers(1, 5))) for _ in range(20_000)]
    characters = [chr(0x4E00 + int(c)) for c in dice.permutation(20_900)[:3_000]]
    chinese = ["".join(dice.choice(characters[: 300 + at // 8], size=2)) for at in range(20_000)]
    odds = 1 / (np.arange(20_000) + 20.0)
    return np.array(english, object), np.array(chinese, object), np.cumsum(odds / odds.sum())


_ENGLISH, _CHINESE, _ODDS = _vocabulary()


class Pen:
    """Writes sentences; words are drawn many at a time, for a corpus of millions has billions."""

    def __init__(self, seed: tuple[int, ...], chinese: bool, ahead: int) -> None:
        self.dice = random.Random(repr(seed))
        self.chinese = chinese
        self._numbers = np.random.default_rng(seed)
        self._ahead, self._words, self._at = ahead, [], 0

    def sentence(self) -> str:
        count = self.dice.randrange(7, 15)
        if self._at + count > len(self._words):
            drawn = np.searchsorted(_ODDS, self._numbers.random(self._ahead)).clip(0, 19_999)
            self._words, self._at = (_CHINESE if self.chinese else _ENGLISH)[drawn].tolist(), 0
        part = self._words[self._at : self._at + count]
        self._at += count
        return "".join(part) + "。" if self.chinese else " ".join(part).capitalize() + ". "

    def letter(self) -> list[str]:
        """Two to forty sentences, eight or so as a rule."""
        count = min(40, max(2, int(self.dice.lognormvariate(2.05, 0.55))))
        return [self.sentence() for _ in range(count + 2 * self.chinese)]


@cache
def stock(number: int, chinese: bool) -> str:
    """A phrase that thousands use."""
    return Pen((13, number), chinese, 20).sentence()


@cache
def campaign(number: int, chinese: bool) -> list[str]:
    """Its letter, the same wherever it is asked for."""
    return Pen((11, number), chinese, 120).letter()


def single(pen: Pen) -> str:
    made = pen.letter()
    if pen.dice.random() < 0.2:
        made.insert(0, stock(pen.dice.randrange(40), pen.chinese))
    return "".join(made)


def verbatim(pen: Pen, sentences: list[str]) -> str:
    text = "".join(sentences)
    kind = pen.dice.randrange(6)
    if kind == 0:
        return text.replace("。", "。 ") if pen.chinese else text.upper()
    if kind == 1:
        return text.replace("。", "。\n") if pen.chinese else text.replace(". ", ".  ")
    if kind == 2:
        return "  " + text.lower() + "\n"
    if kind == 3:
        return text.replace("。", "．") if pen.chinese else text.replace(".", "．")
    return text


def edited(pen: Pen, sentences: list[str]) -> str:
    made, dice = list(sentences), pen.dice
    kind = dice.randrange(7)
    if kind == 0 and len(made) > 3:
        del made[dice.randrange(len(made))]
    elif kind == 1:
        i, j = dice.sample(range(len(made)), 2)
        made[i], made[j] = made[j], made[i]
    elif kind == 2:
        made.insert(dice.randrange(len(made) + 1), pen.sentence())
    elif kind == 3:
        name = pen.sentence()[: 6 if pen.chinese else 14]
        made.insert(0, f"我是{name}，" if pen.chinese else f"My name is {name} and ")
    elif kind == 4:
        story = [pen.sentence() for _ in range(dice.randint(1, 2) * len(made))]
        made = story + made if dice.random() < 0.5 else made + story
    text = "".join(made)
    for _ in range(dice.randint(1, 3)):  # typos
        at = dice.randrange(len(text))
        text = text[:at] + ("的" if pen.chinese else "e") + text[at + dice.randrange(2) :]
    return text


def sizes(members: int) -> np.ndarray:
    """Zipf's law: the campaign of rank r has top / r members, the smallest two."""
    top = members
    for _ in range(50):
        top = members / (np.log(top / 2) + 0.58)
    found = np.maximum(2, (top / np.arange(1, members)).astype(np.int64))
    return found[: int(np.searchsorted(np.cumsum(found), members)) + 1]


def plan(rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """For each row its campaign (single voices: numbers from ``rows`` on) and whether it is Chinese."""
    dice = np.random.default_rng(seed)
    members = rows - int(rows * SINGLE)
    many = sizes(members)
    of = np.repeat(np.arange(len(many)), many)[:members]
    of = np.concatenate([of, rows + np.arange(rows - members)])
    chinese = dice.random(2 * rows)[of] < CHINESE
    order = dice.permutation(rows)
    return of[order], chinese[order]


def block(task: tuple[int, int, np.ndarray, np.ndarray]) -> pa.Table:
    begin, rows, of, chinese = task
    pens = {zh: Pen((19, begin, int(zh)), zh, 100_000) for zh in (False, True)}
    texts = []
    for number, zh in zip(of.tolist(), chinese.tolist(), strict=True):
        pen = pens[zh]
        if number >= rows:
            texts.append(single(pen))
        else:
            make = verbatim if pen.dice.random() < VERBATIM else edited
            texts.append(make(pen, campaign(number, zh)))
    return pa.table(
        {
            "id": [f"c{begin + at:08d}" for at in range(len(of))],
            "text": texts,
            "language": np.where(chinese, "zh", "en"),
            "campaign": of,
        }
    )


def write(rows: int, path: Path, *, seed: int = 1) -> None:
    """Write the corpus, a row group at a time, on all cores; the same bytes of text on any machine."""
    of, chinese = plan(rows, seed)
    tasks = (
        (at, rows, of[at : at + ROW_GROUP], chinese[at : at + ROW_GROUP])
        for at in range(0, rows, ROW_GROUP)
    )
    writer = None
    with Pool() as pool:
        for table in pool.imap(block, tasks):
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    if writer:
        writer.close()


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
