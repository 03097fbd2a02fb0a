from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_calendar'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='calendar',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='calendarday',
            options={'ordering': ('day', 'id')},
        ),
        migrations.AlterModelOptions(
            name='focus',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='route',
            options={'ordering': (models.OrderBy(models.F('on'), nulls_first=True), 'id')},
        ),
        migrations.AlterModelOptions(
            name='seat',
            options={'ordering': ('id',)},
        ),
    ]
