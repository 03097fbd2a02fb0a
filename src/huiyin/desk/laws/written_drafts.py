"""Drafts written on this desk: created, edited by several people at once, ordered, kept as versions.

Every change locks the draft's row, so that changes of the order happen one after the other, and checks the
permission again, since it may have ended while the page was open. The previous text of a provision is always
kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged, digest_version
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.laws import draft_texts
from huiyin.desk.laws.draft_data import LANGUAGES, DraftAct, DraftInput, Piece
from huiyin.desk.laws.draft_rights import DraftDeed, may_on_draft
from huiyin.desk.laws.drafters import Drafter, read_drafter
from huiyin.desk.laws.models import (
    DraftChange,
    DraftEdition,
    DraftProvision,
    DraftWords,
    Instrument,
    Version,
    WrittenDraft,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_WITH = ("instrument", "network")


class UnusableDraft(ValueError):
    """This cannot be done; text ``draft.wrong.<code>``."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class WriterGone(Exception):
    """The user may no longer edit."""


class PieceGone(Exception):
    """The provision was deleted or joined to another."""


# ---- found -------------------------------------------------------------------------------------------


def select_drafts(drafter: Drafter) -> QuerySet[WrittenDraft]:
    """The drafts that the user may read, newest first, with numbers of provisions."""
    count = Count("provisions", filter=Q(provisions__deleted_at=None))
    return WrittenDraft.objects.visible_to(drafter).select_related(*_WITH).annotate(pieces=count)


def find_draft(drafter: Drafter, slug: str) -> WrittenDraft | None:
    """The draft, or None if the user may not see it."""
    return WrittenDraft.objects.visible_to(drafter).select_related(*_WITH).filter(slug=slug).first()


def list_provisions(draft: WrittenDraft) -> list[DraftProvision]:
    """The provisions in order."""
    rows = draft.provisions.filter(deleted_at=None).select_related("changed_by")
    return list(rows.order_by("position", "pk"))


def list_pieces(draft: WrittenDraft) -> list[Piece]:
    """The same as texts only. One query."""
    return [make_piece(row) for row in _select_current(draft)]


def _select_current(draft: WrittenDraft) -> QuerySet[DraftProvision]:
    return draft.provisions.filter(deleted_at=None).order_by("position", "pk")


def make_piece(row: DraftProvision) -> Piece:
    return Piece(row.key, row.text_zh, row.text_en)


def list_deleted(draft: WrittenDraft) -> QuerySet[DraftProvision]:
    """Provisions that can be restored, last deleted first; without those joined to another."""
    gone = draft.provisions.exclude(deleted_at=None).exclude(text_zh="", text_en="")
    return gone.select_related("changed_by").order_by("-deleted_at", "-pk")


def find_provision(draft: WrittenDraft, key: UUID) -> DraftProvision | None:
    """The provision, also a deleted one."""
    return draft.provisions.select_related("changed_by").filter(key=key).first()


def list_changes(provision: DraftProvision) -> QuerySet[DraftChange]:
    """Its earlier texts, latest first."""
    return provision.changes.select_related("changed_by").order_by("-pk")


def snapshot_provision(provision: DraftProvision | None) -> dict[str, str]:
    """The values in the form, for the version."""
    if provision is None:
        return {}
    return {f"text_{language}": getattr(provision, f"text_{language}") for language in LANGUAGES}


def digest_provision(provision: DraftProvision | None) -> str:
    """The version of a provision."""
    return digest_version(snapshot_provision(provision)) if provision else ""


def snapshot_draft(draft: WrittenDraft) -> dict[str, str]:
    """The values in the form for title and readers, for the version."""
    return {
        "title_zh": draft.instrument.title_zh,
        "title_en": draft.instrument.title_en,
        "aim_zh": draft.aim_zh,
        "aim_en": draft.aim_en,
        "sharing": draft.sharing,
    }


# ---- the draft itself --------------------------------------------------------------------------------


