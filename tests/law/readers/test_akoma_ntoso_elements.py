"""Akoma Ntoso as plain elements: tracked changes read as accepted, notes and formulas set apart."""

from __future__ import annotations

import pytest

from huiyin.law import read_bytes
from tests.law.akoma_ntoso_acts import NOTE, article, document, notes, read_whole, section


def test_a_note_between_a_word_and_its_printed_number_parts_them() -> None:
    law = read_whole(section(f"<content><p>the Committee{NOTE}38, and规划{NOTE}应当</p></content>"))
    assert law.by_eid["sec_1"].text == "the Committee 38, and规划应当"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<mi>x<p>Why</p></mi>", "Take x\nWhy\nof it."),
        ("<mi>x</mi><p>Why</p>", "Take x\nWhy\nof it."),
        ("<mi>x<intro><p>Whereas:</p></intro></mi>", "Take x\nWhereas:\nof it."),
        ("<mrow><mi>x</mi><mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></mrow>", "Take x=y2 of it."),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "Take 1 2 of it."),
    ],
)  # fmt: skip
def test_a_formula_parts_the_words_of_its_blocks_and_entries_alone(inside: str, text: str) -> None:
    formula = f"<foreign><math xmlns='http://www.w3.org/1998/Math/MathML'>{inside}</math></foreign>"
    law = read_whole(section(f"<content><p>Take {formula} of it.</p></content>"))
    assert law.by_eid["sec_1"].text == text


def test_what_is_said_in_place_of_an_image_stands_aside() -> None:
    image = "<img src='x.png' alt=' Map of\nthe gardens '/>"
    law = read_whole(
        section(f"<content><p>As the map{image}shows.</p><img src='y.png' alt=''/></content>")
    )
    assert (law.by_eid["sec_1"].text, notes(law)) == ("As the map shows.", ["Map of the gardens"])
    alone = read_whole(
        document(
            "<section><num>1</num><content><p>Gardens.</p></content></section></body>"
            f"<attachments><attachment><doc name='map'><mainBody><p>{image}</p></mainBody></doc></attachment></attachments><body>"
        )
    )
    assert notes(alone) == ["Map of the gardens"]


@pytest.mark.parametrize(("action", "name"), [("del", "softaction"), ("move_to", "softaction"), ("delete", "action")])  # fmt: skip
def test_what_leos_strikes_through_is_set_aside_and_told_with_its_line(
    action: str, name: str
) -> None:
    gone = article(2, f'leos:{name}="{action}" leos:editable="false" leos:softuser="jane"', "Old words.")  # fmt: skip
    added = article(2, f'leos:{name}="add" leos:softactionroot="true"', "New words.")
    law = read_whole(document(article(1) + gone + added, kind="bill"))
    assert [(unit.eid, unit.full_text) for unit in law.provisions] == [
        ("art_1", "Gardens."), ("art_2", "New words."),
    ]  # fmt: skip
    assert notes(law) == ["Article 2 Old words."]
    assert [(p.code, p.line) for p in law.problems] == [("hidden_changes", 4)]


def test_struck_parts_of_a_unit_are_set_aside_below_its_words() -> None:
    gone = 'leos:softaction="del"'
    law = read_whole(
        document(
            f"<article eId='art_1'><num {gone}>Article 9</num><num>Article 1</num><heading {gone}>Old</heading><heading>New</heading>"
            f"<paragraph {gone}><num>1.</num><content><p>Gone.</p></content></paragraph>"
            f"<paragraph><num>1.</num><content><p>Here <i {gone}>and there</i> now.</p></content></paragraph></article>"
        )
    )
    unit = law.by_eid["art_1"]
    assert (unit.num, unit.heading, unit.children[0].text) == ("Article 1", "New", "Here now.")
    assert notes(law) == ["Article 9", "Old", "1. Gone.", "and there"]


def test_deletions_are_read_as_accepted_and_told() -> None:
    data = section("<content><p>thirty <del>days</del><ins>sixty</ins> hours</p></content>")
    law = read_bytes(data, "law.xml")
    assert law.by_eid["sec_1"].text == "thirty sixty hours"
    assert [(p.code, p.line) for p in law.problems] == [("hidden_changes", 2)]


def test_a_number_in_the_middle_of_words_parts_them() -> None:
    law = read_whole(
        document("<level>Sitting of<num>5</num>1 January<heading>Day</heading>2024</level>")
    )
    assert (law.provisions[0].num, law.provisions[0].text) == ("5", "Sitting of\n1 January\n2024")
