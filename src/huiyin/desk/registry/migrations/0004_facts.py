import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_total_orders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.CharField(blank=True, max_length=10)),
                ('until', models.CharField(blank=True, max_length=10)),
                ('first_day', models.DateField(blank=True, null=True)),
                ('last_day', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('rename', 'Rename'), ('merger', 'Merger'), ('split', 'Split'), ('re_registration', 'Re Registration'), ('dissolution', 'Dissolution')], max_length=20)),
                ('note', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('first_day', 'id'),
            },
        ),
        migrations.CreateModel(
            name='ChangeSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_outcome', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='ContextEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.CharField(blank=True, max_length=10)),
                ('until', models.CharField(blank=True, max_length=10)),
                ('first_day', models.DateField(blank=True, null=True)),
                ('last_day', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('policy', 'Policy'), ('technology', 'Technology'), ('crisis', 'Crisis'), ('market', 'Market'), ('disaster', 'Disaster'), ('other', 'Other')], max_length=20)),
                ('title_zh', models.CharField(blank=True, max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('note_zh', models.TextField(blank=True)),
                ('note_en', models.TextField(blank=True)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('first_day', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.CharField(blank=True, max_length=10)),
                ('until', models.CharField(blank=True, max_length=10)),
                ('first_day', models.DateField(blank=True, null=True)),
                ('last_day', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('name', 'Name'), ('other_name', 'Other Name'), ('sort_key', 'Sort Key'), ('identifier', 'Identifier'), ('kind', 'Kind'), ('legal_form', 'Legal Form'), ('status', 'Status'), ('place', 'Place'), ('language', 'Language'), ('contact', 'Contact'), ('logo', 'Logo'), ('activity', 'Activity'), ('focus', 'Focus'), ('service', 'Service'), ('member_service', 'Member Service'), ('route', 'Route'), ('reach', 'Reach'), ('figure', 'Figure'), ('membership', 'Membership'), ('network', 'Network')], max_length=20)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('text', models.TextField(blank=True)),
                ('number', models.FloatField(blank=True, null=True)),
                ('data', models.JSONField(blank=True, default=dict)),
                ('is_public', models.BooleanField(default=True)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='FileImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('as_of', models.DateField(blank=True, null=True)),
                ('counts', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='FocusArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name_zh', models.CharField(blank=True, max_length=100)),
                ('name_en', models.CharField(blank=True, max_length=100)),
                ('icnptso', models.CharField(blank=True, max_length=60)),
                ('civil_class', models.CharField(blank=True, max_length=30)),
                ('sdgs', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='FocusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ('-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='FormerSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='created_at',
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='due_on',
            field=models.DateField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='ended_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='founded_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='past_names',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='organisation',
            name='search_text',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='sort_key',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='organisation',
            name='sort_key_en',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='seat',
            name='since',
            field=models.DateField(blank=True, default=django.utils.timezone.localdate, null=True),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['kind', 'sort_key', 'id'], name='organisations_by_pinyin'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['kind', 'sort_key_en', 'id'], name='organisations_by_name'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changeside',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='registry.changeevent'),
        ),
        migrations.AddField(
            model_name='changeside',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='registry.organisation'),
        ),
        migrations.AddField(
            model_name='contextevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fact',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='registry.organisation'),
        ),
        migrations.AddField(
            model_name='fact',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fileimport',
            name='created_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fact',
            name='file_import',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='facts', to='registry.fileimport'),
        ),
        migrations.AddField(
            model_name='fact',
            name='withdrawn_by_import',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='withdrawn', to='registry.fileimport'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='file_import',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='registry.fileimport'),
        ),
        migrations.AddField(
            model_name='focusarea',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.focusarea'),
        ),
        migrations.AddField(
            model_name='contextevent',
            name='focuses',
            field=models.ManyToManyField(blank=True, related_name='context_events', to='registry.focusarea'),
        ),
        migrations.AddField(
            model_name='focuschange',
            name='created_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='focuschange',
            name='focus',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='registry.focusarea'),
        ),
        migrations.AddField(
            model_name='formerseat',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_seats', to='registry.organisation'),
        ),
        migrations.AddField(
            model_name='formerseat',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_seats', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='changeside',
            constraint=models.UniqueConstraint(fields=('event', 'organisation', 'is_outcome'), name='one_side_each'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['kind', 'code', 'organisation'], name='facts_by_what_they_say'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('first_day', None), ('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='fact_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='focusarea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_zh', ''), _negated=True), models.Q(('name_en', ''), _negated=True), _connector='OR'), name='focus_has_a_name'),
        ),
    ]
