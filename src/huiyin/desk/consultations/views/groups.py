"""Groups of similar comments: read, merge, split, name, set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.consultations.api import groups as api
from huiyin.desk.consultations.api.citations import choose_text, make_citer
from huiyin.desk.consultations.forms import (
    BasketForm,
    GroupChoiceForm,
    GroupFilter,
    GroupNameForm,
)
from huiyin.desk.consultations.links import GROUP_LINKS
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group, Statement
from huiyin.desk.consultations.views.law_text import PAGE
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.request_params import parse_moment, parse_number
from huiyin.desk.laws.api import find_position, list_units
from huiyin.grouping import MOST_CLAUSES, diff_texts
from huiyin.i18n import say


def _list_visible_groups(request: ConsultationRequest, consultation: Consultation):  # type: ignore[no-untyped-def]
    found = Group.objects.filter(consultation=consultation).select_related("representative")
    return found.standing() if request.access.may(Action.SEE_PRIVATE) else found.public()


@require_safe
@cached_page
@require_action(Action.SEE)
def show_groups(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Groups, largest first or filtered."""
    visible = _list_visible_groups(request, consultation)
    cite = make_citer(request, consultation)
    chooser = GroupFilter(request.GET, units=_list_units(request, consultation, visible, cite))
    page = make_page(request, _choose_groups(request, consultation, visible, chooser), PAGE)
    basket = _open_basket(request, consultation) if request.access.may(Action.GROUP) else []
    return render(
        request,
        "consultations/groups.html",
        {
            "tab": "groups",
            "groups": [(one, cite(one.eid)) for one in page.rows],
            "page": page,
            "filter": chooser,
            "clear": reverse("groups", args=(consultation.slug,)),
            "is_filtered": bool(chooser.get_chosen("q") or chooser.get_chosen("provision")),
            "basket": [(one, cite(one.eid)) for one in basket],
            "basket_version": _make_version(basket) if basket else "",
            "version": _make_version(page.rows) if request.access.may(Action.GROUP) else "",
            "job": api.find_unfinished_grouping(consultation)
            if request.access.may(Action.GROUP)
            else None,
            "decisions": consultation.decisions.filter(
                undone_at__isnull=True, kind__in=(Decision.Kind.MERGE, Decision.Kind.SPLIT)
            ).select_related("created_by")[:100]
            if request.access.may(Action.GROUP)
            else (),
        },
    )


def _list_units(
    request: ConsultationRequest,
    consultation: Consultation,
    visible: Any,
    cite: Callable[[str], str],
) -> list[tuple[str, str]]:
    """The provisions with groups, in the order of the law, with citations."""
    there = set(visible.order_by().values_list("representative__unit", flat=True).distinct())
    text, _ = choose_text(request, consultation)
    ordered = [unit for unit in list_units(text) if unit in there]
    whole = [(_WHOLE_LAW, say("desk.law.whole"))] if "" in there else []
    return whole + [(unit, cite(unit)) for unit in ordered]


def _choose_groups(
    request: ConsultationRequest, consultation: Consultation, visible: Any, chooser: GroupFilter
) -> Any:
    """The groups that match the filter, in the chosen order."""
    words, unit = chooser.get_chosen("q"), chooser.get_chosen("provision")
    groups = visible
    if unit:
        groups = groups.filter(representative__unit="" if unit == _WHOLE_LAW else unit)
    if words:
        scope = [consultation.pk]
        named = Group.objects.holding(words, scope).values("pk")
        said = Comment.objects.holding(words, scope).values("pk")
        groups = groups.filter(Q(pk__in=named) | Q(representative__in=said))
    if chooser.get_chosen("sort") == "provision":
        text, _ = choose_text(request, consultation)
        groups = groups.annotate(at=find_position(text, OuterRef("representative__unit")))
        return groups.order_by(F("at").asc(nulls_first=True), "-size", "pk")
    return groups.order_by(*_ORDERS.get(chooser.get_chosen("sort"), _ORDERS["size"]), "pk")


