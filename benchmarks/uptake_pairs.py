"""Labelled suggestions from real pairs of versions: what would have become of each is known, for it was built so.

A builder, from a seed. True changes between two dated versions of a law are turned into suggestions (verbatim, with a
word or two put otherwise, half of it, one word or number of it, asked at the wrong article), and mixed with invented ones, ones that only repeat
the draft, ones that ask the opposite of what the law did, and ones on provisions that are gone. Laws are cut into
clauses and aligned here by means of their own (rapidfuzz's ratio of whole articles, difflib over clauses), not by what
is measured.

``uptake_parts.py`` adds suggestions about one sentence of an article, about new articles, and about no place.

Beside every Chinese law stands the same law with more in it (``name+``): a paragraph of another law below every article
that changed, words that one article was given put into a second one too, and new articles that hold words asked of
articles that are gone. What became of a suggestion is the same there, or known for the same reason.

The laws lent beside the checkout (:func:`build`) all served for making the method. Each is built with one of two seeds, and so is
every other article of the regulation; neither seed is held out. A folder of other laws is built from with :data:`HELD_OUT`.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import opencc
from law_compare import pairs
from law_reading import gdpr_final, gdpr_proposal
from rapidfuzz import fuzz, process
from uptake_parts import PartKinds

from huiyin.law import Law, Provision, read_law, read_text
from huiyin.law.compare import list_units
from huiyin.trace import SuggestionAction, TracedSuggestion, Verdict

TUNING, REPORTING, HELD_OUT = 20260101, 20260102, 20260103
_CLAUSE = re.compile(r"[^，。；：、,;.:\n]+[，。；：、,;.:\n]*\s*|[，。；：、,;.:\n]+\s*")
#: What a rewording may not touch, if it is to ask for the same.
_SUBSTANCE = re.compile(
    r"[0-9〇零一二三四五六七八九十百千万不得应须可禁]|\b(?:not|may|shall|must|no)\b"
)
#: Articles that are gone and whose asks stand in new articles of the fuller law, at most.
GONE = 6
#: Articles at least so alike are one article in two versions; below the second, strangers.
SAME, STRANGE = 60.0, 40.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A suggestion and its verdict by construction; ``kind``: how it was built."""

    ask: TracedSuggestion
    verdict: Verdict
    kind: str


@dataclass
class Pair:
    """Two versions of a law and the labelled suggestions on the older one; ``printed``: the newer one as printed."""

    name: str
    language: str
    draft: Law
    enacted: Law
    printed: str = ""
    labelled: list[Labelled] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """Clauses [a, b) of the old article gave way to clauses [c, d) of the new one."""

    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True)
class Article:
    eid: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    blocks: tuple[Block, ...]

    def with_blocks(self, blocks: Sequence[Block], clauses: Sequence[Sequence[str]]) -> str:
        """The old text with ``blocks`` carried out, each by its ``clauses``."""
        done, at = list[str](), 0
        for block, put in zip(blocks, clauses, strict=True):
            done += [*self.old[at : block.a], *put]
            at = block.b
        return "".join([*done, *self.old[at:]]).strip()


def _words(unit: Provision) -> str:
    return "\n".join(p.text for p in unit.walk() if p.text)


def plain(text: str) -> str:
    return (
        re.sub(r"\W+", "", text) if re.search(r"[\u4e00-\u9fff]", text) else text.strip(" ,.;:\n")
    )


def _long(clauses: Sequence[str]) -> int:
    """Length in characters of Chinese, in words of English."""
    text = "".join(clauses)
    return len(plain(text)) if re.search(r"[\u4e00-\u9fff]", text) else len(text.split())


