"""Addresses of one's own account. allauth brings more than the desk offers; what is not offered is not there."""

from __future__ import annotations

from typing import NoReturn

from allauth.account.views import logout
from django.http import Http404, HttpRequest
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from huiyin.desk.accounts import lock_views, views
from huiyin.desk.accounts.login_stages import EnterSecondStep


def refuse_page(request: HttpRequest, **_: str) -> NoReturn:
    """An address is what somebody was invited by, and is not changed; nobody signs in by a mailed code."""
    raise Http404


urlpatterns = [
    path("speak/", views.switch_language, name="speak"),
    path("account/", views.edit_account, name="account"),
    path("account/sessions/", views.edit_sessions, name="sessions"),
    path("account/second-step/", views.show_second_step, name="second_step"),
    path("accounts/", RedirectView.as_view(pattern_name="account")),
    path("accounts/email/", refuse_page),
    re_path(r"^accounts/confirm-email/", refuse_page),
    re_path(r"^accounts/login/code/", refuse_page),
    path("accounts/2fa/authenticate/", EnterSecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/", include(lock_views.urlpatterns)),
    path("accounts/", include("allauth.urls")),
    # The editor of pages has doors of its own, which know neither the second factor nor the lock, and gives roles.
    path("cms/login/", views.editor_login),
    # Pages stood below /pages/ once, and their doors with them.
    re_path(r"^(?:pages/)?_util/login/$", views.editor_login),
    # Wagtail's own takes the cookie away at a mere link, says that one has signed out, and leaves the session alive.
    path("cms/logout/", logout),
    # There is one account, and pictures of people are not taken.
    re_path(r"^cms/account/", RedirectView.as_view(pattern_name="account")),
    re_path(r"^(?:pages/)?_util/", refuse_page),
    re_path(r"^cms/(?:password_reset|users|groups|bulk/accounts|bulk/auth)/", refuse_page),
    # Nor does it take files, fetch from addresses that somebody types, or lead elsewhere: no page of the desk shows these.
    re_path(r"^cms/(?:images|documents|embeds|redirects|forms)/", refuse_page),
]
