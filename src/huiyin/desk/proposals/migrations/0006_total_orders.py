from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0005_name_units'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='edition',
            options={'ordering': ('number', 'id')},
        ),
        migrations.AlterModelOptions(
            name='proposal',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='reply',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='signature',
            options={'ordering': ('at', 'id')},
        ),
        migrations.AlterModelOptions(
            name='submission',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='uptake',
            options={'ordering': ('id',)},
        ),
    ]
