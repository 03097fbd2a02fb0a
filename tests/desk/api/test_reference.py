"""The page that describes the interface."""

from __future__ import annotations

from django.urls import reverse

from huiyin.desk.api.openapi import describe_interface
from tests.desk.api.requests import visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_the_reference_names_every_operation_and_loads_nothing_from_elsewhere(db: None) -> None:
    for language in ("en", "zh"):
        page = visitor(language).get(reverse("api_reference"))
        text = page.content.decode()
        for methods in describe_interface()["paths"].values():
            for operation in methods.values():
                assert f'id="{operation["operationId"]}"' in text
        assert 'src="http' not in text and "default-src 'none'" in page["Content-Security-Policy"]
