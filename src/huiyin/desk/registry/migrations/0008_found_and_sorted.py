from collections.abc import Iterator
from typing import Any

from django.db import migrations, models

_AT_ONCE = 500
_KINDS = ("name", "other_name", "identifier")


def widen_search_texts(apps: Any, schema_editor: Any) -> None:
    """Names are found by each of their words, Chinese ones by their pinyin from each of their characters on."""
    from huiyin.desk.registry.sort_keys import make_search_text

    using = schema_editor.connection.alias
    rows = apps.get_model("registry", "Organisation").objects.using(using).defer("past_names")
    facts = apps.get_model("registry", "Fact").objects.using(using)
    facts = facts.filter(kind__in=_KINDS, is_public=True, withdrawn_at=None).order_by("pk")
    for batch in _list_batches(rows.order_by("pk").iterator(chunk_size=_AT_ONCE)):
        names = {row.pk: [row.name_zh, row.name_en, row.slug] for row in batch}
        for number, text in facts.filter(organisation__in=names).values_list(
            "organisation", "text"
        ):
            names[number].append(text)
        for row in batch:
            row.search_text = make_search_text(names[row.pk])
        rows.bulk_update(batch, ("search_text",))


def _list_batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    yield batch


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_file_imports")]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["sort_key", "id"], name="all_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["sort_key_en", "id"], name="all_by_name"),
        ),
        migrations.RunPython(widen_search_texts, migrations.RunPython.noop),
    ]
