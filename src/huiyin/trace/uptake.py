"""What became of every suggestion: its verdict, its score, and the passages that show it.

The measure is in :mod:`huiyin.trace.share`: the share of the change asked for that is found in the change the law
made, both over the same draft words. Verdicts follow from it by the thresholds below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiyin.law import Comparison, Law, compare, find_provision
from huiyin.text import detect_language
from huiyin.trace.coding import Coded
from huiyin.trace.data import (
    Action,
    Ask,
    LawChange,
    Passage,
    ReasonCode,
    Tracing,
    Uptake,
    Verdict,
    Where,
)
from huiyin.trace.edits import Change, Hunk, change_between
from huiyin.trace.share import MARGIN_FAR, Share, share_found
from huiyin.trace.versions import Place, Versions
from huiyin.trace.wording import Instruction, Step, instructions, numbering

#: Score from which a suggestion counts as adopted, and from which as adopted in part.
ADOPTED, PARTLY = 0.85, 0.15
#: Share of the words asked for that another provision must newly hold for "adopted elsewhere".
ELSEWHERE = 0.8
#: Bits that an ask must put in before finding them in another provision means anything: two or three
#: clauses' worth of rare words; a number alone stands in many places.
_ENOUGH_ELSEWHERE = 40.0


@dataclass(frozen=True, slots=True)
class _Edit:
    """The draft place as the suggestion wants it: ``[start, end)`` of ``text`` is the target's new words."""

    text: str
    start: int
    end: int


def trace(
    asks: Sequence[Ask],
    drafts: Law | Mapping[str, Law],
    enacted: Law | Mapping[str, Law],
    *,
    comparisons: Mapping[str, Comparison] | None = None,
    decisions: Mapping[str, Verdict] | None = None,
) -> Tracing:
    """Trace each ask from the draft to the enacted text.

    ``drafts`` and ``enacted``: a law, or laws by language (``zh``, ``en``); an ask is traced in the pair of its own
    language, and needs a person where there is none. ``comparisons`` by language save comparing anew.
    ``decisions``: id of an ask → a person's verdict, which is kept beside the machine's.

    ``confidence`` is how far the score stands from the nearest threshold, from 0.5 at a threshold to 0.95; it is a
    ranking for reviewers and not yet a frequency measured on labelled pairs.
    """
    olds, news = _by_language(drafts), _by_language(enacted)
    pairs = {
        language: Versions(
            olds[language],
            news[language],
            (comparisons or {}).get(language) or compare(olds[language], news[language]),
        )
        for language in olds
        if language in news
    }
    credited: dict[str, list[tuple[Place, Share]]] = {}
    uptakes = []
    for ask in asks:
        uptake, place, share = _trace_one(ask, pairs)
        if place is not None and share is not None:
            credited.setdefault(ask.id, []).append((place, share))
        if decisions and ask.id in decisions:
            from dataclasses import replace

            uptake = replace(uptake, person_verdict=decisions[ask.id])
        uptakes.append(uptake)
    return Tracing(tuple(uptakes), tuple(_changes(pairs, credited)))


def _by_language(laws: Law | Mapping[str, Law]) -> Mapping[str, Law]:
    if isinstance(laws, Law):
        return {_short(laws.language): laws}
    return laws


def _short(language: str) -> str:
    return "zh" if language.startswith("zh") else "en"


def _trace_one(
    ask: Ask, pairs: Mapping[str, Versions]
) -> tuple[Uptake, Place | None, Share | None]:
    language = _short(ask.language or detect_language(ask.wording or ask.text))
    versions = pairs.get(language)
    if versions is None:
        return _needs_person(ask, ReasonCode.NO_PAIR), None, None
    eid = find_provision(versions.draft, ask.target) if ask.target else None
    place = versions.place_for(eid) if eid else None
    action = Action(ask.action)
    told = instructions(ask.text) if not ask.wording else ()
    if place is None or eid is None:
        reason = ReasonCode.TARGET_NOT_FOUND if ask.target else ReasonCode.FREE_TEXT
        return _needs_person(ask, reason), None, None
    tracer = _Tracer(ask, versions, place, eid, language)
    if action is Action.KEEP:
        return tracer.kept(), place, None
    if not ask.wording and not told and (action is not Action.DELETE):
        return tracer.free_text(), None, None
    edit = tracer.edited(action, told)
    if edit is None:
        return tracer.free_text(ReasonCode.QUOTE_NOT_FOUND), None, None
    return tracer.judge(edit)