@transaction.atomic
def begin_draft(given: DraftInput, by: User, *, slug: str = "") -> WrittenDraft:
    """Create an empty draft. Raises :class:`WriterGone` if ``by`` may not do so for the network."""
    drafter = read_drafter(by)
    if not (drafter.is_team or given.network in drafter.networks):
        raise WriterGone
    wanted = slug or slugify(given.title_en)[:50] or "draft"
    draft = WrittenDraft.objects.create(
        # "new" is the page on which one begins.
        slug=find_free_slug(WrittenDraft.objects, "draft" if wanted == "new" else wanted),
        instrument=Instrument.objects.create(title_zh=given.title_zh, title_en=given.title_en),
        network_id=given.network,
        aim_zh=given.aim_zh,
        aim_en=given.aim_en,
        sharing=given.sharing.value,
        created_by=by,
    )
    record_audit_entry(by, "draft.begin", draft, name=str(draft))
    return draft


def _hold(draft: WrittenDraft, by: User, deed: DraftDeed = DraftDeed.WRITE) -> WrittenDraft:
    """The draft, locked until the transaction ends. Raises :class:`WriterGone`, :class:`UnusableDraft`."""
    held = WrittenDraft.objects.select_for_update().get(pk=draft.pk)
    if not may_on_draft(read_drafter(by), deed, held):
        raise WriterGone
    if held.deleted_at is not None and deed is not DraftDeed.LEAD:
        raise UnusableDraft("deleted")
    return held


@transaction.atomic
def describe_draft(
    draft: WrittenDraft, given: DraftInput, by: User, *, seen: str | None = None
) -> None:
    """Set title, aim and sharing. Raises :class:`WriterGone` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = _hold(draft, by, DraftDeed.LEAD)
    typed = {
        "title_zh": given.title_zh, "title_en": given.title_en, "aim_zh": given.aim_zh, "aim_en": given.aim_en,
        "sharing": given.sharing.value,
    }  # fmt: skip
    check_unchanged(seen, snapshot_draft(held), typed)
    held.instrument.title_zh, held.instrument.title_en = given.title_zh, given.title_en
    held.instrument.save(update_fields=("title_zh", "title_en"))
    held.aim_zh, held.aim_en, held.sharing = given.aim_zh, given.aim_en, given.sharing.value
    held.save(update_fields=("aim_zh", "aim_en", "sharing"))
    record_audit_entry(by, "draft.describe", held, name=str(held), sharing=held.sharing)


@transaction.atomic
def set_deleted(draft: WrittenDraft, by: User, *, is_deleted: bool) -> None:
    """Delete or restore a draft; its texts are kept. Raises :class:`WriterGone`."""
    held = _hold(draft, by, DraftDeed.LEAD)
    held.deleted_at = timezone.now() if is_deleted else None
    held.save(update_fields=("deleted_at",))
    verb = "draft.delete" if is_deleted else "draft.restore"
    record_audit_entry(by, verb, held, name=str(held))


def select_possible_editors(draft: WrittenDraft) -> QuerySet[User]:
    """People who may be asked to edit: with a seat in an organisation of the network (or in any, without a
    network), and not authors already.
    """
    people = list_accounts().exclude(pk__in=draft.editors.values("pk"))
    seated = Q(seats__isnull=False)
    if draft.network_id is not None:
        seated = Q(seats__organisation__networks=draft.network_id)
        people = people.exclude(coordinates=draft.network_id)  # they write already
    return people.filter(seated, is_active=True).distinct().order_by("email", "pk")


def list_editors(draft: WrittenDraft) -> QuerySet[User]:
    """People asked to edit."""
    return draft.editors.order_by("email", "pk")


@transaction.atomic
def add_editor(draft: WrittenDraft, number: int, by: User) -> None:
    """Let somebody edit. Raises :class:`WriterGone`, :class:`UnusableDraft`."""
    held = _hold(draft, by, DraftDeed.LEAD)
    person = select_possible_editors(held).filter(pk=number).first()
    if person is None:
        raise UnusableDraft("nobody")
    held.editors.add(person)
    record_audit_entry(by, "draft.add_editor", held, name=str(held), who=str(person))


@transaction.atomic
def remove_editor(draft: WrittenDraft, number: int, by: User) -> None:
    """Stop somebody from editing; their texts stay. Raises :class:`WriterGone`, :class:`UnusableDraft`."""
    held = _hold(draft, by, DraftDeed.LEAD)
    person = held.editors.filter(pk=number).first()
    if person is None:
        raise UnusableDraft("nobody")
    held.editors.remove(person)
    record_audit_entry(by, "draft.remove_editor", held, name=str(held), who=str(person))


# ---- one provision -----------------------------------------------------------------------------------


def find_words(
    draft: WrittenDraft, provision: DraftProvision | None, by: User, *, key: UUID | None = None
) -> DraftWords | None:
    """The user's unsaved text of a provision. ``key``: of the form, for a new provision."""
    rows = DraftWords.objects.filter(draft=draft, provision=provision, person=by)
    return (rows if provision is not None else rows.filter(key=key)).order_by("pk").first()


