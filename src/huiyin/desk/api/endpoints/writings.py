"""Writings, with a token: what its owner may do on the pages, by the same gates, forms and functions."""

# No `from __future__ import annotations`: ninja reads what the functions here take.
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Form, NinjaAPI, Path, UploadedFile
from pydantic import BaseModel, ConfigDict, Field

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.api import schemas
from huiyin.desk.api.api.resource_rows import Day, Words, spell_value
from huiyin.desk.api.data import Scope
from huiyin.desk.api.endpoints.readings import Slug
from huiyin.desk.api.problems import ApiProblem, Mistake
from huiyin.desk.api.tokens_in_requests import PersonalToken
from huiyin.desk.consultations.access import Access, Entry, decide_entry, list_invited, speaks_for
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api.intakes import receive_file
from huiyin.desk.consultations.api.lookups import find_consultation
from huiyin.desk.consultations.word_forms import LONGEST, LONGEST_QUOTE
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.core.uploads import get_file_name, too_large
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID
from huiyin.desk.ledger.access import may_record
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.grounds import list_all_grounds
from huiyin.desk.ledger.data import (
    Channel,
    ExchangeDirection,
    ExchangeKind,
    ExchangeSource,
    Matter,
    Visibility,
)
from huiyin.desk.ledger.exchange_checks import list_recorded_networks, say_mistakes
from huiyin.desk.ledger.forms import RecordForm
from huiyin.desk.networks.api import find_network
from huiyin.desk.outcomes.api import replies
from huiyin.desk.proposals.api.drafts import list_suggestions
from huiyin.desk.registry.api.organisation_facts import find_organisation
from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.text import as_kept


class CommentIn(BaseModel):
    """A comment. ``id``: made by the program, so that one that is sent twice is there once."""

    model_config = ConfigDict(extra="forbid")

    id: UUID | None = None
    eid: Words = Field("", max_length=LONGEST_FOREIGN_EID)
    text: Words = Field("", max_length=LONGEST)
    wording: Words = Field("", max_length=LONGEST)
    quote: Words = Field("", max_length=LONGEST_QUOTE)
    private: bool = False
    organisation: Words = Field("", max_length=60)


class ReplyIn(BaseModel):
    """The authority's answer to a suggestion."""

    model_config = ConfigDict(extra="forbid")

    suggestion: Words = Field(max_length=40)
    status: ReplyStatus
    reason: Words = Field("", max_length=20_000)


class ExchangeIn(BaseModel):
    """An exchange, with the short names of those concerned."""

    model_config = ConfigDict(extra="forbid")

    kind: ExchangeKind
    direction: ExchangeDirection
    authority: Words = Field(max_length=60)
    day: Day
    subject_zh: Words = Field("", max_length=300)
    subject_en: Words = Field("", max_length=300)
    summary_zh: Words = Field("", max_length=20_000)
    summary_en: Words = Field("", max_length=20_000)
    network: Words = Field("", max_length=60)
    organisation: Words = Field("", max_length=60)
    body: Words = Field("", max_length=200)
    passed_to: Words = Field("", max_length=60)
    answers: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    matter: Matter | None = None
    channel: Channel | None = None
    visibility: Visibility = Visibility.PUBLIC
    embargo_until: Day | None = None
    extended_to: Day | None = None


def add_writings(interface: NinjaAPI) -> None:
    """All that is written, and whose token it is."""

    def add(path: str, name: str, scope: Scope, status: int = 201) -> Any:
        return interface.post(
            path,
            operation_id=name,
            auth=PersonalToken(scope),
            response={status: schemas.Done},
            tags=["writing"],
        )

    interface.get(
        "/token",
        operation_id="read_token",
        auth=PersonalToken(),
        response={200: schemas.TokenShown},
        tags=["writing"],
    )(read_token)
    add("/consultations/{slug}/comments", "send_comment", Scope.COMMENT)(send_comment)
    add("/consultations/{slug}/tables", "send_table", Scope.TAKE_IN, 202)(send_table)
    add("/consultations/{slug}/replies", "give_reply", Scope.REPLY)(give_reply)
    add("/exchanges", "record_exchange", Scope.EXCHANGE)(record_exchange)


def read_token(request: HttpRequest) -> Any:
    token = request.token  # type: ignore[attr-defined]
    told = {"name": token.name, "scopes": token.scopes, "expires_at": token.expires_at}
    return _send(spell_value(told), 200)


def _send(told: Any, status: int = 201) -> HttpResponse:
    """What was just written, for its writer alone."""
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _tell(number: Any, href: str, status: int = 201) -> HttpResponse:
    answer = _send({"id": str(number), "href": href}, status)
    answer["Location"] = href
    return answer


