"""A draft is written here by several people at once, and nobody's words are lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.edit_conflicts import EditConflict
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.draft_data import DraftInput, DraftSharing
from huiyin.desk.laws.models import DraftWords, WrittenDraft
from huiyin.desk.networks.models import Network
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

T = Role.SECRETARIAT
ARTICLES = 20


def write_law(articles: int = ARTICLES) -> str:
    """A law of so many articles in two chapters, with points."""
    lines = ["城市夏季降温条例（草案）", "第一章 总则"]
    for number in range(1, articles + 1):
        if number == articles // 2 + 1:
            lines.append("第二章 措施")
        lines.append(
            f"第{draft_texts.write_chinese(number)}条 县级以上人民政府应当采取第{number}项降温措施："
        )
        lines.append("（一）设立纳凉点；")
        lines.append("（二）公布高温预警。")
    return "\n".join(lines)


ENGLISH = """Summer Cooling Act (draft)
Article 1
Cities shall keep cool.
Article 2
There shall be cool rooms.
"""


@pytest.fixture
def draft(network: Network, people: dict[Role, User]) -> WrittenDraft:
    given = DraftInput("降温条例", "Cooling Act", network=network.pk)
    made = written_drafts.begin_draft(given, people[T])
    written_drafts.add_editor(made, people[Role.DELEGATE].pk, people[T])
    return made


def add(draft: WrittenDraft, by: User, zh: str = "", en: str = "", after: Any = None) -> Any:
    return written_drafts.add_provision(draft, after, {"zh": zh, "en": en}, by)


def paste(draft: WrittenDraft, by: User, source: str, language: str = "zh") -> None:
    pieces = written_drafts.list_pieces(draft)
    law = draft_texts.read_source(source, language)
    assert law is not None
    other = draft_texts.read_draft(pieces, "en" if language == "zh" else "zh").law
    placed = draft_texts.pair_pasted(pieces, language, law, other)
    written_drafts.paste_text(
        draft, language, [(pieces[at].key if at >= 0 else None, text) for at, text in placed], by
    )


def texts(draft: WrittenDraft) -> list[str]:
    return [piece.text_zh for piece in written_drafts.list_pieces(draft)]


def address(name: str, draft: WrittenDraft, *args: Any) -> str:
    return reverse(name, args=(draft.slug, *args))


# ---- nothing is lost ---------------------------------------------------------------------------------

_TEXT = st.text(st.sampled_from("第一二三条（）。；\n abAB12"), max_size=40)


@given(
    words=st.lists(_TEXT.filter(lambda text: text.strip()), min_size=1, max_size=6), data=st.data()
)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_moving_splitting_and_joining_lose_no_character(
    words: list[str], data: st.DataObject, draft: WrittenDraft, people: dict[Role, User]
) -> None:
    by = people[T]
    draft.provisions.all().delete()
    after = None
    for text in words:
        after = add(draft, by, text, text[::-1], after).key

    def count() -> list[str]:
        """Every character but line breaks, which part provisions and lines alike."""
        said = [p.text_zh + p.text_en for p in written_drafts.list_pieces(draft)]
        return sorted("".join(said).replace("\n", ""))

    before = count()
    for _ in range(3):
        pieces = written_drafts.list_pieces(draft)
        piece = data.draw(st.sampled_from(pieces))
        act = data.draw(st.sampled_from(("move", "up", "split", "join")))
        try:
            if act == "move":
                others = [None, *(one.key for one in pieces if one.key != piece.key)]
                written_drafts.move_provision(
                    draft, piece.key, data.draw(st.sampled_from(others)), by
                )
            elif act == "up":
                written_drafts.step_provision(draft, piece.key, by, is_up=True)
            elif act == "split":
                at = data.draw(st.integers(0, len(piece.text_zh) + 2))
                written_drafts.split_provision(draft, piece.key, {"zh": at}, by, seen=None)
            else:
                written_drafts.join_provision(draft, piece.key, by)
        except written_drafts.UnusableDraft as wrong:
            assert wrong.code in ("no_cut", "no_next", "at_the_end")
        assert count() == before


@given(_TEXT, st.integers(0, 40))
def test_what_is_cut_at_a_line_and_joined_is_what_it_was(text: str, at: int) -> None:
    first, second = draft_texts.cut_text(text, at)
    assert (first + second).replace("\n", "") == text.replace("\n", "")
    if first and second and text[max(at - 1, 0) : at + 1].count("\n"):
        assert draft_texts.join_two(first, second) == text


@given(
    st.lists(
        st.sampled_from(("第一条 水。", "第二条 林。", "第一章 总则", "题", "", "（一）湿地；")),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=40)
def test_a_text_cut_into_pieces_is_the_text_when_they_are_joined(lines: list[str]) -> None:
    source = "\n".join(lines)
    law = draft_texts.read_source(source, "zh")
    assert law is None or "\n".join(draft_texts.cut_into_pieces(law)) == source


# ---- pasted ------------------------------------------------------------------------------------------


def test_a_pasted_draft_of_twenty_articles_becomes_its_articles(
    draft: WrittenDraft, people: dict[Role, User]
) -> None:
    source = write_law()
    paste(draft, people[T], source)
    pieces = written_drafts.list_pieces(draft)
    assert len(pieces) == ARTICLES + 2 + 1  # two chapters, and what stands before the first
    assert draft_texts.join_pieces(piece.text_zh for piece in pieces) == source
    reading = draft_texts.read_draft(pieces, "zh")
    assert reading.law is not None
    assert len(reading.law.articles) == ARTICLES
    third = reading.pieces[pieces[4].key].units
    assert [unit.kind for unit in third] == ["article", "point", "point"]
    assert third[0].num == "第三条"


def test_a_translation_goes_beside_what_it_translates_and_over_nothing(
    draft: WrittenDraft, people: dict[Role, User]
) -> None:
    add(draft, people[T], "第二条 应当有纳凉点。")
    add(draft, people[T], "第一条 城市应当凉爽。", "Article 1\nWritten by somebody.")
    add(draft, people[T], "降温条例")
    paste(draft, people[T], ENGLISH, "en")
    found = [(piece.text_zh, piece.text_en.split("\n")[-1].strip()) for piece in written_drafts.list_pieces(draft)]  # fmt: skip
    assert ("降温条例", "Summer Cooling Act (draft)") in found
    assert ("第一条 城市应当凉爽。", "Written by somebody.") in found
    assert ("第二条 应当有纳凉点。", "") in found or ("第二条 应当有纳凉点。", "There shall be cool rooms.") in found  # fmt: skip
    assert ("", "Cities shall keep cool.") in found


def test_the_page_of_pasting_shows_first_and_takes_then(
    draft: WrittenDraft, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    form = {"language": "zh", "source": write_law(4).replace("\n", "\r\n"), "what": "look"}
    shown = client.post(address("draft_paste", draft), form)
    assert shown.status_code == 200 and not texts(draft)
    assert len(shown.context["placed"]) == 7
    taken = client.post(address("draft_paste", draft), form | {"what": "take"})
    assert taken.status_code == 302
    assert "\n".join(texts(draft)) == write_law(4)


# ---- several at once ---------------------------------------------------------------------------------


def test_two_who_save_the_same_provision_see_both_texts(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    seen = written_drafts.digest_provision(row)
    first, second = sign_in(T), sign_in(Role.DELEGATE)
    page = address("draft_provision", draft, row.key)
    answer = first.post(page, {"text_zh": "第一条 水和林。", "version": seen, "what": "save"})
    assert answer.status_code == 302
    answer = second.post(page, {"text_zh": "第一条 水和草。", "version": seen, "what": "save"})
    assert answer.status_code == 409
    shown = next(one for one in answer.context["both"] if one["field"].name == "text_zh")
    said = {side: "".join(piece.text for piece in shown[side]) for side in ("stored", "typed")}
    assert said == {"stored": "第一条 水和林。", "typed": "第一条 水和草。"}
    assert texts(draft) == ["第一条 水和林。"]
    # Whoever has seen both goes on from there, and what was there before is in the history.
    version = written_drafts.digest_provision(written_drafts.find_provision(draft, row.key))
    answer = second.post(
        page, {"text_zh": "第一条 水、林和草。", "version": version, "what": "save"}
    )
    assert answer.status_code == 302
    assert texts(draft) == ["第一条 水、林和草。"]
    assert [one.text_zh for one in written_drafts.list_changes(row)] == [
        "第一条 水和林。",
        "第一条 水。",
    ]


def test_two_who_write_two_languages_do_not_meet_unseen(
    draft: WrittenDraft, people: dict[Role, User]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    seen = written_drafts.digest_provision(row)
    both = {"zh": "第一条 水。", "en": "Article 1\nWater."}
    written_drafts.save_provision(draft, row.key, both, people[T], seen=seen)
    with pytest.raises(EditConflict) as met:
        late = {"zh": "第一条 林。", "en": ""}
        written_drafts.save_provision(draft, row.key, late, people[Role.DELEGATE], seen=seen)
    # Who wrote Chinese alone is offered the English of the other with their own words.
    assert met.value.merged("text_en") == ("Article 1\nWater.",)
    assert met.value.merged("text_zh") == ("第一条 林。",)


def test_whose_rights_end_while_they_write_is_given_their_words_back(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    client = sign_in(Role.DELEGATE)
    page = address("draft_provision", draft, row.key)
    assert client.get(page).status_code == 200
    written_drafts.remove_editor(draft, people[Role.DELEGATE].pk, people[T])
    typed = {
        "text_zh": "第一条 我写了很久的话。",
        "version": written_drafts.digest_provision(row),
        "what": "save",
    }
    hidden = client.post(page, typed)
    assert hidden.status_code == 404  # the draft is not theirs to know of any more; their words are
    assert "我写了很久的话" in hidden.content.decode()
    WrittenDraft.objects.filter(pk=draft.pk).update(sharing=DraftSharing.NETWORK.value)
    answer = client.post(page, typed)
    assert answer.status_code == 403
    assert "我写了很久的话" in answer.content.decode()
    assert texts(draft) == ["第一条 水。"]
    with pytest.raises(
        written_drafts.WriterGone
    ):  # and where they end between the page's gate and the deed
        written_drafts.save_provision(
            draft, row.key, {"zh": "x", "en": ""}, people[Role.DELEGATE], seen=None
        )


def test_what_is_taken_out_while_somebody_writes_it_is_offered_as_a_new_provision(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    client = sign_in(Role.DELEGATE)
    seen = written_drafts.digest_provision(row)
    written_drafts.delete_provision(draft, row.key, people[T], seen=seen)
    answer = client.post(
        address("draft_provision", draft, row.key),
        {"text_zh": "第一条 水和草。", "version": seen, "what": "save"},
    )
    assert answer.status_code == 409 and "水和草" in answer.content.decode()
    assert reverse("draft_provision_new", args=(draft.slug,)) in answer.content.decode()
    written_drafts.restore_provision(draft, row.key, people[T])
    assert texts(draft) == ["第一条 水。"]


def test_nobody_deletes_or_splits_what_they_have_not_read(
    draft: WrittenDraft, people: dict[Role, User]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    seen = written_drafts.digest_provision(row)
    written_drafts.save_provision(
        draft, row.key, {"zh": "第一条 水和林。", "en": ""}, people[T], seen=seen
    )
    for deed in (
        lambda: written_drafts.delete_provision(draft, row.key, people[T], seen=seen),
        lambda: written_drafts.split_provision(draft, row.key, {"zh": 3}, people[T], seen=seen),
        lambda: written_drafts.join_provision(draft, row.key, people[T], seen=f"{seen} {seen}"),
    ):
        with pytest.raises(written_drafts.UnusableDraft):
            deed()
    assert texts(draft) == ["第一条 水和林。"]


# ---- typed -------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_for_its_author_and_read_at_once(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    row = add(draft, people[T], "第一条 水。")
    client = sign_in(Role.DELEGATE)
    typed = {
        "text_zh": "第一条 水。\n（一）湿地；\n（二）河流。\n第三条 林。",
        "key": row.key,
        "version": written_drafts.digest_provision(row),
    }
    answer = client.post(address("draft_try", draft), typed)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "第三条" in said and "（二）" in said
    assert "（一）" in said
    assert texts(draft) == ["第一条 水。"]  # nothing is saved
    page = address("draft_provision", draft, row.key)
    assert "河流" in client.get(page).content.decode()  # it stands there again
    assert "河流" not in sign_in(T).get(page).content.decode()  # for its author alone
    client.post(page, {"what": "discard"})
    assert not DraftWords.objects.exists()
    assert "河流" not in client.get(page).content.decode()


def test_what_is_typed_for_new_provisions_in_two_tabs_is_kept_apart_and_in_its_place(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    first = add(draft, people[T], "第一条 水。")
    last = add(draft, people[T], "第九条 水。", after=first.key)
    client, page = sign_in(Role.DELEGATE), address("draft_provision_new", draft)
    keys = [
        re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode()).group(1)  # type: ignore[union-attr]
        for _ in range(2)
    ]
    assert keys[0] != keys[1]
    for key, words, after in zip(keys, ("湿地之一", "湿地之二"), (first, last), strict=True):
        typed = {"text_zh": words, "key": key, "after": after.key}
        assert client.post(address("draft_try", draft), typed).status_code == 200
    whole = client.get(reverse("draft", args=(draft.slug,))).content.decode()
    assert "湿地之一" in whole and "湿地之二" in whole
    assert all(f"{page}?key={key}" in whole for key in keys)
    again = client.get(f"{page}?key={keys[1]}").content.decode()
    assert "湿地之二" in again and "湿地之一" not in again
    assert f'name="after" value="{last.key}"' in again
    client.post(
        page, {"what": "save", "text_zh": "第十条 湿地。", "key": keys[1], "after": last.key}
    )
    assert texts(draft) == ["第一条 水。", "第九条 水。", "第十条 湿地。"]
    assert [words.text_zh for words in DraftWords.objects.all()] == ["湿地之一"]


def test_a_gap_in_the_numbers_is_told_at_the_provision(
    draft: WrittenDraft, people: dict[Role, User]
) -> None:
    first = add(draft, people[T], "第一条 水。")
    last = add(draft, people[T], "第三条 林。", after=first.key)
    reading = draft_texts.read_draft(written_drafts.list_pieces(draft), "zh")
    assert [line for line, _ in reading.pieces[last.key].sentences] == [1]
    assert not reading.pieces[first.key].sentences


def test_too_long_a_text_is_refused_and_not_cut(
    draft: WrittenDraft, sign_in: Callable[[Role], Client]
) -> None:
    long = "水" * (draft_texts.LONGEST_PIECE + 1)
    answer = sign_in(T).post(
        address("draft_provision_new", draft), {"text_zh": long, "what": "save"}
    )
    assert answer.status_code == 422 and long in answer.content.decode()


def test_what_is_read_as_several_articles_can_be_put_apart(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    row = add(draft, people[T], "第一条 水。\n第二条 林。\n第三条 草。", "Article 1\nWater.")
    client = sign_in(Role.DELEGATE)
    shown = client.get(address("draft", draft))
    assert shown.context["page"].rows[0].several == ["zh"]
    form = {"what": "separate", "language": "zh", "version": written_drafts.digest_provision(row)}
    client.post(address("draft_change", draft, row.key), form)
    assert texts(draft) == ["第一条 水。", "第二条 林。", "第三条 草。"]


def test_articles_are_numbered_anew_and_what_refers_to_them_is_named(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    one = add(draft, people[T], "第一条 水。", "Article 1\nWater.")
    two = add(draft, people[T], "第二条 依照第一条。", "Article 2\nAs in Article 1.", one.key)
    written_drafts.move_provision(draft, two.key, None, people[T])
    answer = sign_in(T).post(address("draft_versions", draft), {"what": "renumber"}, follow=True)
    assert texts(draft) == ["第一条 依照第一条。", "第二条 水。"]
    assert [piece.text_en for piece in written_drafts.list_pieces(draft)] == ["Article 1\nAs in Article 1.", "Article 2\nWater."]  # fmt: skip
    assert "第二条 → 第一条" in answer.content.decode()


# ---- versions ----------------------------------------------------------------------------------------


def test_versions_are_kept_compared_and_returned_to(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    empty = client.post(address("draft_versions", draft), {"what": "keep"}, follow=True)
    assert not draft.editions.exists() and empty.context["page"].rows == []
    paste(draft, people[T], write_law(4))
    client.post(address("draft_versions", draft), {"what": "keep", "name": "三月"})
    second = written_drafts.list_pieces(draft)[2]
    words = {"zh": second.text_zh.replace("纳凉点", "公共纳凉点"), "en": ""}
    written_drafts.save_provision(draft, second.key, words, people[T], seen=None)
    written_drafts.delete_provision(draft, written_drafts.list_pieces(draft)[-1].key, people[T])
    shown = client.get(address("draft_compare", draft) + "?old=1&new=now&language=zh")
    assert shown.context["counts"]["changed"] == 1
    assert shown.context["counts"]["deleted"] == 1
    assert "<ins>公共</ins>" in shown.content.decode()
    client.post(address("draft_versions", draft), {"what": "return", "number": "1"})
    assert "\n".join(texts(draft)) == write_law(4)
    assert [one.number for one in written_drafts.list_editions(draft)] == [
        2,
        1,
    ]  # what was there is kept
    assert client.get(address("draft_compare", draft) + "?old=99").status_code == 200


@pytest.mark.parametrize(
    ("ending", "begins"), [("txt", "城市".encode()), ("xml", b"<?xml"), ("docx", b"PK")]
)
def test_a_version_is_taken_away_as_a_file(
    ending: str, begins: bytes, draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    paste(draft, people[T], write_law(2))
    client = sign_in(T)
    answer = client.get(address("draft_export", draft, "now", "zh", ending))
    assert answer.status_code == 200 and answer.content.startswith(begins)
    assert client.get(address("draft_export", draft, "now", "en", ending)).status_code == 404
    assert client.get(address("draft_export", draft, "7", "zh", ending)).status_code == 404


# ---- who may -----------------------------------------------------------------------------------------


def test_a_draft_is_read_by_whom_it_is_shared_with(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    written_drafts.remove_editor(draft, people[Role.DELEGATE].pk, people[T])
    readers = {
        "editors": {Role.SECRETARIAT, Role.COORDINATOR, Role.CONVENER, Role.OPERATOR},
        "network": {
            Role.SECRETARIAT,
            Role.COORDINATOR,
            Role.CONVENER,
            Role.OPERATOR,
            Role.DELEGATE,
        },
        "public": {*people, Role.READER},
    }
    for sharing, allowed in readers.items():
        WrittenDraft.objects.filter(pk=draft.pk).update(sharing=sharing)
        for role in (*people, Role.READER):
            client = Client() if role is Role.READER else sign_in(role)
            sees = client.get(address("draft", draft)).status_code == 200
            assert sees == (role in allowed), (sharing, role)
            listed = draft in client.get(reverse("drafts")).context["page"].rows
            assert listed == sees


def test_a_deleted_draft_is_hidden_and_comes_back(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    add(draft, people[T], "第一条 水。")
    WrittenDraft.objects.filter(pk=draft.pk).update(sharing="public")
    client = sign_in(Role.COORDINATOR)
    client.post(address("draft_manage", draft), {"what": "delete"})
    assert Client().get(address("draft", draft)).status_code == 404
    with pytest.raises(written_drafts.UnusableDraft):
        add(draft, people[T], "x")
    client.post(address("draft_manage", draft), {"what": "restore"})
    assert Client().get(address("draft", draft)).status_code == 200
    assert texts(draft) == ["第一条 水。"]


def test_no_page_asks_more_often_where_there_is_more(
    draft: WrittenDraft, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.DELEGATE)
    row = add(draft, people[T], "第一条 水。")
    written_drafts.keep_edition(draft, "", people[T])
    pages = [
        reverse("drafts"), address("draft", draft), address("draft_versions", draft), address("draft_compare", draft),
        address("draft_provision", draft, row.key), address("draft_history", draft, row.key),
        address("draft_split", draft, row.key),
    ]  # fmt: skip

    def count() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(page).status_code == 200
            counts.append(len(asked))
        return counts

    few = count()
    paste(draft, people[T], write_law(8))
    for n in range(4):
        words = {"zh": f"第一条 水{n}。", "en": ""}
        written_drafts.save_provision(draft, row.key, words, people[T], seen=None)
        written_drafts.keep_edition(draft, "", people[T])
        written_drafts.keep_words(draft, None, words, people[Role.DELEGATE])
        begun = written_drafts.begin_draft(
            DraftInput("另", "", network=draft.network_id), people[T]
        )
        written_drafts.add_editor(begun, people[Role.DELEGATE].pk, people[T])
    many = count()
    assert all(b <= a for a, b in zip(few, many, strict=True)), (few, many)
    assert max(many) <= 16


def test_what_a_key_of_no_provision_names_is_not_found(
    draft: WrittenDraft, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    for name in ("draft_provision", "draft_split", "draft_history"):
        assert client.get(address(name, draft, uuid4())).status_code == 404