def _grams(text: str, zh: bool) -> set[str]:
    """Runs of four characters of Chinese, of three words of English."""
    if zh:
        words = plain(text)
        return {words[at : at + 4] for at in range(len(words) - 3)}
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def load(data: Path, *, seed: int) -> list[Pair]:
    """The pairs of versions that serve ``seed`` (:data:`TUNING` or :data:`REPORTING`, one half each; all that are in the
    folder for :data:`HELD_OUT`), without suggestions."""
    part = 0 if seed == TUNING else 1
    found = [
        Pair(name, "zh", read_law(old), read_law(new), new.read_text("utf-8"))
        for at, (name, old, new) in enumerate(pairs(data))
        if at % 2 == part or seed == HELD_OUT
    ]
    if seed != HELD_OUT:
        gdpr = read_text(gdpr_proposal(data)), read_text(gdpr_final(data))
        found.append(Pair("gdpr", "en", *gdpr))
    return found


def build(data: Path, *, seed: int, each: int = 20) -> list[Pair]:
    """The pairs that serve ``seed``, with up to ``each`` suggestions of every kind on each law, five
    times as many on the regulation (it is the only one in English)."""
    made = list(builders(data, seed=seed, each=each))
    for builder in made:
        builder.build()
    fuller = [Fuller(b).build() for b in made if b.pair.language == "zh" and b.articles]
    for builder in made:
        PartKinds(builder, seed).build()
    return [*(builder.pair for builder in made), *fuller]


def builders(data: Path, *, seed: int, each: int) -> Iterator[Builder]:
    """A builder for each pair of versions that serves ``seed``."""
    found = load(data, seed=seed)
    rng = random.Random(seed)
    for pair in found:
        foreign = [
            clause
            for other in found
            if other is not pair and other.language == pair.language
            for unit in list_units(other.enacted)
            for clause in _CLAUSE.findall(_words(unit))
        ]
        if pair.language == "en":
            foreign = [clause for text in _bills(data) for clause in _CLAUSE.findall(text)]
        many = each * 5 if pair.language == "en" else each
        yield Builder(pair, foreign, rng, seed, many)


def _bills(data: Path) -> Iterator[str]:
    """English that is no part of the regulation: passages of bills of the US states."""
    table = data / "reuse" / "us-state-bill-passages.csv"
    with table.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield re.sub(r"\s-(?=\s)", "", row["left"])


