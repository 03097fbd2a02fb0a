"""Since when an organisation belongs to a network is a fact of the registry; who once did, belongs no more."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone


def state_facts(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    facts = apps.get_model("registry", "Fact")
    memberships = apps.get_model("networks", "Membership").objects.using(using)
    rows = [
        facts(
            organisation_id=old.organisation_id, kind="network", code=old.network.slug, source="as the desk held it before",
            since=old.since.isoformat() if old.since else "", until=old.until.isoformat() if old.until else "",
            first_day=old.since, last_day=max(old.until, old.since or old.until) if old.until else None,
        )
        for old in memberships.select_related("network").order_by("pk")
    ]  # fmt: skip
    facts.objects.using(using).bulk_create(rows, batch_size=500)
    memberships.filter(until__lt=timezone.localdate()).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_invitations_by_hash"),
        ("registry", "0004_facts"),
    ]

    operations = [migrations.RunPython(state_facts, migrations.RunPython.noop)]
