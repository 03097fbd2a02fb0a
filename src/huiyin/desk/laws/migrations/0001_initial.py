"""Laws, which stood among consultations: the tables are there already, under their new names."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from huiyin.desk.core.moved_models import CONTENT_TYPES, MoveContentType, RenamePermissions


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("consultations", "0022_laws_leave"),
        ("auth", "0012_alter_user_first_name_max_length"),
        CONTENT_TYPES,
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Instrument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title_zh', models.CharField(blank=True, max_length=300)),
                        ('title_en', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ('id',),
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('standing', models.CharField(choices=[('draft', 'Draft'), ('for_comment', 'For Comment'), ('enacted', 'Enacted'), ('in_force', 'In Force')], default='for_comment', max_length=12)),
                        ('dated', models.DateField(blank=True, null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='laws.instrument')),
                    ],
                    options={
                        'ordering': ('id',),
                    },
                ),
                migrations.CreateModel(
                    name='Expression',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=10)),
                        ('title', models.CharField(blank=True, max_length=300)),
                        ('file', models.FileField(blank=True, upload_to='laws/')),
                        ('file_name', models.CharField(blank=True, max_length=200)),
                        ('source', models.TextField(blank=True)),
                        ('before', models.TextField(blank=True)),
                        ('problems', models.JSONField(default=list)),
                        ('furniture', models.JSONField(default=list)),
                        ('spoken', models.CharField(blank=True, max_length=20)),
                        ('changed', models.DateTimeField(auto_now=True)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expressions', to='laws.version')),
                    ],
                    options={
                        'ordering': ('id',),
                    },
                ),
                migrations.CreateModel(
                    name='Provision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('eid', models.CharField(max_length=120)),
                        ('foreign_eid', models.CharField(blank=True, max_length=250)),
                        ('parent', models.CharField(blank=True, max_length=120)),
                        ('unit', models.CharField(blank=True, max_length=120)),
                        ('chapter', models.CharField(blank=True, max_length=120)),
                        ('kind', models.CharField(max_length=20)),
                        ('num', models.CharField(blank=True, max_length=120)),
                        ('heading', models.TextField(blank=True)),
                        ('text', models.TextField(blank=True)),
                        ('position', models.PositiveIntegerField()),
                        ('depth', models.PositiveSmallIntegerField(default=0)),
                        ('start', models.PositiveIntegerField(default=0)),
                        ('end', models.PositiveIntegerField(default=0)),
                        ('expression', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='laws.expression')),
                    ],
                    options={
                        'ordering': ('position', 'id'),
                        'indexes': [models.Index(fields=['expression', 'unit', 'position'], name='units_of_an_expression'), models.Index(condition=models.Q(('foreign_eid', ''), _negated=True), fields=['expression', 'foreign_eid'], name='provisions_by_foreign_eid')],
                        'constraints': [models.UniqueConstraint(fields=('expression', 'eid'), name='one_provision_per_eid')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='expression',
                    constraint=models.UniqueConstraint(fields=('version', 'language'), name='one_text_per_language'),
                ),
            ],
        ),
        MoveContentType("consultations", "instrument", "laws"),
        MoveContentType("consultations", "version", "laws"),
        MoveContentType("consultations", "text", "laws", "expression"),
        RenamePermissions("laws", "text", "expression"),
        MoveContentType("consultations", "provision", "laws"),
    ]
