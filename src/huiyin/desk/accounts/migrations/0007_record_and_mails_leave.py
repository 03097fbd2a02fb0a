"""The record of acts and the mails have apps of their own: their tables are renamed where they lie
(``audit.0001_initial`` and ``notifications.0001_initial`` take over)."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_proved_devices'),
        ('consultations', '0014_no_order_of_votes'),  # the last that knows the record under its old name
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable('act', 'audit_auditentry'),
                migrations.RenameIndex('act', new_name='acts_on_a_thing', old_name='accounts_ac_thing_cc0b74_idx'),
                migrations.AlterModelTable('mail', 'notifications_mail'),
                migrations.RenameIndex('mail', new_name='mails_by_when_due', old_name='accounts_ma_state_050d1a_idx'),
            ],
            state_operations=[
                migrations.DeleteModel('Act'),
                migrations.DeleteModel('Mail'),
            ],
        )
    ]
