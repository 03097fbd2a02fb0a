"""Registers of before are recorded, or still to be mapped; one that was being taken in is confirmed."""

from django.db import migrations
from django.utils import timezone


def place_registers(apps, schema_editor):
    tables = apps.get_model("ledger", "TableImport").objects
    tables.filter(is_done=True).update(step="recorded")
    under_way = tables.filter(is_done=False).exclude(mapping=None)
    under_way.update(step="waiting", enters_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_taken_back")]

    operations = [migrations.RunPython(place_registers, migrations.RunPython.noop)]
