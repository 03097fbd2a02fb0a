"""An entry names its consultation by its number: a key would lead from the ledger up to consultations. The column and what
stands in it stay, and with them every digest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="exchange",
            name="consultation",
            field=models.BigIntegerField(
                blank=True, db_column="consultation_id", db_index=True, null=True
            ),
        ),
        migrations.RenameField("exchange", "consultation", "consultation_id"),
        migrations.AlterField(
            model_name="exchange",
            name="consultation_id",
            field=models.BigIntegerField(blank=True, db_index=True, null=True),
        ),
    ]
