"""Provisions get their place in the source, and eIds of the right form; what their file calls them stays beside.

Until now the law was read anew from the source wherever it was needed, by the grammar, and what a file of Akoma Ntoso
or JSON called its units was taken as it came. Comments, groups and tallies follow the units they are on.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F

from huiyin.law import ProvisionKind, Law, Provision, Span, UnreadableLaw, read_text
from huiyin.law.eid import EidAllocator, name_units


def name_all(apps: Any, _schema_editor: Any) -> None:
    of = {name: apps.get_model("consultations", name) for name in ("Text", "Provision", "Consultation", "Comment", "Group", "Tally")}  # fmt: skip
    renamed: dict[int, dict[str, str]] = {}
    for text in of["Text"].objects.order_by("version", "-language").iterator(chunk_size=1):
        rows = list(of["Provision"].objects.filter(text_of=text).order_by("position"))
        furniture = _place(rows, text)
        names = _name(rows)
        of["Provision"].objects.bulk_update(
            rows,
            ("eid", "foreign_eid", "parent", "unit", "chapter", "start", "end"),
            batch_size=200,
        )
        of["Text"].objects.filter(pk=text.pk).update(furniture=furniture)
        if names:
            renamed[text.version_id] = names | renamed.get(text.version_id, {})
    for version, names in renamed.items():
        for consultation in of["Consultation"].objects.filter(draft=version):
            for name, field in (("Comment", "eid"), ("Comment", "unit"), ("Group", "eid")):
                for old, new in names.items():
                    rows = of[name].objects.filter(consultation=consultation, **{field: old})
                    rows.update(**{field: new})
            _move_tallies(of["Tally"].objects.filter(consultation=consultation), names)


def _move_tallies(tallies: Any, names: dict[str, str]) -> None:
    for tally in tallies.filter(unit__in=names):
        new = names[tally.unit]
        if tallies.filter(unit=new).update(comments=F("comments") + tally.comments):
            tally.delete()
        else:
            tallies.filter(pk=tally.pk).update(unit=new)


def _name(rows: list[Any]) -> dict[str, str]:
    """Give ``rows`` eIds of the right form; old → new of those that were renamed."""
    if all(EidAllocator.takes(row.eid) for row in rows):
        return {}
    below: dict[str, list[Provision]] = {}
    for row in reversed(rows):
        children = tuple(reversed(below.pop(row.eid, [])))
        unit = Provision(row.eid, ProvisionKind(row.kind), row.num, "", "", Span(0, 0), children)
        below.setdefault(row.parent, []).append(unit)
    made = Law("", "", "", name_units(tuple(reversed(below.get("", [])))))
    names = dict(zip((row.eid for row in rows), (unit.eid for unit in made.walk()), strict=True))
    for row in rows:
        row.foreign_eid = row.eid if names[row.eid] != row.eid else ""
        for field in ("eid", "parent", "unit", "chapter"):
            setattr(row, field, names.get(getattr(row, field), getattr(row, field)))
    return {old: new for old, new in names.items() if old != new}


def _place(rows: list[Any], text: Any) -> list[list[Any]]:
    """Where each of ``rows`` stands in the source, and what stands there beside them."""
    try:
        law = read_text(text.source, language=text.language)
    except UnreadableLaw:
        return _look_up(rows, text.source, text.title)
    units = list(law.walk())
    if [(u.eid, u.num, u.text) for u in units] == [(r.eid, r.num, r.text) for r in rows]:
        for row, unit in zip(rows, units, strict=True):
            row.start, row.end = unit.span.start, unit.span.end
        return [[str(f.name), f.span.start, f.span.end, f.text] for f in law.furniture]
    return _look_up(rows, text.source, text.title)


def _look_up(rows: list[Any], source: str, title: str) -> list[list[Any]]:
    """A file of Akoma Ntoso or JSON was laid down unit by unit: each is found where the one before it ends. What stands
    between two is a title or a note."""
    furniture: list[list[Any]] = []
    at = 0

    def note(start: int, end: int) -> None:
        while start < end:
            stop = source.find("\n", start, end)
            stop = end if stop < 0 else stop
            words = source[start:stop]
            if words.strip(" \t\u3000:：.．—-()（）【】"):
                name = "title" if words == title and not furniture else "note"
                furniture.append([name, start, stop, words])
            start = stop + 1

    for row in rows:
        parts = [part for part in (row.num, row.heading, *row.text.split("\n")) if part]
        found = [at]
        begins = None
        for part in parts:
            where = source.find(part, found[-1])
            if where < 0:
                continue
            begins = where if begins is None else begins
            found.append(where + len(part))
        row.start = at if begins is None else begins
        row.end = found[-1]
        note(at, row.start)
        at = row.end
    note(at, len(source))
    return furniture


class Migration(migrations.Migration):
    dependencies = [("consultations", "0007_own_eids")]
    operations = [migrations.RunPython(name_all, migrations.RunPython.noop)]
