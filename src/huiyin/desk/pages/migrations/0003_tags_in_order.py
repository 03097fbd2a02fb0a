from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_site")]

    operations = [migrations.AlterModelOptions(name="articletag", options={"ordering": ("pk",)})]
