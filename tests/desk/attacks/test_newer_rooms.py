"""The same questions put to research, the ledger and the yearly return: whose is it, what is lost, what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.core.stored_files import make_stored_name
from huiyin.desk.ledger.api import threads
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Visibility,
)
from huiyin.desk.ledger.models import Exchange, ExchangeDocument, Thread
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.api import works
from huiyin.desk.research.models import ResearchRequest, Work
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.models import Return
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import enter

pytestmark = pytest.mark.one_database

TODAY = timezone.localdate
SECRET = "Bittern7205"
Enter = Callable[[Role], Client]


def work_form(**more: Any) -> dict[str, Any]:
    return {
        "type": "report", "title_en": SECRET, "issued": "2026-05", "licence": "CC-BY-4.0", "visibility": "public",
    } | more  # fmt: skip


@pytest.fixture
def draft(members: list[Organisation], network: Network, sign_in: Enter) -> Work:
    """What an organisation is writing, and has shown to nobody yet."""
    given = work_form(organisation=members[0].pk, network=network.pk)
    answer = sign_in(Role.SECRETARIAT).post(reverse("research_begin"), given)
    assert answer.status_code == 302, answer.context["form"].errors
    return Work.objects.latest("pk")


def test_a_draft_that_is_given_up_is_not_published_by_it(
    draft: Work, people: dict[Role, User], sign_in: Enter
) -> None:
    """Withdrawn, it counted as handed over: its page, title and abstract were everybody's."""
    works.withdraw_work(draft, "", people[Role.SECRETARIAT])
    page = reverse("research_work", args=(draft.slug,))
    assert sign_in(Role.DELEGATE).get(page).status_code == 200
    for role in (Role.READER, Role.OFFICER):
        client = sign_in(role)
        assert client.get(page).status_code == 404
        assert client.get(reverse("research_cite", args=(draft.slug, "bib"))).status_code == 404
        for name in ("research", "research_feed", "research_csv"):
            assert SECRET not in client.get(reverse(name)).content.decode(), name


@pytest.fixture
def outsider(people: dict[Role, User]) -> Client:
    """Who coordinates another network."""
    other = Network.objects.create(slug="heat", name_zh="热浪网络", name_en="Heat network")
    person = User.objects.create_user("heat@example.org", language="en")
    grant_role(person, Role.COORDINATOR, None, other)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(client, person)
    return client


def test_nobody_answers_a_request_that_was_asked_of_another_network(
    authority: Organisation, network: Network, members: list[Organisation], sign_in: Enter, outsider: Client
) -> None:  # fmt: skip
    """A work handed over for it ended the request, in public and in the ledger."""
    asked = {
        "kind": "call", "direction": "from_authority", "authority": authority.pk, "title_en": "Warnings",
        "questions_en": "Who?", "day": TODAY().isoformat(), "visibility": "public", "network": network.pk,
    }  # fmt: skip
    assert sign_in(Role.OFFICER).post(reverse("research_ask"), asked).status_code == 302
    request = ResearchRequest.objects.latest("pk")
    where = f"{reverse('research_begin')}?request={request.pk}"
    own = Network.objects.get(slug="heat")
    for client, given in (
        (outsider, work_form(network=own.pk)),
        (sign_in(Role.DELEGATE), work_form(organisation=members[0].pk)),  # nobody accepted an offer
    ):
        assert client.get(where).status_code == client.post(where, given).status_code == 403
    assert not Work.objects.exists()
    assert sign_in(Role.COORDINATOR).get(where).status_code == 200


@pytest.mark.parametrize("typed", ["javascript:alert(1)//10.1234/x", "10.1234/x y", "10.1234/" + "x" * 500_000])  # fmt: skip
def test_what_is_no_doi_is_none_wherever_it_holds_one(
    typed: str, members: list[Organisation], network: Network, sign_in: Enter
) -> None:
    """It was looked for anywhere in what was typed, of any length, and goes into links, citations and JSON-LD."""
    given = work_form(organisation=members[0].pk, network=network.pk, doi=typed)
    answer = sign_in(Role.SECRETARIAT).post(reverse("research_begin"), given)
    assert answer.status_code == 422 and "doi" in answer.context["form"].errors


