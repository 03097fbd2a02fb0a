"""Translations of suggestions, and the texts of a version that exist in one language only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.groups import WithdrawnWords, add_group_name, get_group
from huiyin.desk.consultations.api.settings import add_title
from huiyin.desk.consultations.api.statements import (
    UnusableWording,
    add_statement_wording,
    list_statements_of,
)
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.proposals.api.drafts import lock_open_version
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Group

_LETTER = ("salutation", "letter", "closing")
#: Names of the translated fields of a suggestion.
TRANSLATED_FIELDS = tuple(name + Suggestion.TRANSLATED for name in Suggestion.WORDED)
_OTHER = {"zh": "en", "en": "zh"}


@dataclass(frozen=True, slots=True)
class UntranslatedItem:
    """A text that exists in one language only.

    ``kind`` is title, letter, suggestion, group or statement; ``key`` is its primary key or key; ``words`` is
    the start of the text, in ``language``; ``lacking`` names the missing parts by catalogue key.
    ``is_outdated`` means that the original changed after it was translated.
    """

    kind: str
    key: str
    words: str
    language: str
    lacking: tuple[str, ...] = ()
    is_outdated: bool = False


def snapshot_translation(one: Suggestion) -> dict[str, str]:
    """Return the values shown in the translation form, for detecting edit conflicts."""
    return {name: getattr(one, name + Suggestion.TRANSLATED) for name in Suggestion.WORDED}


@transaction.atomic
def save_translation(
    suggestion: Suggestion, given: Mapping[str, str], by: User, *, seen: str | None = None
) -> None:
    """Store the translation of a suggestion, by field name. ``seen`` is the snapshot version the form was
    rendered with.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    lock_open_version(suggestion.version)
    held = Suggestion.with_dropped.select_for_update().get(pk=suggestion.pk)
    words = {name: given.get(name, "").strip() for name in Suggestion.WORDED}
    check_unchanged(seen, snapshot_translation(held), words)
    changed = {name + Suggestion.TRANSLATED: text for name, text in words.items()}
    changed["translation_of"] = digest_original(held) if any(words.values()) else ""
    for name, text in changed.items():
        setattr(held, name, text)
    held.save(update_fields=changed)
    record_audit_entry(by, "suggestion.translate", held, language=held.other_language)


def digest_original(one: Suggestion) -> str:
    """Return a hash of the original text, which shows whether it changed after translation."""
    said = "\0".join(getattr(one, name) for name in Suggestion.WORDED)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def list_lacking(one: Suggestion) -> tuple[str, ...]:
    """Return the fields of a suggestion that have text but no translation."""
    return tuple(
        name
        for name in Suggestion.WORDED
        if getattr(one, name).strip() and not getattr(one, name + Suggestion.TRANSLATED).strip()
    )


def list_untranslated(edition: ProposalVersion) -> list[UntranslatedItem]:
    """Return the texts of a version that lack a translation: title, letter, suggestions, the names of their
    groups and the statements made from those. Takes four queries.
    """
    suggestions = list(edition.suggestions.prefetch_related("groups"))
    groups = {group.pk: group for one in suggestions for group in one.groups.all()}
    return [
        *_list_titles(edition),
        *_list_suggestions(suggestions),
        *_list_groups(groups.values()),
        *_list_statements(groups),
    ]


class UnusableTranslation(ValueError):
    """The translation is not accepted; the message is a catalogue key."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def add_translation(edition: ProposalVersion, item: UntranslatedItem, words: str, by: User) -> bool:
    """Add a missing translation of a title, group name or statement at any stage, without changing existing
    text. Returns whether it was still missing. Raises :class:`UnusableTranslation`.
    """
    language, consultation = _OTHER[item.language], edition.proposal.consultation
    try:
        if item.kind == "group":
            group = get_group(consultation, int(item.key))
            return add_group_name(group, language, words, by)
        if item.kind == "statement":
            statement = list_statements_of(_list_group_keys(edition)).get(pk=item.key)
            return add_statement_wording(statement, language, words, by)
    except WithdrawnWords:
        raise UnusableTranslation("desk.group.name_withdrawn") from None
    except UnusableWording as wrong:
        raise UnusableTranslation(f"statement.wrong.{wrong.code}") from None
    if not add_title(consultation, language, words, by):
        return False
    name = f"title_{language}"
    Proposal.objects.filter(pk=edition.proposal_id, **{name: ""}).update(**{name: words[:300]})
    return True


def _list_group_keys(edition: ProposalVersion) -> list[int]:
    return list(edition.suggestions.values_list("groups", flat=True).distinct())


def _list_titles(edition: ProposalVersion) -> Iterator[UntranslatedItem]:
    consultation = edition.proposal.consultation
    if found := _find_one_sided("title", "", consultation.title_zh, consultation.title_en):
        yield found
    lacking: dict[str, list[str]] = {"zh": [], "en": []}
    for part in _LETTER:
        zh, en = (getattr(edition, f"{part}_{language}").strip() for language in ("zh", "en"))
        if bool(zh) != bool(en):
            lacking["en" if zh else "zh"].append(part)
    for language, parts in lacking.items():
        if parts:
            words = getattr(edition, f"{parts[0]}_{_OTHER[language]}")
            yield UntranslatedItem("letter", "", words, _OTHER[language], tuple(parts))


def _list_suggestions(suggestions: list[Suggestion]) -> Iterator[UntranslatedItem]:
    for one in suggestions:
        lacking = list_lacking(one)
        is_outdated = bool(one.translation_of) and one.translation_of != digest_original(one)
        if lacking or is_outdated:
            yield UntranslatedItem(
                "suggestion", f"{one.pk}", one.key, one.language, lacking, is_outdated
            )


def _list_groups(groups: Iterable[Group]) -> Iterator[UntranslatedItem]:
    for group in groups:
        if found := _find_one_sided("group", str(group.pk), group.name_zh, group.name_en):
            yield found


def _list_statements(groups: Mapping[int, Group]) -> Iterator[UntranslatedItem]:
    for one in list_statements_of(groups.keys()):
        if found := _find_one_sided("statement", str(one.pk), one.text_zh, one.text_en):
            yield found


def _find_one_sided(kind: str, key: str, zh: str, en: str) -> UntranslatedItem | None:
    """Return an item if exactly one of the two languages has text, otherwise None."""
    if bool(zh.strip()) == bool(en.strip()):
        return None
    return UntranslatedItem(kind, key, zh or en, "zh" if zh.strip() else "en")
