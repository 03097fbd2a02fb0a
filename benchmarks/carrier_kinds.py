"""Suggestions and the amendments that carry them, by kind, built from real pairs of versions (``uptake_pairs.py``).

Of every true change of a law somebody suggests it and one mover moves the words, or most of them. Between them stand
others: what else was moved at the same article, and the same words moved at another one. Each change is given one kind:

``as asked``: two thirds name their provision, half quote the clause alone, half the article;
``no place``: no amendment names a provision;
``lost marks``: no amendment has marks, hyphens or capitals, as an index keeps words, and few name a provision;
``new provision``: a provision that the draft does not have; amendments without old words, and without a place;
``words before a list``: the suggestion sends those alone, for an article that has points;
``heading``: a new heading, sent alone;
``a frame shared``: a short new sentence, moved together with another one, beside amendments that are the same sentence but for
what it is about;
``several movers``: two or three move the same words, each quoting and placing them otherwise: all are right.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from uptake_pairs import TUNING, Article, Block, Builder, plain

from huiyin.law import Provision
from huiyin.law.compare import list_units
from huiyin.trace import SuggestionAction, TracedSuggestion

KINDS = ("as asked", "no place", "lost marks", "new provision", "words before a list", "heading", "several movers", "a frame shared")  # fmt: skip
#: How many true changes of a law are used, and of provisions, lists and headings each.
_MOST, _MOST_OF_A_KIND = 60, 12


@dataclass(frozen=True)
class Moved:
    id: str
    target: str
    old: str
    new: str
    change: str  # of which change of the law it was built; empty for one of its own


@dataclass(frozen=True)
class Asked:
    ask: TracedSuggestion
    kind: str
    change: str
    draft: str  # the words that the ask would change, as they stand


def new_words(old: str, new: str) -> str:
    """What a text changes in another: the stretches put in, or those taken out where none is."""
    ops = SequenceMatcher(None, old, new, False).get_opcodes()
    put = "".join(new[c:d] for tag, _, _, c, d in ops if tag != "equal")
    return put or "".join(old[a:b] for tag, a, b, _, _ in ops if tag != "equal")


def without_marks(text: str) -> str:
    """As an index keeps it: words in small letters, nothing between them."""
    gap = "" if re.search(r"[\u4e00-\u9fff]", text) else " "
    return re.sub(r"[\W_]+", gap, text).casefold().strip()


class Kinds:
    """The suggestions and amendments on one law; of the regulation, on the half of it that serves ``seed``."""

    def __init__(self, builder: Builder, seed: int) -> None:
        self.builder, self.rng, self.zh = builder, builder.rng, builder.pair.language == "zh"
        shared = builder.rng
        self.half = 0 if seed == TUNING else 1
        self.asked: list[Asked] = []
        self.amendments: list[Moved] = []
        self._of_changes()
        self._of_new_provisions()
        self._of_lists()
        self._of_headings()
        self.rng.shuffle(self.amendments)
        # A random generator of its own, so that the other kinds stay as they were.
        self.rng = builder.rng = random.Random(f"{seed}-{builder.pair.name}-frames")
        self._of_frames()
        builder.rng = shared

    # Pieces ---------------------------------------------------------------------------------------

    def _ask(
        self,
        kind: str,
        change: str,
        target: str,
        action: SuggestionAction,
        wording: str,
        draft: str,
    ) -> None:
        own = f"S{len(self.asked)}-{change}"
        ask = TracedSuggestion(own, target, action, wording, "", self.builder.pair.language)
        self.asked.append(Asked(ask, kind, change, draft))

    def _move(self, kind: str, target: str, old: str, new: str, change: str) -> None:
        placed = {"no place": 0.0, "lost marks": 0.2, "new provision": 0.3}.get(kind, 2 / 3)
        if kind == "lost marks" or (kind not in KINDS[:2] and self.rng.random() < 0.2):
            old, new = without_marks(old), without_marks(new)
        target = target if self.rng.random() < placed else ""
        self.amendments.append(
            Moved(f"A{len(self.amendments)}", target, old.strip(), new.strip(), change)
        )

    def _move_in(
        self, kind: str, article: Article, block: Block, put: list[str], change: str
    ) -> None:
        """Moves a change of an article, quoting all of it or the clauses about the change."""
        if self.rng.random() < 0.5:
            old, new = "".join(article.old), article.with_blocks([block], [put])
        else:
            a, b = max(0, block.a - 1), min(len(article.old), block.b + 1)
            old = "".join(article.old[a:b])
            new = "".join([*article.old[a : block.a], *put, *article.old[block.b : b]])
        self._move(kind, article.eid, old, new, change)

    def _reworded(self, words: list[str], out: str, share: float, chance: float) -> list[str]:
        """Sometimes put a little otherwise, where enough of the change is left then."""
        long = len(plain(new_words(out, "".join(words)))) > 20
        return self.builder.reworded(words, share) if long and self.rng.random() < chance else words

    def _mine(self, provisions: Sequence[Provision]) -> Sequence[Provision]:
        return provisions if self.zh else provisions[self.half :: 2]

    # Kinds ----------------------------------------------------------------------------------------

    def _of_changes(self) -> None:
        builder, rng = self.builder, self.rng
        kinds = ("as asked", "no place", "lost marks", "several movers")
        for number, (article, block) in enumerate(
            builder.blocks(builder.changed, fresh=False)[:_MOST]
        ):
            kind = kinds[number % len(kinds)]
            put = list(article.new[block.c : block.d])
            out = "".join(article.old[block.a : block.b])
            if len(plain(new_words(out, "".join(put)))) < 2:
                continue  # a mark, or a number of the amending office's own
            change = f"{article.eid}:{block.a}"
            asked = put if kind == "several movers" else self._reworded(put, out, 0.1, 0.3)
            self._ask(kind, change, article.eid, SuggestionAction.REPLACE, article.with_blocks([block], [asked]), "".join(article.old))  # fmt: skip
            if kind == "several movers":
                for _ in range(rng.choice((2, 3))):
                    self._move_in(kind, article, block, put, change)
            else:
                self._move_in(kind, article, block, self._reworded(put, out, 0.25, 0.4), change)
                if rng.random() < 0.3:
                    self._move_in(kind, article, block, put, change)
            at = rng.randrange(len(article.old))
            self._move_in(kind, article, Block(at, at, 0, 0), builder.strange(10), "")
            if put and rng.random() < 0.4:
                other = rng.choice(builder.articles)
                if other.eid != article.eid:
                    at = rng.randrange(len(other.old))
                    self._move_in(kind, other, Block(at, at, 0, 0), put, f"{other.eid}:away")

    def _of_new_provisions(self) -> None:
        """Provisions of the enacted text that the draft does not have, asked for after one that stands beside."""
        builder, rng, kind = self.builder, self.rng, "new provision"
        enacted = self._mine(list_units(builder.pair.enacted))
        fresh = [u for u in enacted if u.eid.startswith("art_") and self._is_new(u)]
        rng.shuffle(fresh)
        for unit in fresh[:_MOST_OF_A_KIND]:
            words = _own_words(unit)
            after = rng.choice(builder.articles).eid
            change = f"new:{unit.eid}"
            asked = self._reworded([words], "", 0.1, 0.3)
            self._ask(kind, change, after, SuggestionAction.INSERT, "".join(asked), "")
            moved = self._reworded([words], "", 0.25, 0.5)
            long = len(plain(words)) if self.zh else len(words.split())
            more = (
                builder.strange(long) if rng.random() < 0.4 else []
            )  # moved together with another
            self._move(kind, after, "", "".join([*moved, *more]), change)
            self._move(kind, after, "", "".join(builder.strange(30)), "")
            if rng.random() < 0.6:  # a rival that begins alike and goes on otherwise
                some = words[: len(words) // 2]
                self._move(kind, after, "", some + "".join(builder.strange(long // 2)), "")

    def _is_new(self, unit: Provision) -> bool:
        words = _own_words(unit)
        return len(plain(words)) > 20 and self.builder._new_to(words, self.builder.in_draft) > 0.6

    def _of_lists(self) -> None:
        builder, rng, kind = self.builder, self.rng, "words before a list"
        seen = {asked.ask.target for asked in self.asked}
        lists = [
            p
            for unit in self._mine(list_units(builder.pair.draft))
            for p in unit.walk()
            if len(p.children) > 1 and len(plain(p.text)) > 8 and p.eid not in seen
            and re.search(r"[:：—]\s*$", p.text)
        ]  # fmt: skip
        rng.shuffle(lists)
        for provision in lists[:_MOST_OF_A_KIND]:
            head, points = provision.text.strip(), [_own_words(c) for c in provision.children]
            change, more = f"list:{provision.eid}", "".join(builder.strange(6)).rstrip("。；;,.， ")
            put = self._with_clause(head, more) if rng.random() < 0.6 else "".join(builder.reworded([head], 0.3))  # fmt: skip
            whole, whole_put = "\n".join([head, *points]), "\n".join([put, *points])
            self._ask(kind, change, provision.eid, SuggestionAction.REPLACE, put, whole)
            if rng.random() < 0.5:
                self._move(kind, provision.eid, whole, whole_put, change)
            else:
                self._move(kind, provision.eid, head, put, change)
            other = rng.choice(lists)
            if other is not provision and more in put:  # the same words, at another list
                there = other.text.strip()
                self._move(kind, other.eid, there, self._with_clause(there, more), "")
            gone = rng.randrange(len(points))
            less = [p for at, p in enumerate(points) if at != gone]
            self._move(kind, provision.eid, points[gone], "", "")
            self._move(kind, provision.eid, whole, "\n".join([head, *less]), "")
            self._move(kind, provision.eid, whole, "".join(builder.strange(20)), "")

    def _with_clause(self, head: str, more: str) -> str:
        """The words before a list with a clause more, before their last one."""
        last = re.search(r"[^，,]*$", head)
        assert last
        return head[: last.start()] + more + ("，" if self.zh else ", ") + last.group()

    def _of_headings(self) -> None:
        builder, rng, kind = self.builder, self.rng, "heading"
        inside = {p.eid for unit in list_units(builder.pair.draft) for p in unit.walk()}
        above = [p for p in builder.pair.draft.walk() if p.eid not in inside]
        below = [p for unit in self._mine(list_units(builder.pair.draft)) for p in unit.walk()]
        titled = [p for p in (*self._mine(above), *below) if len(plain(p.heading)) > 1]
        rng.shuffle(titled)
        for provision in titled[:_MOST_OF_A_KIND]:
            head, change, word = provision.heading.strip(), f"heading:{provision.eid}", self._word()
            longer = rng.random() < 0.5
            put = self._renamed(head, word, longer)
            self._ask(kind, change, provision.eid, SuggestionAction.REPLACE, put, head)
            body = _own_words(provision)[:400]
            text = f"\n{body}" if body and rng.random() < 0.4 else ""  # quoted with its text
            self._move(kind, provision.eid, head + text, put + text, change)
            self._move(kind, provision.eid, head, self._renamed(head, self._word(), longer), "")
            other = rng.choice(titled)
            if other.heading.strip() != head:  # the same word, in another heading
                there = other.heading.strip()
                self._move(kind, other.eid, there, self._renamed(there, word, longer), "")
            if body:
                self._move(kind, provision.eid, body, body + "".join(builder.strange(10)), "")

    def _of_frames(self) -> None:
        """A sentence that is to be added, and others that begin with three quarters of it and end with another thing."""
        builder, rng, kind = self.builder, self.rng, "a frame shared"
        joint = "" if self.zh else " "
        articles = list(builder.articles)
        rng.shuffle(articles)
        for article in articles[:_MOST_OF_A_KIND]:
            words = self._list_words(builder._sentence(8, 14))
            others = [self._list_words(builder._sentence(8, 14)) for _ in range(2)]
            some = max(2, len(words) * 3 // 4)
            frame, thing = words[:some], words[some:]
            if len(thing) < 2 or any(set(thing) & set(o[-len(thing) :]) for o in others):
                continue
            change = f"frame:{article.eid}"
            wording = joint.join(words)
            self._ask(kind, change, article.eid, SuggestionAction.INSERT, wording, "")
            mark = "。" if self.zh else ". "
            together = wording + mark + builder._sentence(12 if self.zh else 10)
            self._move(kind, article.eid, "", together, change)
            for other in others:
                self._move(kind, article.eid, "", joint.join([*frame, *other[-len(thing) :]]), "")

    def _list_words(self, sentence: str) -> list[str]:
        """The characters of a Chinese sentence, the words of another one, without its mark."""
        bare = sentence.strip("。.")
        return list(bare) if self.zh else bare.split()

    def _word(self) -> str:
        word = plain("".join(self.builder.strange(6)))
        return word[:4] if self.zh else " ".join(word.split()[:2])

    def _renamed(self, heading: str, word: str, longer: bool) -> str:
        """A heading with a word more, or one word otherwise."""
        if longer:
            return f"{heading}{'与' if self.zh else ' and '}{word}"
        parts = list(heading) if self.zh else heading.split()
        at = self.rng.randrange(len(parts))
        return ("" if self.zh else " ").join([*parts[:at], word, *parts[at + 1 :]])


def _own_words(unit: Provision) -> str:
    return "\n".join(p.text for p in unit.walk() if p.text)
