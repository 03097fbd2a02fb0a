"""How often is the verdict on a suggestion right, and how fast? ``python benchmarks/trace_uptake.py [OPTION]``.

Needs the data lent beside the checkout (HUIYIN_SHARED_DATA). Prints, in one run:

* the verdicts on the shipped example beside what a person recorded (``truth.csv``);
* verdicts on labelled suggestions (``uptake_pairs.py``): macro-F1, the confusion matrix, precision and recall of every
  verdict, the share right of every kind of suggestion, and the reliability diagram: how often verdicts given with a
  confidence were right, band by band. Once on the laws that the method was made on, where the confidence of each law's
  verdicts is fitted to the others (cross-validation by law), and once on laws held out, where HUIYIN_HELD_OUT_LAWS names
  their folder (``held_out_laws.py`` fills it). The peer is what text-reuse tools measure: how alike the suggestion's
  wording and the most alike enacted article are (rapidfuzz's ratio), its two thresholds tuned for it;
* substance against boilerplate, on aligned passages of US state bills: the area under the ROC curve of the bits of the
  runs that two passages share, of a Smith–Waterman score (match 2, mismatch and gap −1), and of partial ratio;
* 2,000 suggestions against 400 articles: time to find the article each is about, and how often it is the right one,
  beside rapidfuzz's partial ratio of every pair on one core.

``--calibrate`` fits ``huiyin/trace/uptake/confidence.json`` to the lent laws; ``--phrases`` counts
``huiyin/trace/turns_of_phrase.txt`` in them; ``--errors N`` prints N wrong verdicts on the lent laws, chosen by a seed,
for a person to read.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import rapidfuzz
from rapidfuzz import fuzz, process
from scipy.stats import rankdata

sys.path.insert(0, str(Path(__file__).parent))
from law_compare import pairs as law_pairs
from uptake_confidence import Given, cross_validate, fit
from uptake_pairs import HELD_OUT, REPORTING, TUNING, Labelled, Pair, build, load

from huiyin.intake import read_suggestions
from huiyin.law import read_law
from huiyin.law.compare import list_units
from huiyin.trace import TracedSuggestion, Uptake, Verdict, trace_uptake
from huiyin.trace.change_share import LEAST_FAR
from huiyin.trace.shared_runs import SearchableText, TextSearch
from huiyin.trace.token_codes import TokenCodes, TokenRarity
from huiyin.trace.uptake.confidence import VerdictEvidence

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "examples" / "climate-act"
VERDICTS = tuple(v for v in Verdict if v is not Verdict.NEEDS_PERSON)
ARTICLES, SUGGESTIONS = 400, 2_000
PACKAGE = REPOSITORY / "src/huiyin/trace"
#: Bands of the reliability diagram.
BANDS = (0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
#: A turn of phrase stands in so many of the lent laws, of 21.
EVERYBODYS = 7

Judged = list[tuple[Pair, Labelled, Uptake]]


def judge(pairs: Sequence[Pair]) -> Judged:
    found: Judged = []
    for pair in pairs:
        tracing = trace_uptake([one.ask for one in pair.labelled], pair.draft, pair.enacted)
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
        articles = [u.full_text for u in list_units(pair.enacted)]
        wordings = [one.ask.wording or one.ask.text for one in pair.labelled]
        best = process.cdist(wordings, articles, scorer=fuzz.ratio).max(axis=1)
        found += [(one.verdict, float(s)) for one, s in zip(pair.labelled, best, strict=True)]
    return found


def by_likeness(score: float, high: float, low: float) -> Verdict:
    if score >= high:
        return Verdict.ADOPTED
    return Verdict.PARTLY if score >= low else Verdict.NOT_ADOPTED


def lent(data: Path) -> list[Pair]:
    """The laws that the method was made on, with suggestions."""
    return [*build(data, seed=TUNING), *build(data, seed=REPORTING)]


def given(judged: Judged) -> list[Given]:
    """Every verdict of the machine's, with what it was given on."""
    return [
        Given(
            pair.name.rstrip("+"),
            u.verdict,
            u.reason,
            VerdictEvidence(**dict(u.evidence)),
            u.verdict is o.verdict,
        )
        for pair, o, u in judged
        if u.evidence
    ]


