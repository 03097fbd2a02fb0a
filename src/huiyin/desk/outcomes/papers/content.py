"""The content of a proposal's documents, independent of the format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from huiyin.desk.ledger.api import say_foot
from huiyin.desk.outcomes.papers.model import Dissent, PaperItem, PrintedLetter, ProposalPaper
from huiyin.desk.proposals.api.cover_letters import PARTS, get_letter
from huiyin.i18n import say
from huiyin.law import Law, SuggestionAction, WordChange, diff_words
from huiyin.law.compare.word_changes import WordOp
from huiyin.presentation.citations import name_provision
from huiyin.text import as_xml

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion, Suggestion


def compose_paper(
    consultation: Consultation,
    edition: ProposalVersion,
    laws: Mapping[str, Law],
    language: str,
    day: date,
) -> ProposalPaper:
    """The content of ``edition`` in ``language``, which must be the current language and a key of ``laws``."""
    dissents: dict[str, list[Dissent]] = {}
    for one in edition.minority_opinions.select_related("organisation"):
        said = Dissent(
            replace_illegal(one.organisation.name_on(one.created_at)), replace_illegal(one.text)
        )
        dissents.setdefault(one.suggestion_key, []).append(said)
    suggestions = list(edition.suggestions.prefetch_related("groups"))
    keys = {one.key for one in suggestions}
    on_the_whole = [said for key, found in dissents.items() if key not in keys for said in found]
    letter = get_letter(edition, language)
    signatures = edition.signatures.select_related("organisation")
    return ProposalPaper(
        title=replace_illegal(say("submit.paper.title", title=str(edition.proposal))),
        language=language,
        letter=PrintedLetter(*(replace_illegal(getattr(letter, part)) for part in PARTS)),
        items=tuple(
            _make_item(one, laws, language, tuple(dissents.get(one.key, ()))) for one in suggestions
        ),
        dissents=tuple(on_the_whole),
        signed=tuple(
            replace_illegal(one.organisation.name_on(one.created_at)) for one in signatures
        ),
        day=day,
        foot=replace_illegal(say_foot()),
    )


def _make_item(
    one: Suggestion,
    laws: Mapping[str, Law],
    language: str,
    dissents: tuple[Dissent, ...],
) -> PaperItem:
    law = laws[language]
    place = replace_illegal(name_provision(law, one.eid) if one.eid in law.by_eid else one.target)
    heading = say(f"run.action.{one.action}", place=place or say("run.uptake.whole_law"))
    said = {name: one.read_in(language, name) for name in one.WORDED}
    words = {name: replace_illegal(text) for name, (text, _) in said.items()}
    written = {name: own for name, (text, own) in said.items() if text}
    # The draft is shown in the language of the wording, or of the document if there is none, so
    # that the two can be compared.
    named = written.get("wording", written.get("text", language))
    provision = laws.get(named, law).by_eid.get(one.eid)
    draft, asked = _compare_wording(
        one.action, words, provision.full_text if provision else "", heading
    )
    others = sorted(set(written.values()) - {language})
    comments = sum(group.size for group in one.groups.all() if group.is_open)
    return PaperItem(
        key=one.key,
        heading=heading,
        place=place,
        language=named,
        languages={name: written.get(name, language) for name in one.WORDED},
        marked=say(
            "submit.paper.other_language",
            language=say(f"run.language.{others[0]}"),
            reader=say(f"run.language.{language}"),
        )
        if others
        else "",
        draft=draft,
        asked=asked,
        **words,
        rests=say("submit.paper.rests", n=comments) if comments else "",
        dissents=dissents,
    )


def _compare_wording(
    action: str, words: Mapping[str, str], draft: str, heading: str
) -> tuple[tuple[WordChange, ...], tuple[WordChange, ...]]:
    draft, wording, text = replace_illegal(draft), words["wording"], words["text"]
    stays = (WordChange(WordOp.EQUAL, draft),) if draft else ()
    if action == SuggestionAction.DELETE:
        gone = (WordChange(WordOp.DELETE, draft),) if draft else ()
        return gone, (WordChange(WordOp.EQUAL, "\n".join(w for w in (heading, text) if w)),)
    if action == SuggestionAction.KEEP and not wording:
        return stays, (WordChange(WordOp.EQUAL, "\n".join(w for w in (heading, text) if w)),)
    if not wording:
        return stays, (WordChange(WordOp.EQUAL, text),)
    if action != SuggestionAction.REPLACE or not draft:
        return stays, (WordChange(WordOp.INSERT, wording),)
    changes = diff_words(draft, wording)
    return (
        tuple(c for c in changes if c.op is not WordOp.INSERT),
        tuple(c for c in changes if c.op is not WordOp.DELETE),
    )


def replace_illegal(text: str) -> str:
    """``text`` without characters that no document can contain, and with ``\\n`` as line ends."""
    return as_xml(text.replace("\r\n", "\n"))
