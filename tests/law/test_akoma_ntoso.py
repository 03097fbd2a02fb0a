"""Akoma Ntoso of other makers: every word of the file lies in exactly one node, whatever the file nests."""

from __future__ import annotations

import pytest

from benchmarks.law_foreign import count_words, measure_loss
from huiyin.law import UnreadableLaw, find_provision, read_bytes
from huiyin.law.unit_numbers import eid_number
from tests.law.akoma_ntoso_acts import (
    NOTE,
    START,
    TITLE,
    article,
    document,
    notes,
    read_whole,
    section,
)


@pytest.mark.parametrize(
    "content",
    [
        f"<content><p>The Parks Order 1950{NOTE} is repealed on 1 May.</p></content>",
        f"<content><p>The Parks <i>Order 1950{NOTE}</i> is <b>repealed</b> on 1 May.</p></content>",
        f"<content><block name='x'>The Parks Order 1950{NOTE} is repealed on 1 May.</block></content>",
        f"<p>The Parks Order 1950{NOTE} is repealed on 1 May.</p>",
        f"<intro><p>The Parks Order 1950 is repealed on 1 May.{NOTE}</p></intro>",
        f"<content>{NOTE}<p>The Parks Order 1950 is repealed on 1 May.</p></content>",
        f"<content><p>The Parks Order 1950 is{NOTE.replace('<p>', '<p><b>').replace('</p>', '</b></p>')} repealed on 1 May.</p></content>",
    ],
)  # fmt: skip
def test_a_note_inside_a_sentence_stands_aside_of_it(content: str) -> None:
    law = read_whole(section(content))
    assert law.by_eid["sec_1"].text == "The Parks Order 1950 is repealed on 1 May."
    assert notes(law) == ["S.R. 1950 No. 7."]
    assert law.problems == ()


def test_notes_stand_aside_of_numbers_headings_cells_items_and_quotations_too() -> None:
    note = NOTE.replace("7", "{}")
    law = read_whole(
        section(
            f"<num>bis{note.format(1)}</num><heading>Old{note.format(2)}</heading><content><p>Words.</p>"
            f"<table><tr><td><p>One{note.format(3)}</p></td><td>Two</td></tr></table>"
            f"<blockList><item><num>(a)</num><p>town{note.format(4)};</p></item></blockList>"
            f"<p><quotedText startQuote='“' endQuote='”'>must{note.format(5)}</quotedText></p></content>"
        )
    )
    assert sorted(notes(law)) == [f"S.R. 1950 No. {n}." for n in range(1, 6)]
    assert law.by_eid["sec_1"].text == "Words.\nOne\tTwo\n“must”"


def test_notes_kept_in_the_metadata_are_notes() -> None:
    meta = "<meta><notes source='x'><note eId='n1'><p>As amended.</p></note></notes></meta>"
    data = document(
        "<section><num>1</num><content><p>Text<noteRef href='#n1' marker='1'/>.</p></content></section>",
        before=meta + TITLE,
    )
    law = read_whole(data)
    assert (law.by_eid["sec_1"].text, notes(law)) == ("Text.", ["As amended."])


SUBSECTION = "<subsection><num>(2)</num><content><p>A council answers within sixty days.</p></content></subsection>"


@pytest.mark.parametrize("element", ["quotedStructure", "embeddedStructure"])
@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>For (2) substitute— <mod>{}</mod>.</p>", "For (2) substitute—\n“(2) A council answers within sixty days.”."),
        ("<p>For (2) substitute—</p>{}", "For (2) substitute—\n“(2) A council answers within sixty days.”"),
        ("<p>For (2) substitute—</p><p><mod>{}<inline name='AppendText'>;</inline></mod></p>", "For (2) substitute—\n“(2) A council answers within sixty days.”;"),
        ("<block name='q'>Substitute {} and <b>no</b> more.</block>", "Substitute\n“(2) A council answers within sixty days.” and no more."),
    ],
)  # fmt: skip
def test_quoted_units_are_words_of_the_sentence_that_quotes_them(
    element: str, content: str, text: str
) -> None:
    quoted = f'<{element} startQuote="“" endQuote="”">{SUBSECTION}</{element}>'
    law = read_whole(section(f"<content>{content.format(quoted)}</content>"))
    assert [unit.eid for unit in law.walk()] == ["sec_1"]
    assert law.by_eid["sec_1"].text == text


