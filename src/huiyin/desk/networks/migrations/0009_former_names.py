import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0008_coordinations")]

    operations = [
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField()),
                ("name_zh", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_names", to="networks.network"
                    ),
                ),
            ],
            options={"ordering": ("until", "id")},
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.UniqueConstraint(fields=("network", "until"), name="one_name_up_to_a_day"),
        ),
    ]
