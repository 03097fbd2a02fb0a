"""Files of other makers nested anew: well formed still, and every word of them shown, but put together as nobody foresaw.

Parts are wrapped, moved, doubled, taken out of what holds them, called otherwise; notes, quotations, lists and tables
are set into the middle of sentences; words are left loose between parts.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LEOS = "urn:eu:europa:ec:leos"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Kit:
    """What files of one format are nested with: names that elements get, those that may wrap words, parts to set in,
    attributes with their values."""

    names: tuple[str, ...]
    wraps: tuple[str, ...]
    parts: tuple[str, ...]
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: What may not be touched, for the file would be none of its format.
    fixed: tuple[str, ...] = ()
    #: Where words may stand: everywhere, unless named.
    worded: tuple[str, ...] = ()


def _names(namespace: str, names: str) -> tuple[str, ...]:
    return tuple(f"{{{namespace}}}{name}" for name in names.split())


def _plain(names: str) -> tuple[str, ...]:
    return tuple(names.split())


KIT_AKN = Kit(
    names=_names(AKN, "p block content intro wrapUp article section subsection paragraph subparagraph point list indent chapter part hcontainer"
        " num heading subheading blockList item listIntroduction listWrapUp crossHeading quotedStructure embeddedStructure quotedText authorialNote"
        " table tr td th caption tblock container blockContainer recital recitals citation formula longTitle preamble preface conclusions body"
        " mainBody judgmentBody decision debateSection speech from ul li toc tocItem foreign div span ins attachment component doc unheardOf alinea level"),
    wraps=_names(AKN, "b i span ins ref mod quotedText authorialNote remark def inline p block quotedStructure unheardOf foreign blockContainer sup"),
    parts=(
        "<authorialNote marker='1'><p>note {}</p></authorialNote>",
        "<mod><quotedStructure startQuote='“' endQuote='”'><article><num>9</num><heading>H {}</heading><content><p>quoted</p></content></article></quotedStructure></mod>",
        "<embeddedStructure><paragraph><num>(2)</num><content><p>embedded {}</p></content></paragraph></embeddedStructure>",
        "<quotedText startQuote='“' endQuote='”'>said {}</quotedText>",
        "<blockList><listIntroduction>intro {}</listIntroduction><item><num>(a)</num><p>item</p></item><listWrapUp>end</listWrapUp></blockList>",
        "<table><caption>C {}</caption><tr><th>h</th><td><p>d</p></td></tr><tr><td><p>x</p><p>y</p></td></tr></table>",
        "<crossHeading>Cross {}</crossHeading>",
        "<hcontainer name='crossheading'><heading>Cross {}</heading><section><num>7</num><content><p>in</p></content></section></hcontainer>",
        "<paragraph leos:softaction='del' xmlns:leos='urn:eu:europa:ec:leos'><num>1.</num><content><p>gone {}</p></content></paragraph>",
        "<p leos:softaction='move_to' xmlns:leos='urn:eu:europa:ec:leos'>moved {}</p>",
        "<p>a <del>deleted {}</del> <ins>inserted</ins></p>",
        "<tblock><num>T1</num><heading>tb {}</heading><p>p</p></tblock>",
        "<attachments><attachment><heading>A {}</heading><doc name='x'><preface><p>pre</p></preface><mainBody><p>att</p></mainBody></doc></attachment></attachments>",
        "<wrapUp><p>wrap {}</p></wrapUp>", "<recital><num>(1)</num><p>rec {}</p></recital>", "<eol/>", "<img src='x'/>", "<num>5 {}</num>", "<content/>",
        "<foreign><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x{}</mi></math></foreign>", "<hcontainer name='furniture'><content><p class='page'>f {}</p>t</content></hcontainer>",
    ),
    attributes=(
        ("eId", ("art_1", "art_1", "x y", "", "sec_2__para_1")), ("id", ("a",)), ("{http://www.w3.org/XML/1998/namespace}id", ("n1", "n1", "1 2")),
        ("{http://www.w3.org/XML/1998/namespace}space", ("preserve",)), (f"{{{LEOS}}}softaction", ("add", "del", "move_from", "move_to", "trans")),
        (f"{{{LEOS}}}editable", ("true", "false")), ("class", ("title", "note", "page", "separator-1", "brackets")), ("name", ("furniture", "annex", "x")),
        ("startQuote", ("“",)), ("endQuote", ("”",)), ("status", ("removed",)),
    ),
    fixed=_names(AKN, "akomaNtoso meta"),
)  # fmt: skip
KIT_HTML = Kit(
    names=_plain("p div span b i u h1 h2 h3 section article blockquote ul ol li table tbody tr td th caption pre center font dl dt dd details summary"
        " nav footer aside header main ins label mark figure figcaption fieldset legend address o-p"),
    wraps=_plain("span b i a u ins sup sub mark font strong em small q div p blockquote h3 center del s"),
    parts=("<table><tr><td>cell {}</td><td><p>one</p><p>two</p></td></tr></table>", "<ol type='a'><li>item {}</li><li><p>more</p></li></ol>",
        "<p>para {}<br>line</p>", "<aside>aside {}</aside>", "<sup>{}</sup>", "<details><summary>sum {}</summary>body</details>", "<p style='display:none'>hidden {}</p>",
        "<dl><dt>term {}</dt><dd>meaning</dd></dl>", "<pre>pre {}\n  kept</pre>", "<h2>第二章 H{}</h2>", "<p>第九条 新{}。</p>", "<span hidden>h{}</span>"),
    attributes=(("style", ("display:none", "list-style:none", "")), ("hidden", ("",)), ("role", ("navigation", "contentinfo")), ("class", ("x",)), ("start", ("3",))),
    fixed=("html", "head", "body", "title", "meta", "br"),
)  # fmt: skip
KIT_WORD = Kit(
    names=(),
    wraps=_names(WORD, "ins moveTo hyperlink smartTag customXml fldSimple sdt dir bdo"),
    parts=(
        "<w:p><w:r><w:t>para {}</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell {}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>field {}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:customXml><w:p><w:r><w:t>custom {}</w:t></w:r></w:p></w:customXml>",
        "<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>gone {}</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden {}</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r></w:p>",
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>box {}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    ),
)  # fmt: skip


def nest(root: etree._Element, kit: Kit, chance: random.Random, make: Callable[[str], etree._Element]) -> None:  # fmt: skip
    """Put a tree together anew, in one to a dozen steps; ``make`` makes a part."""
    steps = (
        _wrap_words,
        _wrap,
        _set_in,
        _set_in,
        _move,
        _double,
        _take_out,
        _rename,
        _describe,
        _loosen,
        _drop,
    )
    for _ in range(chance.choice([1, 2, 4, 12])):
        free = [
            e
            for e in root.iter()
            if isinstance(e.tag, str) and e is not root and e.tag not in kit.fixed
        ]
        if free:
            chance.choice(steps)(free, kit, chance, make)


_Make = Callable[[str], etree._Element]
_Free = list[etree._Element]


def _some_words(chance: random.Random) -> str:
    return chance.choice(
        [
            f"loose{chance.randrange(99)} ",
            f" 散{chance.randrange(99)}",
            "Article 3 ",
            "（一）",
            "\n  ",
        ]
    )


def _wrap_words(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    """Words in the middle of a text get an element of their own."""
    holder = chance.choice(free)
    text = holder.text or ""
    if not text or not kit.names:
        return
    a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    inner = etree.Element(chance.choice(kit.wraps))
    holder.text, inner.text, inner.tail = text[:a], text[a:b], text[b:]
    holder.insert(0, inner)


def _wrap(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one = chance.choice(free)
    parent, tail, one.tail = one.getparent(), one.tail, None
    outer = etree.Element(chance.choice(kit.wraps + kit.names))
    outer.tail = tail
    parent.replace(one, outer)
    held = outer
    if outer.tag == f"{{{WORD}}}sdt":
        held = etree.SubElement(outer, f"{{{WORD}}}sdtContent")
    held.append(one)


def _set_in(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    """A part in the middle of another: between its elements, or in the middle of its words."""
    holder, part = chance.choice(free), make(chance.choice(kit.parts).format(chance.randrange(999)))
    if kit.names and holder.text and chance.random() < 0.6:
        at = chance.randrange(len(holder.text) + 1)
        holder.text, part.tail = holder.text[:at], holder.text[at:]
        holder.insert(0, part)
    elif kit.names:
        holder.insert(chance.randrange(len(holder) + 1), part)
    else:  # Word has words in runs alone: a part stands beside a block
        block = next(
            (e for e in (holder, *holder.iterancestors()) if e.tag in _names(WORD, "p tbl")), None
        )
        if block is not None:
            block.addnext(part)


def _move(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one, other = chance.choice(free), chance.choice(free)
    if one not in (other, *other.iterancestors()) and (
        kit.names or other.tag == one.getparent().tag
    ):
        one.tail, tail = None, one.tail
        if tail and tail.strip() and kit.names:
            spot = etree.Element(kit.wraps[0])
            spot.text = tail
            one.addnext(spot)
        other.insert(chance.randrange(len(other) + 1), one)


def _double(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one = chance.choice(free)
    one.addnext(deepcopy(one))


def _take_out(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    """An element's content takes its place."""
    one = chance.choice(free)
    if not kit.names:
        return
    marker = etree.Element(kit.wraps[1])
    marker.text, marker.tail, one.tail = one.text, one.tail, None
    for child in list(one):
        marker.append(child)
    one.getparent().replace(one, marker)


