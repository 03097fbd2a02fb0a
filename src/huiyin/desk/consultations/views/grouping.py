"""Groups of comments that say the same: read them, merge, split, name, set aside."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.api import groups as api
from huiyin.desk.consultations.api import jobs
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group, Job
from huiyin.desk.consultations.views.reading import PAGE, namer
from huiyin.desk.frame import versions
from huiyin.desk.frame.given import as_number, as_numbers
from huiyin.desk.frame.paging import page_of
from huiyin.voices import difference
from huiyin.words import say


def _seen(request: HttpRequest, consultation: Consultation):  # type: ignore[no-untyped-def]
    found = Group.objects.filter(consultation=consultation).select_related("representative")
    return found.standing() if request.access.may(Action.SEE_PRIVATE) else found.public()


@require_safe
@needs(Action.SEE)
def groups(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What is said most, the largest first."""
    found = _seen(request, consultation)
    page = page_of(request, found, PAGE)
    cite = namer(request, consultation)
    return render(
        request,
        "consultations/groups.html",
        {
            "tab": "groups",
            "groups": [(one, cite(one.eid)) for one in page.rows],
            "page": page,
            "job": _running(consultation) if request.access.may(Action.GROUP) else None,
            "decisions": consultation.decisions.filter(
                undone__isnull=True, kind__in=(Decision.Kind.MERGE, Decision.Kind.SPLIT)
            ).select_related("by")[:100]
            if request.access.may(Action.GROUP)
            else (),
        },
    )


def _running(consultation: Consultation) -> Job | None:
    job = jobs.latest(consultation, "group")
    return job if job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING) else None


@require_safe
@needs(Action.SEE)
def group(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """One group: its representative, what others add, who says it."""
    found = _seen(request, consultation).filter(pk=number).first()
    if found is None:
        get_object_or_404(Group, consultation=consultation, pk=number, representative__isnull=True)
        return render(request, "consultations/group_empty.html", {"tab": "groups"}, status=410)
    members = Comment.objects.filter(group=found)
    members = members.sent() if request.access.may(Action.SEE_PRIVATE) else members.public()
    after = as_number(request.GET.get("after", ""))
    if after is not None:
        members = members.filter(pk__gt=after)
    shown = list(members.select_related("organisation").order_by("pk")[: PAGE + 1])
    speaker, text = found.representative, found.words
    return render(
        request,
        "consultations/group.html",
        {
            "tab": "groups",
            "group": found,
            "text": text,
            "place": namer(request, consultation)(found.eid),
            "members": [
                (
                    member,
                    None if member.pk == speaker.pk else difference(text, member.words),
                )
                for member in shown[:PAGE]
            ],
            "after": shown[PAGE - 1].pk if len(shown) > PAGE else None,
            "name_version": versions.version_of({"name": found.name}),
            "aside_version": versions.version_of({"reason": found.aside}),
        },
    )


@require_POST
@needs(Action.GROUP)
def merge(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    chosen = as_numbers(request.POST.getlist("group"))
    found = list(
        Group.objects.standing()
        .filter(consultation=consultation, pk__in=chosen)
        .order_by("-size", "pk")
    )
    try:
        api.merge(found, request.user)
        messages.success(request, say("desk.group.merging", n=len(found)))
    except ValueError:
        messages.error(request, say("desk.group.choose_two"))
    return redirect("groups", slug=consultation.slug)


@require_POST
@needs(Action.GROUP)
def split(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    found = get_object_or_404(Group.objects.standing(), consultation=consultation, pk=number)
    leave = as_numbers(request.POST.getlist("comment"))
    try:
        api.split(found, list(found.comments.sent().filter(pk__in=leave)), request.user)
        messages.success(request, say("desk.group.splitting", n=len(leave)))
        return redirect("groups", slug=consultation.slug)
    except ValueError:
        messages.error(request, say("desk.group.choose_some"))
        return redirect("group", slug=consultation.slug, number=number)


@require_POST
@needs(Action.GROUP)
def change(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Name a group, set it aside with a reason, or bring it back."""
    found = get_object_or_404(Group.objects.standing(), consultation=consultation, pk=number)
    given, by = request.POST, request.user
    try:
        match given.get("what"):
            case "name":
                api.rename(found, given.get("name", ""), by, seen=given.get(versions.NAME, ""))
                messages.success(request, say("desk.group.named"))
            case "aside":
                reason = given.get("reason", "")
                api.set_aside(found, reason, by, seen=given.get(versions.NAME, ""))
                messages.success(request, say("desk.group.put_aside"))
            case "return":
                api.bring_back(found, by, seen=given.get(versions.NAME))
                messages.success(request, say("desk.group.brought_back"))
            case _:
                raise Http404
    except versions.Changed as changed:
        if changed.typed:
            return _both(request, found, changed)
        messages.error(request, say("desk.both.look_again"))
    except api.Withdrawn:
        messages.error(request, say("desk.group.name_withdrawn"))
    except ValueError:
        messages.error(request, say("desk.group.reason_needed"))
    return redirect("group", slug=consultation.slug, number=number)


def _both(request: HttpRequest, found: Group, changed: versions.Changed) -> HttpResponse:
    """The name or the reason that somebody else gave, beside what was typed."""
    labels = {"name": say("desk.group.name"), "reason": say("desk.group.aside_why")}
    fields = [versions.Field(name, labels[name], is_line=True) for name in changed.typed]
    kind = Decision.Kind.NAME if "name" in changed.typed else Decision.Kind.ASIDE
    last = found.consultation.decisions.filter(kind=kind, comments=[found.key]).last()
    who = {"who": str(last.by or ""), "at": last.at} if last else {}
    back = reverse("group", args=(found.consultation.slug, found.pk))
    return versions.show_both(request, changed, fields, back=back, **who)


@require_POST
@needs(Action.GROUP)
def undo(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Take a merge or a split back."""
    api.undo(
        get_object_or_404(Decision, consultation=consultation, pk=number),
        request.user,
    )
    messages.success(request, say("desk.group.undone"))
    return redirect("groups", slug=consultation.slug)


@require_POST
@needs(Action.GROUP)
def regroup(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Group anew what came in since."""
    with transaction.atomic():
        jobs.start(consultation, "group", request.user)
        record(request.user, "group.anew", consultation)
    return redirect("groups", slug=consultation.slug)