#: Chosen order → ordering of the query.
_ORDERS = {
    "size": ("-size",),
    "organisations": ("-organisations", "-size"),
    "newest": ("-pk",),
}
#: The option for the whole law; no unit has this name.
_WHOLE_LAW = "-"
#: The session key of the basket, which collects groups over several pages, and its size.
_BASKET, _MOST_GATHERED = "groups.basket", 200


def _read_basket(request: HttpRequest, consultation: Consultation) -> list[int]:
    held = request.session.get(_BASKET, {}).get(str(consultation.pk), [])
    return [number for number in held if isinstance(number, int)]


def _open_basket(request: ConsultationRequest, consultation: Consultation) -> list[Group]:
    """The groups in the basket that still exist, in the order collected."""
    numbers = _read_basket(request, consultation)
    if not numbers:
        return []
    there = {
        one.pk: one for one in _list_visible_groups(request, consultation).filter(pk__in=numbers)
    }
    return [there[number] for number in numbers if number in there]


def _keep_basket(request: HttpRequest, consultation: Consultation, numbers: Sequence[int]) -> None:
    held = dict(request.session.get(_BASKET, {}))
    held[str(consultation.pk)] = list(dict.fromkeys(numbers))[:_MOST_GATHERED]
    request.session[_BASKET] = held


