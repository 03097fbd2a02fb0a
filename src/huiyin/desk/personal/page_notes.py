"""Notes that somebody wrote beside a page in Wagtail's editor. Each version of a page keeps the notes of its time, and the
history of the page what was written: there they are found by the numbers of the notes and of who wrote them."""

from __future__ import annotations

from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME, CommentReply, PageLogEntry, Revision
from wagtail.models import Comment as Note

#: Under what a version keeps notes, and a note its answers.
_NOTES, _ANSWERS = COMMENTS_RELATION_NAME, "replies"
#: What of a version leads to an account, in its copy of the page.
_LEADING = ("owner", "locked_by")


def list_noted(number: int) -> list[tuple[str, str]]:
    """Where versions and the history of pages hold words of an account's notes: which row, and the words."""
    notes, answers = _written_by(number)
    noted = []
    for revision in _versions_with_notes():
        for note in revision.content[_NOTES]:
            for one in (note, *note.get(_ANSWERS, ())):
                if one.get("user") == number and one.get("text"):
                    noted.append((f"revision {revision.pk}", str(one["text"])))
    for entry in _list_history():
        for name, own in (("comment", notes), ("reply", answers)):
            said = (entry.data or {}).get(name) or {}
            if said.get("id") in own and said.get("text"):
                noted.append((f"history {entry.pk}", str(said["text"])))
    return noted


def forget_notes(number: int) -> None:
    """Take the notes of an account out of every version and out of the history. Call it before the notes themselves go."""
    notes, answers = _written_by(number)
    for revision in Revision.objects.order_by("pk").iterator(chunk_size=100):
        content = _strip_notes(revision.content, number)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)
    for entry in _list_history():
        data = {name: dict(one) if isinstance(one, dict) else one for name, one in (entry.data or {}).items()}  # fmt: skip
        for name, own in (("comment", notes), ("reply", answers)):
            if data.get(name, {}).get("id") in own:
                data[name]["text"] = ""
        if data != entry.data:
            PageLogEntry.objects.filter(pk=entry.pk).update(data=data)


def _list_history() -> Any:
    found = PageLogEntry.objects.filter(action__startswith="wagtail.comments.")
    return found.order_by("pk").iterator(chunk_size=500)


def _versions_with_notes() -> list[Revision]:
    every = Revision.objects.order_by("pk").iterator(chunk_size=100)
    return [one for one in every if one.content.get(_NOTES)]


def _written_by(number: int) -> tuple[set[int], set[int]]:
    """The numbers of their notes and answers, also of those that are deleted: the history and the versions know them."""
    notes = set(Note.objects.filter(user=number).values_list("pk", flat=True))
    answers = set(CommentReply.objects.filter(user=number).values_list("pk", flat=True))
    for revision in _versions_with_notes():
        for note in revision.content[_NOTES]:
            notes |= {note["pk"]} if note.get("user") == number and note.get("pk") else set()
            given = note.get(_ANSWERS) or ()
            answers |= {one["pk"] for one in given if one.get("user") == number and one.get("pk")}
    for entry in PageLogEntry.objects.filter(user=number, action__startswith="wagtail.comments."):
        said = entry.data or {}
        if entry.action == "wagtail.comments.create":
            notes.add(said.get("comment", {}).get("id"))
        if entry.action == "wagtail.comments.create_reply":
            answers.add(said.get("reply", {}).get("id"))
    return notes - {None}, answers - {None}


def _strip_notes(content: dict[str, Any], number: int) -> dict[str, Any]:
    kept = {name: None if name in _LEADING and one == number else one for name, one in content.items()}  # fmt: skip
    if notes := kept.get(_NOTES):
        kept[_NOTES] = [_note_without(one, number) for one in notes if one.get("user") != number]  # fmt: skip
    return kept


def _note_without(note: dict[str, Any], number: int) -> dict[str, Any]:
    kept = {name: None if name == "resolved_by" and one == number else one for name, one in note.items()}  # fmt: skip
    if answers := kept.get(_ANSWERS):
        kept[_ANSWERS] = [one for one in answers if one.get("user") != number]
    return kept