def test_the_second_window_on_a_work_shows_both_texts(
    draft: Work, members: list[Organisation], network: Network, sign_in: Enter
) -> None:
    """It said that somebody was faster, and the next click overwrote them unseen."""
    page = reverse("research_edit", args=(draft.slug,))
    seen = digest_version(works.snapshot_work(draft))
    given = work_form(organisation=members[0].pk, network=network.pk, version=seen)
    first = sign_in(Role.DELEGATE).post(page, given | {"abstract_en": "The herons nest in reeds."})
    assert first.status_code == 302
    second = sign_in(Role.COORDINATOR).post(
        page, given | {"abstract_en": "The egrets nest in trees."}
    )
    told = second.content.decode()
    assert second.status_code == 409 and "herons" in told and "egrets" in told
    draft.refresh_from_db()
    assert "herons" in draft.abstract
    again = given | {"abstract_en": "Both nest.", "version": second.context["version"]}
    assert sign_in(Role.COORDINATOR).post(page, again).status_code == 302


# ---- the ledger ----------------------------------------------------------------------------------------


@pytest.fixture
def record(
    people: dict[Role, User], authority: Organisation, network: Network
) -> Callable[..., Exchange]:
    def save(**more: Any) -> Exchange:
        values: dict[str, Any] = {
            "network": network.pk,
            "subject_en": SECRET,
            "source": ExchangeSource.HAND,
        }
        given = ExchangeInput(
            ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, date(2026, 3, 2), authority.pk, **values | more
        )  # fmt: skip
        return save_exchange(given, people[Role.SECRETARIAT])

    return save


def reply_form(authority: Organisation, network: Network, answers: int) -> dict[str, Any]:
    return {
        "kind": "reply", "direction": "from_authority", "day": "2026-04-01", "authority": authority.pk, "network": network.pk,
        "subject_en": "Reply", "channel": "email", "visibility": "public", "answers": answers,
    }  # fmt: skip


def test_what_is_wrong_with_an_answer_tells_nothing_of_an_exchange_that_is_hidden(
    record: Callable[..., Exchange], authority: Organisation, network: Network, sign_in: Enter
) -> None:
    """Its day and the authority were read from the sentences that refused the form."""
    hidden = record(visibility=Visibility.SECRETARIAT)
    other = Organisation.objects.create(slug="water", kind="authority", name_en="Water Bureau")
    client, page = sign_in(Role.COORDINATOR), reverse("ledger_record")
    for more in ({"day": "1990-01-01"}, {"authority": other.pk}, {"direction": "to_authority"}):
        answer = client.post(page, reply_form(authority, network, hidden.number) | more)
        nothing = client.post(page, reply_form(authority, network, 999_999) | more)
        assert answer.status_code == nothing.status_code == 422
        told, none = (dict(one.context["form"].errors) for one in (answer, nothing))
        assert told == none == {"answers": [say("exchange.wrong.other_network", "en")]}
    assert not Exchange.objects.exclude(pk=hidden.pk).exists()


def test_who_leads_a_network_without_a_second_step_sees_no_embargoed_exchange(
    record: Callable[..., Exchange], people: dict[Role, User], sign_in: Enter
) -> None:
    kept = record(embargo_until=TODAY() + timedelta(days=9))
    page, client = reverse("exchange", args=(kept.number,)), sign_in(Role.COORDINATOR)
    assert client.get(page).status_code == 200
    long_ago = timezone.now() - timedelta(days=99)
    User.objects.filter(pk=people[Role.COORDINATOR].pk).update(second_step_required_at=long_ago)
    assert sign_in(Role.COORDINATOR).get(page).status_code == 404
    assert SECRET not in sign_in(Role.COORDINATOR).get(reverse("ledger")).content.decode()


