"""What goes into a tracing and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huiyin.law.suggestion_actions import SuggestionAction


class Verdict(StrEnum):
    """What the enacted text shows of a suggestion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    ELSEWHERE = "elsewhere"  # in another provision than the one asked
    NOT_ADOPTED = "not_adopted"
    REVERSED = "reversed"  # the law moved the other way
    GONE = "gone"  # the provision was taken out, with nothing in its place
    NEEDS_PERSON = "needs_person"

    @property
    def is_taken_up(self) -> bool:
        """Whether the law holds what was asked, at least in part, wherever it stands."""
        return self in (Verdict.ADOPTED, Verdict.PARTLY, Verdict.ELSEWHERE)


class ReasonCode(StrEnum):
    """Why a verdict was given; the catalogues hold a sentence for each (``trace.reason.<code>``)."""

    WORDS_FOUND = "words_found"
    WORDS_TAKEN_OUT = "words_taken_out"
    PROVISION_TAKEN_OUT = "provision_taken_out"
    PROVISION_KEPT = "provision_kept"
    FOUND_IN_PART = "found_in_part"
    KEPT_IN_PART = "kept_in_part"
    NUMBER_MOVED_TOWARDS = "number_moved_towards"
    NUMBER_MOVED_PAST = "number_moved_past"
    FOUND_ELSEWHERE = "found_elsewhere"
    NOTHING_ASKED = "nothing_asked"  # the wording repeats the draft
    UNCHANGED = "unchanged"  # the law left the provision as it was
    CHANGED_OTHERWISE = "changed_otherwise"
    CHANGED_THOUGH_KEEP = "changed_though_keep"
    STILL_THERE = "still_there"  # asked to be deleted, and was moved or kept
    NUMBER_OPPOSED = "number_opposed"
    WORD_OPPOSED = "word_opposed"
    TAKEN_OUT_INSTEAD = "taken_out_instead"  # asked to add to words that the law took out
    ADDED_INSTEAD = "added_instead"  # asked to take out words that the law added to
    PROVISION_GONE = "provision_gone"
    FREE_TEXT = "free_text"
    QUOTE_NOT_FOUND = "quote_not_found"  # the words to be changed are not in the draft
    TARGET_NOT_FOUND = "target_not_found"
    NO_TARGET = "no_target"  # wording that names no provision
    SEVERAL_PROVISIONS = "several_provisions"  # the target is a chapter, or the like
    NOWHERE_FOUND = "nowhere_found"  # a new provision was asked for, and no place of the law has it
    SAID_OTHERWISE = "said_otherwise"  # the law has the same words in another order
    NO_PAIR = "no_pair"  # no enacted text in the suggestion's language
    PAIRED_UNCHANGED = "paired_unchanged"  # the other language's text was left as it was


def is_missing(verdict: Verdict, reason: ReasonCode) -> bool:
    """Whether the law lacks what was asked, as a reply that said yes would have it there. Wording that repeats
    the draft asked for nothing, so nothing is missing."""
    lacking = verdict in (Verdict.NOT_ADOPTED, Verdict.REVERSED, Verdict.GONE)
    return lacking and reason is not ReasonCode.NOTHING_ASKED


class PassageSide(StrEnum):
    """Which text a passage stands in."""

    ASK = "ask"
    DRAFT = "draft"
    AMENDMENT = "amendment"
    ENACTED = "enacted"


@dataclass(frozen=True, slots=True)
class TracedSuggestion:
    """One change asked of one provision, as :class:`huiyin.intake.Suggestion` carries it.

    ``target`` is an eId or a citation as printed (``第十二条第二款``); empty: the whole law.
    ``wording`` is the text wanted; ``text`` what is said in free words, in which a wording may be
    quoted (``将“三十日”修改为“六十日”``). ``language``: BCP 47; ``None``: told from the words.
    """

    id: str
    target: str
    action: SuggestionAction | str
    wording: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence: ``text`` of one provision (``eid``) in one of the texts.

    ``marks`` are half-open character ranges of ``text``: the change that ask and law share, or,
    where they share none, what the ask would have changed and what the law changed instead.
    """

    where: PassageSide
    eid: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Uptake:
    """What became of one suggestion.

    ``score``: the share of the asked change found in the law's change, 0 to 1. ``confidence``: how
    often a verdict given on such evidence is right, 0 to 1, from labelled pairs. ``details`` fill
    the sentence of ``reason``. ``person_verdict`` is what a person decided; the machine's verdict
    stays beside it.
    """

    ask: TracedSuggestion
    verdict: Verdict
    score: float
    confidence: float
    passages: tuple[Passage, ...]
    reason: ReasonCode
    details: tuple[tuple[str, str], ...] = ()
    #: What ``confidence`` was told from, by name (:class:`huiyin.trace.uptake.confidence.VerdictEvidence`).
    evidence: tuple[tuple[str, float], ...] = ()
    person_verdict: Verdict | None = None

    @property
    def final_verdict(self) -> Verdict:
        """The person's verdict where there is one, else the machine's."""
        return self.person_verdict or self.verdict


@dataclass(frozen=True, slots=True)
class LawChange:
    """One stretch that the enacted text changed. ``asked_by``: ids of the asks that wanted it.

    ``old`` and ``new`` are eIds of basic units; ``deleted`` and ``inserted`` the words as printed.
    ``weight``: how much was changed, in bits of rarity.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    deleted: str
    inserted: str
    weight: float
    asked_by: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Tracing:
    """What became of all suggestions, and what the law changed besides.

    ``changes``: every stretch the law changed, once, whoever asked for it.
    ``share_asked``: weight of the changes that somebody asked for over the weight of all, 0 to 1.
    """

    uptakes: tuple[Uptake, ...]
    changes: tuple[LawChange, ...]

    @property
    def unasked(self) -> tuple[LawChange, ...]:
        """What the law changed and nobody asked for."""
        return tuple(change for change in self.changes if not change.asked_by)

    @property
    def share_asked(self) -> float:
        total = sum(change.weight for change in self.changes)
        asked = sum(change.weight for change in self.changes if change.asked_by)
        return asked / total if total else 0.0

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many suggestions got each verdict, in the verdicts' order; persons' verdicts first."""
        return {
            verdict: sum(1 for uptake in self.uptakes if uptake.final_verdict is verdict)
            for verdict in Verdict
        }