@transaction.atomic
def keep_words(
    draft: WrittenDraft,
    provision: DraftProvision | None,
    texts: Mapping[str, str],
    by: User,
    *,
    seen: str = "",
    key: UUID | None = None,
    after: UUID | None = None,
) -> None:
    """Store what the user types until it is saved; nothing else changes.

    ``key``: of the form of a new provision, which follows ``after``.
    """
    typed = {
        "text_zh": texts.get("zh", ""), "text_en": texts.get("en", ""), "seen": seen[:40], "kept_at": timezone.now(),
    }  # fmt: skip
    if provision is not None:
        DraftWords.objects.update_or_create(
            draft=draft, provision=provision, person=by, defaults=typed
        )
        return
    DraftWords.objects.update_or_create(
        draft=draft, provision=None, person=by, key=key, defaults=typed | {"after": after}
    )


@transaction.atomic
def drop_words(
    draft: WrittenDraft, provision: DraftProvision | None, by: User, *, key: UUID | None = None
) -> None:
    """Discard the user's unsaved text."""
    rows = DraftWords.objects.filter(draft=draft, provision=provision, person=by)
    (rows if provision is not None else rows.filter(key=key)).delete()


def list_unsaved(draft: WrittenDraft, by: User) -> QuerySet[DraftWords]:
    """Where the user has unsaved text, latest first."""
    mine = DraftWords.objects.filter(draft=draft, person=by)
    return mine.select_related("provision").order_by("-kept_at", "-pk")


def _hold_provision(held: WrittenDraft, key: UUID) -> DraftProvision:
    row = DraftProvision.objects.select_for_update().filter(draft=held, key=key).first()
    if row is None or row.deleted_at is not None:
        raise PieceGone
    return row


def _change_provision(
    row: DraftProvision,
    act: DraftAct,
    texts: Mapping[str, str],
    by: User,
    *,
    is_deleted: bool = False,
) -> None:
    """Replace the text of a locked provision and keep the previous one."""
    DraftChange.objects.create(
        provision=row,
        act=act.value,
        text_zh=row.text_zh,
        text_en=row.text_en,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )
    row.text_zh, row.text_en = texts["zh"], texts["en"]
    row.changed_by, row.changed_at = by, timezone.now()
    row.deleted_at = timezone.now() if is_deleted else None
    row.save(update_fields=("text_zh", "text_en", "changed_by", "changed_at", "deleted_at"))


def _get_texts(row: DraftProvision) -> dict[str, str]:
    return {"zh": row.text_zh, "en": row.text_en}


