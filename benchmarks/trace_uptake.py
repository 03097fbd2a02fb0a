"""How often is the verdict on a suggestion right, and how fast? ``python benchmarks/trace_uptake.py [--calibrate | --errors N]``.

Needs the data lent beside the checkout (HUIYIN_SHARED_DATA). Prints, in one run:

* the verdicts on the shipped example beside what a person recorded (``truth.csv``);
* verdicts on labelled suggestions (``uptake_pairs.py``): macro-F1 on the tuning seed and on the reporting seed, and for
  the latter the confusion matrix, precision and recall of every verdict, the share right of every kind of suggestion,
  and how often verdicts given with a confidence were right. The peer is what text-reuse tools measure: how alike the
  suggestion's wording and the most alike enacted article are (rapidfuzz's ratio), its two thresholds tuned for it;
* substance against boilerplate, on aligned passages of US state bills: the area under the ROC curve of the bits of the
  runs that two passages share, of a Smith–Waterman score (match 2, mismatch and gap −1), and of partial ratio;
* 2,000 suggestions against 400 articles: time to find the article each is about, and how often it is the right one,
  beside rapidfuzz's partial ratio of every pair on one core.

``--calibrate`` prints the table for ``huiyin/trace/uptake/confidence.py`` from the tuning seed; ``--errors N`` prints N
wrong verdicts of the reporting seed, chosen by a seed, for a person to read.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import rapidfuzz
from rapidfuzz import fuzz, process
from scipy.stats import rankdata

sys.path.insert(0, str(Path(__file__).parent))
from uptake_pairs import REPORTING, TUNING, Labelled, Pair, build, load

from huiyin.intake import read_suggestions
from huiyin.law import read
from huiyin.law.compare import units
from huiyin.trace import Ask, Uptake, Verdict, trace
from huiyin.trace.coding import Codes, Rarity
from huiyin.trace.runs import Place, Search
from huiyin.trace.share import MARGIN_FAR

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "examples" / "climate-act"
VERDICTS = tuple(v for v in Verdict if v is not Verdict.NEEDS_PERSON)
ARTICLES, SUGGESTIONS = 400, 2_000

Judged = list[tuple[Pair, Labelled, Uptake]]


def judge(pairs: Sequence[Pair]) -> Judged:
    found: Judged = []
    for pair in pairs:
        tracing = trace([one.ask for one in pair.labelled], pair.draft, pair.enacted)
        found += [(pair, o, u) for o, u in zip(pair.labelled, tracing.uptakes, strict=True)]
    return found


def macro_f1(pairs: Sequence[tuple[Verdict, Verdict]]) -> float:
    """Mean over verdicts that are truly there of F1; ``pairs``: (true, given)."""
    table = Counter(pairs)
    scores = []
    for verdict in VERDICTS:
        there = sum(n for (true, _), n in table.items() if true is verdict)
        given = sum(n for (_, said), n in table.items() if said is verdict)
        if there:
            scores.append(2 * table[verdict, verdict] / (there + given))
    return sum(scores) / len(scores)


# Labelled suggestions -----------------------------------------------------------------------------


def likeness(pairs: Sequence[Pair]) -> list[tuple[Verdict, float]]:
    """(true verdict, how alike the wording and the most alike enacted article are, 0 to 100)."""
    found = []
    for pair in pairs:
        articles = [u.full_text for u in units(pair.enacted)]
        wordings = [one.ask.wording or one.ask.text for one in pair.labelled]
        best = process.cdist(wordings, articles, scorer=fuzz.ratio).max(axis=1)
        found += [(one.verdict, float(s)) for one, s in zip(pair.labelled, best, strict=True)]
    return found


def by_likeness(score: float, high: float, low: float) -> Verdict:
    if score >= high:
        return Verdict.ADOPTED
    return Verdict.PARTLY if score >= low else Verdict.NOT_ADOPTED


def tell_verdicts(data: Path) -> None:
    tuning, reporting = build(data, seed=TUNING), build(data, seed=REPORTING)
    tuned = judge(tuning)
    began = time.perf_counter()
    judged = judge(reporting)
    seconds = time.perf_counter() - began
    pairs = [(one.verdict, uptake.verdict) for _, one, uptake in judged]
    grid = [(high, low) for high in range(30, 100, 5) for low in range(10, high, 5)]
    alike = likeness(tuning)
    high, low = max(grid, key=lambda t: macro_f1([(v, by_likeness(s, *t)) for v, s in alike]))
    peer = macro_f1([(v, by_likeness(s, high, low)) for v, s in likeness(reporting)])
    print(f"labelled suggestions: {len(tuned):,} for tuning, {len(judged):,} for reporting")
    print(
        f"traced on one core  {seconds:.1f} s, {1000 * seconds / len(judged):.1f} ms each, laws aligned"
    )
    print(f"macro-F1, tuning    {macro_f1([(o.verdict, u.verdict) for _, o, u in tuned]):.3f}")
    print(f"macro-F1, reporting {macro_f1(pairs):.3f}; by likeness of texts ({high}, {low}) {peer:.3f}\n")  # fmt: skip
    table = Counter(pairs)
    shown = [*VERDICTS, Verdict.NEEDS_PERSON]
    print(f"{'true, given':<14}" + "".join(f"{v:>13}" for v in shown) + f"{'precision':>11}{'recall':>8}")  # fmt: skip
    for true in VERDICTS:
        there = sum(table[true, v] for v in shown)
        given = sum(table[v, true] for v in VERDICTS)
        cells = "".join(f"{table[true, v]:>13}" for v in shown)
        print(f"{true:<14}{cells}{table[true, true] / max(given, 1):>11.3f}{table[true, true] / max(there, 1):>8.3f}")  # fmt: skip
    print(f"\n{'kind':<20}{'suggestions':>12}{'right':>8}")
    kinds = Counter(one.kind for _, one, _ in judged)
    right = Counter(one.kind for _, one, uptake in judged if uptake.verdict is one.verdict)
    for kind, count in kinds.items():
        print(f"{kind:<20}{count:>12}{right[kind] / count:>8.3f}")
    print(f"\n{'confidence':<14}{'verdicts':>9}{'mean':>7}{'right':>7}")
    points = []
    for lower, upper in ((0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [(o, u) for _, o, u in judged if lower <= u.confidence < upper]
        if band:
            mean = sum(u.confidence for _, u in band) / len(band)
            share = sum(u.verdict is o.verdict for o, u in band) / len(band)
            points.append({"confidence": mean, "right": share, "verdicts": len(band)})
            print(f"{lower:.2f} to {min(upper, 1):.2f}{len(band):>11}{mean:>7.3f}{share:>7.3f}")
    sure = [(o, u) for _, o, u in judged if u.confidence >= 0.9]
    print(f"given at 0.9 or more: {len(sure)}, right {sum(u.verdict is o.verdict for o, u in sure) / len(sure):.3f}\n")  # fmt: skip
    draw(points)


def draw(points: list[dict[str, float]]) -> None:
    """The reliability diagram: how often right beside how sure."""
    import altair as alt

    scale = alt.Scale(domain=[0.5, 1])
    base = alt.Chart(alt.Data(values=points)).encode(
        alt.X("confidence:Q", scale=scale, title="confidence given"),
        alt.Y("right:Q", scale=scale, title="share right"),
    )
    line = alt.Chart(alt.Data(values=[{"x": 0.5, "y": 0.5}, {"x": 1, "y": 1}])).mark_line(
        color="#999", strokeDash=[4, 4]
    )
    marks = base.mark_line(color="#1b5e8a") + base.mark_circle(color="#1b5e8a", opacity=1).encode(
        size=alt.Size("verdicts:Q", legend=None, scale=alt.Scale(range=[60, 400]))
    )
    words = base.mark_text(dy=-16).encode(text=alt.Text("verdicts:Q"))
    chart = line.encode(alt.X("x:Q", scale=scale), alt.Y("y:Q", scale=scale)) + marks + words
    title = "How often right, and of how many verdicts"
    out = REPOSITORY / "benchmarks/results/trace_uptake.svg"
    chart.properties(width=360, height=360, title=title).save(out)


def calibrate(data: Path) -> None:
    """Bands of scores with about 40 verdicts each, and how often right, (right + 1) ∕ (verdicts + 2), made never to
    fall where the score speaks for the verdict, nor to rise where it speaks against it."""
    from scipy.optimize import isotonic_regression

    judged = judge(build(data, seed=TUNING, each=40))
    print("BANDS: dict[Verdict, tuple[tuple[float, float], ...]] = {")
    for verdict in VERDICTS:
        given = sorted(((u.score, u.verdict is o.verdict) for _, o, u in judged if u.verdict is verdict))  # fmt: skip
        if not given:
            continue
        count = max(1, min(5, len(given) // 40))
        bounds = sorted(
            {given[(len(given) * at) // count - 1][0] for at in range(1, count)} | {1.0}
        )
        before, rates, weights = -1.0, [], []
        for bound in bounds:
            band = [right for score, right in given if before < score <= bound]
            rates.append(min(0.99, (sum(band) + 1) / (len(band) + 2)))  # nothing is certain
            weights.append(len(band))
            before = bound
        rises = verdict in (Verdict.ADOPTED, Verdict.ELSEWHERE)
        if len(rates) > 1 and verdict is not Verdict.PARTLY:
            rates = list(isotonic_regression(rates, weights=weights, increasing=rises).x)
        inside = ", ".join(f"({b:g}, {r:.2f})" for b, r in zip(bounds, rates, strict=True))
        print(f"    Verdict.{verdict.name}: ({inside},),")
    print("}")


def tell_errors(data: Path, count: int) -> None:
    wrong = [
        row for row in judge(build(data, seed=REPORTING)) if row[2].verdict is not row[1].verdict
    ]
    random.Random(REPORTING).shuffle(wrong)
    for pair, one, uptake in wrong[:count]:
        print(f"---- {pair.name} {one.ask.target}, {one.kind}: {one.verdict}, given {uptake.verdict} at {uptake.score:.2f}, {uptake.reason}")  # fmt: skip
        draft = pair.draft.by_eid[one.ask.target].full_text
        print("asked ", *changed(draft, one.ask.wording or one.ask.text))
        print("law   ", *changed(draft, next((p.text for p in uptake.passages if p.where == "enacted"), "")))  # fmt: skip


def changed(old: str, new: str) -> list[str]:
    """Each change between two texts, shortened to be read."""
    from difflib import SequenceMatcher

    ops = SequenceMatcher(None, old, new, False).get_opcodes()
    return [f"[{old[a:b][:50]} → {new[c:d][:50]}]" for tag, a, b, c, d in ops if tag != "equal"][:6]


# The example, the bills, the search ---------------------------------------------------------------


def tell_example() -> None:
    laws = [
        {lang: read(EXAMPLE / f"{version}.{lang}.docx") for lang in ("zh", "en")}
        for version in ("draft", "enacted")
    ]
    asked = read_suggestions(EXAMPLE / "suggestions.xlsx").taken
    asks = [Ask(s.id, s.target, str(s.action), s.wording, s.text, s.language) for s in asked]
    with (EXAMPLE / "truth.csv").open(encoding="utf-8") as handle:
        truth = {row["suggestion"]: row["verdict"] for row in csv.DictReader(handle)}
    uptakes = trace(asks, *laws).uptakes
    right = sum(str(u.verdict) == truth[u.ask.id] for u in uptakes)
    print(f"example: {right} of {len(truth)} verdicts as a person recorded them\n")


def area(scores: Sequence[float], positive: np.ndarray) -> float:
    """Area under the ROC curve, by ranks (Mann–Whitney)."""
    ranks = rankdata(scores)
    yes, no = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - yes * (yes + 1) / 2) / (yes * no))


def smith_waterman(left: list[str], right: list[str]) -> float:
    """Best local alignment of words: match 2, mismatch and gap −1."""
    before, best = [0.0] * (len(right) + 1), 0.0
    for word in left:
        row = [0.0]
        for at, other in enumerate(right):
            step = before[at] + (2 if word == other else -1)
            row.append(max(0.0, step, before[at + 1] - 1, row[at] - 1))
        best = max(best, *row)
        before = row
    return best


def tell_passages(data: Path) -> None:
    with (data / "reuse/us-state-bill-passages.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    substantive = np.array([row["label"] != "0" for row in rows])
    clean = [[re.sub(r"\s-(?=\s)", "", row[side]) for side in ("left", "right")] for row in rows]
    codes = Codes()
    coded = [(codes.read(a).code, codes.read(b).code) for a, b in clean]
    rarity = Rarity((code for pair in coded for code in pair), codes)

    def substance(left: str, right: str) -> float:
        least = max(len(right), 1).bit_length() - 1 + MARGIN_FAR
        bits = [rarity.total(left[a : a + n]) for a, _, n in Place(right).runs(left)]
        return sum(b for b in bits if b >= least)

    words = [[re.findall(r"\w+|[^\w\s]", text) for text in pair] for pair in clean]
    print(f"substance against boilerplate, {len(rows)} pairs of passages, area under the ROC curve")
    print(f"bits of shared runs   {area([substance(*pair) for pair in coded], substantive):.3f}")
    print(
        f"Smith–Waterman        {area([smith_waterman(*pair) for pair in words], substantive):.3f}"
    )
    print(f"partial ratio         {area([fuzz.partial_ratio(*pair) for pair in clean], substantive):.3f}\n")  # fmt: skip


def tell_search(data: Path) -> None:
    rng = random.Random(REPORTING)
    texts = [
        unit.full_text
        for pair in (*load(data, seed=TUNING), *load(data, seed=REPORTING))
        if pair.language == "zh"
        for unit in units(pair.enacted)
    ]
    rng.shuffle(texts)
    articles, rest = texts[:ARTICLES], texts[ARTICLES:]
    asked, right = [], []
    while len(asked) < SUGGESTIONS:
        number = rng.randrange(ARTICLES)
        clauses = [
            c for c in re.findall(r"[^，。；：\n]+[，。；：\n]*", articles[number]) if len(c) > 5
        ]
        if not clauses:
            continue
        at = rng.randrange(len(clauses))
        kept = "".join(clauses[at : at + rng.randint(1, 3)])
        more = rng.choice(rest)[: rng.randint(10, 80)]
        asked.append(kept + more if rng.random() < 0.5 else more + kept)
        right.append(number)
    began = time.perf_counter()
    scores = process.cdist(asked, articles, scorer=fuzz.partial_ratio, workers=1)
    peer_time, peer = time.perf_counter() - began, scores.argmax(axis=1)
    began = time.perf_counter()
    codes = Codes()
    search = Search([codes.read(article).code for article in articles])
    ours = [(search.best(codes.read(text).code, 1) or [(-1, 0.0)])[0][0] for text in asked]
    own_time = time.perf_counter() - began
    found = sum(a == b for a, b in zip(ours, right, strict=True))
    theirs = sum(int(a) == b for a, b in zip(peer, right, strict=True))
    print(f"{SUGGESTIONS:,} suggestions, {ARTICLES} articles, one core: the right article first")
    print(f"huiyin         {own_time:>7.2f} s  {found / SUGGESTIONS:.3f}")
    print(f"partial ratio  {peer_time:>7.2f} s  {theirs / SUGGESTIONS:.3f}   × {peer_time / own_time:.1f}\n")  # fmt: skip


def main() -> int:
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (data / "laws").is_dir():
        print(f"no laws at {data}: set HUIYIN_SHARED_DATA to the folder that holds them")
        return 2
    if "--calibrate" in sys.argv:
        calibrate(data)
    elif "--errors" in sys.argv:
        tell_errors(data, int(sys.argv[sys.argv.index("--errors") + 1]))
    else:
        print(f"Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}, NumPy {np.__version__}\n")  # fmt: skip
        tell_example()
        tell_verdicts(data)
        tell_passages(data)
        tell_search(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
