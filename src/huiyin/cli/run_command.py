"""``huiyin run``: the whole loop on files, from draft to report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.speak import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    describe_intake,
    existing,
    print_json,
    progress,
    stop,
    stop_unwritable,
    tell,
    tell_understood,
)
from huiyin.words import say


def command(
    consultation: Annotated[
        Path, typer.Argument(metavar="consultation.toml", readable=False, help=say("run.file.help"))
    ],
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("run.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.law.model import UnreadableLaw
    from huiyin.report.consultation import UnusableConsultation, read_consultation
    from huiyin.report.loop import STAGES, run_loop
    from huiyin.report.refusals import say_unreadable
    from huiyin.report.write import write_report

    existing(consultation)
    try:
        plan = read_consultation(consultation)
        with progress(say("run.stage.read"), len(STAGES) + 1) as step:
            findings = run_loop(
                plan, begin=lambda stage: step(STAGES.index(stage), say(f"run.stage.{stage}"))
            )
            step(len(STAGES), say("run.stage.write"))
            written = write_report(findings, out or plan.output)
    except UnusableConsultation as error:
        stop(say(f"run.unusable.{error.code}", **error.details))
    except UnreadableLaw as error:
        stop(say_unreadable(error, ""))
    except OSError as error:
        stop_unwritable(Path(error.filename or out or plan.output), error)
    refused = len(findings.refused)
    if as_json:
        about = describe_intake(findings.tables, findings.remarks)
        told = {"understood": about["tables"], "remarks": about["remarks"]}
        print_json({**written.as_dict(), "refused": refused, **told})
    else:
        for language, path in written.reports.items():
            tell(say("run.report_is_at", language=say(f"run.language.{language}"), path=str(path)))
        tell(say("run.data_is_at", path=str(written.folder)))
        tell_understood(findings.tables, findings.remarks)
        if refused:
            tell(say("run.rows_refused", n=refused, path=str(written.workbook)))
    raise typer.Exit(DONE_WITH_REFUSALS if refused else DONE)
