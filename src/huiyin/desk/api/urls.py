"""Addresses of the interface, of its reference, and of one's own tokens and webhooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, re_path

from huiyin.desk.api.gateway import open_to_programs
from huiyin.desk.api.interface import get_interface
from huiyin.desk.api.views import credentials, reference


def _list_operations() -> Iterator[URLPattern]:
    """What ninja made, behind our door and under our names: an address once, whatever is done there."""
    patterns: list[Any] = get_interface().urls[0]
    views = {str(one.pattern): one.callback for one in patterns if one.name != "api-root"}
    for route, view in views.items():
        parts = re.findall(r"\w+", route) or ["index"]
        yield path(f"api/v1/{route}", open_to_programs(view), name="_".join(("api", *parts)))


urlpatterns = [
    path("api/", reference.show_reference, name="api_reference"),
    path("api/dump/", reference.request_dump, name="api_dump_request"),
    path("api/v1/openapi.json", open_to_programs(reference.show_description), name="api_openapi"),
    path(
        "api/v1/dumps/<str:dump>/<str:name>",
        open_to_programs(reference.download_file),
        name="api_dump_file",
    ),
    *_list_operations(),
    re_path(
        r"^api/v1(?:/(?P<rest>.*))?$",
        open_to_programs(reference.refuse_unknown),
        name="api_unknown",
    ),
    path("account/tokens/", credentials.edit_tokens, name="api_tokens"),
    path("account/tokens/revoke/", credentials.revoke_token, name="api_token_revoke"),
    path("account/webhooks/", credentials.edit_hooks, name="api_hooks"),
    path("account/webhooks/act/", credentials.act_on_hook, name="api_hook_act"),
]
