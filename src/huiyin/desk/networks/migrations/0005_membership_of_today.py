from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_memberships_are_facts")]

    operations = [
        migrations.RemoveField(model_name="membership", name="since"),
        migrations.RemoveField(model_name="membership", name="until"),
    ]
