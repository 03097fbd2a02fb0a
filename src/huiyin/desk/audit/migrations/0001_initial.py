"""The record of acts, which stood among accounts: the table is there already, under its new name."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from huiyin.desk.core.moved_models import CONTENT_TYPES, MoveContentType, RenamePermissions


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('accounts', '0007_record_and_mails_leave'),
        ('auth', '0012_alter_user_first_name_max_length'),
        CONTENT_TYPES,
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('verb', models.CharField(max_length=60)),
                        ('thing', models.CharField(max_length=60)),
                        ('thing_id', models.CharField(max_length=60)),
                        ('details', models.JSONField(default=dict)),
                        ('consultation', models.BigIntegerField(blank=True, null=True)),
                        ('is_private', models.BooleanField(default=False)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='acts', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-at', '-id'),
                        'indexes': [models.Index(fields=['thing', 'thing_id'], name='acts_on_a_thing'), models.Index(fields=['consultation', '-at', '-id'], name='acts_of_a_consultation')],
                    },
                ),
            ],
        ),
        MoveContentType('accounts', 'act', 'audit', 'auditentry'),
        RenamePermissions('audit', 'act', 'auditentry', 'audit entry'),
    ]
