"""Pages to follow something by mail without an account, to confirm and end that, and its Atom feed."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.core.form_fields import find_error
from huiyin.desk.core.languages import override_language
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.site_urls import build_language_url, build_url
from huiyin.desk.core.xml_feeds import AtomFeed
from huiyin.desk.notifications import followings as api
from huiyin.desk.notifications.forms import FollowForm, FollowLinkForm
from huiyin.i18n import current_language, say

_DJANGO_NAMES = {"zh": "zh-hans", "en": "en"}


def _get_thing(kind: str, key: str) -> api.FollowedThing:
    thing = api.find_thing(kind, key)
    if thing is None:
        raise Http404
    return thing


@limit_rate("follow")
@require_http_methods(("GET", "HEAD", "POST"))
def follow_thing(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Request a confirmation link. The answer is the same for every address, so that it reveals nothing."""
    thing = _get_thing(kind, key)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        language = _DJANGO_NAMES[current_language()]
        api.ask_to_follow(thing, form.cleaned_data["email"], language)
        return render(request, "notifications/follow_asked.html", {"thing": thing})
    return render(
        request,
        "notifications/follow.html",
        {"thing": thing, "form": form, "error": find_error(form) if form.is_bound else ""},
        status=422 if form.is_bound else 200,
    )


@require_safe
@cached_page
def show_feed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The news of a followable object as an Atom feed."""
    thing = _get_thing(kind, key)
    now = timezone.now()
    here = build_url("follow_feed", kind, key)
    language = _DJANGO_NAMES[current_language()]
    feed = AtomFeed(
        title=f"{thing.title} · {say('desk.name')}",
        link=thing.url,
        description=say("follow.feed_of", title=thing.title),
        language=current_language(),
        feed_url=build_language_url(language, "follow_feed", kind, key),
    )
    news = api.list_thing_news(kind, key, now - timedelta(days=api.FEED_DAYS), now)
    for item in news[: api.FEED_MOST]:
        feed.add_item(
            title=item.words,
            link=item.url,
            unique_id=f"{here}#{item.key}",
            description="",
            pubdate=item.at,
            updateddate=item.at,
        )
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer


def _render_over(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/follow_over.html", status=410)


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
def answer_confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the confirmation link. A GET confirms nothing, since link checkers fetch it too."""
    following = api.find_following(token)
    thing = api.find_thing(following.kind, following.key) if following else None
    if following is None or thing is None:
        return _refuse_link(request)
    with override_language(following.follower.language):
        is_confirmed = following.confirmed_at is not None
        if request.method == "POST":
            is_confirmed = api.confirm_following(following)
            if not is_confirmed:
                return _render_over(request)
        return render(
            request,
            "notifications/follow_confirm.html",
            {
                "thing": api.find_thing(thing.kind, thing.key),
                "is_confirmed": is_confirmed,
                "token": token,
            },
        )


@never_cache
@csrf_exempt  # the address is what permits; no cookie takes part, so none can be abused
@require_http_methods(("GET", "HEAD", "POST"))
def stop_one(request: HttpRequest, token: str) -> HttpResponse:
    """End following one thing: a button on the page, or one-click unsubscribe by the mail program."""
    following = api.find_following(token)
    if following is None:
        return _refuse_link(request)
    with override_language(following.follower.language):
        thing = api.find_thing(following.kind, following.key)
        if request.method == "POST":
            api.stop_following(following)
            return _say_stopped(request)
        return render(request, "notifications/follow_stop.html", {"thing": thing})


@never_cache
@csrf_exempt  # the address is what permits; no cookie takes part, so none can be abused
@require_http_methods(("GET", "HEAD", "POST"))
def stop_all(request: HttpRequest, token: str) -> HttpResponse:
    """End everything that an address follows."""
    follower = api.find_follower(token)
    if follower is None:
        return _refuse_link(request)
    with override_language(follower.language):
        if request.method == "POST":
            api.stop_all(follower)
            return _say_stopped(request)
        things = [api.find_thing(one.kind, one.key) for one in api.list_followings(follower)]
        context = {"things": [one for one in things if one is not None]}
        return render(request, "notifications/follow_stop_all.html", context)


def _say_stopped(request: HttpRequest) -> HttpResponse:
    if FollowLinkForm(request.POST).is_one_click:
        return HttpResponse(say("follow.stopped"), content_type="text/plain; charset=utf-8")
    return render(request, "notifications/follow_stopped.html")


@limit_rate(
    "join", ("GET", "HEAD", "POST")
)  # who holds a link is kept from it by nobody else at their address
def _refuse_link(request: HttpRequest) -> HttpResponse:
    return _render_over(request)
