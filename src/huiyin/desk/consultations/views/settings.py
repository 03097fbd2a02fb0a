"""Open a consultation and lead it: upload the draft, mend how it was read, set the window, move on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.permissions import Action, Stage, has_permission
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.consultations.api import creation, drafts, groups, settings, stage_moves, stages
from huiyin.desk.consultations.api.repeated_words import has_withdrawn
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.consultations.setting_forms import (
    LANGUAGES,
    OpenedForm,
    OpeningChoices,
    OpeningForm,
    SettingsForm,
    StageForm,
    VotingDayForm,
)
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.form_fields import collect_given, list_sentences
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import say_file_limit
from huiyin.desk.laws import api as laws
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.drafters import read_drafter
from huiyin.desk.networks.api import select_networks
from huiyin.desk.registry.calendars import may_edit_calendar, working_days
from huiyin.desk.registry.organisations import UnusableDetails, select_authorities
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.laws.models import DraftEdition


def _list_choices(user: User) -> OpeningChoices:
    """An officer's authority asks and answers; a coordinator's network asks any."""
    authorities = select_authorities()
    if user.is_secretariat:
        return OpeningChoices(
            authorities, authorities, select_networks(), of_itself=True, may_add=True
        )
    own, networks = authorities.filter(seats__user=user), user.coordinates.all()
    leads = networks.exists()
    return OpeningChoices(
        authorities if leads else own,
        own,
        networks if leads else select_networks(),
        of_itself=leads,
        needs_network=leads and not own.exists(),
    )


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def open_new(request: SignedInRequest) -> HttpResponse:
    """Upload a draft and make a consultation of it."""
    choices = _list_choices(request.user)
    if not (choices.may_add or choices.initiators.exists() or choices.of_itself):
        raise PermissionDenied
    edition = _find_written(request)
    form = OpeningForm(
        choices, edition, *((request.POST, request.FILES) if request.method == "POST" else ())
    )
    if form.is_bound and form.is_valid():
        made = _open(request, form)
        if made is not None:
            messages.success(request, say("desk.open.made"))
            return _go_to(request, reverse("manage", args=(made.slug,)))
    return render(
        request,
        "consultations/open.html",
        {
            "choices": choices,
            "written": edition,
            "errors": list_sentences(form),
            "given": collect_given(form),
            "limit": say_file_limit(),
        },
        status=422 if form.errors else 200,
    )


def _find_written(request: SignedInRequest) -> DraftEdition | None:
    """The version of a draft written here that the consultation is to be held on: of one that they lead."""
    number = OpenedForm(request.POST or request.GET).cleaned_data["written"]
    if number is None:
        return None
    led = written_drafts.select_led(read_drafter(request.user))
    return written_drafts.select_open_editions(led).filter(pk=number).first()


def _open(request: SignedInRequest, form: OpeningForm) -> Consultation | None:
    """The consultation, and before it the authority where that is new."""
    names = form.read_new_authority()
    if not names:
        return creation.open_consultation(form.make_input(), request.user)
    try:
        return creation.open_for_new_authority(names, form.make_input(), request.user)
    except UnusableDetails as wrong:
        form.add_error("authority", say(f"registry.wrong.{wrong.code}"))
        return None


def _go_to(request: SignedInRequest, address: str) -> HttpResponse:
    """To a page; told to htmx, which sent the form so that chosen files stay where something is wrong."""
    if not request.htmx:
        return redirect(address)
    return HttpResponse(status=204, headers={"HX-Redirect": address})


@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.SEE)
def manage_consultation(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Where the consultation stands and what is to be done next."""
    access = request.access
    if not (access.may(Action.SEE_PRIVATE) or access.may(Action.PREPARE)):
        raise PermissionDenied
    form = SettingsForm(consultation, *((request.POST,) if request.method == "POST" else ()))
    if form.is_bound:
        if not access.may(Action.PREPARE):
            raise PermissionDenied
        try:
            if form.is_valid():
                settings.save_settings(
                    consultation,
                    form.make_input(may_move=access.may(Action.MOVE)),
                    access.person,
                    seen=form.cleaned_data["version"] or "",
                )
                messages.success(request, say("desk.manage.kept"))
                return redirect("manage", slug=consultation.slug)
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, consultation, changed)
    texts = list(consultation.draft.expressions.order_by("-language", "pk"))
    previous = stages.find_previous_stage(consultation.stage, consultation.skips)
    # Where something is wrong with it, what was typed stays to be mended.
    shown = settings.snapshot_settings(consultation)
    given = shown | collect_given(form)
    readings = drafts.map_readings(consultation) if access.may(Action.PREPARE) else {}
    return render(
        request,
        "consultations/manage.html",
        {
            "tab": "manage",
            "days": _count_days(consultation),
            "may_calendar": may_edit_calendar(request.user, consultation.authority),
            "texts": [
                (text, text.provisions.filter(depth=0).exclude(unit="").count()) for text in texts
            ],
            "readings": readings.items(),
            "missing": [
                language
                for language in LANGUAGES
                if language not in {t.language for t in texts} and language not in readings
            ],
            "unpaired": laws.list_unpaired(consultation.draft)[:50],
            "next": (following := stages.find_next_stage(consultation.stage, consultation.skips)),
            "does": _describe_effects(consultation, following) if access.may(Action.MOVE) else (),
            "undoes": _describe_effects(consultation, previous) if access.may(Action.MOVE) else (),
            "revocable": stage_moves.find_revocable_move(consultation)
            if access.may(Action.MOVE)
            else None,
            "grouping": groups.find_unfinished_grouping(consultation)
            if access.may(Action.GROUP)
            else None,
            "since": stages.list_stage_days(consultation).get(Stage(consultation.stage)),
            "previous": previous
            if previous and has_permission(access.roles, Action.MOVE, previous)
            else None,
            "invited": consultation.invited.count(),
            "skippable": [
                (one.value, one.value not in given["with_stage"]) for one in stages.SKIPPABLE
            ],
            "given": given,
            "private": Comment.objects.sent()
            .filter(consultation=consultation, is_private=True)
            .count(),
            "has_withdrawn": access.may(Action.SEE_PRIVATE) and has_withdrawn(consultation),
            "errors": list_sentences(form),
            "limit": say_file_limit(),
            "version": given.get(edit_conflicts.NAME, edit_conflicts.digest_version(shown)),
            "stage_version": edit_conflicts.digest_version(stages.snapshot_stage(consultation)),
        },
        status=422 if form.errors else 200,
    )


