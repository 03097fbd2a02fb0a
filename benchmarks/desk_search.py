"""How long does a search take among many comments? ``python benchmarks/desk_search.py [COMMENTS]``.

Fills a desk in a temporary folder (or the empty database of ``DATABASE_URL``: run it with ``tools/with-postgres``)
with seeded comments of a hundred characters each, words as unequally frequent as in speech, and asks the page
of results for words that all, some and one of the comments have. Beside it stands the reading of every text
(``LIKE``) on the same rows. Each figure is the median of five.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np

#: What is looked for: what it is, and the words.
ASKED = (
    ("one character, in nearly all", "一"),
    ("one character, in one comment", "鸰"),
    ("two characters, frequent", "一丁"),
    ("two characters, in one comment", "鹡鸰"),
    ("four characters, in one comment", "看见鹡鸰"),
    ("two parts, both frequent", "一丁 丈三"),
    ("beginning of an English word, in one comment", "wagt"),
    ("nothing has it", "鸮鸱"),
)


def main() -> None:
    comments = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUIYIN_DATA"] = folder
        from huiyin.desk.operations.preparation import prepare_desk

        prepare_desk()
        print(f"{comments:,} comments, {_vendor()}")
        size = _size()
        slug = _fill(comments)
        with_index = _size()
        print(f"database: {(with_index - size) / 1e6:.0f} MB of comments, their indexes included")
        print(f"{'':46}{'page':>9}{'reading every text':>21}")
        for what, words in ASKED:
            page = _median(lambda words=words: _page(slug, words))
            scan = _median(lambda words=words: _scan(slug, words))
            print(f"{what:46}{page * 1000:6.0f} ms{scan * 1000:18.0f} ms")


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def _size() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _fill(comments: int) -> str:
    from django.db import connection

    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.api import creation
    from huiyin.desk.consultations.models import Comment
    from huiyin.desk.operations.preparation import make_operator
    from huiyin.desk.registry.models import Organisation

    make_operator("bench@example.org", "long enough to be safe")
    authority = Organisation.objects.create(slug="a", kind="authority", name_en="Authority")
    draft = "第一条 为了保护湿地，制定本法。\n第二条 本法自公布之日起施行。\n"
    made = creation.open_consultation(
        creation.ConsultationInput(
            title_zh="法",
            title_en="Bench",
            authority=authority,
            files={"zh": ("d.txt", draft.encode())},
        ),
        User.objects.get(),
    )
    made.stage = "commenting"
    made.save()
    drawn = np.random.default_rng(1)
    words = [chr(0x4E00 + n) + chr(0x4E01 + n) for n in range(0, 9000, 3)]
    at = np.minimum(drawn.zipf(1.2, (comments, 50)) - 1, len(words) - 1)
    texts = ("".join(words[n] for n in row) for row in at)
    rare = "昨天在河边看见鹡鸰（wagtail）。"
    batch: list[Any] = []
    for number, text in enumerate(texts):
        said = text + rare if number == comments // 2 else text
        batch.append(Comment(consultation=made, text=said, eid="art_1", unit="art_1"))
        if len(batch) == 1000 or number == comments - 1:
            Comment.objects.bulk_create(batch)
            batch = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL does so of itself within a minute
    return made.slug


def _page(slug: str, words: str) -> None:
    from django.test import Client

    answer = Client().get(f"/c/{slug}/search/", {"q": words}, HTTP_HOST="localhost")
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")


def _scan(slug: str, words: str) -> None:
    from huiyin.desk.consultations.models import Comment

    found = Comment.objects.filter(consultation__slug=slug, state="sent", is_private=False)
    for part in words.split():
        found = found.filter(text__icontains=part)
    list(found.order_by("-id")[:9])


def _median(do: Callable[[], None]) -> float:
    do()
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
