"""What the type of a view's request says of who asks is so: the gate before it lets nobody else in."""

from __future__ import annotations

from inspect import getsource, signature, unwrap

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.test import RequestFactory
from django.urls import URLPattern

from huiyin.desk.accounts.permissions import TABLE, Role
from huiyin.desk.core.page_cache import is_cached
from tests.desk.addresses import patterns

VIEWS = [
    pattern
    for _, pattern in patterns()
    if unwrap(pattern.callback).__module__.startswith("huiyin.desk.")
]


def type_of_request(view: URLPattern) -> str:
    """As the view itself writes it: the class of the request that its first parameter takes."""
    first, *_ = signature(unwrap(view.callback)).parameters.values()
    return str(first.annotation)


def views_of(kind: str) -> list[URLPattern]:
    return [view for view in VIEWS if type_of_request(view) == kind]


def test_no_reader_without_an_account_may_do_what_a_participant_does() -> None:
    found = views_of("ParticipantRequest")
    assert len(found) > 40
    for view in found:
        assert Role.READER not in TABLE[view.callback.needs], view.name


def test_every_view_that_reads_what_one_may_do_stands_behind_the_table() -> None:
    found = views_of("ConsultationRequest")
    assert len(found) > 20
    assert all(hasattr(view.callback, "needs") for view in found)


#: Views behind the table that send files: none is kept.
FILES = frozenset({
    "download_audit_entries", "download_days", "download_export", "download_file", "download_further_table", "lead_to_own", "download_package", "download_paper",
    "export_statements", "export_uptake", "replies_table",
})  # fmt: skip


def test_a_page_behind_the_table_may_be_given_again_and_the_gate_knows_nothing_of_it() -> None:
    """The cache lies around the gate, and beneath what counts requests and says which methods there are."""
    found = [view for view in VIEWS if hasattr(view.callback, "needs")]
    views = {unwrap(view.callback).__name__: view.callback for view in found}
    source = {name: getsource(unwrap(view)) for name, view in views.items()}
    shown = {name for name, words in source.items() if "@require_POST" not in words}
    kept = {name for name, view in views.items() if is_cached(view)}
    assert shown - kept == FILES and kept <= shown and len(kept) > 25
    assert all("@cached_page\n@require_action(" in source[name] for name in kept)


@pytest.mark.parametrize("view", views_of("SignedInRequest"), ids=lambda view: view.name)
def test_a_view_for_who_is_signed_in_asks_others_to_sign_in(view: URLPattern) -> None:
    parts = dict.fromkeys(view.pattern.converters, 1)
    for ask in (RequestFactory().get, RequestFactory().post):
        request = ask("/here/")
        request.user = AnonymousUser()
        answer = view.callback(request, **parts)
        if answer.status_code != 405:
            assert isinstance(answer, HttpResponseRedirect), view.name
            assert answer.url.startswith("/accounts/login/?next=/here/"), view.name
