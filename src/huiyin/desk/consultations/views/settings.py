"""Open a consultation and lead it: upload the draft, mend how it was read, set the window, move on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.permissions import Action, Stage, has_permission
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.consultations.api import creation, drafts, settings, stage_moves, stages
from huiyin.desk.consultations.api.repeated_words import has_withdrawn
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.consultations.setting_forms import StageForm, VotingDayForm
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import find_choice, parse_day, parse_number
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.laws import api as laws
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.drafters import read_drafter
from huiyin.desk.networks.api import select_networks
from huiyin.desk.registry.calendars import may_edit_calendar, working_days
from huiyin.desk.registry.data import OrganisationKind
from huiyin.desk.registry.organisations import UnusableDetails, select_authorities
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.laws.models import DraftEdition
    from huiyin.desk.registry.models import Organisation

LANGUAGES = ("zh", "en")
AUTHORITY, MEMBER = OrganisationKind.AUTHORITY, OrganisationKind.MEMBER


def _list_choices(user: Any) -> dict[str, Any]:
    """In whose name ``user`` may open a consultation, and whom they may ask: ``of_itself`` is whether a network of
    theirs may speak without being asked. An officer's authority asks and answers; a coordinator's network asks any."""
    authorities = select_authorities()
    if user.is_secretariat:
        return {
            "authorities": authorities,
            "initiators": authorities,
            "networks": select_networks(),
            "of_itself": True,
        }
    own, networks = authorities.filter(seats__user=user), user.coordinates.all()
    leads = networks.exists()
    return {
        "authorities": authorities if leads else own,
        "initiators": own,
        "networks": networks if leads else select_networks(),
        "of_itself": leads,
        "needs_network": leads and not own.exists(),
    }


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def open_new(request: SignedInRequest) -> HttpResponse:
    """Upload a draft and make a consultation of it."""
    choices = _list_choices(request.user)
    if not (request.user.is_secretariat or choices["initiators"].exists() or choices["of_itself"]):
        raise PermissionDenied
    errors: dict[str, str] = {}
    choices["written"] = _find_written(request)
    if request.method == "POST":
        call = _read_call(request, choices, errors)
        if call is not None and not errors:
            made = _open(request, call, errors)
            if made is not None:
                messages.success(request, say("desk.open.made"))
                return _go_to(request, reverse("manage", args=(made.slug,)))
    return render(
        request,
        "consultations/open.html",
        choices
        | {
            "errors": errors,
            "given": request.POST or _give_written(choices["written"]),
            "limit": say_file_limit(),
            "may_add": request.user.is_secretariat,
        },
        status=422 if errors else 200,
    )


def _find_written(request: SignedInRequest) -> DraftEdition | None:
    """The version of a draft written here that the consultation is to be held on: of one that they lead."""
    number = parse_number(request.POST.get("written", "") or request.GET.get("written", ""))
    if number is None:
        return None
    led = written_drafts.select_led(read_drafter(request.user))
    return written_drafts.select_open_editions(led).filter(pk=number).first()


def _give_written(edition: DraftEdition | None) -> dict[str, str]:
    """What the form begins with: the title and the network of the draft."""
    if edition is None:
        return {}
    draft = edition.draft
    return {
        "title_zh": draft.instrument.title_zh,
        "title_en": draft.instrument.title_en,
        "intro_zh": draft.aim_zh,
        "intro_en": draft.aim_en,
        "network": str(draft.network_id or ""),
    }


def _open(
    request: SignedInRequest, call: creation.ConsultationInput, errors: dict[str, str]
) -> Consultation | None:
    """The consultation, and before it the authority where that is new."""
    names = _read_new_authority(request)
    if not names:
        return creation.open_consultation(call, request.user)
    try:
        return creation.open_for_new_authority(names, call, request.user)
    except UnusableDetails as wrong:
        errors["authority"] = say(f"registry.wrong.{wrong.code}")
        return None


def _go_to(request: SignedInRequest, address: str) -> HttpResponse:
    """To a page; told to htmx, which sent the form so that chosen files stay where something is wrong."""
    if not request.htmx:
        return redirect(address)
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _read_new_authority(request: SignedInRequest) -> dict[str, str]:
    """What an authority is called that is in no list yet; nothing where one was chosen."""
    if request.POST.get("authority") or not request.user.is_secretariat:
        return {}
    names = {
        f"name_{language}": request.POST.get(f"authority_{language}", "").strip()
        for language in LANGUAGES
    }
    return names | {"kind": AUTHORITY} if any(names.values()) else {}


def _read_files(request: SignedInRequest, errors: dict[str, str]) -> dict[str, tuple[str, bytes]]:
    """Language → the draft's name and bytes; one at least is needed."""
    files: dict[str, tuple[str, bytes]] = {}
    for language in LANGUAGES:
        file = request.FILES.get(f"file_{language}")
        if file is None:
            continue
        refusal = too_large(file)
        if refusal:
            errors["files"] = refusal
        else:
            files[language] = (get_file_name(file), file.read())
    if not files and "files" not in errors:
        errors["files"] = say("desk.open.no_file")
    return files


