"""``huiyin provenance``: show where the words of a law come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huiyin.cli.output import (
    AsJson,
    exit_done,
    exit_with_message,
    print_json,
    print_notice,
    read_law_or_exit,
    require_path,
    track_progress,
    write_file,
)
from huiyin.i18n import say

if TYPE_CHECKING:
    from datetime import date as Day  # noqa: N812

_OUT = (".svg", ".csv", ".xlsx", ".json")


def command(
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", readable=False, help=say("provenance.target.help"))
    ],
    sources: Annotated[
        Path, typer.Option("--sources", readable=False, help=say("provenance.sources.help"))
    ],
    date: Annotated[str | None, typer.Option("--date", help=say("provenance.date.help"))] = None,
    out: Annotated[
        Path | None, typer.Option("--out", readable=False, help=say("provenance.out.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.trace.provenance import list_traced_units, trace_provenance

    day = _parse_day(date) if date else None
    if out is not None and out.suffix.lower() not in _OUT:
        exit_with_message(say("intake.unknown_out", file=str(out), known=", ".join(_OUT)))
    law = read_law_or_exit(require_path(target))
    index, problems = _load_library(require_path(sources))
    # A text is not its own source, even if it is among the sources.
    itself = [target.name] if sources.resolve() == target.resolve().parent else []
    units = list_traced_units(law)
    with track_progress(say("provenance.working"), len(units)) as step:
        provenances = trace_provenance(units, index, day=day, without=itself, done=step)
    document = to_document(provenances, problems)
    if out is not None:
        write_file(out, _encode_provenance(law, provenances, document, out))
        print_notice(say("provenance.written", path=str(out)))
    if as_json:
        print_json(document)
    elif out is None:
        _print_provenance(law, provenances)
    _print_degrees(provenances, problems, is_dated=day is not None)
    exit_done(has_refusals=bool(problems))


def _parse_day(written: str) -> Day:
    from datetime import date as Day  # noqa: N812

    try:
        return Day.fromisoformat(written)
    except ValueError:
        exit_with_message(say("provenance.no_date", value=written))


def _print_degrees(found: Any, problems: tuple[Any, ...], *, is_dated: bool) -> None:
    """Print how much of the law comes from where, which sources are undated, and problems in the library.

    ``is_dated``: whether the law's date was given, so that undated sources are left out.
    """
    from huiyin.presentation.provenance_labels import say_degrees, say_problem

    print_notice(say_degrees(found))
    if found.undated:
        names = say("run.list.join").join(found.undated[:10])
        number = len(found.undated)
        print_notice(
            say("provenance.undated", number=number, names=names)
            if is_dated
            else say("provenance.undated_used", number=number, names=names)
        )
    for problem in problems:
        print_notice(say_problem(problem))


def _load_library(path: Path) -> tuple[Any, tuple[Any, ...]]:
    """Load an index, or the sources of a folder with their problems; end the call if there is nothing usable."""
    from huiyin.trace.provenance import Index, UnusableIndex, read_sources
    from huiyin.trace.provenance.index import is_index

    if not path.is_dir():
        exit_with_message(say("provenance.no_folder", file=str(path)))
    try:
        if is_index(path):
            return Index.open(path), ()
        read = read_sources(path)
        if not read.texts:
            exit_with_message(say("provenance.no_sources", file=str(path)))
        return Index.in_memory(read.texts), read.problems
    except UnusableIndex as error:
        exit_with_message(say(f"provenance.unusable.{error.code}", **error.details))


def to_document(found: Any, problems: tuple[Any, ...] = ()) -> dict[str, object]:
    """Return what ``--json`` prints."""
    from huiyin.presentation.provenance_labels import describe_problem

    def source(total: Any) -> dict[str, object]:
        held = total.source
        return {
            "source": held.id,
            "title": held.title,
            "origin": held.origin.value,
            "country": held.country,
            "date": held.date.isoformat() if held.date else None,
            "since": held.since.isoformat() if held.since else None,
            "rank": held.standing.name.lower(),
            "share": total.share,
            "adaptation": total.adaptation,
        }

    return {
        "provisions": [
            {
                "eid": p.eid,
                "passages": [
                    {
                        "source": b.source,
                        "source_eid": b.eid,
                        "share": b.share,
                        "adaptation": b.adaptation,
                        "start": b.start,
                        "end": b.end,
                        "text": b.text,
                    }
                    for b in p.passages
                ],
                "own": p.own,
                "stock": p.stock,
                "words": p.words,
            }
            for p in found.provisions
        ],
        "totals": [source(total) for total in found.sources],
        "origins": [
            {
                "origin": o.origin.value,
                "country": o.country,
                "share": o.share,
                "adaptation": o.adaptation,
            }
            for o in found.origins
        ],
        "own": found.own,
        "internationalisation": found.internationalisation,
        "localisation": found.localisation,
        "undated": found.undated,
        "problems": list(map(describe_problem, problems)),
    }


def _encode_provenance(law: Any, found: Any, document: dict[str, object], out: Path) -> bytes:
    ending = out.suffix.lower()
    if ending == ".json":
        import json

        return json.dumps(document, ensure_ascii=False, indent=1).encode()
    if ending == ".svg":
        from huiyin.presentation.provenance_chart import provenance_svg
        from huiyin.presentation.provenance_labels import say_degrees

        return provenance_svg(law, found, say_degrees(found)).encode()
    from huiyin.presentation.provenance_labels import passage_rows
    from huiyin.presentation.spreadsheets import sheet_bytes

    return sheet_bytes(out, passage_rows(law, found))


def _print_provenance(law: Any, found: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    from huiyin.i18n import say_percent
    from huiyin.presentation.citations import name_provision

    table = Table()
    for name in ("provision", "own", "passages"):
        table.add_column(say(f"provenance.head.{name}"))
    for p in found.provisions:
        passages = "\n".join(
            say(
                "provenance.passage",
                source=b.source,
                share=say_percent(b.share),
                adaptation=say_percent(b.adaptation),
            )
            for b in p.passages
        )
        table.add_row(name_provision(law, p.eid) or p.eid, say_percent(p.own), passages)
    Console().print(table)
