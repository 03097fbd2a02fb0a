"""Addresses of pages that are no part of the site that the secretariat writes."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.pages import views

urlpatterns = [path("design/", views.show_design, name="design")]
