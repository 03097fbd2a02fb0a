from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='invitation',
            options={'ordering': ('-at', '-id')},
        ),
        migrations.AlterModelOptions(
            name='membership',
            options={'ordering': ('id',)},
        ),
    ]
