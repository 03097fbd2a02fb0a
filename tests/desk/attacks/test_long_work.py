"""A law of thousands of articles and suggestions as long as the forms take: every page stays under a megabyte, what is cut is
a link away, and every address leads to where its article stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api.tallies import ensure_tallies
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core import excerpts
from huiyin.desk.laws.models import Expression, Provision
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.desk.proposals.models import (
    MinorityOpinion,
    Proposal,
    ProposalVersion,
    Remark,
    Suggestion,
)

# How long a page is written is no question to the database; its pages are walked on both in accounts/test_permissions.py.
pytestmark = pytest.mark.one_database

MEGABYTE = 1_000_000
#: Enough for several parts and pages; `make sweep` takes thousands.
FEW, MANY = (700, 120), (3_000, 2_000)
#: As long as the forms take, of what takes most room in a page; the first few are so long, all others a page of paper.
LONGEST, LONG, USUAL = "'" * 50_000, 4, "理由充分，应当采纳。" * 60
SAYS = {"zh": "湿地应当长期保护，任何单位和个人都有义务。" * 8, "en": "Wetlands shall be protected by all. " * 9}  # fmt: skip


def lengthen(text: Expression, articles: int) -> None:
    """Give a text that many articles, thirty in a chapter, and one annex that is longer than a page."""
    text.provisions.all().delete()
    rows: list[Provision] = []
    chapter = ""

    def add(eid: str, kind: str, num: str, words: str, **more: Any) -> None:
        rows.append(Provision(expression=text, eid=eid, kind=kind, num=num, position=len(rows), text=words, **more))  # fmt: skip

    for n in range(1, articles + 1):
        if n % 30 == 1:
            chapter = f"chp_{n // 30 + 1}"
            add(chapter, "chapter", f"第{n // 30 + 1}章", "", heading=SAYS[text.language][:20])
        add(f"art_{n}", "article", f"第{n}条", SAYS[text.language], unit=f"art_{n}", parent=chapter, chapter=chapter)  # fmt: skip
    add("annex_1", "annex", "附件", "", unit="annex_1")
    for n in range(1, 61):
        add(f"annex_1__para_{n}", "paragraph", f"{n}", SAYS[text.language] * 40, unit="annex_1", parent="annex_1", depth=1)  # fmt: skip
    Provision.objects.bulk_create(rows, batch_size=500)
    text.source = "\n".join(f"{one.num} {one.heading or one.text}" for one in rows)
    text.problems = [
        {"line": n, "code": "stray_line", "details": {"text": "x"}} for n in range(1, 400)
    ]
    text.save()


@pytest.fixture
def size() -> tuple[int, int]:
    """How many articles and suggestions; a sweep asks for more."""
    return FEW


@pytest.fixture
def long_law(consultation: Consultation, size: tuple[int, int]) -> Consultation:
    for text in consultation.draft.expressions.all():
        lengthen(text, size[0])
    ensure_tallies(consultation)
    return consultation


def write(edition: ProposalVersion, suggestions: int) -> list[Suggestion]:
    """Thousands of suggestions, each with an answer and what was found in the enacted text."""
    made = []
    for n in range(1, suggestions + 1):
        words = LONGEST if n <= LONG else USUAL
        made.append(
            Suggestion(
                version=edition, key=f"S{n:04}", position=n, eid=f"art_{n}", unit=f"art_{n}", language="zh",
                wording=words, text=LONGEST if n <= LONG else "", reason=words, divergence=words,
            )
        )  # fmt: skip
    made = Suggestion.objects.bulk_create(made)
    by, first = edition.proposal.consultation.authority, made[:LONG]
    Reply.objects.bulk_create([Reply(suggestion=s, status="rejected", reason=LONGEST[:20_000] if s in first else USUAL) for s in made[: suggestions // 2]])  # fmt: skip
    Uptake.objects.bulk_create(
        Uptake(
            suggestion=s, verdict="adopted", score=0.5, confidence=0.5, reason="words_found", person_verdict="adopted",
            person_reason=LONGEST[:20_000], passages=[{"where": w, "eid": s.eid, "text": LONGEST, "marks": [[n, n + 1] for n in range(0, 4000, 2)], "language": "zh"} for w in ("draft", "ask", "enacted")],
        )
        for s in first
    )  # fmt: skip
    Remark.objects.bulk_create([Remark(version=edition, suggestion=s, text=LONGEST) for s in (None, None, None, *first)])  # fmt: skip
    MinorityOpinion.objects.bulk_create([MinorityOpinion(version=edition, organisation=by, suggestion_key=k, text=LONGEST) for k in ("", *(s.key for s in first))])  # fmt: skip
    return made


Visit = tuple[Role, str]


def pages_of(slug: str, stage: Stage) -> Iterator[Visit]:
    first, late = Suggestion.with_dropped.order_by("pk")[0], Suggestion.objects.order_by("-pk")[0]

    def at(name: str, *parts: Any) -> str:
        return reverse(name, args=(slug, *parts))

    team = Role.SECRETARIAT
    yield Role.READER, at("consultation")
    yield Role.READER, at("consultation") + "?page=3"
    yield Role.READER, at("edition", 1)
    yield Role.READER, at("edition_words", 1)
    yield Role.READER, at("suggestion_words", 1, first.key)
    yield team, at("suggestion_words", 1, first.key) + "?page=4"
    yield team, at("proposal")
    yield team, at("proposal") + f"?at={late.pk}"
    for name in ("manage", "statements", "groups", "acts", "submission", "replies", "uptake"):
        yield team, at(name)
    if stage is Stage.COMMENTING:
        yield Role.DELEGATE, at("place", "art_1")
        yield Role.DELEGATE, at("place", "annex_1") + "?part=2"
    if stage is Stage.DRAFTING:
        for name in ("proposal_letter", "suggestion_new"):
            yield team, at(name)
        yield team, at("suggestion_edit", late.pk)
        yield team, at("suggestion_translation", late.pk)
        yield team, at("proposal_untranslated")
        yield team, at("edition_changes", 2)
        yield team, at("edition_changes", 2) + "?page=2"
    if stage is Stage.PREPARING:
        for name, query in (("pairing", ""), ("pairing", "?show=all"), ("draft_text", ""), ("draft_text", "?line=7&page=2")):  # fmt: skip
            yield team, at(name, *(("zh",) if name == "draft_text" else ())) + query
    if stage is Stage.REPLYING:
        yield Role.OFFICER, at("replies")


@pytest.mark.parametrize(
    "size", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.sweep)]
)
def test_no_page_of_a_long_law_and_of_long_suggestions_is_over_a_megabyte(
    size: tuple[int, int], long_law: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """What so many rows cost is making them: one desk for all stages, two seconds."""
    proposal = Proposal.objects.create(consultation=long_law)
    one = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now(), letter_zh=LONGEST)  # fmt: skip
    write(one, size[1])
    two = ProposalVersion.objects.create(proposal=proposal, number=2, letter_zh=LONGEST[:-9] + "x", closing_en=USUAL)  # fmt: skip
    Suggestion.objects.bulk_create(
        [
            Suggestion(version=two, key=s.key, position=s.position, eid=s.eid, unit=s.unit, language="zh", wording=s.wording, reason=f"x{s.reason}", dropped_at=timezone.now() if s.position > size[1] // 4 else None)
            for s in one.suggestions.all()[: size[1] // 2]
        ]
    )  # fmt: skip
    clients = {role: sign_in(role) for role in (Role.SECRETARIAT, Role.DELEGATE, Role.OFFICER, Role.READER)}  # fmt: skip
    seen = 0
    for stage in (Stage.PREPARING, Stage.COMMENTING, Stage.DRAFTING, Stage.REPLYING, Stage.TRACING):
        if stage is Stage.REPLYING:
            two.delete()
            Submission.objects.create(version=one, authority=long_law.authority, day=date(2026, 5, 1))  # fmt: skip
        Consultation.objects.update(stage=stage.value)
        for role, url in pages_of(long_law.slug, stage):
            if stage is Stage.PREPARING and role is Role.READER:
                continue
            answer = clients[role].get(url)
            assert answer.status_code == 200, (stage, role, url)
            assert len(answer.content) < MEGABYTE, (stage, role, url, len(answer.content))
            seen += 1
    assert seen > 80


def read_words(client: Client, url: str) -> str:
    """All parts of a page of words, one behind the other."""
    read, page = "", url
    while page:
        # The foot of each page tells in lines of its own what the desk is.
        html = client.get(page).content.decode().partition("<main")[2].partition("</main>")[0]
        read += "".join(unescape(part) for part in re.findall(r'<p class="lines"[^>]*>([^<]*)</p>', html))  # fmt: skip
        after = re.search(r'rel="next" href="([^"]*)"', html)
        page = url + unescape(after[1]) if after else ""
    return read


def test_what_is_cut_of_a_suggestion_is_a_link_away_and_whole(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    one = ProposalVersion.objects.create(proposal=Proposal.objects.create(consultation=consultation), number=1, locked_at=timezone.now())  # fmt: skip
    words = {name: "".join(f"{name}{n:06} " for n in range(300)).strip() for name in ("wording", "text", "reason", "divergence")}  # fmt: skip
    s = Suggestion.objects.create(version=one, key="S01", eid="art_1", unit="art_1", language="zh", **{n: f"{w} {LONGEST}" for n, w in words.items()})  # fmt: skip
    short = Suggestion.objects.create(version=one, key="S02", position=2, eid="art_2", text="短", reason="因为")  # fmt: skip
    secret = Remark.objects.create(version=one, suggestion=s, text="REMARK")
    MinorityOpinion.objects.create(version=one, organisation=consultation.authority, suggestion_key="S01", text="OPINION")  # fmt: skip
    Reply.objects.create(suggestion=s, status="rejected", reason="ANSWER")
    Submission.objects.create(version=one, authority=consultation.authority, day=date(2026, 5, 1))
    Consultation.objects.update(stage=Stage.REPLYING.value)
    reader, team = sign_in(Role.READER), sign_in(Role.SECRETARIAT)
    whole = reverse("suggestion_words", args=(consultation.slug, 1, "S01"))
    for page in ("edition", "replies"):
        html = reader.get(reverse(page, args=(consultation.slug, *((1,) if page == "edition" else ())))).content.decode()  # fmt: skip
        assert whole in html and len(html.encode()) < MEGABYTE
    read = read_words(reader, whole)
    for name in words:
        assert getattr(s, name) in read, name
    assert "OPINION" in read and "ANSWER" in read and secret.text not in read
    assert secret.text in read_words(team, whole)
    assert reader.get(whole + "?page=99").status_code == 404
    other = reverse("suggestion_words", args=(consultation.slug, 1, short.key))
    shown = team.get(reverse("replies", args=(consultation.slug,)) + f"?at={short.pk}").content.decode()  # fmt: skip
    assert shown.count(f'"{other}"') == 1  # its heading leads there; no second link to a rest of it
    assert "因为" in read_words(reader, other)
    for url in (other.replace("S02", "S99"), other.replace("/1/", "/2/")):
        assert reader.get(url).status_code == 404


def test_words_of_an_edition_that_is_being_written_are_the_teams(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    one = ProposalVersion.objects.create(proposal=Proposal.objects.create(consultation=consultation), number=1, letter_en="LETTER")  # fmt: skip
    Suggestion.objects.create(version=one, key="S01", text="x")
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    for url in (reverse("edition_words", args=("wetlands", 1)), reverse("suggestion_words", args=("wetlands", 1, "S01"))):  # fmt: skip
        assert sign_in(Role.SECRETARIAT).get(url).status_code == 200
        assert sign_in(Role.READER).get(url).status_code == 404


def test_every_article_of_a_long_law_stands_on_the_part_that_its_address_leads_to(
    long_law: Consultation, size: tuple[int, int], sign_in: Callable[[Role], Client]
) -> None:
    articles = size[0]
    reader, url = sign_in(Role.READER), reverse("consultation", args=(long_law.slug,))

    def read(address: str) -> str:
        """The law and its contents; around them is what no two answers have alike."""
        html = reader.get(address).content.decode()
        return html[html.index('<div class="two">') : html.rindex("</article>")]

    first = read(url)
    parts: list[str] = []
    while len(parts) < 30:
        answer = read(f"{url}?page={len(parts) + 1}")
        parts.append(answer)
        if 'rel="next"' not in reader.get(f"{url}?page={len(parts)}").content.decode():
            break
    assert parts[0] == first and len(parts) > 2
    standing = [re.findall(r'<section class="unit" id="([^"]+)"', html) for html in parts]
    assert [eid for part in standing for eid in part] == [f"art_{n}" for n in range(1, articles + 1)] + ["annex_1"]  # fmt: skip
    # The annex goes on over several of them, and no word of it is lost.
    said = "".join(re.findall(r"<span data-own>([^<]*)</span>", "".join(parts)))
    assert said.count(SAYS["en"]) == articles + 60 * 40
    for eid in (
        "art_1",
        f"art_{articles // 2}",
        f"art_{articles}",
        "chp_7",
        "chp_20",
        "annex_1",
        "annex_1__para_60",
    ):
        html = reader.get(url, {"at": eid}).content.decode()
        assert f'id="{eid}"' in html or f'data-eid="{eid}"' in html, eid
        assert "data-parts" in html
    # The contents lead to each chapter, wherever it stands.
    for chapter in ("chp_1", "chp_12", "chp_20"):
        where = next(n for n, html in enumerate(parts, 1) if f'id="{chapter}"' in html)
        link = "" if where == 1 else f"?text=en&amp;page={where}"
        assert f'href="{link}#{chapter}"' in first, chapter
    assert read(f"{url}?page=999999") == parts[-1]
    place = reader.get(reverse("place", args=(long_law.slug, "art_699"))).content.decode()
    assert f'href="{url}?at=art_699#art_699"' in place


def test_an_ordinary_law_is_one_page(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    html = sign_in(Role.READER).get(reverse("consultation", args=("wetlands",))).content.decode()
    assert "data-parts" not in html and 'rel="next"' not in html and "?page=" not in html


def test_a_long_law_is_mended_line_by_line_or_taken_away(
    long_law: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    Consultation.objects.update(stage=Stage.PREPARING.value)
    team, url = sign_in(Role.SECRETARIAT), reverse("draft_text", args=("wetlands", "zh"))
    html = team.get(url, {"line": "2"}).content.decode()
    assert 'name="source"' not in html and 'name="words"' in html
    taken = team.get(url, {"take": "1"})
    assert taken.content.decode() == Expression.objects.get(language="zh").source
    assert "attachment" in taken["Content-Disposition"]


def test_what_no_page_could_show_again_is_not_saved_and_stays_in_the_form(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    team = sign_in(Role.SECRETARIAT)
    given = {"action": "replace", "eid": "art_1", "keep": "1", "wording": LONGEST, "text": LONGEST, "reason": LONGEST}  # fmt: skip
    answer = team.post(reverse("suggestion_new", args=("wetlands",)), given)
    assert answer.status_code == 422 and answer.content.count(b"&#x27;") > 100_000
    assert not Suggestion.objects.exists()
    given["reason"] = given["text"] = "因" * 50_000  # as many characters of what people write
    assert team.post(reverse("suggestion_new", args=("wetlands",)), given).status_code == 302


def test_texts_are_laid_out_without_losing_a_character() -> None:
    texts = ["'" * 90_000, "", "好" * 200_000, "a\nb"]
    pages = excerpts.lay_out(texts)
    assert len(pages) > 3 and all(sum(excerpts.count_bytes(w) for _, w in page) <= excerpts.PART for page in pages)  # fmt: skip
    back = ["".join(w for page in pages for at, w in page if at == n) for n in range(len(texts))]
    assert back == texts
    assert excerpts.lay_out([]) == excerpts.lay_out([""]) == [[]]
