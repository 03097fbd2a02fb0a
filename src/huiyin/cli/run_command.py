"""``huiyin run``: the whole process on files, from draft to report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    describe_intake,
    exit_done,
    exit_with_message,
    print_json,
    print_notice,
    print_understood,
    require_path,
    stop_unwritable,
    track_progress,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.report.output_files import WrittenReport
    from huiyin.report.pipeline import Findings


def command(
    consultation: Annotated[
        Path, typer.Argument(metavar="consultation.toml", readable=False, help=say("run.file.help"))
    ],
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("run.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.files.problems import UnreadableLaw
    from huiyin.presentation.problems import say_unreadable
    from huiyin.report.consultation_file import UnusableConsultation, read_consultation
    from huiyin.report.output_files import write_report
    from huiyin.report.pipeline import STAGES, run_loop

    require_path(consultation)
    try:
        plan = read_consultation(consultation)
        with track_progress(say("run.stage.read"), len(STAGES) + 1) as step:
            findings = run_loop(
                plan, begin=lambda stage: step(STAGES.index(stage), say(f"run.stage.{stage}"))
            )
            step(len(STAGES), say("run.stage.write"))
            written = write_report(findings, out or plan.output)
    except UnusableConsultation as error:
        exit_with_message(say(f"run.unusable.{error.code}", **error.details))
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, ""))
    except OSError as error:
        stop_unwritable(Path(error.filename or out or plan.output), error)
    if as_json:
        about = describe_intake(findings.tables, findings.remarks)
        told = {"understood": about["tables"], "remarks": about["remarks"]}
        print_json({**written.as_dict(), "refused": len(findings.refused), **told})
    else:
        _print_written(written, findings)
    exit_done(has_refusals=bool(findings.refused))


def _print_written(written: WrittenReport, findings: Findings) -> None:
    """Print where the reports and data are, and what was refused."""
    for language, path in written.reports.items():
        name = say(f"run.language.{language}")
        print_notice(say("run.report_is_at", language=name, path=str(path)))
    print_notice(say("run.data_is_at", path=str(written.folder)))
    print_understood(findings.tables, findings.remarks)
    if findings.refused:
        refused = len(findings.refused)
        print_notice(say("run.rows_refused", n=refused, path=str(written.workbook)))
