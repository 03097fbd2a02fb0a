"""Laws have an app of their own: what leads to them leads there, to the same tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0022_laws_leave"), ("laws", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="consultation",
                    name="draft",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laws.version",
                    ),
                ),
                migrations.AlterField(
                    model_name="consultation",
                    name="enacted",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laws.version",
                    ),
                ),
                migrations.DeleteModel("provision"),
                migrations.DeleteModel("text"),
                migrations.DeleteModel("version"),
                migrations.DeleteModel("instrument"),
            ]
        )
    ]