def test_marks_of_quotation_are_set_where_the_words_do_not_have_them() -> None:
    said = "for <quotedText startQuote='“' endQuote='”'>{}</quotedText> substitute"
    for words in ("may", "“may”"):
        law = read_whole(section(f"<content><p>{said.format(words)}</p></content>"))
        assert law.by_eid["sec_1"].text == "for “may” substitute"


LIST = (
    '<blockList eId="l1">{}<item eId="l1__a"><num>(a)</num><p>a town council;</p></item>'
    '<item eId="l1__b"><num>(b)</num><p>a parish council;</p></item>{}</blockList>'
)


def test_words_beside_a_block_list_are_the_units_and_each_stands_once() -> None:
    meant = LIST.format("<listIntroduction>council means</listIntroduction>", "")
    law = read_whole(
        section(
            f"<content><p>In this Act:</p>{meant}<p>Other words keep their meaning.</p></content>"
        )
    )
    unit = law.by_eid["sec_1"]
    assert unit.text == "In this Act:\nOther words keep their meaning."
    assert [(below.num, below.text) for below in unit.children] == [
        ("", "council means"), ("(a)", "a town council;"), ("(b)", "a parish council;"),
    ]  # fmt: skip


def test_the_introduction_of_a_list_is_the_units_text_where_it_has_no_other() -> None:
    only = LIST.format("<listIntroduction>council means</listIntroduction>", "<listWrapUp>and no other.</listWrapUp>")  # fmt: skip
    for held in ("<content>{}</content>", "<intro>{}</intro>", "{}", "<content><blockContainer>{}</blockContainer></content>"):  # fmt: skip
        law = read_whole(section(held.format(only)))
        unit = law.by_eid["sec_1"]
        assert unit.text == "council means"
        assert [below.text for below in unit.children] == [
            "a town council;", "a parish council;", "and no other.",
        ]  # fmt: skip


def test_words_that_lead_to_a_second_list_stay_before_it() -> None:
    law = read_whole(section(f"<content><p>One:</p>{LIST.format('', '')}<p>Two:</p>{LIST.format('', '')}</content>"))  # fmt: skip
    assert law.by_eid["sec_1"].text == "One:"
    assert [below.text for below in law.by_eid["sec_1"].children][2] == "Two:"


def test_lists_in_lists_keep_their_order_and_their_words() -> None:
    inner = "<blockList><listIntroduction>of</listIntroduction><item><num>(i)</num><p>one;</p></item></blockList>"
    law = read_whole(
        section(f"<content><blockList><item><num>(a)</num><p>a council</p>{inner}<p>or</p></item></blockList></content>")
    )  # fmt: skip
    point = law.by_eid["sec_1"].children[0]
    assert (point.text, [below.text for below in point.children]) == (
        "a council\nor",
        ["of", "one;"],
    )


def test_what_was_read_does_not_depend_on_where_in_memory_it_lay() -> None:
    both = LIST.format("", "")
    data = section(
        "<content>" + "".join(f"<p>Line {n}:</p>{both}" for n in range(40)) + "</content>"
    )
    first = read_whole(data)
    kept = [bytearray(n) for n in range(2000)]
    assert read_whole(data) == first
    assert len(kept) == 2000


@pytest.mark.parametrize("held", ["<content>{}</content>", "{}", "<content><p>{}</p></content>", "<intro><foreign>{}</foreign></intro>"])  # fmt: skip
def test_a_table_is_a_line_for_each_row(held: str) -> None:
    table = (
        "<table><caption>Fees</caption><thead><tr><th><p>Type</p></th><th>Fee</th></tr></thead>"
        "<tbody><tr><td>Annual</td><td><p>10</p></td></tr><tr><td><p>Two</p><p>lines</p></td><td/></tr></tbody></table>"
    )
    law = read_whole(section(held.format(table)))
    assert law.by_eid["sec_1"].text == "Fees\nType\tFee\nAnnual\t10\nTwo\nlines"


def test_a_cross_heading_is_a_heading_between_the_units() -> None:
    law = read_whole(
        document(
            "<article><num>1</num><content><p>One.</p></content></article><crossHeading>Fees<authorialNote><p>New.</p></authorialNote></crossHeading>"
            "<article><num>2</num><content><p>Two.</p></content></article>"
            "<hcontainer name='crossheading'><heading>Hours</heading><article><num>3</num><content><p>Three.</p></content></article></hcontainer>"
        )
    )
    assert [(unit.kind, unit.heading) for unit in law.provisions] == [
        ("article", ""), ("subpart", "Fees"), ("article", ""), ("subpart", "Hours"),
    ]  # fmt: skip
    assert [unit.eid for unit in law.articles] == ["art_1", "art_2", "art_3"]


