"""Facts of what the columns and the tables of before said, and the list of focuses that a desk begins with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.registry.default_focuses import DEFAULT_FOCUSES
from huiyin.desk.registry.sort_keys import make_search_text, make_sort_key

SOURCE = "as the desk held it before"


def state_facts(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    _list_focuses(apps, using)
    apps.get_model("registry", "Seat").objects.using(using).update(since=None)  # nobody wrote it down
    today = timezone.localdate()
    model = apps.get_model("registry", "Organisation").objects.using(using)
    facts = apps.get_model("registry", "Fact")
    rows = []
    for one in model.order_by("pk").iterator():
        one.sort_key = make_sort_key(one.name_zh, one.name_en)
        one.sort_key_en = make_sort_key("", one.name_en or one.name_zh)
        one.search_text = make_search_text((one.name_zh, one.name_en, one.slug))
        one.created_at = None  # nobody wrote down when
        one.save(update_fields=("sort_key", "sort_key_en", "search_text", "created_at"))
        stated = [("name", "zh", one.name_zh), ("name", "en", one.name_en), ("kind", one.kind, "")]
        rows += [
            facts(organisation=one, kind=kind, code=code, text=text, since="?", first_day=today, source=SOURCE, confirmed_on=today)
            for kind, code, text in stated if text or kind == "kind"
        ]  # fmt: skip
    rows += [*_list_focus_facts(apps, using), *_list_route_facts(apps, using)]
    facts.objects.using(using).bulk_create(rows, batch_size=500)


def _list_focuses(apps: Any, using: str) -> None:
    model = apps.get_model("registry", "FocusArea")
    model.objects.using(using).bulk_create(
        model(position=position, **focus._asdict())
        for position, focus in enumerate(DEFAULT_FOCUSES, 1)
    )


def _list_focus_facts(apps: Any, using: str) -> list[Any]:
    facts = apps.get_model("registry", "Fact")
    return [
        facts(
            organisation_id=old.organisation_id, kind="focus", code=_find_focus(apps, using, old.area),
            since=old.since.isoformat() if old.since else "", until=old.until.isoformat() if old.until else "",
            first_day=old.since, last_day=max(old.until, old.since or old.until) if old.until else None, source=SOURCE,
        )
        for old in apps.get_model("registry", "Focus").objects.using(using).order_by("pk")
    ]  # fmt: skip


def _find_focus(apps: Any, using: str, words: str) -> str:
    """The focus of the list that is called so, else one that is added to it."""
    model = apps.get_model("registry", "FocusArea").objects.using(using)
    same = model.filter(name_zh__iexact=words) | model.filter(name_en__iexact=words)
    found = same.order_by("pk").first()
    if found is None:
        last = model.order_by("-position").first()
        position = last.position + 1 if last else 1
        name = {"name_en" if words.isascii() else "name_zh": words}
        slug = slugify(words)[:50]
        taken = not slug or model.filter(slug=slug).exists()
        found = model.create(slug=f"focus-{position}" if taken else slug, position=position, **name)
    return str(found.slug)


def _list_route_facts(apps: Any, using: str) -> list[Any]:
    """A route was stated on a day: it held then, and until the next statement at the latest."""
    facts = apps.get_model("registry", "Fact")
    by_organisation: dict[int, list[Any]] = {}
    for old in apps.get_model("registry", "Route").objects.using(using).order_by("pk"):
        by_organisation.setdefault(old.organisation_id, []).append(old)
    rows = []
    for own in by_organisation.values():
        own.sort(key=lambda old: old.on or date.min)
        kept = {old.on: old for old in own}  # of two on one day the later statement
        days = list(kept)
        for old, following in zip(kept.values(), [*days[1:], None], strict=True):
            shares = {name: getattr(old, name) for name in ("professional", "grassroots", "international")}
            total = sum(shares.values())
            if total > 0:
                shares = {name: share / total for name, share in shares.items()}
            rows.append(
                facts(
                    organisation_id=old.organisation_id, kind="route", data=shares, text=old.evidence, source=SOURCE,
                    since="?" if old.on else "", first_day=old.on, confirmed_on=old.on,
                    until="?" if following else "", last_day=following - timedelta(days=1) if following else None,
                )
            )  # fmt: skip
    return rows


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_facts")]

    operations = [migrations.RunPython(state_facts, migrations.RunPython.noop)]
