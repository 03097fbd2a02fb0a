"""The draft as two organisations sent it back: tracked changes and margin comments."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path

from builder.office import new_document, settle

#: (author, words in the draft, what to put for them)
CHANGES = (
    ("云梯无障碍促进会", "开放避暑、取暖场所。", "开放避暑、取暖场所，场所应当符合无障碍要求。"),
    ("云梯无障碍促进会", "由专家组成", ""),
    ("乡音多语服务社", "气候信息应当使用国家通用语言文字发布。", "气候信息应当使用国家通用语言文字和当地通用的少数民族语言文字发布。"),
    ("乡音多语服务社", "移动通信等方式发布", "移动通信、手语、村级广播等方式发布"),
    ("云梯无障碍促进会", "不得少于三十日", "不得少于六十日"),
)  # fmt: skip
#: (author, words pinned, comment)
PINS = (
    ("云梯无障碍促进会", "听证会", "（无）"),
    (
        "云梯无障碍促进会",
        "免费向公众提供气候数据和信息",
        "平台请同时满足无障碍标准，读屏软件要能读。",
    ),
    ("乡音多语服务社", "及时通过广播、电视", "山里没有电视信号，请加上入户通知。"),
    ("乡音多语服务社", "随机抽选产生", "抽选时请保证少数民族名额，并提供翻译。"),
    ("乡音多语服务社", "国家气候风险评估", "评估请吸收本地传统知识。"),
)
_WHEN = "2026-03-20T10:00:00Z"


def write_tracked(paragraphs: list[tuple[str, str]], path: Path) -> int:
    """Write the file; the number of changes and comments that found their place."""
    document = new_document()
    placed = 0
    comments = []
    for _, text in paragraphs:
        element = document.add_paragraph()._p
        change = next((c for c in CHANGES if c[1] in text), None)
        pin = next((p for p in PINS if p[1] in text), None)
        if change:
            author, old, new = change
            before, after = text.split(old, 1)
            same = _common(old, new)
            gone, come = old[same:], new[same:]
            tail = _common(gone[::-1], come[::-1])
            end = gone[len(gone) - tail :] if tail else ""
            gone, come = gone[: len(gone) - tail], come[: len(come) - tail]
            xml = _run(before + old[:same])
            xml += (
                f'<w:del w:id="{placed + 100}" w:author="{author}" w:date="{_WHEN}"><w:r><w:delText xml:space="preserve">{gone}</w:delText></w:r></w:del>'
                if gone
                else ""
            )
            xml += (
                f'<w:ins w:id="{placed + 200}" w:author="{author}" w:date="{_WHEN}">{_run(come)}</w:ins>'
                if come
                else ""
            )
            _fill(element, xml + _run(end + after))
            placed += 1
        elif pin:
            author, words, comment = pin
            before, after = text.split(words, 1)
            number = len(comments)
            comments.append((number, author, comment))
            _fill(
                element,
                f'{_run(before)}<w:commentRangeStart w:id="{number}"/>{_run(words)}<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:commentReference w:id="{number}"/></w:r>{_run(after)}',
            )
            placed += 1
        else:
            _fill(element, _run(text))
    written = io.BytesIO()
    document.save(written)
    path.write_bytes(settle(_with_comments(written.getvalue(), comments)))
    return placed


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _fill(element, xml: str) -> None:  # type: ignore[no-untyped-def]
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for child in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
        element.append(child)


def _with_comments(data: bytes, comments: list[tuple[int, str, str]]) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{word}">'
        + "".join(
            f'<w:comment w:id="{n}" w:author="{author}" w:date="{_WHEN}"><w:p>{_run(text)}</w:p></w:comment>'
            for n, author, text in comments
        )
        + "</w:comments>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>",
                    b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>',
                )
            elif name == "word/_rels/document.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
                )
            new.writestr(name, content)
        new.writestr("word/comments.xml", part)
    return written.getvalue()
