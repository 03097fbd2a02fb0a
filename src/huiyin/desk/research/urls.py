"""Addresses of research: the library, works, requests, and the pages on which people work at them."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.research.views import library, requests, work_desk, works

urlpatterns = [
    path("research/", library.show_library, name="research"),
    path("research/library.csv", library.download_library, name="research_csv"),
    path("research/feed/", library.show_feed, name="research_feed"),
    path("research/desk/", work_desk.show_desk, name="research_desk"),
    path("research/requests/", requests.show_requests, name="research_requests"),
    path("research/requests/new/", requests.enter_request, name="research_ask"),
    path("research/requests/<int:number>/", requests.show_request, name="research_request"),
    path("research/requests/<int:number>/offer/", requests.offer_work, name="research_offer"),
    path("research/requests/<int:number>/steer/", requests.steer_request, name="research_steer"),
    path("research/works/new/", work_desk.begin_work, name="research_begin"),
    path("research/works/<slug:slug>/", works.show_work, name="research_work"),
    path(
        "research/works/<slug:slug>/cite.<str:ending>",
        works.download_citation,
        name="research_cite",
    ),
    path(
        "research/works/<slug:slug>/files/<int:number>/", works.download_file, name="research_file"
    ),
    path(
        "research/works/<slug:slug>/evidence/<int:number>/",
        works.download_evidence,
        name="research_evidence",
    ),
    path("research/works/<slug:slug>/laws/<int:number>/", works.show_trace, name="research_law"),
    path("research/works/<slug:slug>/edit/", work_desk.describe_work, name="research_edit"),
    path("research/works/<slug:slug>/manage/", work_desk.manage_work, name="research_manage"),
    path("research/works/<slug:slug>/honour/", work_desk.honour_work, name="research_honour"),
]