@require_POST
@require_action(Action.GROUP)
def change_basket(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Add ticked groups, remove one, or empty the basket: groups to be merged may be on several pages."""
    held = _read_basket(request, consultation)
    given = BasketForm(request.POST).cleaned_data
    match given["what"]:
        case "remove":
            gone = given["out"]
            _keep_basket(request, consultation, [one for one in held if one != gone])
        case "empty":
            _keep_basket(request, consultation, [])
        case _:
            there = set(
                Group.objects.standing()
                .filter(consultation=consultation, pk__in=given["group"])
                .values_list("pk", flat=True)
            )
            added = [one for one in given["group"] if one in there]
            if not added:
                messages.error(request, say("desk.group.choose_some_groups"))
            _keep_basket(request, consultation, [*held, *added])
    return redirect(reverse("groups", args=(consultation.slug,)) + given["back"] + "#basket")


@require_safe
@cached_page
@require_action(Action.SEE)
def show_group(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """One group: its representative, what others add, who says it."""
    group = _list_visible_groups(request, consultation).filter(pk=number).first()
    if group is None:
        return _say_gone(request, consultation, number)
    members = Comment.objects.filter(group=group)
    members = members.sent() if request.access.may(Action.SEE_PRIVATE) else members.public()
    after = parse_number(request.GET.get("after", ""))
    if after is not None:
        members = members.filter(pk__gt=after)
    shown = list(members.select_related("organisation").order_by("pk")[: PAGE + 1])
    speaker, text = group.representative, group.words
    differences = [
        (member, None if member.pk == speaker.pk else diff_texts(text, member.words))
        for member in shown[:PAGE]
    ]
    rooms = excerpts.share_out(
        [sum(map(excerpts.count_bytes, (*d.adds, *d.drops))) if d else 0 for _, d in differences],
        excerpts.PAGE - excerpts.PART,
    )
    return render(
        request,
        "consultations/group.html",
        {
            "tab": "groups",
            "group": group,
            "text": excerpts.cut_text(text, excerpts.PART),
            "is_cut": excerpts.count_bytes(text) > excerpts.PART,
            "place": make_citer(request, consultation)(group.eid),
            "members": [
                (member, *_cut_difference(differs, room))
                for (member, differs), room in zip(differences, rooms, strict=True)
            ],
            "most_clauses": MOST_CLAUSES,
            "statements": _list_statements(request, group),
            "links": [link for source in GROUP_LINKS for link in source(request.access, group)],
            "after": shown[PAGE - 1].pk if len(shown) > PAGE else None,
            "version": _make_version([group]) if request.access.may(Action.GROUP) else "",
            "name_version": edit_conflicts.digest_version(api.snapshot_names(group)),
            "aside_version": edit_conflicts.digest_version({"reason": group.aside}),
        },
    )


def _list_statements(request: ConsultationRequest, group: Group) -> list[Statement]:
    """The statements made from a group; withheld ones for the team only."""
    made = group.statements.all()
    return list(made if request.access.may(Action.STATE) else made.filter(is_moderated_out=False))


def _make_version(groups: Sequence[Group]) -> str:
    """When a page showed groups, and their versions: ``<milliseconds> <group>:<version> …``."""
    of_groups = (f"{group}:{version}" for group, version in api.snapshot_groups(groups).items())
    return " ".join((str(int(timezone.now().timestamp() * 1000)), *of_groups))


def _seen_groups(request: HttpRequest) -> tuple[datetime | None, dict[int, str]]:
    """Parse :func:`_make_version`'s value from the form; empty if there is none."""
    given = GroupChoiceForm(request.POST).cleaned_data
    at, *of_groups = (given["whole"] or given["version"] or "").split(" ")
    pairs = (one.partition(":") for one in of_groups)
    seen = {
        number: version for one, _, version in pairs if (number := parse_number(one)) is not None
    }
    return parse_moment(at), seen


def _say_gone(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """The page for the address of a formerly public group: all its comments were withdrawn, or it was set aside."""
    gone = Group.objects.standing().exclude(aside="")
    is_aside = gone.filter(
        consultation=consultation, pk=number, size__gt=0, representative__is_private=False
    ).exists()
    if not is_aside:
        get_object_or_404(Group, consultation=consultation, pk=number, representative__isnull=True)
    return render(
        request,
        "consultations/group_empty.html",
        {"tab": "groups", "is_aside": is_aside},
        status=410,
    )


def _cut_difference(differs: Any, room: int) -> tuple[Any, bool]:
    """What a member adds and drops in at most ``room`` bytes, and whether it was cut."""
    if differs is None:
        return None, False
    words, is_cut = excerpts.share_words((*differs.adds, *differs.drops), room)
    adds = tuple(words[: len(differs.adds)])
    return replace(differs, adds=adds, drops=tuple(words[len(differs.adds) :])), is_cut


@require_POST
@require_action(Action.GROUP)
def merge_groups(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    chosen = set(GroupChoiceForm(request.POST).cleaned_data["group"])
    groups = list(
        Group.objects.standing()
        .filter(consultation=consultation, pk__in=chosen)
        .select_related("representative")
        .order_by("-size", "pk")
    )
    _, seen = _seen_groups(request)
    try:
        api.merge_groups(groups, request.user, seen={one: seen.get(one, "") for one in chosen})
        _keep_basket(
            request,
            consultation,
            [one for one in _read_basket(request, consultation) if one not in chosen],
        )
        messages.success(request, say("desk.group.merging", n=len(groups)))
    except api.GroupsChanged:
        return _show_moved(
            request, consultation, "groups_merge", groups=groups, gone=len(chosen) - len(groups)
        )
    except ValueError:
        messages.error(request, say("desk.group.choose_two"))
    return redirect("groups", slug=consultation.slug)


@require_POST
@require_action(Action.GROUP)
def split_group(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    group = get_object_or_404(Group.objects.standing(), consultation=consultation, pk=number)
    chosen = GroupChoiceForm(request.POST).cleaned_data["comment"]
    leave = list(group.comments.sent().filter(pk__in=chosen).select_related("organisation"))
    _, seen = _seen_groups(request)
    try:
        api.split_group(group, leave, request.user, seen=seen.get(group.pk, ""))
        messages.success(request, say("desk.group.splitting", n=len(leave)))
        return redirect("groups", slug=consultation.slug)
    except api.GroupsChanged:
        gone = len(set(chosen)) - len(leave)
        return _show_moved(
            request, consultation, "group_split", number, groups=[group], comments=leave, gone=gone
        )
    except ValueError:
        messages.error(request, say("desk.group.choose_some"))
        return redirect("group", slug=consultation.slug, number=number)


@require_POST
@require_action(Action.GROUP)
def edit_group(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Name a group, set it aside with a reason, or bring it back."""
    group = get_object_or_404(Group.objects.standing(), consultation=consultation, pk=number)
    given, by = GroupChoiceForm(request.POST).cleaned_data, request.user
    # A page from before an upgrade has no version of the group, but one of the value that it
    # changes.
    whole = _seen_groups(request)[1].get(group.pk, "") if given["whole"] is not None else None
    try:
        match given["what"]:
            case "name":
                form = GroupNameForm(request.POST)
                names = form.get_name("zh"), form.get_name("en")
                api.rename_group(group, *names, by, seen=given["version"] or "", whole=whole)
                messages.success(request, say("desk.group.named"))
            case "aside":
                seen = given["version"] or ""
                api.set_aside(group, given["reason"], by, seen=seen, whole=whole)
                messages.success(request, say("desk.group.put_aside"))
            case "return":
                api.bring_back(group, by, seen=given["version"], whole=whole)
                messages.success(request, say("desk.group.brought_back"))
            case _:
                raise Http404
    except edit_conflicts.EditConflict as changed:
        if changed.typed:
            return _show_conflict(request, group, changed)
        messages.error(request, say("desk.both.look_again"))
    except api.GroupsChanged:
        return _show_moved(request, consultation, "group_change", number, groups=[group])
    except api.WithdrawnWords:
        messages.error(request, say("desk.group.name_withdrawn"))
    except ValueError:
        messages.error(request, say("desk.group.reason_needed"))
    return redirect("group", slug=consultation.slug, number=number)


def _show_conflict(
    request: HttpRequest, found: Group, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The name or reason that somebody else saved beside the typed one."""
    labels = {
        "name_zh": (say("desk.group.name_zh"), "zh"),
        "name_en": (say("desk.group.name_en"), "en"),
        "reason": (say("desk.group.aside_why"), ""),
    }
    fields = [
        edit_conflicts.ConflictField(name, words, is_line=True, language=language)
        for name, (words, language) in labels.items()
        if name in changed.typed
    ]
    kind = Decision.Kind.ASIDE if "reason" in changed.typed else Decision.Kind.NAME
    last = found.consultation.decisions.filter(kind=kind, comments=[found.key]).last()
    who: edit_conflicts.LastChange = (
        {"who": str(last.created_by or ""), "at": last.created_at} if last else {}
    )
    back = reverse("group", args=(found.consultation.slug, found.pk))
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)


def _show_moved(
    request: HttpRequest,
    consultation: Consultation,
    to: str,
    *number: int,
    groups: Sequence[Group],
    comments: Sequence[Comment] = (),
    gone: int = 0,
) -> HttpResponse:
    """The page (409) that lists what was done to groups since the page was opened, shows their current state,
    and continues with the same choices to the URL named ``to``. ``gone``: how many of the chosen ones no longer
    exist.
    """
    position, _ = _seen_groups(request)
    since = consultation.decisions.select_related("created_by")
    if position is not None:
        since = since.filter(Q(created_at__gt=position) | Q(undone_at__gt=position))
    given, names = GroupChoiceForm(request.POST).cleaned_data, GroupNameForm(request.POST)
    return render(
        request,
        "consultations/groups_moved.html",
        {
            "tab": "groups",
            "decisions": [(one, "undone" if one.undone_at else one.kind) for one in since]
            if position
            else (),
            "groups": groups,
            "comments": comments,
            "gone": gone,
            "address": reverse(to, args=(consultation.slug, *number)),
            "act": to,
            "what": given["what"],
            "words": given["reason"] if given["what"] == "aside" else "",
            "names": {one: names.get_name(one) for one in ("zh", "en")},
            "seen": (given["version"] or "") if to == "group_change" else "",
            "version": _make_version(groups),
        },
        status=409,
    )


@require_POST
@require_action(Action.GROUP)
def undo_decision(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Undo a merge or split."""
    api.undo_decision(
        get_object_or_404(Decision, consultation=consultation, pk=number),
        request.user,
    )
    messages.success(request, say("desk.group.undone"))
    return redirect("groups", slug=consultation.slug)


@require_POST
@require_action(Action.GROUP)
def regroup_comments(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Start grouping again."""
    api.request_regrouping(consultation, request.user)
    return redirect("groups", slug=consultation.slug)
