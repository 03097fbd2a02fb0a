"""Rounds of before ask those whom they asked when they were opened, and all that have answered since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone


def name_asked(apps: Any, _: Any) -> None:
    organisations = apps.get_model("registry", "Organisation").objects
    for round_ in apps.get_model("returns", "ReturnRound").objects.all():
        day = min(date(round_.year, 12, 31), timezone.localdate(round_.created_at))
        members = organisations.filter(
            Q(founded_on=None) | Q(founded_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day), kind="member",
        )  # fmt: skip
        answered = round_.returns.values_list("organisation", flat=True)
        round_.asked.add(*members.values_list("pk", flat=True), *answered)


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_asked_and_tables")]

    operations = [migrations.RunPython(name_asked, migrations.RunPython.noop)]
