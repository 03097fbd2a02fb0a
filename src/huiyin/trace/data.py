"""The input and output of tracing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huiyin.law.suggestion_actions import SuggestionAction


class Verdict(StrEnum):
    """What the enacted text shows of a suggestion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    ELSEWHERE = "elsewhere"  # in another provision than the one named
    NOT_ADOPTED = "not_adopted"
    REVERSED = "reversed"  # the law changed in the opposite direction
    GONE = "gone"  # the provision was deleted without a replacement
    NEEDS_PERSON = "needs_person"

    @property
    def is_taken_up(self) -> bool:
        """Whether the law contains what was asked, at least in part and in any provision."""
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
    UNCHANGED = "unchanged"  # the law left the provision unchanged
    CHANGED_OTHERWISE = "changed_otherwise"
    CHANGED_THOUGH_KEEP = "changed_though_keep"
    STILL_THERE = "still_there"  # deletion was asked, but the provision was kept or moved
    NUMBER_OPPOSED = "number_opposed"
    WORD_OPPOSED = "word_opposed"
    TAKEN_OUT_INSTEAD = "taken_out_instead"  # the ask adds to words that the law deleted
    ADDED_INSTEAD = "added_instead"  # the ask deletes words that the law added to
    PROVISION_GONE = "provision_gone"
    FREE_TEXT = "free_text"
    QUOTE_NOT_FOUND = "quote_not_found"  # the quoted words are not in the draft
    TARGET_NOT_FOUND = "target_not_found"
    NO_TARGET = "no_target"  # the wording names no provision
    SEVERAL_PROVISIONS = "several_provisions"  # the target is a chapter or another division
    NOWHERE_FOUND = "nowhere_found"  # a new provision was asked for, and the law has it nowhere
    SAID_OTHERWISE = "said_otherwise"  # the law has the same words in a different order
    NO_PAIR = "no_pair"  # there is no enacted text in the suggestion's language
    PAIRED_UNCHANGED = "paired_unchanged"  # the other language's text was left unchanged


def is_missing(verdict: Verdict, reason: ReasonCode) -> bool:
    """Tell whether the law lacks what was asked, so that a reply that accepted it was not carried out.

    A wording that repeats the draft asks for nothing, so nothing is missing.
    """
    lacking = verdict in (Verdict.NOT_ADOPTED, Verdict.REVERSED, Verdict.GONE)
    return lacking and reason is not ReasonCode.NOTHING_ASKED


class PassageSide(StrEnum):
    """The text that a passage belongs to."""

    ASK = "ask"
    DRAFT = "draft"
    AMENDMENT = "amendment"
    ENACTED = "enacted"


@dataclass(frozen=True, slots=True)
class TracedSuggestion:
    """One change asked of one provision, as :class:`huiyin.intake.Suggestion` carries it.

    ``target`` is an eId or a citation as printed (``第十二条第二款``); empty: the whole law. ``wording`` is the text
    wanted; ``text`` is free text, which may quote a wording (``将“三十日”修改为“六十日”``). ``language``: BCP 47; ``None``:
    detected from the words.
    """

    id: str
    target: str
    action: SuggestionAction | str
    wording: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence: the ``text`` of one provision (``eid``) in one of the texts.

    ``marks`` are half-open character ranges of ``text``: the change that ask and law share. If they share none, the
    marks show what the ask would have changed and what the law changed instead.
    """

    where: PassageSide
    eid: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Uptake:
    """The outcome of one suggestion in the enacted text.

    ``score``: the share of the asked change found in the law's change, from 0 to 1. ``confidence``: how often a
    verdict on such evidence is right, from 0 to 1, measured on labelled pairs. ``details`` fill the sentence of
    ``reason``. ``person_verdict`` is a person's decision; the computed verdict is kept beside it.
    """

    ask: TracedSuggestion
    verdict: Verdict
    score: float
    confidence: float
    passages: tuple[Passage, ...]
    reason: ReasonCode
    details: tuple[tuple[str, str], ...] = ()
    #: The named evidence from which ``confidence`` was computed
    #: (:class:`huiyin.trace.uptake.confidence.VerdictEvidence`).
    evidence: tuple[tuple[str, float], ...] = ()
    person_verdict: Verdict | None = None

    @property
    def final_verdict(self) -> Verdict:
        """The person's verdict if there is one, otherwise the computed one."""
        return self.person_verdict or self.verdict


@dataclass(frozen=True, slots=True)
class LawChange:
    """One change of the enacted text. ``asked_by``: ids of the asks that wanted it.

    ``old`` and ``new`` are eIds of basic units. ``deleted`` and ``inserted`` are the words as printed. ``weight``:
    the size of the change in bits of rarity.
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
    """The outcome of all suggestions, and everything else that the law changed.

    ``changes``: every change of the law once, however many asked for it. ``share_asked``: weight of the changes
    that somebody asked for divided by the weight of all, from 0 to 1.
    """

    uptakes: tuple[Uptake, ...]
    changes: tuple[LawChange, ...]

    @property
    def unasked(self) -> tuple[LawChange, ...]:
        """Changes of the law that nobody asked for."""
        return tuple(change for change in self.changes if not change.asked_by)

    @property
    def share_asked(self) -> float:
        total = sum(change.weight for change in self.changes)
        asked = sum(change.weight for change in self.changes if change.asked_by)
        return asked / total if total else 0.0

    @property
    def counts(self) -> dict[Verdict, int]:
        """Number of suggestions per verdict, in the order of the verdicts. A person's verdict replaces the computed
        one.
        """
        return {
            verdict: sum(1 for uptake in self.uptakes if uptake.final_verdict is verdict)
            for verdict in Verdict
        }
