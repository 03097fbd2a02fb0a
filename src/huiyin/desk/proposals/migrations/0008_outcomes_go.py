"""What was handed in, replies and uptake go to the app that names them (``outcomes.0001_initial`` takes over): their
tables are renamed where they lie, no row is copied."""

from django.db import migrations

from huiyin.desk.core.moved_models import DropSearchIndex


class Migration(migrations.Migration):
    dependencies = [("proposals", "0007_proposal_versions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("submission", "outcomes_submission"),
                migrations.AlterModelTable("reply", "outcomes_reply"),
                migrations.AlterModelTable("uptake", "outcomes_uptake"),
            ],
            state_operations=[
                migrations.DeleteModel("Submission"),
                migrations.DeleteModel("Reply"),
                migrations.DeleteModel("Uptake"),
            ],
        ),
        DropSearchIndex("proposals_reply"),
    ]
