"""Laws have an app of their own: their tables are renamed where they lie (``laws.0001_initial`` takes over)."""

from django.db import migrations

from huiyin.desk.core.moved_models import DropSearchIndex


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0021_jobs_leave"),
        ("proposals", "0005_name_units"),  # reads provisions where they were
    ]

    operations = [
        DropSearchIndex("consultations_provision"),
        migrations.RenameIndex("provision", new_name="units_of_an_expression", old_name="consultatio_text_of_581099_idx"),
        migrations.AlterModelTable("instrument", "laws_instrument"),
        migrations.AlterModelTable("version", "laws_version"),
        migrations.AlterModelTable("text", "laws_expression"),
        migrations.AlterModelTable("provision", "laws_provision"),
        # Django would make the table anew for it on SQLite, with every provision of every law.
        migrations.RunSQL("ALTER TABLE laws_provision RENAME COLUMN text_of_id TO expression_id"),
    ]
