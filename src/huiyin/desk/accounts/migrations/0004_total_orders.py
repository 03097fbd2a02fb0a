from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_acts_of_a_consultation'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='user',
            options={'ordering': ('id',)},
        ),
    ]
