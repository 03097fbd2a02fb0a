"""The attack of an officer's draft, from the upload to the page that a member of the secretariat opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Invitation
from tests.desk.attacks.drafts import INVITES, akoma_ntoso


def test_a_draft_does_not_act_with_the_rights_of_who_reads_it(
    browser: Browser,
    live_server: Any,
    consultation: Consultation,
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
    work: Callable[[], Any],
) -> None:
    consultation.stage = Stage.PREPARING.value
    consultation.save()
    upload = SimpleUploadedFile("draft.akn.xml", akoma_ntoso([INVITES, "art_2"]))
    sent = sign_in(Role.OFFICER).post(f"/c/{consultation.slug}/manage/draft/zh/", {"file": upload})
    assert sent.status_code == 302
    work()

    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    acting: list[int] = []
    shown: list[int] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    for path in ("", "at/art_1/"):
        cookie = sign_in(Role.SECRETARIAT).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}/c/{consultation.slug}/{path}?text=zh")
        page.wait_for_function("window.htmx && document.readyState === 'complete'")
        # Whatever was to be done at load was put off by a moment at most.
        page.evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(done)))")
        shown.append(page.locator("[data-eid=art_1]").count())
        acting.append(page.locator("[hx-post]:not(textarea), [data-x]").count())
    context.close()

    assert Invitation.objects.count() == 0
    assert [one for one in asked if one.startswith("POST")] == []
    assert acting == [0, 0]
    assert shown == [1, 1]
