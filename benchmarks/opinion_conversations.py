"""Opinion groups of eight real Polis conversations, ours beside red-dwarf's and Polis's stored ones, in one run.

(a) adjusted Rand index to Polis's stored group; (b) silhouette, and k-means loss with as many groups, in the same plane
(ours), on the participants that all three grouped; (c) how stable our grouping is when statements are drawn anew, and the
rank correlation of that with (a). The conversations: Computational Democracy Project, CC BY 4.0.

Then the same conversations with outliers: one, two, or two pairs of participants who cast seven votes, each against the
majority. How alike the grouping is to that of the same method without them, and in how many conversations fewer than
two groups of five are left.
"""

from __future__ import annotations

import csv
import os
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from huiyin.opinion import OpinionMap, Votes, map_opinions
from huiyin.opinion.clusters import compute_groupings, compute_silhouette, rand_index

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HUIYIN_SHARED_DATA", REPOSITORY.parent / "shared" / "data")) / "polis"


@dataclass(frozen=True)
class Conversation:
    """``rows``: (participant, statement, vote); ``stored``: participant → Polis's own group."""

    name: str
    rows: list[tuple[str, str, int]]
    out: tuple[str, ...]
    stored: dict[str, int]


def conversation(folder: Path) -> Conversation:
    with (folder / "votes.csv").open(encoding="utf-8") as file:
        rows = [(r["voter-id"], r["comment-id"], int(r["vote"])) for r in csv.DictReader(file)]
    with (folder / "comments.csv").open(encoding="utf-8") as file:
        out = tuple(r["comment-id"] for r in csv.DictReader(file) if r["moderated"] == "-1")
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        stored = {
            r["participant"]: int(r["group-id"]) for r in csv.DictReader(file) if r["group-id"]
        }
    return Conversation(folder.name, rows, out, stored)


def red_dwarf(of: Conversation) -> dict[str, int]:
    """Its own whole pipeline, which follows Polis; it takes the last vote of each pair only."""
    from reddwarf.implementations.polis import run_pipeline

    votes = [
        {"participant_id": int(p), "statement_id": int(s), "vote": v, "modified": at}
        for at, ((p, s), v) in enumerate({(p, s): v for p, s, v in of.rows}.items())
    ]
    found = run_pipeline(
        votes=votes, mod_out_statement_ids=[int(s) for s in of.out], random_state=0
    )
    labels = found.participants_df["cluster_id"].dropna()
    return {str(p): int(g) for p, g in labels.items()}


def loss(places: np.ndarray, labels: np.ndarray) -> float:
    """Sum of squared distances to the own group's mean."""
    return float(
        sum(((places[labels == g] - places[labels == g].mean(0)) ** 2).sum() for g in set(labels))
    )


def row(of: Conversation) -> tuple[float, float, float]:
    found: OpinionMap = map_opinions(
        Votes.from_rows(of.rows), moderated_out=of.out, minimum_group_size=1, resamples=100
    )
    theirs = red_dwarf(of)
    people = [
        p
        for p in found.participants
        if p.group is not None and p.id in theirs and p.id in of.stored
    ]
    places = np.array([(p.x, p.y) for p in people])
    ours = np.array([p.group for p in people])
    dwarf = np.array([theirs[p.id] for p in people])
    stored = np.unique([of.stored[p.id] for p in people], return_inverse=True)[1]
    grouped = np.array([(p.x, p.y) for p in found.participants if p.group is not None])
    mine = {k: labels for k, (_, labels) in compute_groupings(grouped, (2, 5)).items()}
    inside = np.array(
        [p.id in theirs and p.id in of.stored for p in found.participants if p.group is not None]
    )
    cells = []
    for other in (stored, dwarf):
        k = len(set(other.tolist()))
        same = mine[k][inside]
        cells.append(f"{loss(places, same) / loss(places, other):6.3f}")
    ari = rand_index(ours, stored), rand_index(dwarf, stored)
    print(
        f"{of.name:27}{len(people):6}{len(set(stored.tolist())):4}{len(set(dwarf.tolist())):3}{len(found.groups):3}"
        f"{ari[1]:8.3f}{ari[0]:7.3f}"
        f"{compute_silhouette(places, stored):9.3f}{compute_silhouette(places, dwarf):7.3f}{compute_silhouette(places, ours):7.3f}"
        f"{cells[0]:>9}{cells[1]:>7}{found.stability:9.2f}{found.count_stability:7.2f}",
        flush=True,
    )
    return ari[0], ari[1], found.stability