@transaction.atomic
def save_provision(
    draft: WrittenDraft, key: UUID, texts: Mapping[str, str], by: User, *, seen: str | None
) -> bool:
    """Save the text of a provision; returns whether it changed. ``seen``: the version that the form showed.

    Raises :class:`WriterGone`, :class:`PieceGone`, :class:`UnusableDraft`, and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` if somebody else changed it. Then nothing has changed
    and the typed text is kept.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    typed = {f"text_{language}": texts[language] for language in LANGUAGES}
    check_unchanged(seen, snapshot_provision(row), typed)
    is_changed = typed != snapshot_provision(row)
    if is_changed:
        _change_provision(row, DraftAct.WRITE, texts, by)
        _check_size(held)
        record_audit_entry(by, "draft.write", held, name=str(held))
    drop_words(held, row, by)
    return is_changed


@transaction.atomic
def add_provision(
    draft: WrittenDraft,
    after: UUID | None,
    texts: Mapping[str, str],
    by: User,
    *,
    key: UUID | None = None,
) -> DraftProvision:
    """Insert a provision after ``after`` (None: first), or at the end if that is gone. ``key``: of its form,
    whose unsaved text is discarded.
    """
    held = _hold(draft, by)
    row = _insert(held, _find_place(held, after), [texts], by)[0]
    _check_size(held)
    drop_words(held, None, by, key=key)
    record_audit_entry(by, "draft.write", held, name=str(held))
    return row


def _find_place(held: WrittenDraft, after: UUID | None) -> int:
    """The position after a provision."""
    if after is None:
        return 0
    found = held.provisions.filter(key=after).values_list("position", flat=True).first()
    if found is None:
        found = held.provisions.aggregate(last=Max("position"))["last"]
    return 0 if found is None else int(found) + 1


def _insert(
    held: WrittenDraft, position: int, texts: Sequence[Mapping[str, str]], by: User
) -> list[DraftProvision]:
    """Insert provisions at a position; later ones move back."""
    held.provisions.filter(position__gte=position).update(position=F("position") + len(texts))
    return DraftProvision.objects.bulk_create(
        [
            DraftProvision(
                key=uuid4(), draft=held, position=position + at, text_zh=own["zh"], text_en=own["en"], changed_by=by,
            )
            for at, own in enumerate(texts)
        ],
        batch_size=200,
    )  # fmt: skip


def _check_size(held: WrittenDraft) -> None:
    """Raise :class:`UnusableDraft` if the draft exceeds the limits for parsing."""
    pieces = list_pieces(held)
    if len(pieces) > draft_texts.MOST_PIECES:
        raise UnusableDraft("many", limit=str(draft_texts.MOST_PIECES))
    if any(len(p.text_zh) + len(p.text_en) > 2 * draft_texts.LONGEST_PIECE for p in pieces):
        raise UnusableDraft("long_piece", limit=str(draft_texts.LONGEST_PIECE))
    if sum(len(p.text_zh) + len(p.text_en) for p in pieces) > draft_texts.LONGEST_DRAFT:
        raise UnusableDraft("long", limit=str(draft_texts.LONGEST_DRAFT))


@transaction.atomic
def delete_provision(draft: WrittenDraft, key: UUID, by: User, *, seen: str | None = None) -> None:
    """Delete a provision; it can be restored. ``seen``: its version on the page, so that nobody deletes what
    they have not read. Raises as :func:`save_provision`.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    _check_seen(row, seen)
    row.deleted_at = timezone.now()
    row.changed_by, row.changed_at = by, timezone.now()
    row.save(update_fields=("deleted_at", "changed_by", "changed_at"))
    record_audit_entry(by, "draft.cut", held, name=str(held))


def _check_seen(row: DraftProvision, seen: str | None) -> None:
    if seen is not None and seen != digest_provision(row):
        raise UnusableDraft("changed_since")


@transaction.atomic
def restore_provision(draft: WrittenDraft, key: UUID, by: User) -> None:
    """Restore a deleted provision at its place. Raises :class:`WriterGone`, :class:`UnusableDraft`."""
    held = _hold(draft, by)
    row = DraftProvision.objects.select_for_update().filter(draft=held, key=key).first()
    if row is None or row.deleted_at is None:
        raise UnusableDraft("not_deleted")
    row.deleted_at, row.changed_by, row.changed_at = None, by, timezone.now()
    row.save(update_fields=("deleted_at", "changed_by", "changed_at"))
    _check_size(held)
    record_audit_entry(by, "draft.uncut", held, name=str(held))


