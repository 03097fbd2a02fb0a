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
        migrations.RenameIndex("comment", old_name="consultatio_at_9c4638_idx", new_name="comments_by_time"),
        RenameFieldInPlace("consultation", "by", "created_by"),
        RenameFieldInPlace("consultation", "at", "created_at"),
        RenameFieldInPlace("consultation", "voting_ended", "voting_ended_at"),
        RenameFieldInPlace("decision", "by", "created_by"),
        RenameFieldInPlace("decision", "at", "created_at"),
        RenameFieldInPlace("decision", "undone", "undone_at"),
        RenameFieldInPlace("intake", "by", "created_by"),
        RenameFieldInPlace("intake", "at", "created_at"),
        RenameFieldInPlace("comment", "at", "submitted_at"),
        RenameFieldInPlace("comment", "changed", "updated_at"),
        RenameFieldInPlace("statement", "counted", "counted_at"),
        RenameFieldInPlace("vote", "at", "cast_at"),
        RenameFieldInPlace("opinionresult", "at", "computed_at"),
    ]
