"""Acts in Akoma Ntoso, and what is read of them."""

from __future__ import annotations

from benchmarks.law_foreign import kept_words, show_words
from huiyin.law import Law, read_bytes
from tests.law.checks import assert_sound

START = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:leos="urn:eu:europa:ec:leos">'
TITLE = "<preface><longTitle><p>Gardens Act</p></longTitle></preface>"


def document(body: str, *, kind: str = "act", holder: str = "body", before: str = TITLE) -> bytes:
    return f'{START}<{kind} name="{kind}">{before}<{holder}>{body}</{holder}></{kind}></akomaNtoso>'.encode()


def section(content: str) -> bytes:
    return document(
        f'<section eId="sec_1"><num>1.</num><heading>Repeal</heading>{content}</section>'
    )


def read_whole(data: bytes) -> Law:
    """The law, of which no word is lost, altered or doubled."""
    law = read_bytes(data, "law.xml")
    assert_sound(law)
    assert kept_words(law) == show_words(data).words
    return law


def notes(law: Law) -> list[str]:
    return [piece.text for piece in law.furniture if piece.name == "note"]


NOTE = '<authorialNote marker="1" placement="bottom"><p>S.R. 1950 No. 7.</p></authorialNote>'


def article(number: int, attributes: str = "", words: str = "Gardens.") -> str:
    return f"<article {attributes}><num>Article {number}</num><paragraph><content><p>{words}</p></content></paragraph></article>"
