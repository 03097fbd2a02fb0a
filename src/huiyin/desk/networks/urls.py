"""Addresses of people and invitations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.networks import network_views, page_views, views, work_views

urlpatterns = [
    path("networks/", network_views.show_networks, name="networks"),
    path("networks/<int:number>/", network_views.find_network_page, name="network"),
    path("n/", page_views.show_list, name="network_list"),
    path("n/<slug:slug>/", page_views.show_page, name="network_page"),
    path("n/<slug:slug>/join/", page_views.change_membership, name="network_join"),
    path("n/<slug:slug>/work/", work_views.show_work, name="network_work"),
    path("n/<slug:slug>/work/requests/", work_views.settle_membership, name="network_requests"),
    path("n/<slug:slug>/work/remind/", work_views.remind_members, name="network_remind"),
    path(
        "n/<slug:slug>/work/description/", work_views.edit_description, name="network_description"
    ),
    path("people/", views.show_people, name="people"),
    path("people/<int:number>/", views.edit_person, name="person"),
    path(
        "people/invitations/<int:number>/withdraw/",
        views.withdraw_invitation,
        name="invitation_withdraw",
    ),
    path("people/mails/again/", views.mail_again, name="mail_again"),
    path("join/<str:token>/", views.accept_invitation, name="join"),
]
