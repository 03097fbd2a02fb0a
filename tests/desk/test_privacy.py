"""What is private stays private on every address, for every role that may not see it; and what every answer carries."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4
from zlib import crc32

import pypdfium2
import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Action, Role, Stage, has_permission
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.consultations.views import law_text
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks.api import grant_role
from huiyin.desk.notifications import outbox, reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature, Suggestion
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say, use_language
from tests.desk.addresses import patterns
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.standing import Standing
from tests.desk.world import PASSWORD, perform_all

# Every address is walked by every role on both in tests/desk/accounts/test_permissions.py; this reads what the answers say.
pytestmark = pytest.mark.one_database

#: Stands in every private comment; what a page must never show.
MARKER = "nightjar7741"
#: Stands beside it, so that one can search for the comment without writing the marker into the page oneself.
BESIDE = "heronry"
AUTHOR, ADDRESS = "Quietus Ulmer", "quietus@example.org"
#: Roles that may not see private comments at any stage; an addressee's account is the officer's here, of whom it is tried.
OUTSIDE = [
    role for role in Role
    if role is not Role.ADDRESSEE and not any(has_permission((role, Role.READER), Action.SEE_PRIVATE, stage) for stage in Stage)
]  # fmt: skip
STAGES = (
    Stage.COMMENTING, Stage.GROUPING, Stage.DELIBERATING, Stage.DRAFTING, Stage.SIGNING,
    Stage.REPLYING, Stage.TRACING, Stage.CLOSED,
)  # fmt: skip
#: Whom `make test` tries at which stage: everybody, every stage, each where much is shown to them or asked of them.
#: `make sweep` tries everybody at every stage. Who runs the machine comes last: their forms change what others see.
READING = {
    Role.READER: (Stage.COMMENTING, Stage.TRACING),
    Role.DELEGATE: (Stage.GROUPING, Stage.REPLYING, Stage.CLOSED),
    Role.OFFICER: (Stage.DELIBERATING, Stage.TRACING),
    Role.INITIATOR: (Stage.DRAFTING, Stage.CLOSED),
    Role.OPERATOR: (Stage.SIGNING, Stage.TRACING),
}
SENDING = {
    Role.READER: (Stage.COMMENTING,),
    Role.DELEGATE: (Stage.COMMENTING, Stage.DELIBERATING),
    Role.OFFICER: (Stage.SIGNING,),
    Role.INITIATOR: (Stage.DRAFTING,),
    Role.OPERATOR: (Stage.DELIBERATING,),
}


def tried(part: dict[Role, tuple[Stage, ...]], stages: tuple[Stage, ...]) -> Any:
    """Tries ``part``, and in the sweep each role at all ``stages``."""
    everything = [
        pytest.param({role: stages}, marks=pytest.mark.sweep, id=role.value) for role in part
    ]
    return pytest.mark.parametrize("at", [pytest.param(part, id="part"), *everything])


Addresses = list[tuple[str, str]]
Pick = Callable[[Iterable[tuple[str, str]]], Addresses]
Hand = TypeVar("Hand")


def pick_some(urls: Iterable[tuple[str, str]], most: int = 2) -> Addresses:
    """At most so many addresses of each name, the first and the last among them."""
    named: dict[str, list[str]] = {}
    for name, url in urls:
        named.setdefault(name, []).append(url)
    return [
        (name, own[round(n * (len(own) - 1) / max(1, most - 1))])
        for name, own in named.items()
        for n in range(most)
        if len(own) >= most or n < len(own)
    ]


#: Of each name some addresses, and in the sweep all: where what is tried does not hang on which row is shown.
picked = pytest.mark.parametrize(
    "pick",
    [pytest.param(pick_some, id="part"), pytest.param(list, id="all", marks=pytest.mark.sweep)],
)


def pick_one(urls: Iterable[tuple[str, str]]) -> Addresses:
    """One address of each name: for what hangs on the view alone."""
    return pick_some(urls, 1)


picked_by_name = pytest.mark.parametrize(
    "pick",
    [pytest.param(pick_one, id="part"), pytest.param(list, id="all", marks=pytest.mark.sweep)],
)


def deal(urls: Addresses, hands: Sequence[Hand], times: int = 1) -> dict[Hand, Addresses]:
    """The addresses dealt out to ``hands``: each comes to so many of them, and to the same ones in every run."""
    dealt: dict[Hand, Addresses] = {hand: [] for hand in hands}
    for name, url in urls:
        first = crc32(url.encode())
        for n in range(min(times, len(hands))):
            dealt[hands[(first + n * max(1, len(hands) // times)) % len(hands)]].append((name, url))
    return dealt


#: Pages on which who runs the machine finds people by name, and why that tells nothing of a comment.
LISTS_PEOPLE = {
    "people": "lists every account; that somebody has one is no comment of theirs",
    "organisation_edit": "lists who speaks for it, of which one may have said nothing",
}


@pytest.fixture(scope="module")
def secret_kept(standing: Standing, django_db_blocker: Any) -> list[int]:
    """The numbers of :func:`secret`, made once for all tests; each finds it as it was made."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        patched.setenv("HUIYIN_LANG", "en")
        use_language(None)
        members = Organisation.objects.in_bulk(standing.members)
        people = {role: User.objects.get(pk=pk) for role, pk in standing.people.items()}
        made = _keep_secret(
            Consultation.objects.get(pk=standing.consultation),
            people,
            [members[pk] for pk in standing.members],
        )
    return [comment.pk for comment in made]


