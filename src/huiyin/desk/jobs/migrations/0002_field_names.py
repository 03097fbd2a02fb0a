"""Fields are called as Django people expect."""

from django.db import migrations

from huiyin.desk.core.moved_models import RenameFieldInPlace


class Migration(migrations.Migration):
    # What moved rows before knows them by the old names: all of it comes first.
    # What moved rows before knows them by the old names: all of it comes first.
    dependencies = [
        ("accounts", "0008_notices"),
        ("audit", "0001_initial"),
        ("consultations", "0024_intake_receipts"),
        ("jobs", "0001_initial"),
        ("laws", "0001_initial"),
        ("ledger", "0002_no_key_upward"),
        ("networks", "0005_membership_of_today"),
        ("notifications", "0002_notices"),
        ("outcomes", "0001_initial"),
        ("pages", "0001_initial"),
        ("personal", "0002_remnants"),
        ("proposals", "0008_outcomes_go"),
        ("registry", "0006_focus_and_route_are_facts"),
    ]

    operations = [
        RenameFieldInPlace("job", "by", "created_by"),
        RenameFieldInPlace("job", "at", "created_at"),
        RenameFieldInPlace("job", "beat", "heartbeat_at"),
        RenameFieldInPlace("job", "ended", "ended_at"),
    ]