def with_outliers(of: Conversation, number: int, *, pairs: bool) -> Conversation:
    """``number`` participants more, who vote against the majority on seven statements each; two on the same."""
    sums: dict[str, int] = {}
    for _, statement, vote in of.rows:
        sums[statement] = sums.get(statement, 0) + vote
    firm = sorted(set(sums) - set(of.out), key=lambda s: (-abs(sums[s]), s))
    rows = list(of.rows)
    for n in range(number):
        first = (n // 2 if pairs else n) * 7 % max(1, len(firm) - 6)
        rows += [(str(10**6 + n), s, -1 if sums[s] > 0 else 1) for s in firm[first : first + 7]]
    return Conversation(of.name, rows, of.out, of.stored)


def ours(of: Conversation) -> dict[str, int]:
    found = map_opinions(Votes.from_rows(of.rows), moderated_out=of.out, resamples=0)
    return {p.id: p.group for p in found.participants if p.group is not None}


def tell_outliers(conversations: list[Conversation]) -> None:
    methods = {"red-dwarf": red_dwarf, "huiyin": ours}
    before = {name: [method(c) for c in conversations] for name, method in methods.items()}
    print(f"\n{'with outliers':20}{'ARI to without: mean, least':>40}{'no two groups':>20}")
    for kind, number, pairs in (("one", 1, False), ("two", 2, False), ("two pairs", 4, True)):
        for name, method in methods.items():
            alike, lost = [], 0
            for c, old in zip(conversations, before[name], strict=True):
                new = method(with_outliers(c, number, pairs=pairs))
                both = sorted(old.keys() & new.keys())
                a, b = (np.array([labels[p] for p in both]) for labels in (old, new))
                alike.append(rand_index(a, b) if both else 0.0)
                lost += int((np.bincount(list(new.values()) or [0]) >= 5).sum() < 2)
            print(
                f"{kind:20}{name:>14}{np.mean(alike):>13.3f}{min(alike):>13.3f}"
                f"{lost:>13} of {len(alike)}",
                flush=True,
            )


def main() -> int:
    if not DATA.is_dir():
        print("real conversations are not lent here: set HUIYIN_SHARED_DATA", file=sys.stderr)
        return 2
    print(f"huiyin {version('huiyin')}, red-dwarf {version('red-dwarf')}, numpy {version('numpy')}")
    print(
        f"{'':27}{'':6}{'groups':>10}{'ARI to Polis':>15}{'silhouette':>23}{'loss ratio to':>16}{'stability':>16}"
    )
    print(
        f"{'conversation':27}{'people':>6}{'P':>4}{'r':>3}{'h':>3}{'r':>8}{'h':>7}{'P':>9}{'r':>7}{'h':>7}{'P':>9}{'r':>7}{'groups':>9}{'k':>7}"
    )
    conversations = [conversation(folder) for folder in sorted(DATA.iterdir())]
    found = [row(one) for one in conversations]
    mine, dwarf, sure = (np.array(column) for column in zip(*found, strict=True))
    print(
        f"\nmedian ARI to Polis's stored groups: red-dwarf {np.median(dwarf):.3f}, huiyin {np.median(mine):.3f}"
    )
    print(f"least of huiyin's less red-dwarf's: {(mine - dwarf).min():+.3f}")
    print(
        f"rank correlation of stability with ARI (Spearman): {spearmanr(sure, mine).statistic:.2f}"
    )
    print(
        "P: Polis as stored; r: red-dwarf; h: huiyin. Loss ratio: huiyin's over the other's, with as many groups."
    )
    tell_outliers(conversations)
    return 0


if __name__ == "__main__":
    sys.exit(main())