def tell_verdicts(data: Path, held_out: Path | None) -> None:
    made_on = lent(data)
    judged = judge(made_on)
    grid = [(high, low) for high in range(30, 100, 5) for low in range(10, high, 5)]
    alike = likeness(made_on)
    peer = max(grid, key=lambda t: macro_f1([(v, by_likeness(s, *t)) for v, s in alike]))
    print("A. the laws that the method was made on, confidence fitted to the other laws")
    tell_table(made_on, judged, peer)
    points = {"made on, cross-validated": tell_reliability(cross_validate(given(judged)))}
    if held_out is None:
        print("B. no laws held out: HUIYIN_HELD_OUT_LAWS names no folder\n")
    else:
        others = build(held_out, seed=HELD_OUT)
        began = time.perf_counter()
        judged = judge(others)
        each = 1000 * (time.perf_counter() - began) / len(judged)
        print(f"B. laws held out; traced on one core, laws aligned: {each:.1f} ms each")
        tell_table(others, judged, peer)
        told = [(u.confidence, u.verdict is o.verdict) for _, o, u in judged if u.evidence]
        points["held out"] = tell_reliability(told)
        draw(points)


def tell_table(laws: Sequence[Pair], judged: Judged, peer: tuple[float, float]) -> None:
    pairs = [(one.verdict, uptake.verdict) for _, one, uptake in judged]
    by_texts = macro_f1([(v, by_likeness(s, *peer)) for v, s in likeness(laws)])
    count = len({pair.name.rstrip("+") for pair in laws})
    print(f"{len(judged):,} suggestions on {count} laws")
    print(f"macro-F1 {macro_f1(pairs):.3f}; by likeness of texts {peer} {by_texts:.3f}\n")
    table = Counter(pairs)
    shown = [*VERDICTS, Verdict.NEEDS_PERSON]
    print(f"{'true, given':<14}" + "".join(f"{v:>13}" for v in shown) + f"{'precision':>11}{'recall':>8}")  # fmt: skip
    for true in VERDICTS:
        there = sum(table[true, v] for v in shown)
        told = sum(table[v, true] for v in VERDICTS)
        cells = "".join(f"{table[true, v]:>13}" for v in shown)
        print(f"{true:<14}{cells}{table[true, true] / max(told, 1):>11.3f}{table[true, true] / max(there, 1):>8.3f}")  # fmt: skip
    print(f"\n{'kind':<24}{'suggestions':>12}{'right':>8}")
    kinds = Counter(one.kind for _, one, _ in judged)
    right = Counter(one.kind for _, one, uptake in judged if uptake.verdict is one.verdict)
    for kind, number in kinds.items():
        print(f"{kind:<24}{number:>12}{right[kind] / number:>8.3f}")


