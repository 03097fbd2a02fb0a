"""European acts, and others that count in Articles."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from tests.law.checks import assert_sound
from tests.law.example_acts import REGULATION, names


def test_a_european_regulation_is_read_into_its_units() -> None:
    law = read_text(REGULATION)
    assert_sound(law)
    eids = [p.eid for p in law.walk()]
    assert eids[:4] == ["rec_1", "rec_2", "chp_1", "art_1"]
    assert law.by_eid["art_1"].heading == "Subject matter"
    assert "art_1__para_1__point_i" in eids  # after (h): the letter
    assert "art_1__para_2__point_a__subpoint_ii" in eids  # below (a): Roman two
    assert law.by_eid["art_1__para_2__subpara_1"].text.startswith("A Member State")
    assert law.by_eid["chp_2__sec_1"].heading == "Access"
    assert law.by_eid["art_2"].text == "Gardens shall be open."
    assert law.by_eid["att_1"].heading == "List of gardens"
    assert "signature" in names(law)
    assert "formula" in names(law)


SPANISH = """LEY 3/2025, de jardines
TÍTULO I
Disposiciones generales
Artículo 1. Objeto.
Esta ley regula los jardines.
Artículo 2. Tasas.
1. El ayuntamiento cobra.
2. Los niños:
a) no pagan;
b) entran.
CAPÍTULO II
Horario
Artículo 3 bis. Horario.
Se modifica el
artículo 2 de la Ley 3/2020.
ANEXO I
Lista
1. Jardín este
"""
LANGUAGES = {
    "Spanish": (SPANISH, "part_1 art_1 art_2 art_2__para_1 art_2__para_2 art_2__para_2__point_a art_2__para_2__point_b part_1__chp_2 art_3bis art_3bis__para_1 art_3bis__para_2 att_1 att_1__item_1"),
    "Spanish in capitals": ("Ley\nARTÍCULO 1.- Objeto.\nTexto uno.\nARTÍCULO 2.- Tasas.\nTexto dos.\n", "art_1 art_2"),
    "Spanish ordinals": ("Ley\nArtículo 1.º Objeto\nTexto.\nArtículo 2.º Tasas\nTexto.\n", "art_1 art_2"),
    "Spanish words": ("Ley\nArtículo primero\nTexto.\nArtículo 2\nTexto.\n", "art_1 art_2"),
    "French": ("LOI\nTITRE PREMIER\nDISPOSITIONS\nChapitre Ier\nObjet\nArticle premier\nLa présente loi régit tous les jardins de la ville.\nArticle 2\nFin de la loi.\n", "part_1 part_1__chp_1 art_1 art_2"),
    "French figures": ("LOI\nArticle 1er\nLa loi est ici.\nArticle 2\nFin de la loi.\n", "art_1 art_2"),
    "German": ("Gesetz\nKapitel I\nAllgemeines\nArtikel 1\nZweck\nText.\nArtikel 2\nGebühren\nText.\nArtikel 2 Absatz 1 gilt nicht.\n", "chp_1 art_1 art_2 art_2__para_1 art_2__para_2"),
    "Portuguese": ("Lei\nArtigo 1.º\nObjeto\nTexto.\nArtigo 2.º\nTaxas\nTexto.\n", "art_1 art_2"),
    "Italian": ("Legge\nArticolo 1\nOggetto\nTesto.\nArticolo 2\nTasse\n1. Uno.\n2. Due.\n", "art_1 art_2 art_2__para_1 art_2__para_2"),
    "numbers in words": ("Gardens Act 2025\n1 Meaning\nText here.\nPART ONE\nFEES\n2 Fees\nText.\nFIRST SCHEDULE\nFEES\n1 Two pounds.\nSixth Schedule\nHours\n1 From six.\n", "sec_1 part_1 sec_2 sched_1 sched_1__sec_1 sched_6 sched_6__sec_1"),
    "numbers behind": ("R\nChapter One\nFees\nArticle 1\nX\nText.\nAnnex Two\nList\n1. a\n", "chp_1 art_1 att_2 att_2__item_1"),
    "sentences": ("Act\n1 Meaning\nPart one of the garden is open.\nSchedule one visit.\n2 Fees\nFirst Schedule applies to parks.\n", "sec_1 sec_1__para_1 sec_1__para_2 sec_2"),
}  # fmt: skip


@pytest.mark.parametrize("name", LANGUAGES)
def test_articles_and_divisions_are_read_in_other_languages_and_words(name: str) -> None:
    text, eids = LANGUAGES[name]
    law = read_text(text)
    assert [unit.eid for unit in law.walk()] == eids.split()
    assert all(problem.code in ("gap", "begins_later") for problem in law.problems)


def test_a_spanish_heading_ends_with_a_stop_and_a_first_sentence_is_none() -> None:
    law = read_text(SPANISH)
    assert [u.heading for u in law.articles] == ["Objeto.", "Tasas.", "Horario."]
    plain = read_text(
        "Constitución\nArtículo 1. La soberanía reside en el pueblo, que la ejerce por sus representantes.\nNadie puede arrogársela.\n"
        "Artículo 2. El territorio de la República es uno solo y no se divide nunca.\nSus límites los fija la ley.\n"
    )
    assert [u.heading for u in plain.articles] == ["", ""]