def _enter(request: HttpRequest, slug: str, action: Action) -> Access:
    """The gate of the pages. Raises :class:`ApiProblem`."""
    consultation = find_consultation(as_kept(slug))
    if consultation is None:
        raise ApiProblem("not_found")
    access = Access(request.user, consultation)
    match decide_entry(access, action):
        case Entry.OPEN:
            return access
        case Entry.HIDDEN:
            raise ApiProblem("not_found")
        case Entry.SECOND_STEP_FIRST:
            raise ApiProblem("second_step")
        case Entry.REFUSED:
            raise ApiProblem("not_now")
    raise ApiProblem("not_allowed")


def _refuse(where: str, detail: str) -> ApiProblem:
    return ApiProblem("invalid", errors=[Mistake(where, detail)])


def send_comment(request: HttpRequest, slug: Path[Slug], given: CommentIn) -> Any:
    access = _enter(request, slug, Action.COMMENT)
    mine = speaks_for(access.person, access.consultation)
    speaker = mine.filter(slug=given.organisation).first() if given.organisation else mine.first()
    if given.organisation and speaker is None:
        raise _refuse("organisation", say("api.wrong.speaker"))
    key = given.id or uuid4()
    words = said.CommentInput(
        key=key,
        eid=given.eid,
        text=given.text,
        wording=given.wording,
        quote=given.quote,
        is_private=given.private,
    )
    try:
        comment = said.send_comment(access.consultation, access.person, speaker, words)
    except said.EmptyComment as error:
        raise _refuse("text", say("desk.comment.nothing_said")) from error
    except said.DraftClosed as closed:
        detail = say(f"desk.comment.not_open.{closed.state}")
        raise ApiProblem("conflict", detail=detail) from closed
    except said.NotYourComment as error:
        raise ApiProblem("conflict") from error
    return _tell(key, build_url("place", access.consultation.slug, comment.unit or "law"))


_NOBODY: Any = Form("", max_length=60)  # type: ignore[type-arg]


def send_table(
    request: HttpRequest,
    slug: Path[Slug],
    file: File[UploadedFile],
    organisation: Words = _NOBODY,
) -> Any:
    access = _enter(request, slug, Action.TAKE_IN)
    refusal = too_large(file)
    if refusal:
        raise _refuse("file", refusal)
    speaker = None
    if organisation:
        speaker = list_invited(access.consultation).filter(slug=organisation).first()
        if speaker is None:
            raise _refuse("organisation", say("api.wrong.organisation"))
    intake = receive_file(
        access.consultation,
        get_file_name(file) or "file",
        file.read(),
        access.person,
        organisation=speaker,
    )
    return _tell(intake.pk, build_url("intake", access.consultation.slug, intake.pk), 202)


def give_reply(request: HttpRequest, slug: Path[Slug], given: ReplyIn) -> Any:
    access = _enter(request, slug, Action.REPLY)
    edition = replies.find_submitted_version(access.consultation)
    suggestion = list_suggestions(edition).filter(key=given.suggestion).first()
    if suggestion is None:
        raise _refuse("suggestion", say("api.wrong.suggestion"))
    try:
        replies.save_reply(
            access.consultation, suggestion, given.status.value, given.reason, access.person
        )
    except replies.NoReplyReason as error:
        raise _refuse("reason", say("reply.reason_needed")) from error
    return _tell(suggestion.key, build_url("replies", access.consultation.slug))


def record_exchange(request: HttpRequest, given: ExchangeIn) -> Any:
    if not may_record(request.user):
        raise ApiProblem("not_allowed")
    user: Any = request.user
    form = RecordForm(
        _fill_form(given),
        grounds=list_all_grounds(),
        kept=list_recorded_networks(user),
    )
    mistakes = _list_form_mistakes(form)
    if mistakes:
        raise ApiProblem("invalid", errors=mistakes)
    entered = form.make_input(ExchangeSource.HAND)
    mistakes = [Mistake(where, sentence) for where, sentence in say_mistakes(user, entered)]
    if mistakes:
        raise ApiProblem("invalid", errors=mistakes)
    exchange = save_exchange(entered, user)
    return _tell(exchange.number, build_url("exchange", exchange.number))


def _list_form_mistakes(form: RecordForm) -> list[Mistake]:
    if form.is_valid():
        return []
    return [Mistake(name, str(error)) for name, errors in form.errors.items() for error in errors]


def _fill_form(given: ExchangeIn) -> dict[str, Any]:
    """What the page would bring: numbers of rows in place of their short names. Raises :class:`ApiProblem`."""
    filled: dict[str, Any] = {}
    for name, value in given.model_dump(exclude_none=True).items():
        if isinstance(value, date):
            filled[name] = value.isoformat()
        elif name in ("authority", "organisation", "passed_to") and value:
            filled[name] = _find_number(name, find_organisation(value))
        elif name == "network" and value:
            filled[name] = _find_number(name, find_network(value))
        else:
            filled[name] = getattr(value, "value", value)
    return filled


def _find_number(name: str, row: Any) -> str:
    if row is None:
        raise _refuse(name, say("api.wrong.slug"))
    return str(row.pk)