@transaction.atomic
def restore_words(
    draft: WrittenDraft, key: UUID, change: int, by: User, *, seen: str | None = None
) -> None:
    """Restore the text of a provision from before a change; the current one is kept too. Raises as
    :func:`save_provision`.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    _check_seen(row, seen)
    former = row.changes.filter(pk=change).first()
    if former is None:
        raise UnusableDraft("no_change")
    _change_provision(row, DraftAct.RESTORE, {"zh": former.text_zh, "en": former.text_en}, by)
    _check_size(held)
    record_audit_entry(by, "draft.write", held, name=str(held))


# ---- the order ---------------------------------------------------------------------------------------


@transaction.atomic
def move_provision(draft: WrittenDraft, key: UUID, after: UUID | None, by: User) -> None:
    """Move a provision after ``after`` (None: first), in both languages. Raises as :func:`save_provision`."""
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    order = list(_select_current(held).exclude(pk=row.pk))
    keys = [one.key for one in order]
    if after is not None and after not in keys:
        raise PieceGone
    order.insert(0 if after is None else keys.index(after) + 1, row)
    _place(order)
    record_audit_entry(by, "draft.move", held, name=str(held))


@transaction.atomic
def step_provision(draft: WrittenDraft, key: UUID, by: User, *, is_up: bool) -> None:
    """Swap a provision with its neighbour. Raises as :func:`save_provision`."""
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    order = list(_select_current(held))
    at = next(n for n, one in enumerate(order) if one.pk == row.pk)
    other = at - 1 if is_up else at + 1
    if not 0 <= other < len(order):
        raise UnusableDraft("at_the_end")
    order[at], order[other] = order[other], order[at]
    _place(order)
    record_audit_entry(by, "draft.move", held, name=str(held))


def _place(order: Iterable[DraftProvision]) -> None:
    """Number provisions in order; deleted ones keep roughly their place."""
    moved = []
    for position, row in enumerate(order):
        if row.position != position:
            row.position = position
            moved.append(row)
    DraftProvision.objects.bulk_update(moved, ("position",), batch_size=200)


@transaction.atomic
def split_provision(
    draft: WrittenDraft, key: UUID, cuts: Mapping[str, int], by: User, *, seen: str | None
) -> DraftProvision:
    """Split a provision in two and return the second. ``cuts``: language → index where it begins; a language
    without one stays in the first. Raises as :func:`save_provision`; ``UnusableDraft("no_cut")`` if nothing
    would be split.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    _check_seen(row, seen)
    texts = _get_texts(row)
    first, second = dict(texts), dict.fromkeys(LANGUAGES, "")
    for language, at in cuts.items():
        if 0 < at < len(texts[language]):
            first[language], second[language] = draft_texts.cut_text(texts[language], at)
    if not any(second.values()):
        raise UnusableDraft("no_cut")
    _change_provision(row, DraftAct.SPLIT, first, by)
    made = _insert(held, row.position + 1, [second], by)[0]
    record_audit_entry(by, "draft.split", held, name=str(held))
    return made


