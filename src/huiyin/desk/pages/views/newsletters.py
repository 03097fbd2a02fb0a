"""The newsletter as the secretariat makes, edits and sends it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.pages import newsletters
from huiyin.desk.pages.forms import IssueForm, PeriodForm
from huiyin.desk.pages.models import NewsletterIssue
from huiyin.i18n import say

_FIELDS = ("subject_zh", "subject_en", "text_zh", "text_en")


@require_http_methods(("GET", "HEAD", "POST"))
@team_only
def list_issues(request: SignedInRequest) -> HttpResponse:
    """All issues, the newest first; and a new one, of what came in a period."""
    issues = newsletters.list_issues()
    today = timezone.localdate()
    since = issues[0].until + timedelta(days=1) if issues else today - timedelta(days=30)
    first = {"since": min(since, today).isoformat(), "until": today.isoformat()}
    form = PeriodForm(request.POST) if request.method == "POST" else PeriodForm(initial=first)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        issue = newsletters.make_issue(given["since"], given["until"], request.user)
        return redirect("newsletter", issue.pk)
    return render(
        request,
        "pages/newsletters.html",
        {"issues": issues, "form": form, "recipients": newsletters.count_recipients()},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(("GET", "HEAD", "POST"))
@team_only
def edit_issue(request: SignedInRequest, number: int) -> HttpResponse:
    """One issue: read, changed, sent, deleted. What was sent stays as it is."""
    issue = newsletters.find_issue(number)
    if issue is None:
        raise Http404
    if request.method != "POST":
        return _show(
            request, issue, IssueForm(initial={name: getattr(issue, name) for name in _FIELDS})
        )
    try:
        return _act(request, issue)
    except newsletters.IssueSent:
        messages.error(request, say("newsletter.was_sent"))
        return redirect("newsletter", number)


def _act(request: SignedInRequest, issue: NewsletterIssue) -> HttpResponse:
    what = request.POST.get("what")
    if what == "delete":
        newsletters.delete_issue(issue, request.user)
        messages.success(request, say("newsletter.deleted"))
        return redirect("newsletters")
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _show(request, issue, form)
    words = newsletters.IssueWords(form.read_both("subject"), form.read_both("text"))
    newsletters.change_issue(issue, words, request.user)
    if what != "send":
        messages.success(request, say("newsletter.saved"))
        return redirect("newsletter", issue.pk)
    n = newsletters.send_issue(issue, request.user)
    messages.success(request, say("newsletter.sent", n=n))
    return redirect("newsletters")


def _show(request: SignedInRequest, issue: NewsletterIssue, form: IssueForm) -> HttpResponse:
    told = {"issue": issue, "form": form, "recipients": newsletters.count_recipients()}
    return render(request, "pages/newsletter.html", told, status=422 if form.is_bound else 200)