def _count_days(consultation: Consultation) -> dict[str, Any]:
    """The window and the time to answer in working days, and the years whose holidays are not known."""
    opens, closes, due = consultation.opens, consultation.closes, consultation.reply_due
    if not closes:
        return {}
    working = working_days(consultation.authority)
    return {
        "window": working.between(opens, closes) if opens else None,
        "reply": working.between(closes + timedelta(days=1), due) if due and due > closes else None,
        "unknown": ", ".join(map(str, working.unknown(opens or closes, due or closes))),
    }


def _show_conflict(
    request: HttpRequest, consultation: Consultation, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The settings as somebody else saved them, beside what was typed."""
    field = edit_conflicts.ConflictField
    stages_named = {one.value: say(f"desk.stage.{one.value}") for one in stages.SKIPPABLE}
    fields = (
        field("title_zh", say("desk.open.title_zh"), is_line=True, language="zh"),
        field("title_en", say("desk.open.title_en"), is_line=True, language="en"),
        field("intro_zh", say("desk.open.intro_zh"), language="zh"),
        field("intro_en", say("desk.open.intro_en"), language="en"),
        field("opens", say("desk.open.opens"), is_line=True),
        field("closes", say("desk.open.closes"), is_line=True),
        field("reply_due", say("desk.manage.reply_due"), is_line=True),
        field("with_stage", say("desk.manage.with_stages"), stages_named, is_several=True),
    )
    back = reverse("manage", args=(consultation.slug,))
    return edit_conflicts.show_both(
        request, changed, fields, back=back, **find_last_editor(consultation, "prepare", "open")
    )


def _describe_effects(
    consultation: Consultation, stage: Stage | None
) -> list[tuple[str, stage_moves.MoveEffect]]:
    """What going to a stage does, in sentences."""
    if stage is None:
        return []
    effects = []
    for effect in stage_moves.describe_move(consultation, stage):
        details = {
            name: say_date(value) if isinstance(value, date) else value
            for name, value in effect.details.items()
        }
        effects.append((say(f"stage.does.{effect.code}", **details), effect))
    return effects


@require_POST
@require_action(Action.MOVE)
def take_back_move(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Let the last move be as if it had not been."""
    move = stage_moves.find_revocable_move(consultation)
    if move is not None and not has_permission(request.access.roles, Action.MOVE, move.before):
        raise PermissionDenied
    try:
        seen = StageForm(request.POST).cleaned_data["version"]
        stage = stage_moves.take_back_move(consultation, request.user, seen=seen)
        messages.success(request, say("stage.taken_back", stage=say(f"desk.stage.{stage.value}")))
    except (edit_conflicts.EditConflict, stage_moves.NothingToTakeBack):
        messages.error(request, say("stage.not_taken_back"))
    return redirect("manage", slug=consultation.slug)


@require_POST
@require_action(Action.MOVE)
def set_voting_day(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Say until when members vote, or that there is no such day."""
    form = VotingDayForm(request.POST)
    if form.is_valid():
        settings.save_voting_day(consultation, form.cleaned_data["voting_closes"], request.user)
        messages.success(request, say("stage.voting_day_kept"))
    else:
        messages.error(request, say("stage.no_day"))
    return redirect("manage", slug=consultation.slug)


@require_POST
@require_action(Action.MOVE)
def move_stage(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """To the next stage, or back to the one before, where one may lead it there, too."""
    given = StageForm(request.POST).cleaned_data
    if not given["stage"]:
        raise Http404
    stage, seen = Stage(given["stage"]), given["version"]
    if not has_permission(request.access.roles, Action.MOVE, stage):
        raise PermissionDenied
    try:
        stages.move_to_stage(consultation, stage, request.user, seen=seen)
        messages.success(request, say("desk.manage.moved"))
    except edit_conflicts.EditConflict:
        messages.error(request, say("desk.both.look_again"))
    except stages.NoDraftText:
        messages.error(request, say("desk.manage.no_text"))
    except ValueError:
        raise Http404 from None
    return redirect("manage", slug=consultation.slug)
