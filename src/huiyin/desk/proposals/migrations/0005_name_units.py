"""Suggestions, and the passages found for them, follow the units that were named anew."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def follow(apps: Any, _schema_editor: Any) -> None:
    provisions = apps.get_model("consultations", "Provision").objects.exclude(foreign_eid="")
    suggestions = apps.get_model("proposals", "Suggestion")._base_manager
    uptakes = apps.get_model("proposals", "Uptake").objects
    names: dict[int, dict[str, str]] = {}
    for version, foreign, eid in provisions.order_by("-text_of__language", "position").values_list(
        "text_of__version", "foreign_eid", "eid"
    ):
        names.setdefault(version, {}).setdefault(foreign, eid)
    for consultation in apps.get_model("consultations", "Consultation").objects.all():
        draft, enacted = names.get(consultation.draft_id, {}), names.get(consultation.enacted_id, {})
        for old, new in draft.items():
            there = suggestions.filter(edition__proposal__consultation=consultation)
            there.filter(eid=old).update(eid=new)
            there.filter(unit=old).update(unit=new)
        if not (draft or enacted):
            continue
        for uptake in uptakes.filter(suggestion__edition__proposal__consultation=consultation):
            for passage in uptake.passages:
                named = enacted if passage.get("where") == "enacted" else draft
                passage["eid"] = named.get(passage.get("eid", ""), passage.get("eid", ""))
            uptake.save(update_fields=("passages",))


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0004_arranging"),
        ("consultations", "0008_name_units"),
    ]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
