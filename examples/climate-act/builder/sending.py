"""The comments as they arrive: eight kinds of file, with the faults that real ones have."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from builder.office import new_document, save_document, save_workbook
from builder.voices import Voice

Row = tuple[str, str, str, str, str]  # file, row or id, campaign, edit, organisation


class Sender:
    """Hands the comments out to files and keeps the truth about each."""

    def __init__(
        self, folder: Path, organisations: Sequence[dict[str, str]], chance: random.Random
    ) -> None:
        self.folder = folder
        self.organisations = organisations
        self.chance = chance
        self.truth: list[Row] = []
        folder.mkdir(exist_ok=True)

    def speaker(self, language: str) -> str:
        """Most comments come through a member, some from people without one."""
        if self.chance.random() < 0.15:
            return ""
        own = self.chance.choice(self.organisations)
        return own["name_zh"] if language == "zh" else own["name_en"]

    def note(self, file: str, where: object, voice: Voice, organisation: str) -> None:
        self.truth.append((file, str(where), voice.campaign, voice.edit, organisation))

    def csv(
        self,
        name: str,
        voices: list[Voice],
        heads: Sequence[str],
        *,
        delimiter: str = ",",
        encoding: str = "utf-8",
        broken: Sequence[Sequence[str]] = (),
    ) -> None:
        written = io.StringIO()
        writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(heads)
        prefix = name.split(".", maxsplit=1)[0]
        for at, voice in enumerate(voices, 1):
            speaker, own = self.speaker(voice.language), f"{prefix}-{at:03}"
            writer.writerow([own, speaker, voice.reference, voice.text])
            self.note(name, own, voice, speaker)
        for row in broken:
            writer.writerow(row)
        (self.folder / name).write_bytes(written.getvalue().encode(encoding))

    def workbook(self, name: str, voices: list[Voice]) -> None:
        """A secretariat's own table: two sheets, a title and a remark above the heads."""
        half = len(voices) // 2
        sheets = []
        for title, part, heads in (
            ("第一批", voices[:half], ("序号", "单位名称", "所涉条款", "意见内容", "备注")),
            ("第二批", voices[half:], ("序号", "提出单位", "条款", "意见和建议", "备注")),
        ):
            rows: list[Sequence[object]] = [
                (f"《应对气候变化法（征求意见稿）》会员意见汇总表（{title}）",),
                ("填表说明：一条意见一行。",),
                heads,
            ]
            for at, voice in enumerate(part, 1):
                speaker = self.speaker(voice.language)
                rows.append((at, speaker, voice.reference, voice.text, ""))
                self.note(name, f"{title}!{len(rows)}", voice, speaker)
            rows.append(
                (
                    len(part) + 1,
                    "蓝屋顶社区工作站",
                    "第九十九条",
                    "第九十九条的表述请再斟酌。",
                    "条号待核",
                )
            )
            rows.append((len(part) + 2, "石桥村发展理事会", "第四十条", "", "未填写"))
            sheets.append((title, rows))
        sheets.append(("说明", [("联系人：秘书处",), ("截止日期：4月1日",)]))
        save_workbook(self.folder / name, sheets)

    def iso_template(self, name: str, voices: list[Voice]) -> None:
        """The ISO commenting template, as the network's English-speaking members know it."""
        heads = (
            "MB/NC",
            "Line number",
            "Clause/Subclause",
            "Paragraph/Figure/Table",
            "Type of comment",
            "Comments",
            "Proposed change",
            "Observations of the secretariat",
        )
        rows: list[Sequence[object]] = [
            ("Template for comments and secretariat observations",),
            (),
            heads,
        ]
        for voice in voices:
            speaker = self.speaker("en")
            rows.append(
                (
                    speaker,
                    "",
                    voice.reference,
                    "",
                    self.chance.choice(["ge", "te", "ed"]),
                    voice.text,
                    "",
                    "",
                )
            )
            self.note(name, f"Comments!{len(rows)}", voice, speaker)
        rows.append(
            (
                "Open Climate Data Society",
                "",
                "Article 40",
                "",
                "te",
                '=HYPERLINK("http://example.org","see attached")',
                "",
                "",
            )
        )
        save_workbook(self.folder / name, [("Comments", rows)])

    def word_table(self, name: str, voices: list[Voice]) -> None:
        document = new_document()
        document.add_paragraph("附：网络成员意见表")
        table = document.add_table(rows=1, cols=4)
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, ("编号", "组织", "条款", "意见"), strict=True):
            cell.text = words
        for at, voice in enumerate(voices, 1):
            speaker, own = self.speaker(voice.language), f"w-{at:03}"
            cells = table.add_row().cells
            for cell, words in zip(cells, (own, speaker, voice.reference, voice.text), strict=True):
                cell.text = words
            self.note(name, own, voice, speaker)
        save_document(document, self.folder / name)

    def json(self, name: str, voices: list[Voice]) -> None:
        rows = []
        for at, voice in enumerate(voices, 1):
            speaker, own = self.speaker(voice.language), f"app-{at:03}"
            rows.append(
                {
                    "id": own,
                    "organisation": speaker,
                    "provision": voice.reference,
                    "comment": voice.text,
                    "language": voice.language,
                }
            )
            self.note(name, own, voice, speaker)
        text = json.dumps({"comments": rows}, ensure_ascii=False, indent=1)
        (self.folder / name).write_text(text + "\n", "utf-8")

    def letter(self, name: str, voices: list[Voice]) -> None:
        lines = ["起草组的同志：", "", "我们逐条读了草案，意见如下。", ""]
        for voice in voices:
            lines.append(f"{voice.reference}：{voice.text.strip()}")
            self.note(name, len(lines), voice, "")
        lines += ["", "此致", "敬礼", "山口妇女夜校", "2026年3月18日"]
        (self.folder / name).write_text("\n".join(lines) + "\n", "utf-8")

    def mail(self, name: str, voices: list[Voice]) -> None:
        message = EmailMessage()
        message["From"] = "Coastal Fishers' Federation <office@fishers.example>"
        message["To"] = "consultation@climate.example"
        message["Subject"] = "Comments on the Climate Change Response Act"
        message["Date"] = "Thu, 19 Mar 2026 08:30:00 +0000"
        lines = ["Dear colleagues,", ""]
        for voice in voices:
            lines += [f"{voice.reference}: {' '.join(voice.text.split())}", ""]
            self.note(name, len(lines) - 1, voice, "")
        lines += ["Kind regards,", "The office"]
        message.set_content("\n".join(lines), cte="8bit")
        (self.folder / name).write_bytes(message.as_bytes())