def _needs_person(ask: Ask, reason: ReasonCode, passages: tuple[Passage, ...] = ()) -> Uptake:
    return Uptake(ask, Verdict.NEEDS_PERSON, 0.0, 0.0, passages, reason, (("target", ask.target),))


@dataclass
class _Tracer:
    """One ask at its place."""

    ask: Ask
    versions: Versions
    place: Place
    eid: str
    language: str

    @property
    def target(self) -> tuple[int, int]:
        return self.place.draft.ranges[self.eid]

    # The words wanted -----------------------------------------------------------------------------

    def edited(self, action: Action, told: tuple[Instruction, ...]) -> _Edit | None:
        """The place's text with the ask carried out; ``None`` where quoted words are not there."""
        text = self.place.draft.text
        start, end = self.target
        own = text[start:end]
        if told:
            wanted: str | None = own
            for instruction in told:
                wanted = _carry_out(wanted, instruction) if wanted is not None else None
        elif action is Action.DELETE:
            wanted = ""
        elif action is Action.INSERT:
            wanted = f"{own}\n{_without_numbers(self.ask.wording)}"
        else:
            wanted = _without_numbers(self.ask.wording)
        if wanted is None:
            return None
        return _Edit(text[:start] + wanted + text[end:], start, start + len(wanted))

    # The verdict ----------------------------------------------------------------------------------

    def judge(self, edit: _Edit) -> tuple[Uptake, Place | None, Share | None]:
        wanted = self.versions.codes.read(edit.text)
        ask = change_between(self.place.base.code, wanted.code)
        rarity = self.versions.rarity
        share = share_found(ask, self.place.law, rarity)
        shown = (edit, wanted, share)
        if not share.asked:
            return (
                self._verdict(Verdict.NOT_ADOPTED, 0.0, ReasonCode.NOTHING_ASKED, *shown),
                None,
                None,
            )
        gone = not self.place.unit.new
        if gone and not share.asked_inserted:
            return (
                self._verdict(Verdict.ADOPTED, 1.0, ReasonCode.PROVISION_TAKEN_OUT, *shown),
                self.place,
                share,
            )
        score = 0.0 if gone else share.score
        if score >= ADOPTED:
            reason = ReasonCode.WORDS_FOUND if share.asked_inserted else ReasonCode.WORDS_TAKEN_OUT
            return self._verdict(Verdict.ADOPTED, score, reason, *shown), self.place, share
        other, found, positions = self._elsewhere(ask)
        if other is not None and found >= ELSEWHERE and found > score + 0.25:
            there = Share(asked=share.asked, found=found * share.asked, law_inserted=set(positions))
            uptake = self._verdict(
                Verdict.ELSEWHERE, found, ReasonCode.FOUND_ELSEWHERE, edit, wanted, there, other
            )
            return uptake, other, there
        if gone:
            return self._verdict(Verdict.GONE, 0.0, ReasonCode.PROVISION_GONE, *shown), None, None
        direction = self._direction(ask)
        if direction < 0 and score < 0.5:
            return (
                self._verdict(Verdict.REVERSED, score, ReasonCode.NUMBER_OPPOSED, *shown),
                None,
                None,
            )
        if score >= PARTLY:
            return (
                self._verdict(Verdict.PARTLY, score, ReasonCode.FOUND_IN_PART, *shown),
                self.place,
                share,
            )
        if direction > 0:
            reason = ReasonCode.NUMBER_MOVED_TOWARDS
            return (
                self._verdict(Verdict.PARTLY, max(score, PARTLY), reason, *shown),
                self.place,
                share,
            )
        if not self.place.change.hunks:
            reason = ReasonCode.UNCHANGED if share.asked_inserted else ReasonCode.STILL_THERE
        else:
            reason = (
                ReasonCode.CHANGED_OTHERWISE if share.asked_inserted else ReasonCode.STILL_THERE
            )
        return self._verdict(Verdict.NOT_ADOPTED, score, reason, *shown), None, None

    def kept(self) -> Uptake:
        """The verdict on an ask that a provision stay as it is."""
        if not self.place.unit.new:
            return self._plain(Verdict.GONE, 0.0, ReasonCode.PROVISION_GONE)
        start, end = self.target
        base = self.place.base
        touched = [
            hunk
            for hunk in self.place.change.hunks
            if any(start <= base.starts[at] < end for at in hunk.deleted)
            or (hunk.inserted and hunk.start < len(base) and start <= base.starts[hunk.start] < end)
            or (hunk.inserted and hunk.start == len(base) and end >= base.ends[-1])
        ]
        if not touched:
            return self._plain(Verdict.ADOPTED, 1.0, ReasonCode.PROVISION_KEPT)
        return self._plain(Verdict.NOT_ADOPTED, 0.0, ReasonCode.CHANGED_THOUGH_KEEP)

    def free_text(self, reason: ReasonCode = ReasonCode.FREE_TEXT) -> Uptake:
        """A person must judge; the provision in both texts is shown to judge by."""
        return _needs_person(self.ask, reason, self._both())

    def _elsewhere(self, ask: Change) -> tuple[Place | None, float, list[int]]:
        """The other place whose change holds most of what the ask puts in, and how much of it."""
        rarity = self.versions.rarity
        asked = sum(rarity.of(ask.new[at]) for hunk in ask.hunks for at in hunk.inserted)
        best: tuple[float, Place | None, list[int]] = (0.0, None, [])
        if asked <= _ENOUGH_ELSEWHERE:
            return None, 0.0, []
        for place in self.versions.places:
            if place is self.place or not place.change.hunks:
                continue
            text, positions = place.law.everywhere
            least = max(len(text.text), 1).bit_length() - 1 + MARGIN_FAR
            found, there = 0.0, list[int]()
            for hunk in ask.hunks:
                sought = ask.new[hunk.new_start : hunk.new_end]
                for start, at, length in text.runs(sought):
                    if rarity.total(sought[start : start + length]) < least:
                        continue
                    inserted = set(hunk.inserted)
                    found += sum(
                        rarity.of(sought[start + step])
                        for step in range(length)
                        if hunk.new_start + start + step in inserted
                    )
                    there += [
                        positions[at + step] for step in range(length) if positions[at + step] >= 0
                    ]
            if found / asked > best[0]:
                best = (found / asked, place, there)
        return best[1], best[0], best[2]

    def _direction(self, ask: Change) -> int:
        """1 where the law moves the numbers at the ask's places the way asked, −1 where the other way, 0 where
        there are none to compare."""
        numbers = self.versions.codes.numbers

        def mean(code: str) -> float | None:
            found = [numbers[c] for c in code if c in numbers]
            return sum(found) / len(found) if found else None

        law = self.place.change
        votes = 0
        for hunk in ask.hunks:
            near = [other for other in law.hunks if hunk.near(other)]
            before, wanted = mean(_base(ask, hunk)), mean(_new(ask, hunk))
            was = mean("".join(_base(law, other) for other in near))
            now = mean("".join(_new(law, other) for other in near))
            if None in (before, wanted, was, now):
                continue
            asked, given = wanted - before, now - was  # type: ignore[operator]
            votes += (asked * given > 0) - (asked * given < 0)
        return (votes > 0) - (votes < 0)

    # What is shown --------------------------------------------------------------------------------

    def _verdict(
        self,
        verdict: Verdict,
        score: float,
        reason: ReasonCode,
        edit: _Edit,
        wanted: Coded,
        share: Share,
        other: Place | None = None,
    ) -> Uptake:
        ask_marks = _within(wanted.ranges(share.ask_inserted), edit.start, edit.end)
        shown = edit.text[edit.start : edit.end]
        passages = (
            [Passage(Where.ASK, self.eid, shown, ask_marks, self.language)] if shown.strip() else []
        )
        start, end = self.target
        draft_marks = _within(self.place.base.ranges(share.deleted), start, end)
        passages.append(
            Passage(
                Where.DRAFT, self.eid, self.place.draft.text[start:end], draft_marks, self.language
            )
        )
        place = other or self.place
        if place.unit.new:
            passages.append(self._enacted(place, share.law_inserted))
        return Uptake(
            self.ask,
            verdict,
            round(score, 4),
            _confidence(score),
            tuple(passages),
            reason,
            (
                ("target", self.ask.target or self.eid),
                ("where", " ".join(place.unit.new)),
                ("share", f"{score:.0%}"),
            ),
        )

    def _plain(self, verdict: Verdict, score: float, reason: ReasonCode) -> Uptake:
        details = (
            ("target", self.ask.target or self.eid),
            ("where", " ".join(self.place.unit.new)),
            ("share", f"{score:.0%}"),
        )
        return Uptake(self.ask, verdict, score, _confidence(score), self._both(), reason, details)

    def _both(self) -> tuple[Passage, ...]:
        start, end = self.target
        passages = [
            Passage(Where.DRAFT, self.eid, self.place.draft.text[start:end], (), self.language)
        ]
        if self.place.unit.new:
            passages.append(self._enacted(self.place, set()))
        return tuple(passages)

    def _enacted(self, place: Place, marked: set[int]) -> Passage:
        """The enacted words: the deepest provision that holds all that is marked, else the whole place."""
        ranges = place.new.ranges(marked)
        eid = place.unit.new[0]
        start, end = 0, len(place.enacted.text)
        if ranges:
            holders = [
                (b - a, key, a, b)
                for key, (a, b) in place.enacted.ranges.items()
                if a <= ranges[0][0] and ranges[-1][1] <= b
            ]
            if holders:
                _, eid, start, end = min(holders)
        elif self.eid in place.enacted.ranges and place is self.place:
            eid = self.eid
            start, end = place.enacted.ranges[self.eid]
        return Passage(
            Where.ENACTED,
            eid,
            place.enacted.text[start:end],
            _within(ranges, start, end),
            self.language,
        )


