"""What a test committed is gone before the next one, and what comes with the tables is there again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from huiyin.desk.accounts.models import User
from tests.desk import flush

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("consultation")
def test_every_table_is_emptied_but_those_that_held_something_before_any_test() -> None:
    kept = flush._kept[connection.alias]
    assert set(kept) < set(flush.list_filled(connection)) and "accounts_user" not in kept
    flush.empty_tables(connection, kept)
    assert set(flush.list_filled(connection)) == set(kept) >= {"auth_permission"}
    assert flush.read_rows(connection, kept) == kept
    connection.check_constraints()


@pytest.mark.parametrize("time", ["first", "again"])
def test_what_comes_with_the_tables_is_there_again_where_a_test_took_it(time: str) -> None:
    assert Permission.objects.filter(codename="access_admin").exists()
    assert ContentType.objects.get_for_model(User).model == "user"
    assert not User.objects.exists()
    User.objects.create_user("somebody@example.org")
    Permission.objects.all().delete()