def tell_reliability(told: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """The diagram band by band: · how sure, # how often right, from a half to one."""
    print(f"\n{'confidence':<14}{'verdicts':>9}{'mean':>7}{'right':>7}  0.5{' ' * 34}1")
    points = []
    for lower, upper in pairwise(BANDS):
        band = [(sure, right) for sure, right in told if lower <= sure < upper]
        if not band:
            continue
        mean = sum(sure for sure, _ in band) / len(band)
        share = sum(right for _, right in band) / len(band)
        points.append({"confidence": mean, "right": share, "verdicts": len(band)})
        line = [" "] * 41
        line[max(0, round(80 * (mean - 0.5)))] = "·"
        line[max(0, round(80 * (share - 0.5)))] = "#"
        print(f"{lower:.2f} to {min(upper, 1):.2f}{len(band):>11}{mean:>7.3f}{share:>7.3f}  {''.join(line).rstrip()}")  # fmt: skip
    sure = [right for confidence, right in told if confidence >= 0.9]
    print(f"given at 0.9 or more: {len(sure)}, right {sum(sure) / len(sure):.3f}\n")
    return points


def draw(points: dict[str, list[dict[str, float]]]) -> None:
    """The reliability diagram: how often right beside how sure."""
    import altair as alt

    scale = alt.Scale(domain=[0.5, 1])
    rows = [{**point, "laws": laws} for laws, band in points.items() for point in band]
    base = alt.Chart(alt.Data(values=rows)).encode(
        alt.X("confidence:Q", scale=scale, title="confidence given"),
        alt.Y("right:Q", scale=scale, title="share right"),
        alt.Color("laws:N", title=None),
    )
    line = alt.Chart(alt.Data(values=[{"x": 0.5, "y": 0.5}, {"x": 1, "y": 1}])).mark_line(
        color="#999", strokeDash=[4, 4]
    )
    marks = base.mark_line(clip=True) + base.mark_circle(opacity=1, clip=True).encode(
        size=alt.Size("verdicts:Q", legend=None, scale=alt.Scale(range=[60, 400]))
    )
    chart = line.encode(alt.X("x:Q", scale=scale), alt.Y("y:Q", scale=scale)) + marks
    title = "How often right, and of how many verdicts"
    out = REPOSITORY / "benchmarks/results/trace_uptake.svg"
    chart.properties(width=360, height=360, title=title).save(out)


def calibrate(data: Path) -> None:
    """Fits the parameters of the confidence to the lent laws and writes them."""
    judged = judge(lent(data))
    laws = len({pair.name.rstrip("+") for pair, _, _ in judged})
    source = (
        f"{len(judged)} suggestions built by benchmarks/uptake_pairs.py on {laws} laws lent beside the checkout; "
        "written by benchmarks/trace_uptake.py --calibrate"
    )
    path = PACKAGE / "uptake/confidence.json"
    path.write_text(json.dumps({"source": source, **fit(given(judged))}, indent=1) + "\n", "utf-8")
    print(f"{path.relative_to(REPOSITORY)}: {source}")


def count_phrases(data: Path) -> None:
    """Writes the runs of three characters that a third of the lent laws have."""
    held: Counter[str] = Counter()
    for _, *versions in law_pairs(data):
        texts = [unit.full_text for path in versions for unit in list_units(read_law(path))]
        runs = [run for text in texts for run in re.findall(r"[\u3400-\u9fff]+", text)]
        held.update({run[at : at + 3] for run in runs for at in range(len(run) - 2)})
    words = sorted(word for word, laws in held.items() if laws >= EVERYBODYS)
    lines = [
        "# Three characters in a row that a third or more of 21 laws of China have (national laws and regulations, in",
        "# two versions each, LawRefBook/Laws; statutes are outside copyright). Written by trace_uptake.py --phrases.",
        *(" ".join(words[at : at + 25]) for at in range(0, len(words), 25)),
    ]
    (PACKAGE / "turns_of_phrase.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(words)} turns of phrase")


def tell_errors(data: Path, count: int) -> None:
    wrong = [row for row in judge(lent(data)) if row[2].verdict is not row[1].verdict]
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
        {lang: read_law(EXAMPLE / f"{version}.{lang}.docx") for lang in ("zh", "en")}
        for version in ("draft", "enacted")
    ]
    asked = read_suggestions(EXAMPLE / "suggestions.xlsx").taken
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in asked
    ]
    with (EXAMPLE / "truth.csv").open(encoding="utf-8") as handle:
        truth = {row["suggestion"]: row["verdict"] for row in csv.DictReader(handle)}
    uptakes = trace_uptake(asks, *laws).uptakes
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
    codes = TokenCodes()
    coded = [(codes.read(a).code, codes.read(b).code) for a, b in clean]
    rarity = TokenRarity((code for pair in coded for code in pair), codes)

    def substance(left: str, right: str) -> float:
        least = max(len(right), 1).bit_length() - 1 + LEAST_FAR
        bits = [rarity.total(left[a : a + n]) for a, _, n in SearchableText(right).runs(left)]
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
        for unit in list_units(pair.enacted)
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
    codes = TokenCodes()
    search = TextSearch([codes.read(article).code for article in articles])
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
    elif "--phrases" in sys.argv:
        count_phrases(data)
    elif "--errors" in sys.argv:
        tell_errors(data, int(sys.argv[sys.argv.index("--errors") + 1]))
    else:
        print(f"Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}, NumPy {np.__version__}\n")  # fmt: skip
        tell_example()
        held_out = os.environ.get("HUIYIN_HELD_OUT_LAWS", "")
        tell_verdicts(data, Path(held_out) if held_out else None)
        tell_passages(data)
        tell_search(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
