"""The API reference in both languages, its OpenAPI description, and the files of dumps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.api.api import dumps
from huiyin.desk.api.api.resource_rows import LangParams
from huiyin.desk.api.conditions import send_file, send_json
from huiyin.desk.api.data import RETRIES, DumpFormat, Scope, Topic
from huiyin.desk.api.endpoints.readings import require_known
from huiyin.desk.api.models import Dump
from huiyin.desk.api.openapi import describe_interface
from huiyin.desk.api.problems import STATUSES, ApiProblem
from huiyin.desk.api.resources.resource import RESOURCES
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import LIMITS
from huiyin.i18n import say, say_number


@require_safe
@cached_page
def show_reference(request: HttpRequest) -> HttpResponse:
    """All operations, and how tokens, webhooks and dumps work."""
    dump = dumps.find_dump()
    return render(
        request,
        "api/reference.html",
        {
            "groups": list_operations(),
            "problems": [
                (code, status, say(f"api.problem.{code}.title"), say(f"api.problem.{code}"))
                for code, status in STATUSES.items()
            ],
            "scopes": [(one.value, say(f"api.scope.{one.value}")) for one in Scope],
            "topics": [(one.value, say(f"api.topic.{one.value}")) for one in Topic],
            "retries": ", ".join(say_number(one // timedelta(minutes=1)) for one in RETRIES),
            "limit": LIMITS["api"],
            "minutes": LIMITS["api"].seconds // 60,
            "dump": dump,
            "tables": _list_tables(dump) if dump else [],
            "is_being_made": dumps.is_being_made(),
            "base": f"{settings.SITE}/api/v1",
        },
    )


def _list_tables(dump: Dump) -> list[dict[str, Any]]:
    """Each table with its files by format."""
    files = {(one.table, one.format): one for one in dumps.list_files(dump)}
    return [
        {
            "title": say(f"api.resource.{one.name}"),
            "rows": dump.counts.get(one.name, 0),
            "files": [files[one.name, kind.value] for kind in DumpFormat],
        }
        for one in RESOURCES
        if (one.name, DumpFormat.CSV.value) in files
    ]


def list_operations() -> list[dict[str, Any]]:
    """The operations grouped by subject, for the page."""
    described = describe_interface()
    groups: dict[str, dict[str, Any]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            tag = operation["tags"][0]
            group = groups.setdefault(
                tag, {"tag": tag, "title": say(f"api.resource.{tag}"), "operations": []}
            )
            group["operations"].append(_lay_out(path, method, operation, described))
    return list(groups.values())


def _lay_out(
    path: str, method: str, operation: dict[str, Any], described: dict[str, Any]
) -> dict[str, Any]:
    return {
        "name": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "parameters": [
            (one["name"], _name_type(one["schema"]), one["description"], one["required"])
            for one in operation["parameters"]
        ],
        "body": _list_fields(_find_body(operation), described),
        "fields": _list_fields(_find_row(operation, described), described),
    }


def _find_body(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    return next((one["schema"] for one in content.values()), {})


def _find_row(operation: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """The schema of a row; for a list, that of its items."""
    answer: dict[str, Any] = next(
        (one for status, one in operation["responses"].items() if status.startswith("2")), {}
    )
    schema: dict[str, Any] = next((one["schema"] for one in answer.get("content", {}).values()), {})
    resolved = _resolve(schema, described)
    items = resolved.get("properties", {}).get("items", {}).get("items")
    return items or schema


def _resolve(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return described["components"]["schemas"][name] if name else schema


def _list_fields(
    schema: dict[str, Any], described: dict[str, Any]
) -> list[tuple[str, str, str, bool]]:
    resolved = _resolve(schema, described)
    required = resolved.get("required", [])
    return [
        (name, _name_type(one), one.get("description", say(f"api.field.{name}")), name in required)
        for name, one in resolved.get("properties", {}).items()
    ]


def _name_type(schema: dict[str, Any]) -> str:
    """A schema in a few words of code."""
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(_name_type, schema["anyOf"])))
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return f"[{_name_type(schema.get('items', {}))}]"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type", "any"))


def show_description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    require_safe_method(request)
    require_known(request, LangParams)
    return send_json(request, describe_interface())


def require_safe_method(request: HttpRequest) -> None:
    """Raises :class:`ApiProblem` unless the method is GET or HEAD."""
    if request.method not in ("GET", "HEAD"):
        raise ApiProblem("method", headers={"Allow": "GET, HEAD, OPTIONS"})


def download_file(request: HttpRequest, dump: str, name: str) -> HttpResponseBase:
    """A file of a dump, whole or a range."""
    require_safe_method(request)
    dump_file = dumps.find_file(dump, name)
    if dump_file is None or not default_storage.exists(str(dump_file.file.name)):
        raise ApiProblem("not_found")
    made = dump_file.dump.made_at
    assert made is not None  # of a dump that is being made no file is found
    return send_file(
        request,
        default_storage.open(str(dump_file.file.name), "rb"),
        dump_file.size,
        dump_file.sha256,
        made.timestamp(),
        dumps.CONTENT_TYPES[name.rpartition(".")[2]],
    )


def refuse_unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Nothing is there."""
    raise ApiProblem("not_found")


@require_POST
@team_only
def request_dump(request: SignedInRequest) -> HttpResponse:
    """The secretariat requests a dump."""
    dumps.request_dump(request.user)
    return redirect("api_reference")