class Builder:
    """Builds the suggestions on one law."""

    def __init__(
        self, pair: Pair, foreign: list[str], rng: random.Random, seed: int, each: int
    ) -> None:
        self.pair, self.rng, self.each = pair, rng, each
        least = 8 if pair.language == "zh" else 6
        half = 0 if seed == TUNING else 1
        mine = pair.language == "zh"
        old = [u for n, u in enumerate(list_units(pair.draft)) if u.eid.startswith("art_") and (mine or n % 2 == half)]  # fmt: skip
        new = [u for u in list_units(pair.enacted) if u.eid.startswith("art_")]
        self.in_draft = {g for u in list_units(pair.draft) for g in _grams(_words(u), mine)}
        self.in_enacted = {g for u in new for g in _grams(_words(u), mine)}
        known = self.in_draft | self.in_enacted
        self.foreign = [
            c for c in foreign if _long([c]) >= least and self._new_to(c, known) > 0.8
        ]  # clauses of other laws that this one has in neither version
        texts = [_words(u) for u in new]
        likeness = process.cdist([_words(u) for u in old], texts, scorer=fuzz.ratio)
        self.articles: list[Article] = []
        self.gone: list[Provision] = []
        partner = likeness.argmax(axis=0)
        #: The old article that each new one without a like follows, and its words.
        self.new_articles: list[tuple[str, str]] = []
        for at, unit in enumerate(old):
            best = int(likeness[at].argmax())
            score = float(likeness[at, best])
            if score >= SAME and partner[best] == at:
                self.articles.append(self._article(unit, texts[best]))
            elif score < STRANGE:
                words = _words(unit)
                if self._new_to(words, self.in_enacted) > 0.7 and len(words) > 20:
                    self.gone.append(unit)
        known = {unit.eid for at, unit in enumerate(old) if likeness[at].max() >= SAME and partner[likeness[at].argmax()] == at}  # fmt: skip
        before = ""
        for place, words in enumerate(texts):
            best, score = int(partner[place]), float(likeness[:, place].max())
            if score >= SAME and likeness[best].argmax() == place:
                # Where the next article of the draft has no like, what stands there now may be that.
                is_plain = best + 1 >= len(old) or old[best + 1].eid in known
                before = old[best].eid if is_plain else ""
            elif score < STRANGE and before:
                self.new_articles.append((before, words))
            else:
                before = ""  # what it is of the draft's is not plain
        self.changed = [a for a in self.articles if a.blocks]
        self.seen: set[tuple[str, str]] = set()

    def _article(self, unit: Provision, enacted: str) -> Article:
        old, new = tuple(_CLAUSE.findall(_words(unit))), tuple(_CLAUSE.findall(enacted))
        matcher = SequenceMatcher(None, [plain(c) for c in old], [plain(c) for c in new], False)
        blocks = tuple(
            Block(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
        )
        return Article(unit.eid, old, new, blocks)

    # Pieces ---------------------------------------------------------------------------------------

    def _new_to(self, text: str, known: set[str]) -> float:
        """The share of the text's runs that are not among ``known``."""
        mine = _grams(text, self.pair.language == "zh")
        return len(mine - known) / len(mine) if mine else 0.0

    def strange(self, least: int) -> list[str]:
        """Clauses of other laws, at least so long together."""
        found: list[str] = []
        while _long(found) < least:
            found.append(self.rng.choice(self.foreign))
        return found

    def fresh(self, article: Article, block: Block) -> bool:
        """Whether the block puts in clauses that are long enough, and new to the law."""
        put = article.new[block.c : block.d]
        enough = 10 if self.pair.language == "zh" else 8
        return _long(put) >= enough and self._new_to("".join(put), self.in_draft) > 0.6

    def reworded(self, clauses: Sequence[str], share: float) -> list[str]:
        """The clauses with about ``share`` of their characters or words put otherwise."""
        text = "".join(clauses)
        zh = self.pair.language == "zh"
        units_ = list(text) if zh else text.split(" ")
        want = max(1, round(share * len(units_)))
        long = max(1, min(want, len(units_) - 1))
        places = list(range(max(1, len(units_) - long)))
        self.rng.shuffle(places)
        join = "" if zh else " "
        at = next(
            (p for p in places if not _SUBSTANCE.search(join.join(units_[p : p + long]))), places[0]
        )
        other = next(
            (
                o
                for _ in range(20)
                if not _SUBSTANCE.search((o := "".join(self.strange(long)))[: 8 * long])
            ),
            "".join(self.strange(long)),
        )
        put = list(plain(other))[:long] if zh else other.split()[:long]
        done = [*units_[:at], *put, *units_[at + long :]]
        return ["".join(done) if zh else " ".join(done)]

    def _add(self, kind: str, verdict: Verdict, eid: str, action: SuggestionAction, wording: str, text: str = "") -> bool:  # fmt: skip
        if (kind, wording + text + eid) in self.seen:
            return False
        self.seen.add((kind, wording + text + eid))
        number = sum(1 for labelled in self.pair.labelled)
        provision = self.pair.draft.by_eid[eid]
        if wording and self.rng.random() < 0.3 and action is SuggestionAction.REPLACE:
            wording = f"{provision.num}　{wording}" if self.pair.language == "zh" else f"{provision.num} {wording}"  # fmt: skip
        if self.pair.language == "zh" and self.rng.random() < 0.1:
            wording = _traditional(wording)
        ask = TracedSuggestion(
            f"{self.pair.name}-{number}", eid, action, wording, text, self.pair.language
        )
        self.pair.labelled.append(Labelled(ask, verdict, kind))
        return True

    # Kinds ----------------------------------------------------------------------------------------

    def build(self) -> None:
        changed = self.changed
        kept = [a for a in self.articles if not a.blocks]
        self._some("verbatim", self._verbatim(changed))
        self._some("a word otherwise", self._light(changed))
        self._some("a word or number besides", self._besides(changed))
        self._some("half reworded", self._half_reworded(changed))
        self._some("half of it", self._half(changed))
        self._some("wrong article", self._elsewhere(changed))
        self._some("invented", self._invented(changed, kept))
        self._some("invented, short", self._invented_short(changed))
        self._some("beside what went", self._beside_what_went(changed))
        self._some("numbered item", self._numbered_item(changed))
        self._some("repeats the draft", self._repeats(changed, kept))
        self._some("opposite", self._opposite(changed), twice=True)
        self._some("gone", self._gone(), twice=True)

    def _some(self, kind: str, makers: Iterator[tuple[Verdict, str, SuggestionAction, str, str]], *, twice: bool = False) -> None:  # fmt: skip
        added = 0
        for verdict, eid, action, wording, text in makers:
            added += self._add(kind, verdict, eid, action, wording, text)
            if added >= self.each * (2 if twice else 1):
                return

    def blocks(self, articles: Sequence[Article], *, fresh: bool) -> list[tuple[Article, Block]]:  # fmt: skip
        found = [
            (article, block)
            for article in articles
            for block in article.blocks
            if not fresh or self.fresh(article, block)
        ]
        self.rng.shuffle(found)
        return found

    def _verbatim(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        for number, (article, block) in enumerate(self.blocks(changed, fresh=False)):
            out = "".join(article.old[block.a : block.b]).strip()
            put = "".join(article.new[block.c : block.d]).strip()
            if re.sub(r"\W+", "", out) == re.sub(r"\W+", "", put):
                continue  # marks only
            one = article.with_blocks([block], [article.new[block.c : block.d]])
            ways = [
                (SuggestionAction.REPLACE, one, ""),
                (SuggestionAction.REPLACE, "".join(article.new).strip(), ""),
            ]
            quotable = not re.search(r"[“”\"\n]", out + put)
            unique = out and "".join(article.old).count(out) == 1
            if quotable and unique and self.pair.language == "zh":
                text = f"建议将“{out}”修改为“{put}”。" if put else f"建议删去“{out}”。"
                ways.append((SuggestionAction.REPLACE, "", text))
            elif quotable and unique:
                text = f'Please replace "{out}" with "{put}".' if put else f'Please delete "{out}".'
                ways.append((SuggestionAction.REPLACE, "", text))
            action, wording, text = ways[number % len(ways)]
            yield Verdict.ADOPTED, article.eid, action, wording, text

    def _light(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        for article, block in self.blocks(changed, fresh=True):
            put = article.new[block.c : block.d]
            if _long(put) < 20:
                continue
            yield (
                Verdict.ADOPTED,
                article.eid,
                SuggestionAction.REPLACE,
                article.with_blocks([block], [self.reworded(put, 0.07)]),
                "",
            )

    def _besides(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        """One number or one verb of duty, as the law has it now, in a clause that the law changed besides."""
        zh = self.pair.language == "zh"
        for number, (article, block) in enumerate(self.blocks(changed, fresh=False)):
            clauses = article.new[block.c : block.d]
            for at in range(block.a, block.b):
                clause = article.old[at]
                if not clauses or "".join(article.old).count(clause) != 1:
                    continue
                new = max(clauses, key=lambda c: fuzz.ratio(clause, c))
                for match, now in _one_of_each(clause, new):
                    asked = clause[: match.start()] + now + clause[match.end() :]
                    if plain(asked) == plain(new):
                        continue  # and nothing besides
                    if number % 2:
                        old, put = clause.strip(), asked.strip()
                        text = (
                            f"建议将“{old}”修改为“{put}”。"
                            if zh
                            else f'Please replace "{old}" with "{put}".'
                        )
                        if not re.search(r"[“”\"\n]", old + put):
                            yield Verdict.ADOPTED, article.eid, SuggestionAction.REPLACE, "", text
                            continue
                    one = Block(at, at + 1, 0, 0)
                    wording = article.with_blocks([one], [[asked]])
                    yield Verdict.ADOPTED, article.eid, SuggestionAction.REPLACE, wording, ""

    def _half_reworded(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        for article, block in self.blocks(changed, fresh=True):
            put = article.new[block.c : block.d]
            text = self.reworded(put, self.rng.uniform(0.35, 0.6))
            came = _came("".join(article.old[block.a : block.b]), "".join(put))
            kept = SequenceMatcher(None, "".join(put), text[0], False).get_matching_blocks()
            left = sum(at in came for m in kept if m.size > 2 for at in range(m.a, m.a + m.size))
            if not came or not 0.35 <= left / len(came) <= 0.7:
                continue  # what went was not what the law had put in, or all of it
            wording = article.with_blocks([block], [text])
            yield Verdict.PARTLY, article.eid, SuggestionAction.REPLACE, wording, ""

    def _half(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        for article, block in self.blocks(changed, fresh=True):
            put = article.new[block.c : block.d]
            more = self.strange(round(_long(put) * self.rng.uniform(0.6, 1.4)))
            wording = article.with_blocks([block], [[*put, *more]])
            yield Verdict.PARTLY, article.eid, SuggestionAction.REPLACE, wording, ""

    def _elsewhere(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        for number, (article, block) in enumerate(self.blocks(changed, fresh=True)):
            others = [a for a in self.articles if a.eid != article.eid]
            put = "".join(article.new[block.c : block.d]).strip()
            if not others or _long([put]) < (14 if self.pair.language == "zh" else 10):
                continue
            other = self.rng.choice(others)
            if number % 2:
                yield Verdict.ELSEWHERE, other.eid, SuggestionAction.INSERT, put, ""
            else:
                wording = "".join(other.old).strip() + put
                yield Verdict.ELSEWHERE, other.eid, SuggestionAction.REPLACE, wording, ""

    def _invented(
        self, changed: Sequence[Article], kept: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        articles = [*changed, *kept]
        self.rng.shuffle(articles)
        for number, article in enumerate(articles):
            least = 10 if self.pair.language == "zh" else 8
            if number % 3 == 0:
                yield (Verdict.NOT_ADOPTED, article.eid, SuggestionAction.INSERT, "".join(self.strange(2 * least)), "")  # fmt: skip
                continue
            at = self.rng.randrange(len(article.old))
            if any(b.a <= at <= b.b for b in article.blocks if b.b > b.a):
                continue  # beside clauses that the law took out, which may be the reverse
            out = 1 if number % 3 == 1 else 0  # in place of a clause, or before it
            if out and plain(article.old[at]) not in "".join(map(plain, article.new)):
                continue  # the law took that clause out too: in part adopted, in truth
            block = Block(at, at + out, 0, 0)
            wording = article.with_blocks([block], [self.strange(least)])
            yield Verdict.NOT_ADOPTED, article.eid, SuggestionAction.REPLACE, wording, ""

    def _sentence(self, least: int, most: int = 1000) -> str:
        """Clauses of another law as a sentence of their own."""
        for _ in range(50):
            text = "".join(self.strange(least)).strip()
            if _long([text]) <= most:
                break
        return re.sub(r"[，。；：、,;.:\s]+$", "", text) + (
            "。" if self.pair.language == "zh" else "."
        )

    def _invented_short(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        """A sentence of eight to 25 characters at an article that the law rewrote, most rewritten first."""
        rewritten = sorted(changed, key=lambda a: -sum(_long(a.new[b.c : b.d]) for b in a.blocks))
        for number, article in enumerate(rewritten * 2):
            sentence = self._sentence(8, 25)
            if number % 2:
                yield Verdict.NOT_ADOPTED, article.eid, SuggestionAction.INSERT, sentence, ""
            else:
                wording = "".join(article.old).strip() + "\n" + sentence
                yield Verdict.NOT_ADOPTED, article.eid, SuggestionAction.REPLACE, wording, ""

    def _beside_what_went(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        """A sentence of its own before or after clauses that the law took out: it says nothing of them."""
        for article, block in self.blocks(changed, fresh=False):
            if block.a == block.b:
                continue
            places = [
                at
                for at in (block.a, block.b)
                if at == 0 or re.search(r"[。；\n.;]\s*$", article.old[at - 1])
            ]
            if not places:
                continue
            at = self.rng.choice(places)
            put = self._sentence(10 if self.pair.language == "zh" else 8)
            joint = "" if self.pair.language == "zh" else " "
            wording = article.with_blocks([Block(at, at, 0, 0)], [[joint + put + joint]])
            yield Verdict.NOT_ADOPTED, article.eid, SuggestionAction.REPLACE, wording, ""

    def _numbered_item(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        """An item that the law put in, asked for with its number."""
        numbers = {p.text.strip(): p.num for p in self.pair.enacted.by_eid.values() if p.text and p.num}  # fmt: skip
        count = 0
        for article, block in self.blocks(changed, fresh=True):
            put = "".join(article.new[block.c : block.d]).strip()
            num = numbers.get(put, "")
            if block.a != block.b or not num or num.startswith(("第", "Article")):
                continue
            count += 1
            if self.pair.language != "zh" or count % 2:
                yield Verdict.ADOPTED, article.eid, SuggestionAction.INSERT, num + put, ""
            else:
                text = f"建议增加规定：{num}{put}"
                yield Verdict.ADOPTED, article.eid, SuggestionAction.REPLACE, "", text

    def _repeats(
        self, changed: Sequence[Article], kept: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        articles = [*changed, *kept]
        self.rng.shuffle(articles)
        for article in articles:
            wording = "".join(article.old).strip()
            if self.rng.random() < 0.5 and self.pair.language == "zh":
                wording = wording.replace("，", ", ").replace("；", "; ")
            yield Verdict.NOT_ADOPTED, article.eid, SuggestionAction.REPLACE, wording, ""

    def _gone(self) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        units_ = list(self.gone) * 3
        self.rng.shuffle(units_)
        for unit in units_:
            clauses = _CLAUSE.findall(_words(unit))
            at = self.rng.randrange(len(clauses))
            least = 10 if self.pair.language == "zh" else 8
            wording = "".join([*clauses[:at], *self.strange(least), *clauses[at + 1 :]])
            yield Verdict.GONE, unit.eid, SuggestionAction.REPLACE, wording, ""

    def _added_to(self, gone: Sequence[str], least: int) -> list[list[str]]:
        """Clauses put into the sentence that ``gone`` is, after and before them."""
        zh = self.pair.language == "zh"
        comma = "，" if zh else ", "
        more = re.sub(r"[，。；：、,;.:\s]+$", "", "".join(self.strange(least)))
        last = re.search(r"[，。；：、,;.:\s]*$", gone[-1])
        mark = last[0] if last else ""
        body = gone[-1][: len(gone[-1]) - len(mark)]
        return [[*gone[:-1], body + comma + more + mark], [more + comma, *gone]]

    def _opposite(
        self, changed: Sequence[Article]
    ) -> Iterator[tuple[Verdict, str, SuggestionAction, str, str]]:
        """Asks for the reverse of what the law did: a number the other way, a duty where it gave a leave, words
        added to what it took out, words taken out of what it added to."""
        least = 8 if self.pair.language == "zh" else 6
        for article, block in self.blocks(changed, fresh=False):
            gone, come = article.old[block.a : block.b], article.new[block.c : block.d]
            out, put = "".join(gone), "".join(come)
            asked = [[text] for text in (*_numbers_against(out, put), *_modals_against(out, put))]
            taken_out = not come and _long(gone) >= least
            shorter = _long(article.new) < _long(article.old)
            if taken_out and shorter and self._new_to(out, self.in_enacted) > 0.6:  # not moved
                asked += self._added_to(gone, least)
            if len(gone) == len(come) == 1:
                asked += [[text] for text in _narrower(out, put, least)]
            for clauses in asked:
                wording = article.with_blocks([block], [clauses])
                yield Verdict.REVERSED, article.eid, SuggestionAction.REPLACE, wording, ""


class Fuller:
    """The same law with more in it, and suggestions whose fate that leaves as it was, or makes known."""

    def __init__(self, builder: Builder) -> None:
        self.of, self.rng = builder, random.Random(builder.rng.random())
        self.lines = builder.pair.printed.split("\n")
        self.starts = {
            match[1]: at
            for at, line in enumerate(self.lines)
            if (
                match := re.match(
                    r"[\s\u3000]*(第[〇零一二三四五六七八九十百千]+条)[\s\u3000]", line
                )
            )
        }
        self.more: dict[int, list[str]] = {}
        self.last: list[str] = []

    def build(self) -> Pair:
        of = self.of
        numbers = {u.eid: u.num for u in list_units(of.pair.enacted)}
        by_words = {
            _words(u): u for u in list_units(of.pair.enacted) if numbers[u.eid] in self.starts
        }
        home = {a.eid: by_words.get("".join(a.new)) for a in of.articles}
        changed = [a for a in of.changed if home[a.eid]]
        asked_of = of.foreign
        of.foreign = asked_of[::2]  # what is put in is never what is asked for
        for article in changed:
            self._put(numbers[home[article.eid].eid], of._sentence(25) + of._sentence(10))
        around = [(of._sentence(25), of._sentence(15)) for _ in range(GONE)]
        of.foreign = asked_of[1::2]
        rows = [("verbatim+", *row) for row in self._few(of._verbatim(changed))]
        rows += [("half of it+", *row) for row in self._few(of._half(changed))]
        rows += [("invented, short+", *row) for row in self._few(of._invented_short(changed))]
        for _, eid, action, put, _ in self._few(of._elsewhere(changed)):
            unit = home.get(eid)
            if action is SuggestionAction.INSERT and unit is not None:
                # Its words stand at another article; now at its target too.
                self._put(numbers[unit.eid], put)
                rows.append(("here and elsewhere", Verdict.ADOPTED, eid, action, put, ""))
        for unit, (before, after) in zip(of.gone, around, strict=False):
            put = of._sentence(16)
            self.last.append(before + put + after)
            rows.append(("gone, words elsewhere", Verdict.ELSEWHERE, unit.eid, SuggestionAction.INSERT, put, ""))  # fmt: skip
        of.foreign = asked_of
        pair = Pair(f"{of.pair.name}+", "zh", of.pair.draft, read_text(self._printed()))
        known = {g for lines in (*self.more.values(), self.last) for g in _grams("".join(lines), True)}  # fmt: skip
        for kind, verdict, eid, action, wording, text in rows:
            own = _grams(wording, True) - of.in_draft
            if verdict is Verdict.NOT_ADOPTED and len(own & known) > 0.3 * len(own):
                continue
            ask = TracedSuggestion(
                f"{pair.name}-{len(pair.labelled)}", eid, action, wording, text, "zh"
            )
            pair.labelled.append(Labelled(ask, verdict, kind))
        return pair

    def _few(self, rows: Iterator[tuple[Verdict, str, SuggestionAction, str, str]]) -> list[tuple[Verdict, str, SuggestionAction, str, str]]:  # fmt: skip
        return [row for row, _ in zip(rows, range(max(2, self.of.each // 2)), strict=False)]

    def _put(self, number: str, paragraph: str) -> None:
        """``paragraph`` after the last line of the article ``number``."""
        at = self.starts[number] + 1
        while at < len(self.lines) and not re.match(r"\s*(第[〇零一二三四五六七八九十百千]+[条章节编]|#)", self.lines[at]):  # fmt: skip
            at += 1
        self.more.setdefault(at, []).append(paragraph)

    def _printed(self) -> str:
        from huiyin.text.numerals import write_chinese

        lines: list[str] = []
        for at, line in enumerate(self.lines):
            for paragraph in self.more.get(at, ()):
                lines += [paragraph, ""]
            lines.append(line)
        for paragraph in self.more.get(len(self.lines), ()):
            lines += ["", paragraph]
        for number, paragraph in enumerate(self.last, len(self.starts) + 1):
            lines += ["", f"第{write_chinese(number)}条 {paragraph}"]
        return "\n".join(lines)


def _came(old: str, new: str) -> set[int]:
    """Places of ``new`` that are no part of ``old``."""
    ops = SequenceMatcher(None, old, new, False).get_opcodes()
    return {at for tag, _, _, c, d in ops if tag != "equal" for at in range(c, d)}


def _narrower(old: str, new: str, least: int) -> Iterator[str]:
    """``old`` without the words just before, or just after, those that the law added to it; nothing where it did more
    than add."""
    ops = [op for op in SequenceMatcher(None, old, new, False).get_opcodes() if op[0] != "equal"]
    if len(ops) != 1 or ops[0][0] != "insert" or ops[0][4] - ops[0][3] < least:
        return
    at = ops[0][1]
    if old[:1].isascii():  # whole words of English
        return
    if at >= least and len(old) > 2 * least:
        yield old[: at - least] + old[at:]
    if len(old) - at > least + 2 and len(old) > 2 * least:
        yield old[:at] + old[at + least :]


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _traditional(text: str) -> str:
    """As a member in Taiwan or Hong Kong would type it."""
    return str(_converter().convert(text))


#: Numbers that say how much or how long; not those of articles, dates and years.
_NUMBER = re.compile(
    r"(?<![第一二三四五六七八九十百千万])[一二三四五六七八九十百千万]+(?=(?:个月|个?工作日|[日天年次元倍名人]))"
    r"|(?<![第月\d])\d{1,3}(?=(?:个月|个?工作日|[日天年次倍名人]))|(?<![第\d])\d+(?=元)"
    r"|\b\d{1,3}(?= (?:days?|weeks?|months?|years?|hours?|%))"
)


_DUTY = re.compile(r"可以|应当|不得|鼓励|支持|必须|\b(?:may|shall|must)\b(?! not)")


def _one_of_each(old: str, new: str) -> Iterator[tuple[re.Match[str], str]]:
    """The one number, or the one verb, of a clause and what the other clause has in its place, where they differ and the
    words beside them are the same matter."""
    if fuzz.ratio(old, new) < 70:
        return
    for pattern in (_NUMBER, _DUTY):
        was, now = list(pattern.finditer(old)), list(pattern.finditer(new))
        if len(was) != 1 or len(now) != 1 or was[0][0] == now[0][0]:
            continue
        before = fuzz.ratio(old[: was[0].start()][-6:], new[: now[0].start()][-6:])
        after = fuzz.ratio(old[was[0].end() :][:6], new[now[0].end() :][:6])
        if max(before, after) >= 60:
            yield was[0], now[0][0]


def _value(written: str) -> int | None:
    from huiyin.text.numerals import chinese_number

    return int(written) if written.isdigit() else chinese_number(written)


def _numbers_against(out: str, put: str) -> Iterator[str]:
    """``out`` with a number moved away from the one that ``put`` holds, a little and far."""
    found, b = list(_NUMBER.finditer(out)), _NUMBER.findall(put)
    if not found or len(found) != len(b):
        return
    for match, now in zip(found, b, strict=True):
        was = match[0]
        x, y = _value(was), _value(now)
        if x is None or y is None or x == y or x < 3:
            continue
        for wanted in (x * 2, x * 3) if y < x else (max(1, x // 2), max(1, x // 3)):
            if str(wanted) not in b and _written(wanted, was) not in b:
                yield out[: match.start()] + _written(wanted, was) + out[match.end() :]


def _written(value: int, like: str) -> str:
    """A number as its neighbour is written."""
    from huiyin.text.numerals import write_chinese

    if like.isdigit():
        return str(value)
    return f"{write_chinese(value // 10_000)}万" if value >= 10_000 else write_chinese(value)


def _modals_against(out: str, put: str) -> Iterator[str]:
    """``out`` with its verb of duty moved away from the one that ``put`` holds."""
    turns = {("可以", "应当"): ("不得",), ("可以", "不得"): ("应当", "必须")}
    turns |= {("may", "shall"): ("may not",), ("may", "must"): ("may not",)}
    for (was, now), asked in turns.items():
        turned = out.count(was) == 1 and now in put and now not in out and was not in put
        if turned and fuzz.ratio(out.replace(was, ""), put.replace(now, "")) > 60:
            yield from (out.replace(was, verb, 1) for verb in asked)
