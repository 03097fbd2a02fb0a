"""Read a page or a single row of a resource, in the reader's language, as far as it is public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, WithJsonSchema

from huiyin.desk.api.conditions import send_json
from huiyin.desk.api.cursors import take_page
from huiyin.desk.api.problems import ApiProblem, Mistake
from huiyin.desk.api.resources.resource import ReadQuery, Resource
from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.request_params import LAST_YEAR, is_near, parse_day
from huiyin.i18n import say
from huiyin.text import as_kept

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation

#: Rows on a page by default, and at most.
ROWS, MOST_ROWS = 50, 200


def _read_day(written: Any) -> date:
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    day = parse_day(str(written))
    if day is None:
        raise ValueError("day")
    return day


def _read_moment(written: Any) -> datetime:
    """A day means its beginning in the desk's time zone."""
    day = parse_day(str(written))
    if day is not None:
        return timezone.make_aware(datetime.combine(day, time.min))
    try:
        moment = parse_datetime(str(written).replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or not is_near(moment.date()) or moment.year == LAST_YEAR:
        raise ValueError("moment")
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)


Day = Annotated[
    date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})
]
Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    WithJsonSchema({"type": "string", "examples": ["2026-03-01", "2026-03-01T08:00:00Z"]}),
]
#: Text of a request without characters that databases reject.
Words = Annotated[str, AfterValidator(as_kept)]


class LangParams(BaseModel):
    """What every reading takes."""

    lang: Literal["zh", "en"] | None = None


class ReadParams(LangParams):
    """What every reading of rows takes."""

    fields: Words = Field("", max_length=500)


class ListParams(ReadParams):
    """What every list takes besides."""

    cursor: Words = Field("", max_length=1000)
    limit: int = Field(ROWS, ge=1, le=MOST_ROWS)


def list_resource(
    request: HttpRequest, resource: Resource, params: ListParams, slug: str = ""
) -> HttpResponse:
    """One page. Raises :class:`ApiProblem`."""
    query = _make_query(resource, params, slug)
    names = _choose_fields(resource, params.fields)
    page = take_page(resource.select(query), resource.keys, params.cursor, params.limit)
    items = [_cut(row, names) for row in resource.show(page.rows, query)]
    following = _make_next(request, page.cursor) if page.cursor else None
    answer = send_json(request, {"items": items, "cursor": page.cursor, "next": following})
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def read_row(
    request: HttpRequest, resource: Resource, params: ReadParams, key: Any, slug: str = ""
) -> HttpResponse:
    """One row. Raises :class:`ApiProblem` if there is no public one with this key."""
    query = _make_query(resource, params, slug)
    names = _choose_fields(resource, params.fields)
    rows = list(_find_rows(resource.select(query), resource.lookup, key))
    shown = resource.show(rows[:1], query)
    if not shown:
        raise ApiProblem("not_found")
    return send_json(request, _cut(shown[0], names))


def _find_rows(rows: Any, lookup: str, key: Any) -> Any:
    if isinstance(rows, QuerySet):
        if isinstance(key, int) and not -(2**63) <= key < 2**63:
            return rows.none()
        return rows.filter(**{lookup: key})[:1]
    return [row for row in rows if _read_lookup(row, lookup) == key]


def _read_lookup(row: Any, lookup: str) -> Any:
    return row[lookup] if isinstance(row, dict) else getattr(row, lookup)


def find_public_consultation(slug: str) -> Consultation:
    """Raises :class:`ApiProblem` if there is no public consultation with this slug."""
    rows = select_public_consultations().select_related("authority", "initiator", "network")
    found = rows.filter(slug=as_kept(slug)).first()
    if found is None:
        raise ApiProblem("not_found")
    return found


def iterate_rows(resource: Resource, query: ReadQuery, size: int = 500) -> Iterator[dict[str, Any]]:
    """Yield all rows, reading page by page; for complete exports."""
    cursor, rows = "", resource.select(query)
    while True:
        page = take_page(rows, resource.keys, cursor, size)
        yield from resource.show(page.rows, query)
        cursor = page.cursor
        if not cursor:
            return


def _make_query(resource: Resource, params: ReadParams, slug: str) -> ReadQuery:
    filters = {
        name: value.value if hasattr(value, "value") else value
        for name in resource.filters
        if (value := getattr(params, name, None)) is not None and value != ""
    }
    return ReadQuery(
        today=timezone.localdate(),
        since=getattr(params, "since", None),
        as_of=getattr(params, "as_of", None),
        filters=filters,
        consultation=find_public_consultation(slug) if resource.is_part else None,
    )


def _choose_fields(resource: Resource, written: str) -> frozenset[str]:
    """The requested fields with the key; all if none is given."""
    wanted = [name.strip() for name in written.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in resource.fields]
    if unknown:
        known = ", ".join(resource.fields)
        wrong = say("api.wrong.fields", name=unknown[0][:80], known=known)
        raise ApiProblem("invalid", errors=[Mistake("fields", wrong)])
    required = {name for name, one in resource.schema.model_fields.items() if one.is_required()}
    return frozenset(required | set(wanted)) if wanted else frozenset(resource.fields)


def _cut(row: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: spell_value(value) for name, value in row.items() if name in names}


def spell_value(value: Any) -> Any:
    """A value as JSON types."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {name: spell_value(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [spell_value(one) for one in value]
    return value


def _make_next(request: HttpRequest, cursor: str) -> str:
    given = request.GET.copy()
    given["cursor"] = cursor
    return f"{settings.SITE}{request.path}?{urlencode(sorted(given.items()))}"
