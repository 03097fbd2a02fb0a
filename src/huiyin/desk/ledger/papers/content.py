"""What the papers of a joint proposal say, whatever they are written as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.papers.model import Dissent, Item, Letter, Paper
from huiyin.desk.proposals.api.letters import PARTS, letter_of
from huiyin.desk.proposals.models import Edition, Suggestion
from huiyin.law import Law, WordChange, diff_words
from huiyin.law.compare.words import Op
from huiyin.report.sections.names import name_provision
from huiyin.words import say

#: What neither XML nor a page can hold.
_NOT_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def compose(
    consultation: Consultation, edition: Edition, laws: Mapping[str, Law], language: str, day: date
) -> Paper:
    """``edition`` as it is said in ``language``, which must be the current one and a key of ``laws``."""
    dissents: dict[str, list[Dissent]] = {}
    for one in edition.minority_opinions.select_related("organisation"):
        said = Dissent(clean(one.organisation.name), clean(one.text))
        dissents.setdefault(one.suggestion_key, []).append(said)
    suggestions = list(edition.suggestions.prefetch_related("groups"))
    keys = {one.key for one in suggestions}
    on_the_whole = [said for key, found in dissents.items() if key not in keys for said in found]
    letter = letter_of(edition, language)
    signatures = edition.signatures.select_related("organisation")
    return Paper(
        title=clean(say("submit.paper.title", title=str(edition.proposal))),
        language=language,
        letter=Letter(*(clean(getattr(letter, part)) for part in PARTS)),
        items=tuple(
            _item(one, laws, language, tuple(dissents.get(one.key, ()))) for one in suggestions
        ),
        dissents=tuple(on_the_whole),
        signed=tuple(clean(one.organisation.name) for one in signatures),
        day=day,
    )


def _item(
    one: Suggestion,
    laws: Mapping[str, Law],
    language: str,
    dissents: tuple[Dissent, ...],
) -> Item:
    law = laws[language]
    place = clean(name_provision(law, one.eid) if one.eid in law.by_eid else one.target)
    heading = say(f"run.action.{one.action}", place=place or say("run.uptake.whole_law"))
    # Like is set beside like: the draft in the language of the wording.
    own = laws.get(one.language, law)
    provision = own.by_eid.get(one.eid)
    draft, asked = _beside(one, provision.full_text if provision else "", heading)
    comments = sum(group.size for group in one.groups.all() if group.is_open)
    return Item(
        key=one.key,
        heading=heading,
        place=place,
        language=one.language,
        draft=draft,
        asked=asked,
        wording=clean(one.wording),
        text=clean(one.text),
        reason=clean(one.reason),
        divergence=clean(one.divergence),
        rests=say("submit.paper.rests", n=comments) if comments else "",
        dissents=dissents,
    )


def _beside(
    one: Suggestion, draft: str, heading: str
) -> tuple[tuple[WordChange, ...], tuple[WordChange, ...]]:
    draft, wording = clean(draft), clean(one.wording)
    stays = (WordChange(Op.EQUAL, draft),) if draft else ()
    if one.action == Suggestion.Action.DELETE:
        gone = (WordChange(Op.DELETE, draft),) if draft else ()
        return gone, (WordChange(Op.EQUAL, "\n".join(w for w in (heading, clean(one.text)) if w)),)
    if one.action == Suggestion.Action.KEEP and not wording:
        return stays, (WordChange(Op.EQUAL, "\n".join(w for w in (heading, clean(one.text)) if w)),)
    if not wording:
        return stays, (WordChange(Op.EQUAL, clean(one.text)),)
    if one.action != Suggestion.Action.REPLACE or not draft:
        return stays, (WordChange(Op.INSERT, wording),)
    changes = diff_words(draft, wording)
    return (
        tuple(c for c in changes if c.op is not Op.INSERT),
        tuple(c for c in changes if c.op is not Op.DELETE),
    )


def clean(text: str) -> str:
    """``text`` without the characters that no document can hold; line ends as ``\\n``."""
    return _NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n"))
