"""Whose words a mail holds: the sender's own, told from the mail that they answer.

    pip install mail-parser-reply==1.36
    python benchmarks/intake_replies.py

Eleven mails as mail programs write them in Chinese, English, German and French, each with what its sender wrote. The
peer is told the languages; ours has none to be told. What counts is every line that the sender wrote and none that was
quoted. Written for this: what the words say and who signs is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.intake.mail_thread import split_quoted


@dataclass(frozen=True)
class ReplySample:
    """``own``: the lines that the sender wrote."""

    name: str
    mail: str
    own: tuple[str, ...]


SAMPLES = (
    ReplySample("Gmail, English", "We agree with article 3.\n\nOn Tue, 3 Nov 2026 at 10:02, Policy Desk <desk@example.org> wrote:\n\n> Article 3. Wetlands are registered.\n> Please comment.\n", ("We agree with article 3.",)),
    ReplySample("Gmail, broken line", "Delete the second sentence.\n\nOn Tue, 3 Nov 2026 at 10:02, The Policy Desk of the Wetlands Network\n<desk@example.org> wrote:\n\n> Article 3. Wetlands are registered.\n", ("Delete the second sentence.",)),
    ReplySample("Outlook, English", "Please add a deadline.\n\n________________________________\nFrom: Policy Desk <desk@example.org>\nSent: Tuesday, 3 November 2026 10:02\nTo: Members\nSubject: Draft\n\nArticle 3. Wetlands are registered.\n", ("Please add a deadline.",)),
    ReplySample("Gmail, Chinese", "建议删去第三条第二句。\n\n政策平台 <desk@example.org> 于2026年11月3日周二 10:02写道：\n\n> 第三条 湿地应当登记。\n", ("建议删去第三条第二句。",)),
    ReplySample("QQ, Chinese", "同意第三条。\n\n------------------ 原始邮件 ------------------\n发件人: \"政策平台\" <desk@example.org>;\n发送时间: 2026年11月3日(星期二) 上午10:02\n收件人: \"会员\";\n主题: 征求意见\n\n第三条 湿地应当登记。\n", ("同意第三条。",)),
    ReplySample("Outlook, Chinese", "第五条请写明期限。\n\n发件人: 政策平台 <desk@example.org>\n发送时间: 2026年11月3日 10:02\n收件人: 会员\n主题: 征求意见\n\n第五条 主管部门应当答复。\n", ("第五条请写明期限。",)),
    ReplySample("NetEase, Chinese", "第八条罚款太低。\n\n在 2026-11-03 10:02:11，\"政策平台\" <desk@example.org> 写道：\n> 第八条 处一千元以下罚款。\n", ("第八条罚款太低。",)),
    ReplySample("Thunderbird, German", "Artikel 3 ist gut.\n\nAm 03.11.26 um 10:02 schrieb Policy Desk:\n> Artikel 3. Feuchtgebiete werden eingetragen.\n", ("Artikel 3 ist gut.",)),
    ReplySample("Apple Mail, French", "Supprimer la deuxième phrase.\n\n> Le 3 nov. 2026 à 10:02, Policy Desk <desk@example.org> a écrit :\n> \n> Article 3.\n", ("Supprimer la deuxième phrase.",)),
    ReplySample("answers between", "On Tue, 3 Nov 2026 at 10:02, Policy Desk <desk@example.org> wrote:\n> Article 3. Wetlands are registered.\nAgreed.\n> Article 4. Who drains one pays.\nPay how much?\n", ("Agreed.", "Pay how much?")),
    ReplySample("no earlier mail", "From: the first day on, article 3 should apply.\nTo: whom it concerns is unclear.\n", ("From: the first day on, article 3 should apply.", "To: whom it concerns is unclear.")),
)  # fmt: skip


def read_own(mail: str) -> tuple[str, ...]:
    thread = split_quoted(mail.splitlines())
    return tuple(line.words.strip() for line in thread.own if line.words.strip())


def read_by_peer(mail: str) -> tuple[str, ...]:
    from mailparser_reply import EmailReplyParser

    parser = EmailReplyParser(languages=["en", "de", "fr", "zh"])
    reply = parser.parse_reply(text=mail) or ""
    return tuple(line.strip() for line in reply.splitlines() if line.strip())


def main() -> None:
    scores = {"ours": 0, "mail-parser-reply": 0}
    for sample in SAMPLES:
        read = {"ours": read_own(sample.mail), "mail-parser-reply": read_by_peer(sample.mail)}
        for who, lines in read.items():
            scores[who] += lines == sample.own
        verdicts = "  ".join(
            f"{who}: {'right' if lines == sample.own else 'wrong'}" for who, lines in read.items()
        )
        print(f"{sample.name:<20} {verdicts}")
    print("  ".join(f"{who}: {score} of {len(SAMPLES)}" for who, score in scores.items()))


if __name__ == "__main__":
    main()
