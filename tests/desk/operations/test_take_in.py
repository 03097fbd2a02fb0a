"""``huiyin desk take-in``: a file of this machine, taken in here and now, and what the operator is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from huiyin.cli import desk_take_in
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.jobs import api as jobs
from huiyin.i18n import use_language

ROWS = "单位名称,条款,意见内容\n组织1,第一条,洼地也算\n组织2,第二条,三年修订\n"


def test_a_file_is_taken_in_once_and_what_came_of_it_is_told(
    consultation: Consultation, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    use_language("en")
    path = tmp_path / "came.csv"
    path.write_text(ROWS, "utf-8")
    desk_take_in.take_in(path)  # the only consultation there is
    said = "".join(capfd.readouterr())
    assert "Importing came.csv" in said and "Comments imported: 2; rows refused: 0" in said
    (intake,) = consultation.intakes.all()
    assert (intake.taken, intake.is_done, intake.created_by) == (2, True, None)
    rows = intake.comments.order_by("pk").values_list("organisation__slug", "eid", "text")
    assert list(rows) == [("org1", "art_1", "洼地也算"), ("org2", "art_2", "三年修订")]
    assert jobs.list_jobs(consultation, "group").exists()  # the worker groups them
    desk_take_in.take_in(path, consultation.slug)
    assert "was imported before; comments: 2" in "".join(capfd.readouterr())
    assert consultation.comments.count() == 2


def test_a_row_that_is_refused_makes_the_command_fail_and_what_is_missing_is_said(
    consultation: Consultation, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    use_language("en")
    path = tmp_path / "came.csv"
    path.write_text(ROWS + "组织3,第三条,\n", "utf-8")
    with pytest.raises(typer.Exit) as ended:
        desk_take_in.take_in(path, consultation.slug)
    assert ended.value.exit_code == 1
    assert "Comments imported: 2; rows refused: 1" in "".join(capfd.readouterr())
    for file, slug, told in (
        (path, "no-such", "no-such"),
        (tmp_path / "not-there.csv", consultation.slug, "not-there.csv could not be read"),
    ):
        with pytest.raises((typer.Exit, SystemExit)):
            desk_take_in.take_in(file, slug)
        assert told in "".join(capfd.readouterr())


def test_a_file_that_the_worker_has_is_left_to_it(
    consultation: Consultation, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    use_language("en")
    path = tmp_path / "came.csv"
    path.write_text(ROWS, "utf-8")
    intakes.receive_file(consultation, "came.csv", path.read_bytes(), None)
    job = jobs.list_jobs(consultation, "take_in").get()
    assert jobs.claim_job(job.pk)
    desk_take_in.take_in(path, consultation.slug)
    assert "The worker is importing the file already." in "".join(capfd.readouterr())
    assert not consultation.comments.exists()
