"""The address that stands in mails, for who wants fewer."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.notifications.views import edit_mail_choices

urlpatterns = [path("mails/<str:token>/", edit_mail_choices, name="mail_choice")]
