from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0012_one_vote_per_organisation'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='consultation',
            options={'ordering': ('-opens', '-at', '-id')},
        ),
        migrations.AlterModelOptions(
            name='instrument',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='opinionresult',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='provision',
            options={'ordering': ('position', 'id')},
        ),
        migrations.AlterModelOptions(
            name='tally',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='text',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='version',
            options={'ordering': ('id',)},
        ),
        migrations.AlterModelOptions(
            name='vote',
            options={'ordering': ('id',)},
        ),
    ]