@pytest.fixture
def secret(secret_kept: list[int], db: None) -> list[Comment]:
    """Private comments: one alone, one among public ones that say the same, one as wording; grouped for real."""
    found = Comment.objects.in_bulk(secret_kept)
    return [found[pk] for pk in secret_kept]


def _keep_secret(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> list[Comment]:
    author = User.objects.create_user(ADDRESS, PASSWORD, name=AUTHOR, language="en")
    grant_role(author, Role.DELEGATE, members[1])
    common = "The plans shall be published every year so that everybody can read what was planned"
    for n in range(3):
        words = said.CommentInput(uuid4(), "art_2", f"{common}.")
        said.send_comment(consultation, people[Role.DELEGATE], members[n], words)
    told = (
        said.CommentInput(uuid4(), "art_2", f"{common} {BESIDE} {MARKER}.", is_private=True),
        said.CommentInput(uuid4(), "art_1", f"Quietly, at the {BESIDE}: {MARKER} must not be named", is_private=True),
        said.CommentInput(uuid4(), "art_3", "", f"This Act enters into force at the {BESIDE} {MARKER}.", is_private=True),
    )  # fmt: skip
    made = [said.send_comment(consultation, author, members[1], words) for words in told]
    draft = said.CommentInput(uuid4(), "art_1", f"Not sent yet: {BESIDE} {MARKER}")
    made.append(said.save_draft(consultation, author, members[1], draft))
    jobs.start_job(consultation, "group", people[Role.SECRETARIAT])
    perform_all()
    assert Group.objects.count() >= 2
    _on_to_the_end(consultation, people, members)
    for everything in (False, True):
        exports.request_export(consultation, people[Role.SECRETARIAT], everything=everything)
    perform_all()
    return made


def _on_to_the_end(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    """A proposal that rests on every group, private ones too; signed, handed in, answered, traced."""
    for n, group in enumerate(Group.objects.all()):
        Statement.objects.create(
            consultation=consultation,
            key=f"s{n}",
            text_en=f"Statement {n}",
            position=n,
            group=group,
        )
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    one = Suggestion.objects.create(
        version=edition, key="S01", eid="art_2", unit="art_2", language="en",
        wording="The plans shall be revised every three years.", reason="Five is long.",
    )  # fmt: skip
    one.groups.set(Group.objects.all())
    Signature.objects.create(version=edition, organisation=members[0])
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("proposal.en.docx", b"handed in")
    submission = Submission(
        version=edition, authority=consultation.authority, day=timezone.localdate(),
        digests={"proposal.en.docx": "0" * 64},
    )  # fmt: skip
    submission.package.save("p.zip", ContentFile(package.getvalue()), save=True)
    Reply.objects.create(suggestion=one, status="rejected", reason="No.")
    Uptake.objects.create(
        suggestion=one, verdict="adopted", score=1, confidence=1, reason="nothing_asked", details={}
    )
    consultation.enacted = consultation.draft
    consultation.save()


def addresses(secret: list[Comment]) -> Iterator[tuple[str, str]]:
    """Every address of the desk with everything that can stand in it: name, address."""
    # What there is, not all below the highest: PostgreSQL never gives a number twice.
    numbers = {1} | {
        pk
        for model in (Group, Statement, Suggestion, Job)
        for pk in model.objects.values_list("pk", flat=True)
    }
    parts: dict[str, list[Any]] = {
        "slug": ["wetlands"], "eid": ["art_1", "art_2", "art_3", "law", "art_9"],
        "number": sorted(numbers), "pk": [1, 2],
        "key": [comment.public_id for comment in secret], "language": ["zh", "en"],
        "name": ["proposal.en.docx"], "token": ["guess"], "uidb36": ["1"], "kind": ["place"], "fact": ["1"], "ending": ["csv"], "focus": ["water"],
        "table": ["counts"],
    }  # fmt: skip
    for where, pattern in patterns():
        if pattern.name is None or where.startswith(("cms/", "documents/")):
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", where)
        wanted: list[dict[str, Any]] = [{}]
        for name in names:
            values = parts.get(name, [1])
            if where.startswith("accounts") and name == "key":
                values = ["guess"]
            elif where.startswith("drafts") and name == "name":  # its file's name is of three parts
                values = ["draft"]
            wanted = [before | {name: value} for before in wanted for value in values]
        for kwargs in wanted:
            try:
                yield (
                    pattern.name,
                    reverse(pattern.name, kwargs=kwargs | dict(pattern.default_args)),
                )
            except NoReverseMatch:  # Wagtail's, whose part has no name
                yield pattern.name, reverse(pattern.name, args=list(kwargs.values()) or [""])


def words_of(answer: Any) -> str:
    """All that can be read in an answer: its page, or what is in the file."""
    return _unpacked(_drained(answer)) + str(dict(answer.items()))


def _drained(answer: Any) -> bytes:
    """What was answered; a file is read to its end, which closes it."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _unpacked(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return " ".join(_unpacked(file.read(name)) for name in file.namelist())
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range() for page in document]
        document.close()
        return " ".join(pages)
    return data.decode("utf-8", "replace").replace("<mark>", "").replace("</mark>", "")


def hidden(text: str, where: str, name: str) -> None:
    assert MARKER not in text, where
    if not (where.startswith("operator") and name in LISTS_PEOPLE):
        assert AUTHOR not in text and ADDRESS not in text, where


def test_those_outside_are_whom_the_table_says() -> None:
    assert set(OUTSIDE) == {
        Role.READER, Role.DELEGATE, Role.OFFICER, Role.INITIATOR, Role.OPERATOR,
    }  # fmt: skip
    assert set(READING) == set(SENDING) == set(OUTSIDE)
    assert {stage for stages in READING.values() for stage in stages} == set(STAGES)
    assert {stage for stages in SENDING.values() for stage in stages} == set(SENT)


def test_the_team_and_the_author_do_find_what_is_private(
    secret: list[Comment], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """Without this the sweep below could pass because nothing is shown to anybody."""
    url = reverse("place", args=("wetlands", "art_1"))
    page = sign_in(Role.SECRETARIAT).get(url).content.decode()
    assert MARKER in page
    found = sign_in(Role.SECRETARIAT).get(reverse("search", args=("wetlands",)), {"q": BESIDE})
    assert MARKER in words_of(found)
    author = Client(HTTP_ACCEPT_LANGUAGE="en")
    author.force_login(
        User.objects.get(email=ADDRESS),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert words_of(author.get(reverse("mine", args=("wetlands",)))).count(MARKER) >= 3


def answers_of(client: Client, urls: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, Any]]:
    """What is answered at each address; where one looks for something, it is looked for what stands beside it."""
    for name, url in urls:
        query = {"q": BESIDE, "find": BESIDE, "eid": "art_2", "text": "en"}
        answer = client.get(url, query if name in ("search", "suggestion_new", "place") else {})
        assert answer.status_code != 500, url
        yield name, url, answer


def divide(client: Client, urls: Addresses) -> tuple[Addresses, Addresses]:
    """The addresses that everybody outside has to ask for, and those of which one of them asks for each: by what the
    team, to whom most is shown, is answered there. Everybody asks for what tells the team something private, and of what
    the team is refused, which others may be given, for one address of each name."""
    telling, refused, others = [], [], []
    for name, url, answer in answers_of(client, urls):
        text = words_of(answer)
        if any(word in text for word in (MARKER, AUTHOR, ADDRESS)):
            telling.append((name, url))
        elif (
            answer.status_code < 300 or answer.status_code == 405
        ):  # the same for all, or nothing private
            others.append((name, url))
        else:
            refused.append((name, url))
    names = {name for name, _ in telling}
    assert names >= {"place", "groups", "group", "proposal", "search", "export_file", "acts"}
    return telling + pick_some(refused, 1), others


@tried(READING, STAGES)
def test_no_address_shows_what_is_private_to_who_may_not_see_it(
    at: dict[Role, tuple[Stage, ...]], secret: list[Comment], sign_in: Callable[[Role], Client]
) -> None:
    urls = list(addresses(secret))
    is_part = len(at) > 1
    by_one: dict[tuple[Role, Stage], Addresses] = {}
    if is_part:
        urls, others = divide(sign_in(Role.SECRETARIAT), urls)
        by_one = deal(others, [(role, stage) for role, stages in at.items() for stage in stages])
    for role, stages in at.items():
        client = sign_in(role)
        client.raise_request_exception = False
        # In the part, at one of their stages.
        dealt = deal(urls, stages, 1 if is_part else len(stages))
        shown = dict.fromkeys(stages, 0)
        for stage in stages:
            Consultation.objects.update(stage=stage.value)
            asked = dealt[stage] + by_one.get((role, stage), [])
            for name, url, answer in answers_of(client, asked):
                hidden(words_of(answer), f"{role} at {stage}: {url}", name)
                shown[stage] += answer.status_code == 200
        assert (sum(shown.values()) if is_part else min(shown.values())) > 10


@pytest.mark.parametrize(
    "times", [pytest.param(2, id="part"), pytest.param(4, id="all", marks=pytest.mark.sweep)]
)
def test_a_page_that_was_kept_for_the_team_is_not_shown_to_others(
    times: int, secret: list[Comment], sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    # Here the initiator's account is the officer's.
    others = {role: sign_in(role) for role in OUTSIDE if role is not Role.INITIATOR}
    assert len(others) == 4
    kept = [
        (name, url)
        for name, url in addresses(secret)
        if url.startswith("/c/wetlands/") and "paper" not in name
    ]
    given = {url: team.get(url) for _, url in kept}
    for answer in given.values():
        _drained(answer)
    if times < len(others):  # in the part, what can have been kept
        kept = [(name, url) for name, url in kept if given[url].status_code == 200]
        assert len(kept) > 50
    for role, urls in deal(kept, list(others), times).items():
        for name, url in urls:
            hidden(words_of(others[role].get(url)), f"{role}: {url}", name)


#: At which stages people are asked for something.
SENT = (Stage.COMMENTING, Stage.DELIBERATING, Stage.DRAFTING, Stage.SIGNING)


@tried(SENDING, SENT)
def test_no_form_that_is_sent_is_answered_with_what_is_private(
    at: dict[Role, tuple[Stage, ...]], secret: list[Comment], sign_in: Callable[[Role], Client]
) -> None:
    given: dict[str, Any] = {
        "key": str(secret[1].public_id), "eid": "art_1", "find": BESIDE, "q": BESIDE, "text": "x",
        "group": list(Group.objects.values_list("pk", flat=True)), "comment": secret[0].pk,
        "statement": Statement.objects.order_by("pk").values_list("pk", flat=True)[0],
        "vote": "agree", "wording": "x", "organisation": "",
    }  # fmt: skip
    hands = [(role, stage) for role, stages in at.items() for stage in stages]
    urls = list(addresses(secret))
    # In the part, two of them send each form: of each name the first and the last.
    dealt = deal(pick_some(urls, 2), hands, 2) if len(at) > 1 else deal(urls, hands, len(hands))
    for role, stages in at.items():
        client = sign_in(role)
        client.raise_request_exception = False
        for stage in stages:
            Consultation.objects.update(stage=stage.value)
            for name, url in dealt[role, stage]:
                if name in ("account_logout", "account_change_password", "account_set_password"):
                    continue
                answer = client.post(url, given)
                assert answer.status_code != 500, url
                hidden(words_of(answer), f"{role} at {stage}: POST {url}", name)


def test_no_mail_tells_what_is_private_to_who_may_not_see_it(
    secret: list[Comment], people: dict[Role, User]
) -> None:
    long_ago = timezone.now() - timedelta(days=9)
    User.objects.update(digest=User.Digest.DAILY, digested_at=long_ago)
    Consultation.objects.update(stage=Stage.TRACING.value)
    morning = timezone.localtime().replace(hour=9)
    reminders.go_round(morning)
    Mail.objects.update(due_at=long_ago)
    while outbox.deliver_mails():
        pass
    assert mail.outbox
    team = {people[Role.SECRETARIAT].email, people[Role.COORDINATOR].email, ADDRESS}
    for letter in mail.outbox:
        if not team & set(letter.to):
            assert MARKER not in str(letter.body), letter.to
            assert AUTHOR not in str(letter.body), letter.to


#: What every answer says; an editor's page has a policy of its own.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@picked
@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARIAT])
def test_every_answer_says_what_its_page_may_do_and_holds_nothing_inline(
    role: Role, pick: Pick, secret: list[Comment], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(role)
    kinds = set()
    urls = [*pick(addresses(secret)), ("missing", "/nothing/here/"), ("bad", "/c/UPPER CASE/")]
    for name, url in urls:
        answer = client.get(url)
        _drained(answer)
        kinds.add(answer.status_code)
        for header, value in HEADERS.items():
            assert answer[header] == value, f"{url}: {header}"
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy and policy.startswith("default-src 'none'"), url
        if answer["Content-Type"].startswith("text/html") and not answer.streaming:
            page = answer.content.decode()
            # What a page says of itself to machines is run by nobody.
            assert not re.search(
                r"<script(?![^>]*(\bsrc=| type=\"application/ld\+json\"))", page
            ), url
            assert not re.search(r"<style|\sstyle=\"|\son[a-z]+=\"|javascript:", page), url
            if name not in ("wagtail_serve",):
                assert page.startswith("<!doctype html>") or "hx" in page or "<html" not in page, (
                    url
                )
    assert kinds >= {200, 302, 404, 405}


def test_the_page_of_an_error_of_ours_says_it_too(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError(MARKER)

    monkeypatch.setattr(law_text, "law_page", fails)
    answer = Client(raise_request_exception=False).get("/c/wetlands/")
    assert answer.status_code == 500
    assert MARKER not in answer.content.decode()
    for header, value in HEADERS.items():
        assert answer[header] == value
    assert "unsafe" not in answer["Content-Security-Policy"]


EVIL = (
    "https://evil.example/",
    "//evil.example/",
    r"\\evil.example",
    "/\\evil.example/",
    "javascript:alert(1)",
)


@picked_by_name
@pytest.mark.parametrize("role", [Role.READER, Role.SECRETARIAT])
def test_no_address_sends_people_to_another_site(
    role: Role,
    pick: Pick,
    secret: list[Comment],
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    client = sign_in(role)
    client.raise_request_exception = False
    seen = set()
    for _, url in pick(addresses(secret)):
        if url in seen or url == reverse("account_logout"):
            continue
        seen.add(url)
        given = {"next": EVIL[0], "url": EVIL[0], "language": "en", "password": PASSWORD}
        for answer in (client.get(url, given), client.post(url, given)):
            _drained(answer)
            _stays(answer)
    for evil in EVIL:
        given = {"login": people[Role.DELEGATE].email, "password": PASSWORD, "next": evil}
        _stays(Client().post(reverse("account_login"), given))
        _stays(Client().post(reverse("speak"), {"language": "en", "next": evil}))
        leaving = sign_in(Role.DELEGATE)
        _stays(leaving.post(reverse("account_logout"), {"next": evil}))


def _stays(answer: Any) -> None:
    where = answer.headers.get("Location", "/")
    assert re.match(r"[/?#](?![/\\])|$|[^:/\\]*$", where), where


#: Posted to without a token, and why that is right.
WITHOUT_TOKEN = {
    "mail_choice": "the signed address is what permits; no cookie takes part",
    "follow_stop": "one click in a mail: the token in the address is what permits; no cookie takes part",
    "follow_stop_all": "the same, for all that is followed",
    "ledger_cosign": "a witness's signed line is what permits; no cookie takes part",
}


@picked_by_name
def test_no_form_is_taken_that_did_not_come_from_a_page_of_ours(
    pick: Pick, secret: list[Comment], people: dict[Role, User]
) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(
        people[Role.SECRETARIAT], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    taken = set()
    for name, url in pick(addresses(secret)):
        answer = client.post(url, {"key": str(uuid4()), "next": "/"})
        # The interface for programs reads no cookie: who sends none of its own tokens is nobody there.
        is_nobody = url.startswith("/api/v1/") and answer.status_code in (401, 404, 405)
        if answer.status_code != 403 and not is_nobody:
            taken.add(name)
    assert taken <= set(WITHOUT_TOKEN)
    page = client.post(reverse("speak"), {"language": "zh-hans"})
    assert say("desk.stale.title") in page.content.decode()
    assert "desk/desk.css" in page.content.decode()


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(people: dict[Role, User]) -> None:
    client = Client()
    given = {"login": people[Role.DELEGATE].email, "password": PASSWORD}
    before = client.cookies.get("sessionid")
    client.get(reverse("account_login"))
    answer = client.post(reverse("account_login"), given)
    assert answer.status_code == 302 and before is None
    client.post(reverse("speak"), {"language": "en"})
    assert {"sessionid", "csrftoken", "django_language"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax", cookie.key


def test_over_https_cookies_never_travel_in_the_clear() -> None:
    asked = (
        "import huiyin.desk.settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_HSTS_SECONDS >= 31536000, s.DEBUG, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    )
    said_so = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True,
        env={"HUIYIN_SITE": "https://desk.example.org", "HUIYIN_SECRET_KEY": "x", "PATH": ""},
    )  # fmt: skip
    assert said_so.stdout.split() == ["True", "True", "True", "False", "False"]


def test_the_browser_keeps_nothing_that_was_seen_signed_in(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    for path in ("/", "/c/wetlands/", "/c/wetlands/at/art_1/"):
        for _ in range(2):  # made anew, and kept by the desk
            assert "no-store" in sign_in(Role.DELEGATE).get(path)["Cache-Control"]
        reader = sign_in(Role.READER)
        assert "Cache-Control" not in reader.get(path)
        assert "no-store" in reader.get(path, headers={"HX-Request": "true"})["Cache-Control"]
