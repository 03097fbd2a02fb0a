from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of a draft that was deleted stays, so that no page that still shows it brings it back."""

    dependencies = [("consultations", "0005_groups_by_size")]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("sent", "Sent"),
                    ("withdrawn", "Withdrawn"),
                    ("dropped", "Dropped"),
                ],
                default="sent",
                max_length=10,
            ),
        ),
    ]
