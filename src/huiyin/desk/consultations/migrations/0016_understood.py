"""How the tables of a file that was taken in were understood."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0015_earlier_words")]

    operations = [
        migrations.AddField(
            model_name="intake", name="understood", field=models.JSONField(default=dict)
        ),
    ]