def _read_call(
    request: SignedInRequest, choices: dict[str, Any], errors: dict[str, str]
) -> creation.ConsultationInput | None:
    given = request.POST
    written = choices["written"]
    files = _read_files(request, errors) if written is None else {}
    # Where none is given the draft tells its title, as soon as it is read.
    titles = _read_titles(given, {} if files or written is not None else errors)
    authority = find_choice(choices["authorities"], given.get("authority", ""))
    is_new = authority is None and bool(_read_new_authority(request))
    if authority is None and not is_new:
        errors["authority"] = say("desk.open.no_authority")
    initiator = find_choice(choices["initiators"], given.get("initiator", ""))
    network = find_choice(choices["networks"], given.get("network", ""))
    if not choices["of_itself"]:  # an officer's authority asks, and the answer is its own
        initiator = authority
    elif initiator is None and network is None and not request.user.is_secretariat:
        errors["network"] = say("desk.open.needs_network")
    elif initiator is not None and initiator != authority:
        errors["authority"] = say("desk.open.asks_for_another")
    opens, closes = _read_window(given, errors, authority)
    if is_new and parse_number(given.get("window_days", "")) and closes is None:
        errors["window"] = say("opening.no_calendar")
    if errors or (authority is None and not is_new):
        return None
    return creation.ConsultationInput(
        title_zh=titles[0],
        title_en=titles[1],
        authority=authority,
        files=files,
        initiator=initiator,
        network=network,
        opens=opens,
        closes=closes,
        intro_zh=given.get("intro_zh", "").strip(),
        intro_en=given.get("intro_en", "").strip(),
        written=written,
    )


def _read_titles(given: QueryDict, errors: dict[str, str]) -> list[str]:
    """The title in each language; one at least is needed."""
    titles = [given.get(f"title_{language}", "").strip()[:300] for language in LANGUAGES]
    if not any(titles):
        errors["title"] = say("desk.open.no_title")
    return titles


def _read_window(
    given: QueryDict, errors: dict[str, str], authority: Organisation | None
) -> tuple[date | None, date | None]:
    """First and last day; the last is counted where only a number of working days was given."""
    days: list[date | None] = []
    for name in ("opens", "closes"):
        written = given.get(name, "").strip()
        days.append(parse_day(written))
        if written and days[-1] is None:
            errors["window"] = say("desk.open.not_a_day", written=written[:40])
    opens, closes = days
    working = parse_number(given.get("window_days", ""))
    if opens and working and closes is None and authority is not None and not errors:
        try:
            closes = working_days(authority).after(opens - timedelta(days=1), working)
        except ValueError:
            errors["window"] = say("desk.open.too_far")
    if opens and closes and closes < opens:
        errors["window"] = say("desk.open.window_ends_first")
    return opens, closes


@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.SEE)
def manage_consultation(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Where the consultation stands and what is to be done next."""
    access = request.access
    if not (access.may(Action.SEE_PRIVATE) or access.may(Action.PREPARE)):
        raise PermissionDenied
    errors: dict[str, str] = {}
    if request.method == "POST":
        if not access.may(Action.PREPARE):
            raise PermissionDenied
        try:
            _save_settings(request, consultation, errors)
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, consultation, changed)
        if not errors:
            messages.success(request, say("desk.manage.kept"))
            return redirect("manage", slug=consultation.slug)
    texts = list(consultation.draft.expressions.order_by("-language", "pk"))
    previous = stages.find_previous_stage(consultation.stage, consultation.skips)
    # Where something is wrong with it, what was typed stays to be mended.
    given = settings.snapshot_settings(consultation)
    if errors:
        with_stage = request.POST.getlist("with_stage")
        given |= request.POST.dict() | {"with_stage": with_stage}
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
            "errors": errors,
            "limit": say_file_limit(),
            "version": request.POST.get(
                edit_conflicts.NAME,
                edit_conflicts.digest_version(settings.snapshot_settings(consultation)),
            ),
            "stage_version": edit_conflicts.digest_version(stages.snapshot_stage(consultation)),
        },
        status=422 if errors else 200,
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


def _save_settings(
    request: ConsultationRequest, consultation: Consultation, errors: dict[str, str]
) -> None:
    given = request.POST
    opens, closes = _read_window(given, errors, consultation.authority)
    titles = _read_titles(given, errors)
    days = parse_number(given.get("reply_days", ""))
    counted = chosen = None
    if closes and days:
        try:
            counted = working_days(consultation.authority).after(closes, days)
        except ValueError:
            errors["window"] = say("desk.open.too_far")
    if "reply_due" in given:  # the page of both texts asks for the day itself
        written = given["reply_due"].strip()
        chosen = parse_day(written)
        if written and chosen is None:
            errors["window"] = say("desk.open.not_a_day", written=written[:40])
    if errors:
        return

    def reply_due(now: date | None) -> date | None:
        return chosen if "reply_due" in given else counted or now

    # How the network finds its answer is the network's: an authority that asks does not skip its vote.
    sets_stages = "stages" in given and request.access.may(Action.MOVE)
    wanted = settings.SettingsInput(
        title_zh=titles[0],
        title_en=titles[1],
        intro_zh=given.get("intro_zh", "").strip().replace("\r\n", "\n"),
        intro_en=given.get("intro_en", "").strip().replace("\r\n", "\n"),
        opens=opens,
        closes=closes,
        reply_due=reply_due,
        with_stages=given.getlist("with_stage") if sets_stages else None,
    )
    settings.save_settings(
        consultation, wanted, request.access.person, seen=given.get(edit_conflicts.NAME, "")
    )


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
