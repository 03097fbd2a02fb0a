"""Which amendment carries a lobbyist's proposal? ``python benchmarks/trace_carriers_lobby.py DATA RESEARCH``.

Real ones: LobbyPlag's proposals of lobbyists on the GDPR and the amendments that people matched them with. ``DATA`` is
the folder ``data`` of a clone of github.com/lobbyplag/lobbyplag-data (``proposals.json``, ``plags.json``), ``RESEARCH`` the folder
``frontends/research/data`` of a clone of lobbyplag-sites (``index.amd.json``, the amendments without places, marks and
capitals). Neither states a licence: nothing of them is kept here. A proposal whose last figure is odd serves for reporting, the
others for tuning. An amendment of the same letters as a matched one is right as well: the same words by another mover.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).parent))
from carrier_kinds import Moved, new_words, without_marks
from law_reading import gdpr_proposal
from trace_carriers import first

from huiyin.law import read_text
from huiyin.trace import SuggestionAction, TracedSuggestion, match_amendments

_NAMES = ("huiyin", "changed words", "whole text")
_GONE = ("", "deleted", "delete")


def cite(rows: dict[str, dict[str, str]], relation: str) -> str:
    """LobbyPlag's ``a14p1i2`` as it is printed: Article 14(1)(b)."""
    chain, at = [], relation.rstrip("+")
    while at in rows:
        chain.append(rows[at])
        at = rows[at]["parent"]
    words = ""
    for row in reversed(chain):
        kind, number = row["type"], row["literal"]
        if kind in ("article", "recital"):
            words = f"{kind.title()} {number}"
        elif kind in ("paragraph", "point") and number:
            words += f"({number})"
    return words


def _ask(own: str, target: str, old: str, new: str) -> TracedSuggestion:
    if without_marks(new) in _GONE:
        return TracedSuggestion(own, target, SuggestionAction.DELETE, "", "", "en")
    return TracedSuggestion(
        own,
        target,
        SuggestionAction.REPLACE if old.strip() else SuggestionAction.INSERT,
        new,
        "",
        "en",
    )


def judge(data: Path, lobby: Path, research: Path) -> Iterator[tuple[str, tuple[float, ...]]]:
    """For each proposal, by its id: the share of those ranked first that are right."""
    draft = read_text(gdpr_proposal(data))
    table = json.loads((data / "laws/eu-gdpr/proposal-2012.json").read_text("utf-8"))
    rows = {row["id"]: row for row in table}
    proposals = {p["uid"]: p["text"] for p in json.loads((lobby / "proposals.json").read_text("utf-8"))}  # fmt: skip
    index = json.loads((research / "index.amd.json").read_text("utf-8"))
    amendments = [Moved(a["uid"], "", a["text"]["old"], a["text"]["new"], "") for a in index]
    own = {a.id: a for a in amendments}
    right: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, str] = {}
    for pair in json.loads((lobby / "plags.json").read_text("utf-8")):
        if pair["verified"] and pair["amendment"] in own:
            right[pair["proposal"]].add(pair["amendment"])
            targets.setdefault(pair["proposal"], cite(rows, pair["relations"][0]))
    asks = [_ask(uid, targets[uid], proposals[uid]["old"], proposals[uid]["new"]) for uid in right]
    found = match_amendments(asks, amendments, draft)
    put = [new_words(a.old, a.new) for a in amendments]
    for uid, matched in right.items():
        old, new = proposals[uid]["old"], proposals[uid]["new"]
        words = new_words(old.casefold(), new.casefold())
        ranked: tuple[Sequence[Moved], ...] = (
            [own[c.amendment] for c in found[uid] if c.rank == 1],
            first(amendments, [fuzz.ratio(words, changed) for changed in put]),
            first(amendments, [fuzz.ratio(without_marks(new), a.new) for a in amendments]),
        )
        same = {_letters(own[a]) for a in matched}
        yield uid, tuple(_share(one, same) for one in ranked)


def _letters(amendment: Moved) -> tuple[str, str]:
    """The letters of an amendment: the index has ``un ticking`` in one and ``unticking`` in another of its copies."""
    old, new = (without_marks(words).replace(" ", "") for words in (amendment.old, amendment.new))
    return old, new


def _share(ranked: Sequence[Moved], same: set[tuple[str, str]]) -> float:
    good = sum(_letters(a) in same for a in ranked)
    return good / len(ranked) if ranked else 0.0


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    repository = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", repository.parent / "shared" / "data"))
    judged = list(judge(data, Path(sys.argv[1]), Path(sys.argv[2])))
    print(f"{'the right amendment first':<26}{'':>5}" + "".join(f"{name:>15}" for name in _NAMES))
    parts = {
        "tuning": [row for uid, row in judged if int(uid[-1], 16) % 2 == 0],
        "reporting": [row for uid, row in judged if int(uid[-1], 16) % 2],
        "all": [row for _, row in judged],
    }
    for name, of in parts.items():
        shares = "".join(f"{sum(row[at] for row in of) / len(of):>15.3f}" for at in range(3))
        print(f"{name:<26}{len(of):>5}{shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
