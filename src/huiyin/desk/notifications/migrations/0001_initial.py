"""Mails, which stood among accounts: the table is there already, under its new name."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from huiyin.desk.core.moved_models import CONTENT_TYPES, MoveContentType


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('accounts', '0007_record_and_mails_leave'),
        CONTENT_TYPES,
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('language', models.CharField(blank=True, max_length=10)),
                        ('kind', models.CharField(max_length=30)),
                        ('about', models.JSONField(default=dict)),
                        ('occasion', models.CharField(blank=True, max_length=100)),
                        ('wish', models.CharField(blank=True, choices=[('digest', 'Digest'), ('reminders', 'Reminders')], max_length=10)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('needless', 'Needless'), ('given_up', 'Given Up')], default='waiting', max_length=10)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due', models.DateTimeField(default=django.utils.timezone.now)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('settled', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [models.Index(fields=['state', 'due'], name='mails_by_when_due')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('occasion', ''), _negated=True), fields=('person', 'occasion'), name='reminded_once_of_an_occasion'), models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('email', ''), _negated=True), _connector='OR'), name='mail_has_a_recipient')],
                    },
                ),
            ],
        ),
        MoveContentType('accounts', 'mail', 'notifications'),
    ]