@pytest.mark.parametrize(
    "odd",
    [
        '<num xml:id="n1">Article 1</num>',
        '<num xml:id="1 x" eId="n1">Article 1</num>',
        '<num other:kind="x">Article 1</num>',
        "<other:num>Article 1</other:num>",
    ],
)
def test_what_is_well_formed_is_read_though_it_is_not_valid(odd: str) -> None:
    twice = '<heading xml:id="n1">Scope</heading>'
    body = f"<article eId='art_1'>{odd}{twice}<content><p>Gardens.</p></content></article>"
    law = read_whole(document(body + article(2)))
    assert [unit.num for unit in law.provisions] == ["Article 1", "Article 2"]


def test_what_is_not_well_formed_is_still_refused() -> None:
    whole = document('<article xml:id="n"><num xml:id="n">1</num></article>')
    for broken in (whole[:-20], whole.replace(b"</num>", b""), whole.replace(b"</article>", b"</x>"), whole.replace(b"Gardens", b"&x;")):  # fmt: skip
        with pytest.raises(UnreadableLaw) as caught:
            read_bytes(broken, "law.xml")
        assert caught.value.code == "damaged_xml"


def test_names_that_a_file_gives_twice_are_told_apart() -> None:
    law = read_whole(document(article(1, 'eId="art_1"') + article(2, 'eId="art_1"')))
    assert [unit.eid for unit in law.provisions] == ["art_1", "art_2"]


def test_units_without_eids_are_called_by_their_printed_numbers() -> None:
    law = read_whole(
        document(
            "<chapter xml:id='c9'><num>CHAPTER I</num><article xml:id='a1'><num>Article 1</num><heading>Scope</heading>"
            "<paragraph><content><p>One.</p></content></paragraph></article>"
            "<article xml:id='a2'><num>Article 2</num><paragraph><num>1.</num><content><p>Two.</p></content></paragraph>"
            "<paragraph><num>1a.</num><content><p>Three.</p></content></paragraph></article></chapter>"
            "<chapter><num>CHAPTER III</num><article><num>Article 5</num><point><num>(-a)</num><content><p>Four.</p></content></point>"
            "<point><num>(a)</num><content><p>Five.</p></content></point></article></chapter>"
        )
    )
    assert [unit.eid for unit in law.walk()] == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1a",
        "chp_3", "art_5", "art_5__point_x2da", "art_5__point_a",
    ]  # fmt: skip
    assert find_provision(law, "Article 2(1)") == "art_2__para_1"
    assert find_provision(law, "Article 5(a)") == "art_5__point_a"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Artikel 5", "5"), ("Artículo 3 bis", "3bis"), ("Artigo 5.º", "5"), ("Статья 5", "5"), ("Άρθρο 5", "5"), ("제5조", "5"),
        ("Clause 5.", "5"), ("§ 5a", "5a"), ("Article -1", "x2d1"), ("(-a)", "x2da"), ("(a)", "a"), ("附件甲", "x7532"),
        ("Article 12bis", "12bis"), ("CHAPTER IV", "4"),
    ],
)  # fmt: skip
def test_a_number_is_found_in_whatever_language_it_is_printed(printed: str, number: str) -> None:
    assert eid_number(printed) == number


def test_a_unit_without_a_number_does_not_take_that_of_another() -> None:
    law = read_whole(
        document(
            "<article><num>Article 1</num><content><p>One.</p></content></article><article><content><p>Between.</p></content></article>"
            "<article><num>Article 2</num><paragraph><content><p>Lead.</p></content></paragraph><paragraph><num>1.</num><content><p>First.</p></content></paragraph></article>"
            "<article><heading>Article 4 Hours</heading><content><p>Four.</p></content></article><article><heading>第五条 附则</heading><content><p>Five.</p></content></article>"
        )
    )
    assert {find_provision(law, f"Article {n}") for n in (1, 2, 4, 5)} == {
        "art_1",
        "art_2",
        "art_4",
        "art_5",
    }
    assert [law.by_eid[f"art_{n}"].full_text for n in (1, 4, 5)] == ["One.", "Four.", "Five."]
    assert find_provision(law, "Article 2(1)") == "art_2__para_1"
    assert law.by_eid["art_2__para_1"].text == "First."


