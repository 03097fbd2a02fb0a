"""Build the example from ``sources/``: ``python examples/climate-act/build.py [--check]``.

Everything is drawn with one fixed seed; a second run gives the same bytes. ``--check`` builds into a
temporary folder and exits 1 where a file differs from the one that is committed.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import random
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from builder import exchanges, history, laws, tracked, voices, votes  # noqa: E402
from builder.office import new_document, save_document, save_workbook  # noqa: E402
from builder.sending import Sender  # noqa: E402

SOURCES = HERE / "sources"
SEED = 20260302

TOML = """# The shipped example. `huiyin run examples/climate-act/consultation.toml` runs the whole loop on it.

[consultation]
id = "climate-act"
title_zh = "应对气候变化法（征求意见稿）"
title_en = "Climate Change Response Act (draft for comment)"
authority_zh = "云汀国生态与气候部"
authority_en = "Ministry of Ecology and Climate of Yunting"
opens = 2026-03-02
closes = 2026-04-01

[draft]
zh = "draft.zh.docx"
en = "draft.en.docx"

[enacted]
zh = "enacted.zh.docx"
en = "enacted.en.docx"

[inputs]
comments = ["comments/*"]
organisations = "organisations.csv"
statements = "statements.csv"
votes = "votes.csv"
suggestions = "suggestions.xlsx"
replies = "replies.xlsx"
amendments = "amendments.csv"
sources = "models"

[output]
folder = "out"
languages = ["zh", "en"]
"""


def table(name: str) -> list[list[str]]:
    """A source of fields between bars, a row a line."""
    return [line.split("|") for line in (SOURCES / name).read_text("utf-8").splitlines() if line]


def write_csv(path: Path, head: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def build(out: Path) -> None:
    chance = random.Random(SEED)
    draft = laws.read_blocks(SOURCES / "draft.txt")
    enacted = laws.enact(draft, laws.read_blocks(SOURCES / "enacted.txt"))
    for language in ("zh", "en"):
        laws.write_law(laws.text_of(draft, language, is_draft=True), out / f"draft.{language}.docx")
        laws.write_law(
            laws.text_of(enacted, language, is_draft=False), out / f"enacted.{language}.docx"
        )

    with (SOURCES / "organisations.csv").open(encoding="utf-8", newline="") as handle:
        organisations = list(csv.DictReader(handle))
    write_csv(
        out / "organisations.csv", list(organisations[0]), [list(o.values()) for o in organisations]
    )

    suggestions = table("suggestions.txt")
    rows: list[list[object]] = [
        ["id", "target", "action", "wording", "text", "reason", "language", "organisations"]
    ]
    for own, target, action, wording, text, reason, language, _, _ in suggestions:
        signed = sorted(chance.sample([o["id"] for o in organisations], chance.randint(3, 14)))
        rows.append([own, target, action, wording, text, reason, language, "; ".join(signed)])
    save_workbook(out / "suggestions.xlsx", [("suggestions", rows)])
    write_csv(
        out / "truth.csv",
        ["suggestion", "verdict", "where"],
        [[s[0], s[7], laws.renumbered(s[8], enacted)] for s in suggestions],
    )
    write_csv(
        out / "suggestions-translated.csv",
        ["id", "wording", "text", "reason"],
        table("suggestions-translated.txt"),
    )
    write_proposal(suggestions, out / "proposal.zh.docx")
    # The authority answers in both languages, one below the other.
    answers = [[own, status, f"{zh}\n{en}"] for own, status, zh, en in table("replies.txt")]
    replies = [["建议编号", "处理结果", "答复理由"], *answers]
    save_workbook(out / "replies.xlsx", [("答复", replies)])

    write_csv(
        out / "amendments.csv", ["id", "target", "old", "new", "mover"], table("amendments.txt")
    )

    statements = table("statements.txt")
    write_csv(out / "statements.csv", ["id", "text_zh", "text_en"], statements)
    ballots = votes.cast(organisations, [s[0] for s in statements], chance)
    write_csv(
        out / "votes.csv",
        ["participant", "statement", "vote"],
        [list(map(str, b)) for b in ballots],
    )

    cores = {language: table(f"cores.{language}.txt") for language in ("zh", "en")}
    said = voices.all_voices(table("campaigns.txt"), cores, chance)
    send(said, organisations, out, chance, laws.text_of(draft, "zh", is_draft=True))
    (out / "consultation.toml").write_text(TOML, "utf-8")
    history.write_history(out / "history", out / "organisations.csv", SEED)
    exchanges.write_exchanges(out / "history", SEED)


def send(said, organisations, out: Path, chance: random.Random, paragraphs) -> None:  # type: ignore[no-untyped-def]
    sender = Sender(out / "comments", organisations, chance)
    zh = [v for v in said if v.language == "zh"]
    en = [v for v in said if v.language == "en"]
    cited_zh = [v for v in zh if v.reference and "\n" not in v.text][:8]
    cited_en = [v for v in en if v.reference][:5]
    zh = [v for v in zh if v not in cited_zh]
    en = [v for v in en if v not in cited_en]
    sender.letter("letter-women-night-school.txt", cited_zh)
    sender.mail("mail-coastal-fishers.eml", cited_en)
    sender.workbook("secretariat-summary.xlsx", zh[:330])
    sender.csv("members-gb18030.csv", zh[330:600], ("编号", "组织", "条款", "意见"), encoding="gb18030",
               broken=[("members-999", "石桥村发展理事会", "第十二条", ""), ("members-001", "", "", "（此行误填）")])  # fmt: skip
    sender.word_table("network-table.docx", zh[600:720])
    sender.json("phone-app.json", zh[720:860] + en[:60])
    sender.iso_template("iso-template.xlsx", en[60:140])
    sender.csv(
        "english-members.csv",
        en[140:240],
        ("id", "organisation", "provision", "comment"),
        delimiter=";",
    )
    rest = zh[860:] + en[240:]
    chance.shuffle(rest)
    twice = rest[:6]
    sender.csv("web-form.csv", rest + twice, ("id", "organisation", "provision", "comment"), encoding="utf-8-sig",
               broken=[("web-form-001", "", "", rest[0].text)])  # fmt: skip
    tracked.write_tracked(paragraphs, out / "comments" / "draft-with-changes.docx")
    write_csv(
        out / "comments-truth.csv",
        ["file", "row", "campaign", "edit", "organisation"],
        [list(r) for r in sender.truth],
    )


def write_proposal(suggestions: list[list[str]], path: Path) -> None:
    document = new_document()
    document.add_heading("关于《应对气候变化法（征求意见稿）》的联合建议", level=1)
    document.add_paragraph("云汀国生态与气候部：")
    document.add_paragraph(
        f"我们六十个组织在征求意见期间收集了一千六百余条意见，经讨论和表态，提出以下{len(suggestions)}条修改建议，请予研究采纳。"
    )
    words = {"replace": "修改", "insert": "增加", "delete": "删去", "keep": "保留"}
    for own, target, action, wording, text, reason, _, _, _ in suggestions:
        document.add_heading(f"{own}　{words[action]}：{target or '全文'}", level=2)
        document.add_paragraph(wording or text)
        document.add_paragraph(f"理由：{reason}")
    save_document(document, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the files are up to date"
    )
    if not parser.parse_args().check:
        build(HERE)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        build(fresh)
        made = sorted(p.relative_to(fresh) for p in fresh.rglob("*") if p.is_file())
        stale = [
            str(p)
            for p in made
            if not (HERE / p).exists() or not filecmp.cmp(fresh / p, HERE / p, shallow=False)
        ]
    for name in stale:
        print(f"{name} is not what build.py makes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
