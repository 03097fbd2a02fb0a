"""Context events: dated policies, technologies and crises that members name as reasons for change."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.registry.api import context_events
from huiyin.desk.registry.data import ContextInput, ContextKind, ContextRecord
from huiyin.desk.registry.forms import ContextDeedForm, ContextForm
from huiyin.desk.registry.labels import FactLabels
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say


@require_http_methods(("GET", "POST"))
@team_only
def edit_context_events(request: SignedInRequest, number: int | None = None) -> HttpResponse:
    """All of them, and a form for one more or for the one that was chosen."""
    there = context_events.find_context_event(number) if number is not None else None
    if number is not None and there is None:
        raise Http404
    is_taken_back = there is not None and ContextDeedForm(request.POST).is_withdrawn
    is_typed = request.method == "POST" and not is_taken_back
    initial = _describe_initial(there) if there is not None else {}
    form = ContextForm(request.POST if is_typed else None, initial=initial)
    error = ""
    if request.method == "POST":
        try:
            if is_taken_back and there is not None:
                context_events.withdraw_context_event(there.id, request.user)
            elif form.is_valid():
                context_events.save_context_event(_read(form), request.user, number=number)
        except UnusableFact as wrong:
            error = say(f"registry.wrong.{wrong.code}")
        if not error and not form.errors:
            messages.success(request, say("registry.contexts.kept"))
            return redirect("context_events")
    labels = FactLabels()
    return render(
        request,
        "registry/context_events.html",
        {
            "events": [
                (one, [labels.name_focus(slug) for slug in one.focuses])
                for one in context_events.list_context_events()
            ],
            "chosen": there,
            "form": form,
            "error": error,
        },
        status=422 if error or (is_typed and form.errors) else 200,
    )


def _describe_initial(there: ContextRecord) -> dict[str, object]:
    names = ("since", "until", "title_zh", "title_en", "note_zh", "note_en", "source", "url")
    return {
        "kind": there.kind.value,
        "focuses": list(there.focuses),
        **{name: getattr(there, name) for name in names},
    }


def _read(form: ContextForm) -> ContextInput:
    given = form.cleaned_data
    return ContextInput(
        ContextKind(given["kind"]), given["since"], given["until"], given["title_zh"], given["title_en"],
        given["note_zh"], given["note_en"], given["source"], given["url"], given["focuses"],
    )  # fmt: skip
