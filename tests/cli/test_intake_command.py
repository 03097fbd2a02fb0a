"""What ``huiyin intake`` prints and writes joins with the files that it was made from."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Huiyin

TEXTS = ["We ask for sixty days", "Publish the plans"]
WRITTEN = "\n".join(["id,text", *(f"{n},{text}" for n, text in enumerate(TEXTS, 1)), ""])


def read_printed(called: Huiyin, *files: str) -> list[int | str]:
    """The ids that are printed; those of both written files must be the same."""
    printed = [one["id"] for one in json.loads(called("intake", *files, "--json").out)["comments"]]
    assert called("intake", *files, "--out", "out.json").code == 0
    assert called("intake", *files, "--out", "out.parquet").code == 0
    assert [one["id"] for one in json.loads(Path("out.json").read_text("utf-8"))["comments"]] == printed  # fmt: skip
    assert pq.read_table("out.parquet")["id"].to_pylist() == printed
    return printed


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(WRITTEN, "utf-8")
    Path("b.csv").write_text("id,text\n7,Open the roads\n", "utf-8")
    Path("x.csv").write_text("id,text\nX-1,Open the roads\n", "utf-8")
    Path("zero.csv").write_text("id,text\n007,Open the roads\n", "utf-8")
    Path("numbers.json").write_text(json.dumps([{"id": 3, "text": TEXTS[0]}]), "utf-8")
    pq.write_table(pa.table({"id": [1, 2], "text": TEXTS}), "numbers.parquet")
    pq.write_table(pa.table({"id": ["1", "2"], "text": TEXTS}), "texts.parquet")


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["a.csv"], [1, 2]),
        (["a.csv", "b.csv"], [1, 2, 7]),
        (["a.csv", "x.csv"], ["1", "2", "X-1"]),
        (["zero.csv"], ["007"]),
        (["numbers.json"], [3]),
        (["numbers.parquet"], [1, 2]),
        (["texts.parquet"], ["1", "2"]),
    ],
)
def test_ids_keep_their_type(called: Huiyin, files: list[str], ids: list[int | str]) -> None:
    assert read_printed(called, *files) == ids


def test_a_parquet_file_that_cannot_be_read_is_refused_and_the_others_are_printed(
    called: Huiyin,
) -> None:
    Path("broken.parquet").write_bytes(b"PAR1 and no more")
    call = called("intake", "a.csv", "broken.parquet", "--json")
    assert [one["id"] for one in json.loads(call.out)["comments"]] == [1, 2]
    assert json.loads(call.out)["refused"][0]["file"] == "broken.parquet"