def _rename(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    if kit.names:
        chance.choice(free).tag = chance.choice(kit.names)


def _describe(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one = chance.choice(free)
    if kit.attributes:
        name, values = chance.choice(kit.attributes)
        one.set(name, chance.choice(values))


def _loosen(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one = chance.choice(free)
    if not kit.names:
        return
    if chance.random() < 0.5:
        one.text = _some_words(chance) + (one.text or "")
    else:
        one.tail = (one.tail or "") + _some_words(chance)


def _drop(free: _Free, kit: Kit, chance: random.Random, make: _Make) -> None:
    one = chance.choice(free)
    one.getparent().remove(one)


def nest_akoma_ntoso(data: bytes, chance: random.Random) -> bytes:
    """An Akoma Ntoso file nested anew."""
    root = etree.fromstring(data, etree.XMLParser(recover=True))

    def make(part: str) -> etree._Element:
        return etree.fromstring(f'<x xmlns="{AKN}">{part}</x>')[0]

    nest(root, KIT_AKN, chance, make)
    return etree.tostring(root)


def nest_page(data: bytes, chance: random.Random) -> bytes:
    """A web page nested anew, as a browser would put it together, so that two parsers see the same."""
    root = lxml_html.document_fromstring(data.decode())
    nest(root, KIT_HTML, chance, lxml_html.fragment_fromstring)
    once = lxml_html.document_fromstring(lxml_html.tostring(root, encoding="unicode"))
    return b"<!DOCTYPE html>" + lxml_html.tostring(once, encoding="utf-8")


def nest_word(data: bytes, chance: random.Random) -> bytes:
    """A Word file whose main part is nested anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root.find(f"{{{WORD}}}body")

    def make(part: str) -> etree._Element:
        return etree.fromstring(f'<x xmlns:w="{WORD}">{part}</x>')[0]

    blocks = etree.Element("blocks")
    blocks.extend([e for e in body if e.tag != f"{{{WORD}}}sectPr"])
    nest_blocks(blocks, chance, make)
    body[:0] = list(blocks)
    parts["word/document.xml"] = etree.tostring(root)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def nest_blocks(blocks: etree._Element, chance: random.Random, make: _Make) -> None:
    """Blocks and runs of a Word file: only what may hold them wraps them."""
    for _ in range(chance.choice([1, 2, 4, 12])):
        free = list(blocks.iter(*_names(WORD, "p tbl r")))
        if not free:
            return
        step = chance.choice((_wrap, _set_in, _set_in, _move, _double, _drop))
        step(free, KIT_WORD, chance, make)


#: Lines that come between those of a law as text.
LINES = (
    "Annex II to the Agreement makes words{}.", "Schedule 1 makes words{} of it.", "二、管辖{}", "二、三类词{}。", "第九条新词{}。", "2.10 decimals{}",
    "（一）项{}；", "1.目{}。", "1 注{}", "— {} —", "Article {}", "| a{} | b |", "[^1]: foot{}", "    code{}", "* star{}", "> quoted{}", "第{}条 乙。", "附件：表{}",
    "“第一条 引{}。”", "（2024年1月1日通过{}）", "Heading{}", "SCHEDULE", "目　录", "第一章　总则", "...", "a{}\tb\tc", "总理 李某{}", "2024年5月{}日",
)  # fmt: skip


def nest_lines(data: bytes, chance: random.Random) -> bytes:
    """A text whose lines are set in, doubled, dropped, moved, joined, cut and indented."""
    lines = data.decode().split("\n")
    for _ in range(chance.choice([1, 2, 4, 12])):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        what = chance.randrange(7)
        if what in (0, 1):
            lines.insert(at, chance.choice(LINES).format(chance.randrange(99)))
        elif what == 2:
            lines.insert(other, lines[at])
        elif what == 3:
            lines.insert(other, lines.pop(at))
        elif what == 4 and at:
            lines[at - 1 : at + 1] = [lines[at - 1] + " " + lines[at]]
        elif what == 5:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        else:
            lines[at] = chance.choice(["  ", "　　", "## ", "> ", "\t", "**"]) + lines[at]
    return "\n".join(lines).encode()


NEST: dict[str, Callable[[bytes, random.Random], bytes]] = {
    ".xml": nest_akoma_ntoso,
    ".html": nest_page,
    ".docx": nest_word,
    ".txt": nest_lines,
    ".md": nest_lines,
}


def nested(name: str, data: bytes, chance: random.Random) -> bytes:
    """``data``, a good file called ``name``, nested anew."""
    return NEST[name[name.rfind(".") :]](data, chance)