def _base(change: Change, hunk: Hunk) -> str:
    return change.base[hunk.start : hunk.end]


def _new(change: Change, hunk: Hunk) -> str:
    return change.new[hunk.new_start : hunk.new_end]


def _within(ranges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Ranges cut to ``[start, end)`` and counted from ``start``."""
    cut = [(max(a, start) - start, min(b, end) - start) for a, b in ranges]
    return tuple((a, b) for a, b in cut if b > a)


def _confidence(score: float) -> float:
    distance = min(abs(score - ADOPTED), abs(score - PARTLY))
    return round(min(0.95, 0.5 + 2.5 * distance), 2)


def _without_numbers(wording: str) -> str:
    text, at = [], 0
    for start, end in numbering(wording):
        text.append(wording[at:start])
        at = end
    return "".join([*text, wording[at:]]).strip()


def _carry_out(text: str, instruction: Instruction) -> str | None:
    """``text`` after one instruction; ``None`` where the words it names are not in it."""
    step, old, new = instruction.step, instruction.old, instruction.new
    if step is Step.WHOLE:
        return new
    if step is Step.APPEND:
        return f"{text}\n{new}"
    if old not in text:
        return None
    changed = {
        Step.REPLACE: new,
        Step.DELETE: "",
        Step.AFTER: old + new,
        Step.BEFORE: new + old,
    }
    return text.replace(old, changed[step], 1)


def _changes(
    pairs: Mapping[str, Versions], credited: Mapping[str, list[tuple[Place, Share]]]
) -> list[LawChange]:
    """Every stretch that the law changed, once, in the first language, with who asked for it."""
    if not pairs:
        return []
    language, versions = next(iter(pairs.items()))
    found = []
    for place in versions.places:
        for hunk in place.change.hunks:
            deleted, inserted = set(hunk.deleted), set(hunk.inserted)
            if not deleted and not inserted:
                continue
            asked = [
                ask
                for ask, shares in credited.items()
                for where, share in shares
                if (where is place and (share.law_inserted & inserted or share.deleted & deleted))
                # Asked in another language: the paired provision was changed at their word.
                or (
                    where is not place
                    and where.unit.old == place.unit.old
                    and where.unit.new == place.unit.new
                )
            ]
            weight = sum(versions.rarity.of(place.base.code[at]) for at in deleted)
            weight += sum(versions.rarity.of(place.new.code[at]) for at in inserted)
            if weight <= 0:
                continue
            found.append(
                LawChange(
                    old=place.unit.old,
                    new=place.unit.new,
                    deleted=place.base.shown(hunk.start, hunk.end) if deleted else "",
                    inserted=place.new.shown(hunk.new_start, hunk.new_end) if inserted else "",
                    weight=round(weight, 2),
                    asked_by=tuple(dict.fromkeys(asked)),
                    language=language,
                )
            )
    return found
