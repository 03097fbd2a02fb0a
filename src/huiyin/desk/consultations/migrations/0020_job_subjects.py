"""A job says what it is about by a name and a number: jobs are to stand below consultations."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0019_map_placing")]

    operations = [
        migrations.RemoveIndex(model_name="job", name="consultatio_consult_02148e_idx"),
        migrations.AlterField(model_name="job", name="consultation", field=models.BigIntegerField()),
        migrations.RenameField(model_name="job", old_name="consultation", new_name="subject_id"),
        migrations.AddField(
            model_name="job",
            name="subject_type",
            field=models.CharField(default="consultation", max_length=60),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                fields=["subject_type", "subject_id", "kind", "-id"], name="jobs_about_a_subject"
            ),
        ),
    ]