@transaction.atomic
def join_provision(draft: WrittenDraft, key: UUID, by: User, *, seen: str | None = None) -> None:
    """Join a provision and the next. ``seen``: the versions of both, concatenated. Raises as
    :func:`save_provision`; ``UnusableDraft("no_next")`` after the last.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    after = _select_current(held).filter(
        Q(position__gt=row.position) | Q(position=row.position, pk__gt=row.pk)
    )
    other = after.select_for_update().first()
    if other is None:
        raise UnusableDraft("no_next")
    if seen is not None and seen != f"{digest_provision(row)} {digest_provision(other)}":
        raise UnusableDraft("changed_since")
    texts = {
        language: draft_texts.join_two(_get_texts(row)[language], _get_texts(other)[language])
        for language in LANGUAGES
    }
    _change_provision(row, DraftAct.JOIN, texts, by)
    # The text is now in the first provision; the history of the other keeps its own.
    _change_provision(other, DraftAct.JOIN, dict.fromkeys(LANGUAGES, ""), by, is_deleted=True)
    _check_size(held)
    record_audit_entry(by, "draft.join", held, name=str(held))


@transaction.atomic
def separate_provision(
    draft: WrittenDraft,
    key: UUID,
    language: str,
    texts: Sequence[str],
    by: User,
    *,
    seen: str | None,
) -> int:
    """Separate a provision that is read as several. ``texts``: its text in ``language``, split; the other
    language stays in the first. Returns how many there are. Raises as :func:`save_provision`.
    """
    held = _hold(draft, by)
    row = _hold_provision(held, key)
    _check_seen(row, seen)
    own = _get_texts(row)
    if len(texts) < 2 or "\n".join(texts) != own[language]:
        raise UnusableDraft("no_cut")
    _change_provision(row, DraftAct.SPLIT, own | {language: texts[0]}, by)
    empty = dict.fromkeys(LANGUAGES, "")
    _insert(held, row.position + 1, [empty | {language: text} for text in texts[1:]], by)
    _check_size(held)
    record_audit_entry(by, "draft.split", held, name=str(held))
    return len(texts)


@transaction.atomic
def paste_text(
    draft: WrittenDraft, language: str, placed: Sequence[tuple[UUID | None, str]], by: User
) -> tuple[int, int]:
    """Store a pasted text: each piece goes into the given provision, which must have no text in ``language``,
    or becomes a new one after the previous piece. Returns how many were filled and how many are new.

    Raises :class:`WriterGone`, and :class:`UnusableDraft` if a given provision has text by now.
    """
    held = _hold(draft, by)
    rows = {row.key: row for row in _select_current(held).select_for_update()}
    order = list(rows.values())
    last = len(order) - 1
    filled, made = 0, []
    after = order[last] if order else None
    for key, text in placed:
        row = rows.get(key) if key is not None else None
        if key is not None and (row is None or _get_texts(row)[language]):
            raise UnusableDraft("changed_since")
        if row is not None:
            _change_provision(row, DraftAct.PASTE, _get_texts(row) | {language: text}, by)
            filled += 1
        else:
            own = dict.fromkeys(LANGUAGES, "") | {language: text}
            row = DraftProvision(
                key=uuid4(),
                draft=held,
                position=0,
                text_zh=own["zh"],
                text_en=own["en"],
                changed_by=by,
            )
            made.append(row)
            order.insert(order.index(after) + 1 if after is not None else 0, row)
        after = row
    for position, row in enumerate(order):
        if row in made:
            row.position = position
    DraftProvision.objects.bulk_create(made, batch_size=200)
    _place(order)
    _check_size(held)
    record_audit_entry(by, "draft.paste", held, name=str(held), filled=filled, new=len(made))
    return filled, len(made)


@transaction.atomic
def write_source(
    draft: WrittenDraft, language: str, before: Sequence[Piece], source: str, by: User
) -> int:
    """Give each provision its lines of ``source``, which is the text of ``before`` with changed numbers and the
    same lines. Returns how many changed. Raises :class:`WriterGone`, :class:`UnusableDraft`.
    """
    held = _hold(draft, by)
    rows = {row.key: row for row in _select_current(held).select_for_update()}
    if [make_piece(row) for row in rows.values()] != list(before):
        raise UnusableDraft("changed_since")
    lines = source.split("\n")
    changed = position = 0
    for piece in before:
        text = piece.get_text(language)
        if not text:
            continue
        count = text.count("\n") + 1
        new = "\n".join(lines[position : position + count])
        position += count
        if new != text:
            row = rows[piece.key]
            _change_provision(row, DraftAct.RENUMBER, _get_texts(row) | {language: new}, by)
            changed += 1
    if changed:
        record_audit_entry(by, "draft.renumber", held, name=str(held), n=changed)
    return changed


# ---- versions ----------------------------------------------------------------------------------------


def list_editions(draft: WrittenDraft) -> QuerySet[DraftEdition]:
    """The versions, newest first."""
    return draft.editions.select_related("kept_by").order_by("-number", "-pk")


def find_edition(draft: WrittenDraft, number: int) -> DraftEdition | None:
    return list_editions(draft).filter(number=number).first()


def read_edition(edition: DraftEdition) -> list[Piece]:
    """The texts of a version."""
    return [Piece(UUID(key), zh, en) for key, zh, en in edition.pieces]


@transaction.atomic
def keep_edition(draft: WrittenDraft, name: str, by: User) -> DraftEdition:
    """Keep the current draft as the next version. Raises :class:`WriterGone`, :class:`UnusableDraft`."""
    held = _hold(draft, by)
    pieces = list_pieces(held)
    if not any(piece.text_zh.strip() or piece.text_en.strip() for piece in pieces):
        raise UnusableDraft("empty")
    edition = _make_edition(held, name, pieces, by)
    record_audit_entry(by, "draft.keep", held, name=str(held), number=edition.number)
    return edition


def _make_edition(held: WrittenDraft, name: str, pieces: Sequence[Piece], by: User) -> DraftEdition:
    last = held.editions.aggregate(last=Max("number"))["last"] or 0
    return DraftEdition.objects.create(
        draft=held,
        number=last + 1,
        name=name.strip()[:120],
        pieces=[[str(piece.key), piece.text_zh, piece.text_en] for piece in pieces],
        kept_by=by,
    )


@transaction.atomic
def return_to_edition(
    draft: WrittenDraft, number: int, by: User, *, name: str
) -> DraftEdition | None:
    """Restore a version; the current draft is first kept as a version called ``name``, which is returned, or
    None if it was empty. Raises :class:`WriterGone`, :class:`UnusableDraft`.
    """
    held = _hold(draft, by)
    edition = find_edition(held, number)
    if edition is None:
        raise UnusableDraft("no_edition")
    now = list_pieces(held)
    kept = _make_edition(held, name, now, by) if now else None
    rows = {row.key: row for row in held.provisions.select_for_update().order_by("pk")}
    wanted = read_edition(edition)
    order = []
    for piece in wanted:
        texts = {"zh": piece.text_zh, "en": piece.text_en}
        row = rows.pop(piece.key, None)
        if row is None:
            row = DraftProvision.objects.create(
                key=piece.key, draft=held, position=0, changed_by=by, text_zh=texts["zh"], text_en=texts["en"]
            )  # fmt: skip
        elif _get_texts(row) != texts or row.deleted_at is not None:
            _change_provision(row, DraftAct.RESTORE, texts, by)
        order.append(row)
    gone = [row.pk for row in rows.values() if row.deleted_at is None]
    held.provisions.filter(pk__in=gone).update(deleted_at=timezone.now())
    _place(order)
    record_audit_entry(by, "draft.return", held, name=str(held), number=number)
    return kept


def begin_version(edition: DraftEdition) -> Version:
    """A version of the draft's law for a consultation, without texts yet."""
    return Version.objects.create(
        instrument=edition.draft.instrument,
        standing=Version.Standing.FOR_COMMENT,
        written_as=edition,
    )


def get_sources(edition: DraftEdition) -> dict[str, str]:
    """Language → the text of a version, without empty ones."""
    pieces = read_edition(edition)
    sources = {
        language: draft_texts.join_pieces(piece.get_text(language) for piece in pieces)
        for language in LANGUAGES
    }
    return {language: source for language, source in sources.items() if source.strip()}


def find_written(version: Version) -> DraftEdition | None:
    """The version of a draft on this desk that a consultation is held on, or None."""
    if version.written_as_id is None:
        return None
    return (
        DraftEdition.objects.select_related("draft__instrument", "draft__network")
        .filter(pk=version.written_as_id)
        .first()
    )


def select_open_editions(user_drafts: QuerySet[WrittenDraft]) -> QuerySet[DraftEdition]:
    """Versions on which a consultation may be opened, newest first."""
    rows = DraftEdition.objects.filter(draft__in=user_drafts, draft__deleted_at=None)
    return rows.select_related("draft__instrument", "draft__network").order_by("-kept_at", "-pk")


def select_led(drafter: Drafter) -> QuerySet[WrittenDraft]:
    """The drafts that the user manages."""
    rows = WrittenDraft.objects.all()
    return rows if drafter.is_team else rows.filter(network__in=drafter.networks)
