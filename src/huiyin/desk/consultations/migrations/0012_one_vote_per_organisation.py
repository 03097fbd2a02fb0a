"""What the votes of every desk hold to from now on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0011_nobody_named")]

    operations = [
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False)),
                fields=("statement", "organisation"),
                name="one_vote_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("published__in", (-1, 0, 1))),
                name="a_published_vote_is_one_of_three",
            ),
        ),
    ]
