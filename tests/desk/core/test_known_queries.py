"""A question that was put into SQL once gives what its queryset gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.laws.models import Expression

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation


def test_models_come_with_what_goes_with_them(consultation: Consultation) -> None:
    ask = KnownQuery(
        lambda slug: Consultation.objects.select_related("draft", "network").filter(slug=slug)
    )
    assert ask("no-such") == []
    plain = Consultation.objects.get(slug=consultation.slug)
    (found,) = ask(consultation.slug)
    names = [one.attname for one in Consultation._meta.concrete_fields]
    assert {n: getattr(found, n) for n in names} == {n: getattr(plain, n) for n in names}
    with CaptureQueriesContext(connection) as asked:
        assert (found.draft.pk, found.network.slug) == (plain.draft_id, "wetlands")
    assert len(asked) == 0
    found.title_zh = "湿地法"
    found.save()  # it is a row like any other
    assert ask(consultation.slug)[0].title_zh == "湿地法"


def test_what_is_left_out_is_read_when_it_is_asked_for(consultation: Consultation) -> None:
    ask = KnownQuery(
        lambda version: Expression.objects.filter(version=version).order_by("pk").defer("source")
    )
    plain = list(Expression.objects.filter(version=consultation.draft_id).order_by("pk"))
    found = ask(consultation.draft_id)
    assert found == plain
    assert found[0].get_deferred_fields() == {"source"}
    assert [one.source for one in found] == [one.source for one in plain]


def test_rows_of_values_are_asked_for_with_others_each_time(
    authority: Organisation, members: list[Organisation]
) -> None:
    made = type(authority).objects
    ask = KnownQuery(
        lambda kind, slug: (
            made.filter(kind=kind).exclude(slug=slug).order_by("pk").values_list("slug", "name_zh")
        )
    )
    assert ask("authority", "x") == [("ministry", "自然资源部")]
    assert ask("member", "org2") == [("org1", "组织1"), ("org3", "组织3")]
    with CaptureQueriesContext(connection) as asked:
        assert ask("member", "org1") == [("org2", "组织2"), ("org3", "组织3")]
    assert len(asked) == 1
