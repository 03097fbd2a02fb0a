"""The OpenAPI 3.1 description, in the reader's language. The English version is in the repository
(``docs/api/openapi.json``), and ``tools/openapi.py`` checks that it is current.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from django.conf import settings
from pydantic.json_schema import models_json_schema

from huiyin.desk.api import schemas
from huiyin.desk.api.data import LICENCE_URL
from huiyin.desk.api.interface import get_interface
from huiyin.desk.api.problems import CONTENT_TYPE, STATUSES
from huiyin.i18n import say

_REF = "#/components/schemas/{model}"
#: Problems that every operation may return, and those of writing operations.
_ALWAYS = ("request", "invalid", "slow")
_WRITING = ("no_token", "not_allowed", "not_found", "conflict", "too_large")


@cache
def _describe_bare() -> dict[str, Any]:
    return dict(get_interface().get_openapi_schema(path_prefix=""))


def describe_interface(server: str | None = None) -> dict[str, Any]:
    """All operations with texts in the current language. ``server``: the address of the API."""
    description = deepcopy(_describe_bare())
    description["info"] = {
        "title": say("api.index.name"),
        "version": "1",
        "description": say("api.about"),
        "license": {"name": say("api.licence"), "url": LICENCE_URL},
    }
    description["servers"] = [{"url": server or f"{settings.SITE}/api/v1"}]
    description["components"]["schemas"] |= _describe_problem()
    for methods in description["paths"].values():
        for operation in methods.values():
            _finish_operation(operation)
    _drop_params(description["components"]["schemas"])
    for name, schema in description["components"]["schemas"].items():
        _finish_schema(name, schema)
    return description


def _drop_params(found: dict[str, Any]) -> None:
    """Remove the schemas that ninja makes of query parameters, which are listed with their operations."""
    for name in [name for name in found if name.endswith(("Query", "Params"))]:
        del found[name]


def _describe_problem() -> dict[str, Any]:
    _, found = models_json_schema([(schemas.Problem, "serialization")], ref_template=_REF)
    return dict(found["$defs"])


def _finish_operation(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    operation["summary"] = say(f"api.operation.{name}")
    operation.pop("description", None)
    is_writing = bool(operation.get("security"))
    for one in operation["parameters"]:
        one["description"] = say(f"api.parameter.{one['name']}")
        one["schema"].pop("title", None)
    _finish_body(operation)
    codes = [*_ALWAYS, *_list_codes(operation, is_writing=is_writing)]
    responses = operation["responses"] = {str(k): v for k, v in operation["responses"].items()}
    for status, answer in responses.items():
        answer["description"] = say(f"api.answer.{status}")
        if not is_writing:
            answer["headers"] = {
                "ETag": {"schema": {"type": "string"}, "description": say("api.header.etag")}
            }
    if not is_writing:
        responses["304"] = {"description": say("api.answer.304")}
    for code in codes:
        responses.setdefault(str(STATUSES[code]), _describe_answer(code))
    operation["responses"] = dict(sorted(responses.items()))


def _finish_body(operation: dict[str, Any]) -> None:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        for field, described in content["schema"].get("properties", {}).items():
            described.pop("title", None)
            described["description"] = say(f"api.field.{field}")


def _list_codes(operation: dict[str, Any], *, is_writing: bool) -> tuple[str, ...]:
    if is_writing:
        return _WRITING
    if operation["operationId"] == "read_dumps":
        return ("preparing",)
    has_path = any(one["in"] == "path" for one in operation["parameters"])
    return ("not_found",) if has_path else ()


def _describe_answer(code: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": say(f"api.problem.{code}.title"),
        "content": {CONTENT_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}},
    }
    if code in ("slow", "preparing"):
        seconds = {"type": "integer", "minimum": 0}
        answer["headers"] = {
            "Retry-After": {"schema": seconds, "description": say("api.header.retry_after")}
        }
    return answer


def _finish_schema(name: str, schema: dict[str, Any]) -> None:
    schema.pop("description", None)
    for field, described in schema.get("properties", {}).items():
        described.pop("title", None)
        described["description"] = say(f"api.field.{field}")