def test_the_second_window_on_a_thread_shows_both_texts(
    record: Callable[..., Exchange], people: dict[Role, User], sign_in: Enter
) -> None:
    """What a reply means, and by what it is due, was taken from whoever pressed last."""
    ask = record()
    thread = Thread.objects.get(ask=ask)
    meaning = digest_version(threads.snapshot_meaning(thread))
    ground = digest_version(threads.snapshot_ground(thread))
    forms = {
        "thread_meaning": {"meaning": "part", "meaning_note": "of two", "version": meaning},
        "thread_ground": {"promise": "By spring", "promise_source": "A letter", "version": ground},
    }
    other = {"meaning_note": "of three", "promise": "By autumn"}
    for name, given in forms.items():
        page = reverse(name, args=(ask.number,))
        assert sign_in(Role.SECRETARIAT).post(page, given).status_code == 302
        changed = given | {key: value for key, value in other.items() if key in given}
        late = sign_in(Role.COORDINATOR).post(page, changed)
        told = late.content.decode()
        assert late.status_code == 409 and people[Role.SECRETARIAT].name in told
        assert any(words in told for words in other.values())
    thread.refresh_from_db()
    assert (thread.meaning_note, thread.promise) == ("of two", "By spring")


@pytest.mark.parametrize(
    "name",
    ["湿" * 150 + ".pdf", "𠀀" * 90 + ".pdf", "😀" * 120 + ".txt"],
    ids=["zh", "rare", "marks"],
)
def test_a_file_whose_name_is_long_in_bytes_is_kept(
    name: str, authority: Organisation, network: Network, sign_in: Enter
) -> None:
    """A hundred Chinese characters are three hundred bytes, of which a file system takes 255: the page was a 500."""
    given = reply_form(authority, network, 0) | {"answers": "", "kind": "meeting"}
    given["files"] = SimpleUploadedFile(name, b"invented")
    answer = sign_in(Role.SECRETARIAT).post(reverse("ledger_record"), given)
    assert answer.status_code == 302, answer.context["form"].errors
    kept = ExchangeDocument.objects.latest("pk")
    with kept.file.open("rb") as file:
        assert file.read() == b"invented"
    assert kept.name == name[:200] and kept.file.name.endswith(name[-4:])
    assert len(make_stored_name(name).encode()) <= 200
    for _ in range(2):  # the second is told apart from the first
        stored = default_storage.save(f"laws/{name}", ContentFile(b"text"))
        assert default_storage.exists(stored) and stored.startswith("laws/")


# ---- the yearly return ---------------------------------------------------------------------------------


def test_the_secretariat_accepts_what_it_looked_at_and_nothing_sent_since(
    members: list[Organisation], people: dict[Role, User], sign_in: Enter
) -> None:
    """Taken back and sent with other answers, it was accepted by the page of the first: private contacts became public."""
    round_ = rounds.open_round(TODAY().year, people[Role.SECRETARIAT])
    rounds.send_return(round_, members[0], {"website": "https://a.example"}, people[Role.DELEGATE])
    given = Return.objects.get()
    page = reverse("return_decide", args=(round_.year, given.pk))
    team = sign_in(Role.SECRETARIAT)
    shown = team.get(page).content.decode()
    assert f'name="version" value="{given.version}"' in shown
    old = given.version
    rounds.take_back(round_, members[0], people[Role.DELEGATE])
    answers = {"website": "https://b.example", "publish_contacts": True}
    rounds.send_return(round_, members[0], answers, people[Role.DELEGATE])
    for what in ({"what": "accept"}, {"what": "ask_back", "note": "Which one?"}):
        late = team.post(page, what | {"version": old})
        told = late.content.decode()
        assert late.status_code == 422 and say("returns.wrong.sent_anew", "en") in told
        assert "https://b.example" in told and what.get("note", "") in told
        assert team.post(page, what).status_code == 422  # a page of the desk before
    given.refresh_from_db()
    assert given.state == Return.State.SENT
    assert team.post(page, {"what": "accept", "version": given.version}).status_code == 302
