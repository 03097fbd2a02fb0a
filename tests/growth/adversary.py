"""Texts that made an earlier version slow: one atom, over and over, in each format."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from copy import deepcopy

import docx

from tests import wordml

#: Lines that begin something, alone and with words.
LINES = (
    "(a)", "(a) x", "(i)", "第一章", "第一章 总则", "第一节", "附件", "附件一", "附则", "目录", "第一条", "第一条 甲。", "（一）", "（一）甲；", "一、甲",
    "1.", "1. x", "1 项", "§ 1", "Article 1", "Article 1 x", "12 Duties", "Part I", "PART I", "SCHEDULE 1", "ANNEX I", "Contents", "Contents\nDuties",
    "(1) Whereas", "- x", "x", "修改为：“", "（草案）", "2024年1月1日", "\u200b", "\u3000", "第九九九九九九条",
)  # fmt: skip
#: What may be repeated within one line or one cell.
ATOMS = (
    "para 1 of ", "1", "一", "万", "第", "第一条", "第一、", "一之", "条", "章", "附件", "§", "section 1 ", "article 1 and ", "(a)", "(1)(a)", "(", "）",
    " ", "\u3000", "\t", ".", "·", "-", "“", "“”", "'", "'x ", "<", "<!--", "# ", "**a** ", "> ", "\\", "a", "a-", "a.", "，", "修改为：“", "将“甲”改为“乙”",
    "replace ", "insert", "=", "\udc80",
)  # fmt: skip
HEADS = ("", "某法\n第一条 甲。\n", "An Act\nArticle 1\nText.\n", "An Act\n1 Title\nText.\n")
_AKN = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><meta/><body>{}</body></act>'
    "</akomaNtoso>"
)
#: Elements, the part in the middle repeated.
ELEMENTS = {
    "html": (
        ("<p>第一条 甲", " ", "</p>"), ("<p>", "<b> </b>", "x</p>"), ("", "<div>", "x"), ("<p>", "x<br>", "</p>"), ("<table>", "<tr><td>a<td>b", ""),
        ("<ol>", "<li>x", ""), ("", "<ul><li>", ""), ("", "<p hidden>x</p>", "<p>y</p>"), ("", "<p>a<del>x</del></p>", ""), ("<pre>", " \n", "y"),
    ),
    "xml": (
        ("", '<article eId="art_1"><num>1</num></article>', ""), ("", "<article><num>1</num></article>", ""), ("", "<section>", ""),
        ("<article>", "<p>x</p>", "</article>"), ("<article><content>", "<p>x</p>", "</content></article>"),
        ("<article><content><p>", " ", "x</p></content></article>"), ("<article><content><p>", "<del>x</del>", "</p></content></article>"),
        ("<article><content>", '<blockList eId="a"><item><p>x</p></item></blockList>', "</content></article>"),
    ),
}  # fmt: skip


def law_files(count: int) -> Iterator[tuple[str, str, bytes]]:
    """What it is, a file's name, its bytes: as many atoms or lines as ``count``."""
    for head in HEADS:
        for line in LINES:
            yield f"{head[:6]!r} {line!r}", "law.txt", (head + (line + "\n") * count).encode()
    for atom in ATOMS:
        text = atom * count
        for head in ("", "某法\n第一条 "):
            yield repr(atom), "law.txt", (head + text).encode("utf-8", "surrogatepass")
        yield repr(atom), "law.md", ("# A\n\n" + text).encode("utf-8", "surrogatepass")
    for before, atom, after in ELEMENTS["html"]:
        page = f"<html><body>{before}{atom * count}{after}"
        yield f"html {atom}", "law.html", page.encode()
    for before, atom, after in ELEMENTS["xml"]:
        yield f"xml {atom}", "law.xml", _AKN.format(before + atom * count + after).encode()
    # Python's own writer takes long: every fifth of what is written elsewhere.
    yield "docx", "law.docx", _word("第一条", count // 5)
    for what, data in _word_shapes(count // 5):
        yield what, "law.docx", data


def _word_shapes(count: int) -> Iterator[tuple[str, bytes]]:
    """Word files that repeat what a reader has to remember, or to look for again."""
    row = wordml.tr("甲", "第一条", "乙")
    head = wordml.tr("机构", "条款", "意见")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    choices = f"<mc:Choice>{f'<w:txbxContent>{wordml.p()}</w:txbxContent>' * count}</mc:Choice>"
    shapes = {
        "changes": wordml.p("第一条 甲", *[wordml.ins("乙") + wordml.gone("丙")] * count),
        "ends": wordml.p("第一条 甲", look=wordml.end("del")) * count,
        "ranges": wordml.p(*(f'<w:commentRangeStart w:id="{n}"/>{wordml.run("甲")}' for n in range(count))),
        "struck": wordml.p(*[wordml.run("甲", "<w:strike/>") + wordml.run("乙", '<w:u w:val="single"/>')] * count),
        "open fields": wordml.p(begin) * count,
        "boxes": wordml.p("第一条", *[wordml.box(wordml.p("甲"))] * count),
        "alternatives": wordml.p(f"<w:r><w:drawing><mc:AlternateContent>{choices}</mc:AlternateContent></w:drawing></w:r>"),
        "rows": wordml.tbl(head, *[row] * count),
        "tables in a cell": wordml.tbl(head, wordml.tr(wordml.tc(*[wordml.tbl(wordml.tr("甲"))] * count))),
        "forms cut in two": wordml.tbl(head, row) + wordml.tbl(row) * (count // 20),
    }  # fmt: skip
    for what, body in shapes.items():
        yield f"docx {what}", wordml.docx(body)


def _word(line: str, count: int) -> bytes:
    made = docx.Document().add_paragraph(line)._p
    document = docx.Document()
    body = document.element.body
    for _ in range(count):
        body.insert(0, deepcopy(made))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def comment_files(count: int) -> Iterator[tuple[str, str, bytes]]:
    """Files of comments: tables whose cells repeat an atom, letters, mails."""
    head = "机构,条款,意见\n"
    for atom in ATOMS:
        cell = atom.replace('"', '""') * count
        yield f"cell {atom!r}", "c.csv", f'{head}甲,"{cell}","{cell}"\n'.encode("utf-8", "surrogatepass")  # fmt: skip
    yield "rows", "c.csv", (head + "甲,第一条,意见\n" * count).encode()
    yield "quotes", "c.csv", (head + '甲,"""","""",""""\n' * count).encode()
    yield "commas", "c.csv", (head + ",,\n" * count).encode()
    for what, data in _word_shapes(count // 5):
        yield what, "c.docx", data
    yield "headings", "c.csv", ("意见," * count + "\n" + "太短," * count + "\n").encode()
    yield "languages", "c.csv", ("意见,条款" + "," * count + "\n" + ",中文" * count + "\n").encode()
    yield "short rows", "c.csv", (head + "甲,第一条\n" * count).encode()
    yield "keys", "c.json", (b'[{"comment": "x"}' + b', {"a": {"comment": "x"}}' * count + b"]")  # fmt: skip
    yield (
        "lists",
        "c.json",
        b'{"a": [' + b'{"b": [{"c": 1}]}, ' * count + b'{"b": [{"comment": "x"}]}]}',
    )
    yield (
        "objects",
        "c.json",
        b'{"a": {' * min(count, 900) + b'"comment": "x"' + b"}}" * min(count, 900),
    )
    for line in (*LINES, "> x", "On a", "From: a", "Date: a", "此致"):
        yield f"letter {line!r}", "c.txt", ((line + "\n") * count).encode()
        mail = "From: a@b.c\nContent-Type: text/plain; charset=utf-8\n\n" + (line + "\n") * count
        yield f"mail {line!r}", "c.eml", mail.encode()


def analyses(count: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each function that looks at people's texts, called with texts that repeat or share nothing."""
    from huiyin.grouping.differences import diff_texts
    from huiyin.law import compare_laws, diff_words, find_citations, find_provisions, read_text
    from huiyin.text import detect_language, fold_text, split_sentences, tokenise_text
    from huiyin.text.numerals import write_chinese
    from huiyin.trace.edits import build_change, change_between
    from huiyin.trace.embedded_instructions import list_number_spans, parse_instructions
    from huiyin.trace.token_codes import TokenCodes

    law = read_text("某法\n" + "".join(f"第{write_chinese(n)}条 甲。\n" for n in range(1, 400)))
    for atom in ATOMS:
        text = atom * count
        for call in (
            find_citations,
            tokenise_text,
            split_sentences,
            fold_text,
            detect_language,
            parse_instructions,
        ):
            yield f"{call.__name__} {atom!r}", lambda call=call, text=text: call(text)  # type: ignore[misc]
        yield f"numbering {atom!r}", lambda text=text: list_number_spans(text)
        yield f"coding {atom!r}", lambda text=text: TokenCodes().read(text)
        yield f"provisions {atom!r}", lambda text=text: find_provisions(law, text)
    up, down = " ".join(map(str, range(count))), " ".join(map(str, range(count, 0, -1)))
    yield "diff_words of equal words", lambda: diff_words("x " * count, "x " * (count + 1))
    yield "diff_words without anything in common", lambda: diff_words("甲" * count, "乙" * count)
    yield "diff_words backwards", lambda: diff_words(up, down)

    def paragraphs(words: str) -> object:
        return read_text("某法\n第一条 甲。\n" + (words + "\n") * count)

    one, other = paragraphs("乙丙丁"), paragraphs("丁丙乙")

    def articles(words: Iterator[str]) -> object:
        lines = (f"第{write_chinese(n)}条 {said}。" for n, said in enumerate(words, 1))
        return read_text("某法\n" + "\n".join(lines))

    chance = random.Random(1)
    some, others = (
        articles("".join(chance.choices("甲乙丙丁戊己庚辛", k=9)) for _ in range(count // 10))
        for _ in range(2)
    )
    yield "compare articles alike", lambda: compare_laws(some, others)  # type: ignore[arg-type]
    from huiyin.trace import TracedSuggestion, trace_uptake

    for atom in ("x ", "1 ", "将“甲”改为“乙”"):
        ask = TracedSuggestion(
            "1", "art_1", "replace", atom * count, "将“甲”改为“乙”。" + atom * count
        )
        yield f"trace {atom!r}", lambda ask=ask: trace_uptake([ask], one, other)  # type: ignore[misc,arg-type]
    yield "compare equal paragraphs", lambda: compare_laws(one, other)  # type: ignore[arg-type]
    yield "change_between", lambda: change_between(up, down)
    codes = TokenCodes()
    texts = ("甲。" * count, "甲乙。" * (count // 2), down)
    coded = [codes.read(text) for text in texts]
    yield "change_of short sentences", lambda: build_change(coded[0], coded[1])
    yield "change_of one sentence", lambda: build_change(coded[0], coded[2])
    often, by_turns = "甲，" * count, "甲，乙，" * (count // 2)
    yield "difference of the same clauses", lambda: diff_texts(often, by_turns)
    for text in ("甲，乙。" * count, "x " * count, up):
        yield f"difference {text[:6]}", lambda text=text: diff_texts(text, down)


def writings(count: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each writer of laws, given one of many units; and many amendments to one, or one of many lines."""
    from huiyin.law import (
        AmendmentKind,
        TextualAmendment,
        mark_amendments,
        read_text,
        to_akoma_ntoso,
        to_docx,
        to_markdown,
        to_text,
    )

    def article(number: int) -> str:
        # Numbers of articles go up to 9,999: the rest are those of the articles between them.
        return f"第{write_chinese(number % 9_000 + 1)}条" + "之一" * (number // 9_000)

    from huiyin.text.numerals import write_chinese

    many = "".join(f"{article(n)} 甲乙。\n" for n in range(count))
    laws = {
        "articles": "某法\n" + many,
        "items": "某法\n第一条 甲：\n" + "（一）乙；\n" * count,
        "lines": "某法\n第一条 甲。\n" + "乙。\n" * count,
        "chapters": "某法\n" + "".join(f"第{write_chinese(n % 9_000 + 1)}章 总则\n{article(n)} 甲。\n" for n in range(count // 2)),
        "recitals": "REGULATION\nWhereas:\n" + "".join(f"({n}) Words.\n" for n in range(1, count)) + "Article 1\nText.\n",
        "sections": "An Act\n" + "".join(f"{n} Title\nText.\n" for n in range(1, count)),
    }  # fmt: skip
    for what, source in laws.items():
        law = read_text(source)
        for write in (to_docx, to_akoma_ntoso, to_text, to_markdown):
            yield f"{write.__name__} {what}", lambda write=write, law=law: write(law)  # type: ignore[misc]
    law, items = read_text(laws["articles"]), read_text(laws["items"])
    leaves = [p.eid for p in items.walk() if not p.children]
    for way in AmendmentKind:
        asked = [TextualAmendment(p.eid, way, "丙丁。") for p in law.articles]
        yield f"amend: {way} each article", lambda asked=asked: mark_amendments(law, asked)  # type: ignore[misc]
        below = [TextualAmendment(eid, way, "丙丁；") for eid in leaves]
        yield f"amend: {way} each item", lambda below=below: mark_amendments(items, below)  # type: ignore[misc]
        again = [TextualAmendment("art_1", way, "丙丁。")] * count
        yield (
            f"amend: {way} one article over and over",
            lambda again=again: mark_amendments(items, again),
        )  # type: ignore[misc]
    for line in ("（一）乙；", "丙。", "第一条 丁。", "（一）乙；\n丙。"):
        one = [TextualAmendment("art_1", AmendmentKind.REPLACE, "甲：\n" + (line + "\n") * count)]
        yield f"amend: to lines of {line!r}", lambda one=one: mark_amendments(items, one)  # type: ignore[misc]
        new = [TextualAmendment("art_1", AmendmentKind.INSERT, (line + "\n") * count)]
        yield f"amend: by lines of {line!r}", lambda new=new: mark_amendments(items, new)  # type: ignore[misc]
