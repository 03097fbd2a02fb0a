"""Which amendment carries a suggestion? ``python benchmarks/trace_carriers.py``.

Suggestions and amendments of eight kinds, built from real pairs of versions (``carrier_kinds.py``). Prints how often
the amendment ranked first is one built from the suggestion's own change, beside three plain rankings: by the words changed alone and
by the whole text (both rapidfuzz's ratio), and by BM25. Where a ranking has several first, the share of those that are right
counts; of several movers of the same words all must be first. ``--tuning``: on the laws that served for tuning.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).parent))
from carrier_kinds import KINDS, Asked, Kinds, Moved, new_words, without_marks
from uptake_pairs import REPORTING, TUNING, Builder, builders

from huiyin.trace import match_amendments

NAMES = ("huiyin", "changed words", "whole text", "BM25")


def tokens(text: str) -> list[str]:
    """Words, or pairs of Chinese characters."""
    if not re.search(r"[\u4e00-\u9fff]", text):
        return re.findall(r"\w+", text.casefold())
    han = without_marks(text)
    return [han[at : at + 2] for at in range(len(han) - 1)] or [han]


class BM25:
    """Okapi BM25 with the usual k₁ = 1.2 and b = 0.75."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.counts = [Counter(tokens(text)) for text in texts]
        self.mean = sum(c.total() for c in self.counts) / max(1, len(texts))
        held = Counter(token for count in self.counts for token in count)
        self.rare = {t: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for t, n in held.items()}

    def scores(self, query: str) -> list[float]:
        wanted = Counter(tokens(query))
        return [
            sum(
                times * self.rare[t] * count[t] * 2.2 / (count[t] + 1.2 * (0.25 + 0.75 * count.total() / self.mean))
                for t, times in wanted.items()
                if t in count
            )
            for count in self.counts
        ]  # fmt: skip


def first(amendments: Sequence[Moved], scores: Sequence[float]) -> list[Moved]:
    best = max(scores)
    return [a for a, score in zip(amendments, scores, strict=True) if score >= best - 1e-9]


def credit(asked: Asked, ranked: Sequence[Moved], amendments: Sequence[Moved]) -> float:
    """The share of those ranked first that are right; words that nothing tells from the right ones are right."""
    right = [a for a in amendments if a.change == asked.change]
    words = {(without_marks(a.old), without_marks(a.new)) for a in right}
    good = sum((without_marks(a.old), without_marks(a.new)) in words for a in ranked)
    share = good / len(ranked) if ranked else 0.0
    if asked.kind != "several movers":
        return share
    return share * sum(a in ranked for a in right) / len(right)


def rank(builder: Builder, seed: int) -> Iterator[tuple[Asked, tuple[float, ...]]]:
    """For each ask: is ours right, and the plain rankings."""
    kinds = Kinds(builder, seed)
    amendments = kinds.amendments
    own = {a.id: a for a in amendments}
    put = [new_words(a.old, a.new) for a in amendments]
    by_words = BM25(put)
    found = match_amendments([asked.ask for asked in kinds.asked], amendments, builder.pair.draft)
    for asked in kinds.asked:
        words = new_words(asked.draft, asked.ask.wording)
        ours = [own[c.amendment] for c in found[asked.ask.id] if c.rank == 1]
        others = (
            [fuzz.ratio(words, changed) for changed in put],
            [fuzz.ratio(asked.ask.wording, a.new) for a in amendments],
            by_words.scores(words),
        )
        ranked = [ours, *(first(amendments, scores) for scores in others)]
        yield asked, tuple(credit(asked, one, amendments) for one in ranked)


def main() -> int:
    repository = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", repository.parent / "shared" / "data"))
    if not (data / "laws").is_dir():
        print(f"no laws at {data}: set HUIYIN_SHARED_DATA to the folder that holds them")
        return 2
    rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    seed = TUNING if "--tuning" in sys.argv else REPORTING
    show = "--errors" in sys.argv
    for builder in builders(data, seed=seed, each=1):
        for asked, right in rank(builder, seed):
            rows[asked.kind].append(right)
            rows["all"].append(right)
            if show and right[0] < 1:
                print(asked)
    print(f"{'the right amendment first':<26}{'':>5}" + "".join(f"{name:>15}" for name in NAMES))
    for kind in (*KINDS, "all"):
        of = rows[kind]
        figures = "".join(
            f"{sum(row[at] for row in of) / len(of):>15.3f}" for at in range(len(NAMES))
        )
        print(f"{kind:<26}{len(of):>5}{figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
