"""Addresses of the joint proposal."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.proposals.views import drafting, reading, signing

_AT = "c/<slug:slug>/proposal/"

urlpatterns = [
    path(_AT, reading.proposal, name="proposal"),
    path(_AT + "begin/", drafting.begin, name="proposal_begin"),
    path(_AT + "new/", drafting.suggestion_new, name="suggestion_new"),
    path(_AT + "change/", drafting.shown_change, name="suggestion_change"),
    path(_AT + "edit/<int:number>/", drafting.suggestion_edit, name="suggestion_edit"),
    path(_AT + "edit/<int:number>/drop/", drafting.suggestion_drop, name="suggestion_drop"),
    path(_AT + "fix/", drafting.fix, name="proposal_fix"),
    path(_AT + "<int:number>/", reading.edition, name="edition"),
    path(_AT + "<int:number>/changes/", reading.changes, name="edition_changes"),
    path(_AT + "<int:number>/remark/", drafting.remark, name="edition_remark"),
    path(_AT + "<int:number>/sign/", signing.sign, name="edition_sign"),
]
