"""Answers that who has them already is not sent again, and parts of files."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import RequestFactory

from huiyin.desk.api.conditions import send_file, send_json
from huiyin.desk.api.problems import ApiProblem

DIGEST, WORDS = "a" * 64, b"0123456789"


def ask(**headers: str) -> Any:
    return RequestFactory().get("/", headers=headers)


def fetch(**headers: str) -> Any:
    return send_file(ask(**headers), io.BytesIO(WORDS), len(WORDS), DIGEST, 0.0, "text/csv")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_who_has_just_these_bytes_is_sent_none() -> None:
    first = send_json(ask(), {"名": 1})
    assert first.content == '{"名":1}'.encode()
    again = send_json(ask(**{"if-none-match": first["ETag"]}), {"名": 1})
    assert (again.status_code, again.content, again["Cache-Control"]) == (
        304,
        b"",
        first["Cache-Control"],
    )
    assert send_json(ask(**{"if-none-match": first["ETag"]}), {"名": 2}).status_code == 200


@pytest.mark.parametrize(
    ("written", "part", "told"),
    [
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=5-99", b"56789", "bytes 5-9/10"),
        ("bytes=-99", WORDS, "bytes 0-9/10"),
    ],
)
def test_the_part_that_is_asked_for_is_sent_and_named(written: str, part: bytes, told: str) -> None:
    answer = fetch(range=written)
    assert (answer.status_code, answer["Content-Range"], int(answer["Content-Length"])) == (
        206,
        told,
        len(part),
    )
    assert body(answer) == part


@pytest.mark.parametrize("written", ["", "bytes=1-2,4-5", "bytes=-", "lines=1-2"])
def test_all_is_sent_where_no_one_part_is_asked_for(written: str) -> None:
    answer = fetch(**({"range": written} if written else {}))
    assert (answer.status_code, body(answer)) == (200, WORDS)


def test_a_part_of_what_the_file_was_is_the_whole_of_what_it_is() -> None:
    assert fetch(**{"range": "bytes=2-4", "if-range": '"other"'}).status_code == 200
    same = f'"{DIGEST[:32]}"'
    assert fetch(**{"range": "bytes=2-4", "if-range": same}).status_code == 206
    assert fetch(**{"if-none-match": same}).status_code == 304


@pytest.mark.parametrize("written", ["bytes=10-", "bytes=5-2", "bytes=-0"])
def test_a_part_behind_the_end_is_a_problem_that_tells_the_size(written: str) -> None:
    with pytest.raises(ApiProblem) as refused:
        fetch(range=written)
    assert refused.value.headers["Content-Range"] == "bytes */10"
