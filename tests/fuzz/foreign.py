"""Small files as other makers write them: makers of bills, judgments and acts in Akoma Ntoso, web pages, Word files."""

from __future__ import annotations

import io

from tests.fuzz.seeds import ACT, TEXT

_AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:leos="urn:eu:europa:ec:leos">{}</akomaNtoso>'
_META = "<meta><identification source='#x'><FRBRWork><FRBRthis value='/akn/x'/></FRBRWork></identification><notes source='#x'><note eId='n1'><p>Note in metadata.</p></note></notes></meta>"

#: As Parliament's and the archives' drafting programs write bills.
BILL = f"""<bill name="bill">{_META}<coverPage><toc><tocItem level="1" href="#s1">Preliminary</tocItem></toc></coverPage>
<preface><p><docNumber>Bill 7</docNumber></p><longTitle><p>A Bill to make <docPurpose>provision</docPurpose> for gardens</p></longTitle></preface>
<preamble><formula name="enacting"><p>Be it enacted as follows</p></formula></preamble>
<body><part eId="pt_1"><num>Part 1</num><heading>Preliminary</heading>
<hcontainer name="crossheading"><heading>Repeals</heading>
<section eId="sec_1"><num>1.</num><heading>Repeal</heading><content><p>The Order 1950<authorialNote marker="1"><p>S.R. 1950 No. 7.</p></authorialNote> is repealed.</p></content></section></hcontainer>
<section eId="sec_2"><num>2</num><heading>Answers</heading><subsection eId="sec_2__subsec_1"><num>(1)</num><intro><p>In section 3—</p></intro>
<paragraph><num>(a)</num><content><p>for <mod><quotedText startQuote="“" endQuote="”">may</quotedText> substitute <quotedText startQuote="“" endQuote="”">must</quotedText></mod>;</p></content></paragraph>
<paragraph><num>(b)</num><content><p>after (2) insert—<mod><quotedStructure startQuote="“" endQuote="”"><subsection><num>(2A)</num><intro><p>A council—</p></intro><paragraph><num>(a)</num><content><p>answers;</p></content></paragraph><wrapUp><p>in time.</p></wrapUp></subsection></quotedStructure><inline name="AppendText">.</inline></mod></p></content></paragraph>
<wrapUp><p>and no more.</p></wrapUp></subsection></section></part>
<hcontainer name="schedules"><heading>SCHEDULES</heading><hcontainer name="schedule" eId="sched_1"><num>Schedule 1</num><heading>Fees</heading>
<paragraph><num>1</num><content><tblock class="table"><num>Table 1</num><heading>Fees</heading><foreign><table xmlns="http://www.w3.org/1999/xhtml"><thead><tr><th>Type</th><th>Fee</th></tr></thead><tbody><tr><td>Annual</td><td>10</td></tr></tbody></table></foreign></tblock></content></paragraph></hcontainer></hcontainer></body></bill>"""
#: As the editor of the European Commission writes proposals.
LEOS = """<bill name="REG"><preface><longTitle><p><docStage>Proposal for a</docStage> <docType>REGULATION</docType> <docPurpose>on gardens</docPurpose></p></longTitle></preface>
<preamble><formula name="actingEntity"><p>THE COMMISSION,</p></formula><citations><citation xml:id="cit_1"><p>Having regard to the Treaty<authorialNote marker="1"><p>OJ C 1.</p></authorialNote>,</p></citation></citations>
<recitals><intro><p>Whereas:</p></intro><recital xml:id="rec_1"><num>(1)</num><p>Gardens <i>matter</i>.</p></recital></recitals></preamble>
<body><chapter xml:id="c1"><num>CHAPTER I</num><heading>GENERAL</heading><article xml:id="a1" leos:editable="true" leos:deletable="false"><num xml:id="n1">Article 1</num><heading xml:id="n1">Scope</heading>
<paragraph xml:id="p1"><num>1.</num><subparagraph><content><p>Open gardens are:</p></content></subparagraph><list><point><num>(-a)</num><content><p>new;</p></content></point><point leos:softaction="del" leos:softactionroot="true"><num>(a)</num><content><p>old;</p></content></point><point><num>(b)</num><alinea leos:softaction="trans"><content><p>town</p></content></alinea><list><indent><num>—</num><content><p>parks;</p></content></indent></list></point></list></paragraph>
<paragraph leos:softaction="move_to"><num>2.</num><content><p>Moved words.</p></content></paragraph></article>
<article xml:id="a2" leos:softaction="add"><num>Article 2</num><paragraph><content><p>CO<sub>2</sub> and m<sup>2</sup> count.<eol/>Next line.</p></content></paragraph></article></chapter></body>
<conclusions><p>Done at <location>Brussels</location></p><block name="s"><signature><organization>For the Commission</organization><person>A. Person</person></signature></block></conclusions></bill>"""
#: As Laws.Africa writes acts.
ACT_AKN = """<act name="act"><preface><longTitle><p>Gardens Act</p></longTitle></preface><body><section eId="sec_1"><num>1.</num><heading>Meaning</heading><content><p>In this Act:</p>
<blockList eId="l1"><listIntroduction>council means</listIntroduction><item eId="l1__a"><num>(a)</num><p>a town council;</p><blockList><listIntroduction>of</listIntroduction><item><num>(i)</num><p>one</p></item></blockList></item><item><num>(b)</num><p>a parish;</p></item><listWrapUp>and none else.</listWrapUp></blockList><p>Other words keep their meaning.</p>
<table><tr><td colspan="2"><p>Row <b>one</b></p></td></tr><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table></content></section>
<section><num>2</num><crossHeading>Hours</crossHeading><hcontainer name="hcontainer"><content><p>Loose text.</p></content></hcontainer><subsection><num>(1)</num><content><p>[section 2 <remark status="editorial">amended by Act 5</remark>]</p><ul><li>one</li><li><p>two</p></li></ul></content></subsection></section></body>
<attachments><attachment><heading>Schedule</heading><subheading>List</subheading><doc name="schedule"><meta/><mainBody><p>East garden</p><paragraph><num>1</num><content><p>West</p></content></paragraph></mainBody></doc></attachment></attachments></act>"""
JUDGMENT = """<judgment name="judgment"><header><p>Neutral Citation: <neutralCitation>[2024] 1</neutralCitation></p><p><party>Li</party> v <party>Wu</party></p></header>
<judgmentBody><introduction><p>An appeal<authorialNote marker="1"><p>Brought late.</p></authorialNote>.</p></introduction><decision><level><heading>Facts</heading><paragraph><num>1.</num><content><p>He said:</p><block name="embedded"><embeddedStructure><level><content><p>“Every person</p></content></level><paragraph><num>(3)</num><content><p>is free.”</p></content></paragraph></embeddedStructure></block></content></paragraph></level><p>So ordered.</p></decision></judgmentBody>
<conclusions><p>Judge <judge>Hu</judge></p></conclusions></judgment>"""
DEBATE = """<debate name="hansard"><preface><p>Sitting of <docDate date="2024-01-01">1 January</docDate></p></preface><debateBody><debateSection><heading>Questions</heading><question by="#a"><from>Ms Li</from><p>Why <remark>(noise)</remark>?</p></question><speechGroup><speech by="#b"><from>Mr Wu</from><p>Because <quotedText startQuote="“" endQuote="”">of gardens</quotedText>.</p></speech></speechGroup><scene>Applause.</scene></debateSection></debateBody></debate>"""
COLLECTION = """<documentCollection name="pack"><preface><p>Pack</p></preface><collectionBody><component><doc name="memo"><preface><docTitle>Memorandum</docTitle></preface><mainBody><p>First words.</p><blockContainer><num>1.</num><p>Inside.</p></blockContainer><tblock><heading>T</heading><p>x</p></tblock>loose <b>words</b></mainBody></doc></component><component><documentRef href="a.xml"/></component></collectionBody></documentCollection>"""

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>t</title></head><body><nav><a href='#'>Home</a></nav><h1>社区花园条例</h1>"
    + "".join(f"<p class='MsoNormal'><span lang='ZH-CN'>{line}</span></p>" for line in TEXT.split("\n")[1:9])
    + "<table><tr><td>（一）</td><td><p>开放；</p></td></tr><tr><td>（二）</td><td>无障碍<sup><a href='#f1'>1</a></sup></td></tr></table>"
    "<ol start='3'><li>Third <b>bold</b>word</li><li>Fourth</li></ol><div>Article 4<br>Words of <s>old</s> <ins>new</ins> text.</div>"
    "<p style='display:none'>hidden</p><footer>Printed 2024</footer></body></html>"
)  # fmt: skip


def foreign() -> dict[str, bytes]:
    """``keeps/file``: what is read with no word lost in silence."""
    akn = {"bill": BILL, "leos": LEOS, "act": ACT_AKN, "judgment": JUDGMENT, "debate": DEBATE, "collection": COLLECTION}  # fmt: skip
    return {
        **{f"keeps/{name}.xml": _AKN.format(text).encode() for name, text in akn.items()},
        "keeps/page.html": PAGE.encode(),
        "keeps/law.txt": TEXT.encode(),
        "keeps/act.txt": ACT.encode(),
        "keeps/law.md": ("# " + TEXT.replace("第二条", "**第二条**", 1)).encode(),
        "keeps/law.docx": _word(),
    }


def _word() -> bytes:
    """The text as a person types it: headings, runs cut up, a table."""
    from docx import Document

    document = Document()
    document.add_heading("社区花园条例", level=0)
    for line in TEXT.splitlines()[1:]:
        paragraph = document.add_paragraph()
        paragraph.add_run(line[:4]).bold = True
        paragraph.add_run(line[4:])
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("类别", "费用", "一年", "十元"), strict=True):
        cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
