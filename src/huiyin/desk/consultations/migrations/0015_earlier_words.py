from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0014_no_order_of_votes'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='earlier',
            field=models.TextField(blank=True),
        ),
    ]
