"""Readings: for each resource its list, and one row where it has a key; what there is; the dumps."""

# No `from __future__ import annotations`: ninja reads what the functions that are made here take.
from enum import Enum
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Path, Query
from pydantic import AfterValidator, BaseModel, Field, create_model

from huiyin.desk.api import schemas
from huiyin.desk.api.api.dumps import find_dump, list_files
from huiyin.desk.api.api.resource_rows import (
    Day,
    LangParams,
    ListParams,
    Moment,
    ReadParams,
    Words,
    list_resource,
    read_row,
    spell_value,
)
from huiyin.desk.api.conditions import send_json
from huiyin.desk.api.data import LICENCE, LICENCE_URL
from huiyin.desk.api.problems import ApiProblem, Mistake
from huiyin.desk.api.resources.resource import RESOURCES, Resource
from huiyin.i18n import say
from huiyin.text import as_kept

Slug = Annotated[str, AfterValidator(as_kept), Field(max_length=200)]
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]


def add_readings(interface: NinjaAPI) -> None:
    """All that is read."""
    _add_index(interface)
    for resource in RESOURCES:
        _add_list(interface, resource)
        if resource.key:
            _add_row(interface, resource)
    _add_dumps(interface)


def describe_path(resource: Resource) -> str:
    """Where its list is read, from the beginning of the interface."""
    return f"/consultations/{{slug}}/{resource.name}" if resource.is_part else f"/{resource.name}"


def _type_filter(kind: Any) -> tuple[Any, Any]:
    if kind is str:
        return Words, Field("", max_length=200)
    if kind is int:
        return Annotated[int, Field(ge=0, le=2**31 - 1)] | None, None
    if kind is bool:
        return bool, False
    assert issubclass(kind, Enum)
    return kind | None, None


def make_list_params(resource: Resource) -> type[ListParams]:
    """What its list takes."""
    fields: dict[str, Any] = {name: _type_filter(kind) for name, kind in resource.filters.items()}
    if resource.has_since:
        fields["since"] = (Moment | None, None)
    if resource.has_as_of:
        fields["as_of"] = (Day | None, None)
    return create_model(f"{resource.schema.__name__}Query", __base__=ListParams, **fields)


def make_row_params(resource: Resource) -> type[ReadParams]:
    """What one row of it takes."""
    fields: dict[str, Any] = {"as_of": (Day | None, None)} if resource.has_as_of else {}
    return create_model(f"One{resource.schema.__name__}Query", __base__=ReadParams, **fields)


def make_page_schema(resource: Resource) -> type[BaseModel]:
    name = f"{resource.schema.__name__}Page"
    items = list[resource.schema]  # type: ignore[name-defined]
    return create_model(name, items=(items, ...), cursor=(str, ...), next=(str | None, ...))


def require_known(request: HttpRequest, params: type[BaseModel]) -> None:
    """Nothing is asked for that nobody answers: a parameter that is unknown here is said. Raises :class:`ApiProblem`."""
    unknown = sorted(set(request.GET) - set(params.model_fields))
    if unknown:
        known = ", ".join(sorted(params.model_fields))
        wrong = say("api.wrong.parameter", known=known)
        raise ApiProblem("invalid", errors=[Mistake(name[:80], wrong) for name in unknown])


def _add_list(interface: NinjaAPI, resource: Resource) -> None:
    params_type = make_list_params(resource)

    def answer(request: HttpRequest, params: Any, slug: str = "") -> HttpResponse:
        require_known(request, params_type)
        return list_resource(request, resource, params, slug)

    if resource.is_part:

        def list_part(request: HttpRequest, slug: Path[Slug], params: Query[params_type]) -> Any:  # type: ignore[valid-type]
            return answer(request, params, slug)

        view: Any = list_part
    else:

        def list_whole(request: HttpRequest, params: Query[params_type]) -> Any:  # type: ignore[valid-type]
            return answer(request, params)

        view = list_whole
    interface.get(
        describe_path(resource),
        operation_id=f"list_{resource.name}",
        response={200: make_page_schema(resource)},
        tags=[resource.name],
    )(view)


def _add_row(interface: NinjaAPI, resource: Resource) -> None:
    params_type = make_row_params(resource)
    key_type = Slug if resource.key_type is str else Number

    def read_one(request: HttpRequest, key: Path[key_type], params: Query[params_type]) -> Any:  # type: ignore[valid-type]
        require_known(request, params_type)
        return read_row(request, resource, params, key)

    interface.get(
        f"{describe_path(resource)}/{{key}}",
        operation_id=f"read_{resource.name}",
        response={200: resource.schema},
        tags=[resource.name],
    )(read_one)


def _add_index(interface: NinjaAPI) -> None:
    def read_index(request: HttpRequest, params: Query[LangParams]) -> Any:
        require_known(request, LangParams)
        base = f"{settings.SITE}/api/v1"
        index = {
            "name": say("api.index.name"),
            "version": interface.version,
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "resources": [
                {
                    "name": one.name,
                    "title": say(f"api.resource.{one.name}"),
                    "href": base + describe_path(one),
                }
                for one in RESOURCES
            ],
            "openapi": f"{base}/openapi.json",
            "reference": settings.SITE + reverse("api_reference"),
            "dumps": f"{base}/dumps",
        }
        return send_json(request, index)

    interface.get("/", operation_id="read_index", response={200: schemas.Index}, tags=["index"])(
        read_index
    )


def _add_dumps(interface: NinjaAPI) -> None:
    def read_dumps(request: HttpRequest, params: Query[LangParams]) -> Any:
        require_known(request, LangParams)
        dump = find_dump()
        if dump is None:
            raise ApiProblem("preparing", headers={"Retry-After": "600"})
        files = [
            {
                "name": file.name,
                "table": file.table,
                "format": file.format or "json",
                "href": settings.SITE + reverse("api_dump_file", args=(dump.name, file.name)),
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in list_files(dump)
        ]
        listing = {
            "name": dump.name,
            "begun_at": dump.begun_at,
            "made_at": dump.made_at,
            "licence": LICENCE,
            "rows": dump.counts,
            "files": files,
        }
        return send_json(request, spell_value(listing))

    interface.get(
        "/dumps", operation_id="read_dumps", response={200: schemas.DumpShown}, tags=["dumps"]
    )(read_dumps)
