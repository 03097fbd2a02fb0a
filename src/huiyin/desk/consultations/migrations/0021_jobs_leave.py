"""Jobs have an app of their own: their table is renamed where it lies (``jobs.0001_initial`` takes over)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0020_job_subjects")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("job", "jobs_job")],
            state_operations=[migrations.DeleteModel("job")],
        )
    ]
