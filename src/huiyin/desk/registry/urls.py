"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.registry import views

urlpatterns = [
    path("organisations/<int:number>/calendar/", views.calendar, name="calendar"),
]