#: What every kind of document may hold, one of each.
OTHERS = {
    "judgment": "<judgment><header><p>IN THE <courtType>COURT</courtType></p><p><party>Li</party></p></header><judgmentBody><introduction><p>An appeal.</p></introduction><decision><level><num>1.</num><content><p>Dismissed<authorialNote><p>As said.</p></authorialNote>.</p></content></level><p>So ordered.</p></decision></judgmentBody><conclusions><p>Judge</p></conclusions></judgment>",
    "debate": "<debate><preface><p>Sitting</p></preface><debateBody><debateSection><heading>Questions</heading><speech by='#x'><from>Ms Li</from><p>Why<remark>(noise)</remark>?</p></speech><question><from>Mr Wu</from><p>When?</p></question><scene>Applause</scene></debateSection></debateBody></debate>",
    "amendment": "<amendment><preface><p>Motion</p></preface><amendmentBody><amendmentHeading><block name='x'>Amendment 1</block></amendmentHeading><amendmentContent><block name='y'>In section 1, omit <mod><quotedText>may</quotedText></mod>.</block></amendmentContent><amendmentJustification><p>Clear.</p></amendmentJustification></amendmentBody></amendment>",
    "doc": "<doc name='memo'><preface><p>Memorandum</p></preface><mainBody><p>First.</p><ul><li>one</li><li><p>two</p></li></ul><table><tr><td>a</td><td>b</td></tr></table>loose <b>words</b> here<tblock><heading>T</heading><p>x</p></tblock></mainBody></doc>",
    "collection": "<documentCollection name='c'><coverPage><toc><tocItem level='1' href='#'>Part one</tocItem></toc></coverPage><collectionBody><component><doc name='a'><preface><p>Annex</p></preface><mainBody><paragraph><num>1.</num><content><p>Inside.</p></content></paragraph></mainBody></doc></component><component><documentRef href='x'/></component></collectionBody></documentCollection>",
    "attached": "<act name='a'><body><section><num>1</num><content><p>See.</p></content></section></body><attachments><attachment><heading>Annex A</heading><doc name='x'><meta/><preface><p>List of parks</p></preface><preamble><recitals><intro><p>Whereas</p></intro><recital><num>(1)</num><p>Parks.</p></recital></recitals></preamble><mainBody><hcontainer name='rows'><content><p>East</p></content></hcontainer></mainBody><conclusions><p>Done</p></conclusions></doc></attachment></attachments><conclusions><p>Signed</p></conclusions></act>",
    "portion": "<portion><portionBody><article><num>1</num>loose<content><p>One.</p></content>more<wrapUp><p>end</p></wrapUp>last</article></portionBody></portion>",
    "strange": "<act name='a'><body>stray<article><num>1</num><content>No line <b>here</b>.<ins/></content></article><tail>Odd</tail><p>Loose.</p><hcontainer name='wrap'><odd><num>2</num><line>Deep</line></odd></hcontainer></body><unknown><p>Kept</p></unknown></act>",
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_no_document_of_any_type_loses_a_word(kind: str) -> None:
    law = read_whole(f"{START}{OTHERS[kind]}</akomaNtoso>".encode())
    stray = count_words(" ".join(f.text for f in law.furniture if f.name == "stray"))
    told = count_words(" ".join(dict(p.details)["text"] for p in law.problems if p.code == "stray_line"))  # fmt: skip
    assert stray == told


def test_a_class_of_ours_on_a_number_of_others_takes_nothing_from_it() -> None:
    law = read_whole(
        document(
            "<section><num class='separator-1'>2</num><content><p>Hours.</p></content></section>"
        )
    )
    assert (law.provisions[0].num, law.provisions[0].eid) == ("2", "sec_2")


def test_what_belongs_to_no_unit_of_a_law_is_told_with_its_line() -> None:
    law = read_bytes(f"{START}{OTHERS['strange']}</akomaNtoso>".encode(), "law.xml")
    found = [(p.line, dict(p.details)["text"]) for p in law.problems if p.code == "stray_line"]
    assert found == [(1, "stray"), (3, "Odd"), (4, "Loose.")]
    assert all(law.source.splitlines()[line - 1] == text for line, text in found)


def test_the_benchmark_sees_what_a_reader_loses(monkeypatch: pytest.MonkeyPatch) -> None:
    from huiyin.law.readers import akoma_ntoso_elements

    data = section("<content><p>one two</p><p>three</p></content>")
    assert (measure_loss("a.xml", data).lost, measure_loss("a.xml", data).doubled) == (0, 0)
    monkeypatch.setattr(akoma_ntoso_elements.LineFlow, "finish", lambda flow: flow.lines)
    loss = measure_loss("a.xml", data)
    assert (loss.lost, loss.untold) == (5, 5)
