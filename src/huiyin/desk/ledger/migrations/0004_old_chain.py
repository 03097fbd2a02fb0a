"""Entries of before keep their digests: the log takes these over, threads are made of proposals and their replies, and each
entry leads to the page of the desk that it is about. Legal grounds that are often asked by are there from the beginning."""

from datetime import date

from django.db import migrations

#: Jurisdiction, names, provision, in force from and until, term, unit, extension, where it stands.
_GROUNDS = (
    ("cn", "中华人民共和国政府信息公开条例（2007年）", "Regulations on Open Government Information (2007)", "第二十四条 / art. 24",
     date(2008, 5, 1), date(2019, 5, 14), 15, "working_day", 15,
     "https://www.gov.cn/xxgk/pub/govpublic/tiaoli.html"),
    ("cn", "中华人民共和国政府信息公开条例（2019年修订）", "Regulations on Open Government Information (revised 2019)", "第三十三条 / art. 33",
     date(2019, 5, 15), None, 20, "working_day", 20,
     "https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm"),
    ("gb", "英国信息自由法（2000年）", "Freedom of Information Act 2000", "s. 10(1)",
     date(2005, 1, 1), None, 20, "working_day", None,
     "https://www.legislation.gov.uk/ukpga/2000/36/section/10"),
    ("eu", "欧盟第1049/2001号条例", "Regulation (EC) No 1049/2001", "art. 7",
     date(2001, 12, 3), None, 15, "working_day", 15,
     "https://eur-lex.europa.eu/eli/reg/2001/1049/oj"),
)  # fmt: skip
_PAGES = {"proposal": "submission", "reply": "replies", "enactment": "uptake"}


def add_grounds(apps, schema_editor):
    Ground = apps.get_model("ledger", "LegalGround")
    Ground.objects.bulk_create(
        Ground(
            jurisdiction=where, name_zh=zh, name_en=en, provision=provision, since=since, until=until,
            amount=amount, unit=unit, extension_amount=more, extension_unit=unit if more else "", url=url,
        )
        for where, zh, en, provision, since, until, amount, unit, more, url in _GROUNDS
    )  # fmt: skip


def take_over(apps, schema_editor):
    Exchange = apps.get_model("ledger", "Exchange")
    Consultation = apps.get_model("consultations", "Consultation")
    known = {one.pk: one for one in Consultation.objects.only("slug", "reply_due", "title_zh", "title_en")}
    asks = {}
    for exchange in Exchange.objects.order_by("number").select_related("authority", "network"):
        consultation = known.get(exchange.consultation_id)
        exchange.seal = 1
        exchange.channel = "desk"
        exchange.published_on = exchange.created_at.date()
        exchange.parties = {
            role: {"slug": party.slug, "zh": party.name_zh, "en": party.name_en}
            for role in ("authority", "network")
            if (party := getattr(exchange, role)) is not None
        }
        if consultation is not None:
            exchange.link = f"/c/{consultation.slug}/{_PAGES.get(exchange.kind, '')}/".replace("//", "/")
            exchange.subject_zh, exchange.subject_en = consultation.title_zh, consultation.title_en
        exchange.entry = apps.get_model("ledger", "LogEntry").objects.create(
            kind="exchange.taken_over",
            subject_type="exchange",
            subject_id=exchange.number,
            fields={"number": exchange.number, "digest": exchange.digest, "before": exchange.before},
        )
        ask = asks.get(exchange.consultation_id)
        if exchange.kind == "proposal":
            due = consultation.reply_due if consultation else None
            exchange.thread = apps.get_model("ledger", "Thread").objects.create(
                ask=exchange, promised_on=due, promise_source=exchange.link
            )
            asks[exchange.consultation_id] = exchange
        elif ask is not None:
            exchange.thread, exchange.answers = ask.thread, ask
        exchange.save()


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0023_laws_left"),
        ("ledger", "0003_exchanges_and_threads"),
    ]

    operations = [
        migrations.RunPython(add_grounds, migrations.RunPython.noop),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
