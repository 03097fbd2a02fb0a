"""Which amendment carries a suggestion? ``python benchmarks/trace_carriers.py``.

Suggestions and amendments built from real pairs of versions (``uptake_pairs.py``, the reporting seed). Of every true
change one mover moves the words, or most of them; sometimes a second moves the same; half of the amendments quote the
clause alone, half the article; a third name no provision. Between them stand others: what else was moved at the same
article, and the same words moved at another one. Prints how often the amendment ranked first is one built from the
suggestion's own change, beside two rankings with rapidfuzz's ratio: by the words changed alone, and by the whole text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).parent))
from uptake_pairs import REPORTING, Article, Block, Builder, builders, plain

from huiyin.trace import Action, Ask, carriers


@dataclass(frozen=True)
class Moved:
    id: str
    target: str
    old: str
    new: str
    change: str  # of which change of the law it was built; empty for one of its own


def moved(builder: Builder) -> tuple[list[Ask], list[str], list[Moved], dict[str, str]]:
    """Asks, the change each was built from, the amendments, and each ask's draft article."""
    rng, asks, built, amendments, drafts = builder.rng, [], [], [], {}

    def move(article: Article, block: Block, put: list[str], change: str) -> None:
        if rng.random() < 0.5:
            old, new = "".join(article.old), article.with_blocks([block], [put])
        else:
            a, b = max(0, block.a - 1), min(len(article.old), block.b + 1)
            old = "".join(article.old[a:b])
            new = "".join([*article.old[a : block.a], *put, *article.old[block.b : b]])
        target = "" if rng.random() < 1 / 3 else article.eid
        amendments.append(Moved(f"A{len(amendments)}", target, old.strip(), new.strip(), change))

    for article, block in builder.blocks(builder.changed, fresh=False)[:40]:
        put = list(article.new[block.c : block.d])
        out = "".join(article.old[block.a : block.b])
        words = plain(new_words(out, "".join(put)))
        if len(words) < 2:
            continue  # a mark, or a number of the amending office's own
        long = len(words) > 20  # else a rewording would leave nothing of it
        change = f"{article.eid}:{block.a}"
        asked = builder.reworded(put, 0.1) if long and rng.random() < 0.3 else put
        ask = Ask(f"S{len(asked)}-{change}", article.eid, Action.REPLACE,
                  article.with_blocks([block], [asked]), "", builder.pair.language)  # fmt: skip
        asks.append(ask)
        built.append(change)
        drafts[ask.id] = "".join(article.old)
        rest = builder.reworded(put, 0.25) if long and rng.random() < 0.4 else put  # fmt: skip
        move(article, block, rest, change)
        if rng.random() < 0.3:
            move(article, block, put, change)
        at = rng.randrange(len(article.old))
        move(article, Block(at, at, 0, 0), builder.strange(10), "")
        if put and rng.random() < 0.4:
            other = rng.choice(builder.articles)
            if other.eid != article.eid:
                at = rng.randrange(len(other.old))
                move(other, Block(at, at, 0, 0), put, f"{other.eid}:away")
    rng.shuffle(amendments)
    return asks, built, amendments, drafts


def new_words(old: str, new: str) -> str:
    """What a text changes in another: the stretches put in, or those taken out where none is."""
    ops = SequenceMatcher(None, old, new, False).get_opcodes()
    put = "".join(new[c:d] for tag, _, _, c, d in ops if tag != "equal")
    return put or "".join(old[a:b] for tag, a, b, _, _ in ops if tag != "equal")


def first_ones(builder: Builder) -> Iterator[tuple[bool, bool, bool]]:
    """For each ask: is ours right, the ranking by changed words, the ranking by the whole text."""
    asks, built, amendments, drafts = moved(builder)
    change = {a.id: a.change for a in amendments}
    put = {a.id: new_words(a.old, a.new) for a in amendments}
    found = carriers(asks, amendments, builder.pair.draft)
    for ask, own in zip(asks, built, strict=True):
        words = new_words(drafts[ask.id], ask.wording)
        by_words = max(amendments, key=lambda a: fuzz.ratio(words, put[a.id]))
        by_text = max(amendments, key=lambda a: fuzz.ratio(ask.wording, a.new))
        ours = found[ask.id]
        yield bool(ours) and change[ours[0].amendment] == own, by_words.change == own, by_text.change == own  # fmt: skip


def main() -> int:
    repository = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", repository.parent / "shared" / "data"))
    if not (data / "laws").is_dir():
        print(f"no laws at {data}: set HUIYIN_SHARED_DATA to the folder that holds them")
        return 2
    rows = [
        row for builder in builders(data, seed=REPORTING, each=1) for row in first_ones(builder)
    ]
    print(f"{len(rows)} suggestions, the right amendment first")
    for name, at in (("huiyin", 0), ("changed words alone", 1), ("whole text", 2)):
        print(f"{name:<22}{sum(row[at] for row in rows) / len(rows):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
