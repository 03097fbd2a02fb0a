"""The addresses that stand in mails, for who wants fewer; and where something is followed without an account."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.notifications import follow_views
from huiyin.desk.notifications.views import edit_mail_choices

urlpatterns = [
    path("mails/<str:token>/", edit_mail_choices, name="mail_choice"),
    path("following/confirm/<str:token>/", follow_views.answer_confirmation, name="follow_confirm"),
    path("following/stop/<str:token>/", follow_views.stop_one, name="follow_stop"),
    path("following/stop-all/<str:token>/", follow_views.stop_all, name="follow_stop_all"),
    path("follow/<slug:kind>/<str:key>/", follow_views.follow_thing, name="follow"),
    path("follow/<slug:kind>/<str:key>/feed.atom", follow_views.show_feed, name="follow_feed"),
]
