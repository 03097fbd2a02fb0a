"""``huiyin map``: who agrees with whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    describe_intake,
    exit_with_message,
    gather_understood,
    print_json,
    print_notice,
    print_refused,
    print_understood,
    read_table,
    require_path,
    stop_unless_taken,
    stop_unwritable,
    write_file,
)
from huiyin.i18n import current_language, say, say_percent
from huiyin.presentation.thresholds import SURE, how_sure

if TYPE_CHECKING:
    from huiyin.intake import IntakeResult
    from huiyin.opinion import OpinionMap, SubgroupDifference

#: A column with more different values than this is no kind (a name, a remark).
_MOST_KINDS = 20


def command(
    votes: Annotated[
        Path, typer.Argument(metavar="FOLDER|TABLE", readable=False, help=say("opinion.votes.help"))
    ],
    statements: Annotated[
        Path | None,
        typer.Option("--statements", readable=False, help=say("opinion.statements.help")),
    ] = None,
    by: Annotated[
        Path | None, typer.Option("--by", readable=False, help=say("opinion.by.help"))
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", readable=False, help=say("opinion.svg.help"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.intake import find_export, read_statements, read_votes
    from huiyin.law import UnreadableLaw
    from huiyin.opinion import TooFewVotes, Votes, map_opinions, part_by
    from huiyin.presentation.problems import say_unreadable
    from huiyin.report.sections.opinion import say_no_map

    require_path(votes)
    try:
        if statements is None and votes.is_dir():
            statements = find_export(votes).statements
        cast = read_votes(votes)
        told = read_statements(require_path(statements)) if statements else None
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(votes)))
    readings: list[IntakeResult[object]] = [cast, told] if told is not None else [cast]
    for read in readings:
        stop_unless_taken(read)
    tables, remarks = gather_understood(readings)
    texts = {
        s.id: (s.text_zh if current_language() == "zh" else s.text_en) or s.text_zh or s.text_en
        for s in (told.taken if told else ())
    }
    out = tuple(s.id for s in (told.taken if told else ()) if s.is_moderated_out)
    try:
        votes_cast = Votes.from_rows((v.participant, v.statement, v.vote) for v in cast.taken)
        found = map_opinions(votes_cast, moderated_out=out)
    except TooFewVotes:
        exit_with_message(say("opinion.too_few", file=str(votes)))
    kinds = _read_kinds(by) if by is not None else {}
    parted = {name: part_by(votes_cast, found.among(kind)) for name, kind in kinds.items()}
    if svg is not None and found.groups:
        _write_charts(svg, found, texts)
    if as_json:
        print_json(_to_document(found, parted) | describe_intake(tables, remarks))
    else:
        _show_groups(found, texts) if found.groups else typer.echo(say_no_map())
        for name, partings in sorted(parted.items()):
            _print_differences(name, partings, texts)
    if not found.groups and (as_json or svg is not None):
        print_notice(say_no_map())
    if not as_json:
        print_understood(tables, remarks)
    refused = (*cast.refused, *(told.refused if told else ()))
    print_refused(refused)
    raise typer.Exit(DONE_WITH_REFUSALS if refused else DONE)


def _write_charts(folder: Path, found: OpinionMap, texts: dict[str, str]) -> None:
    from huiyin.opinion.charts import consensus_chart, map_chart, rank_pulling_statements
    from huiyin.report.sections.opinion import chart_words

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop_unwritable(folder, error)
    words = chart_words(found)
    arrows = [(texts.get(s.id, s.id), s) for s in rank_pulling_statements(found)]
    write_file(folder / "map.svg", map_chart(found, words, statements=arrows).encode())
    best = [(texts.get(s.id, s.id)[:60], s) for s in found.consensus[:8]]
    ids = [g.id for g in found.groups]
    write_file(folder / "consensus.svg", consensus_chart(best, words, ids).encode())
    print_notice(say("opinion.written", path=str(folder)))


def _to_document(
    found: OpinionMap, parted: dict[str, tuple[SubgroupDifference, ...]]
) -> dict[str, object]:
    """What ``--json`` prints. ``is_map``: whether there are groups to show; ``unshown``: how many participants are in
    groups too small for it. Where there are groups no count is of anybody else than those in them."""
    from huiyin.opinion import next_statements

    return {
        "groups": [
            {
                "id": g.id,
                "size": g.size,
                "stability": round(g.stability, 4),
                "representative": [
                    {
                        "statement": r.statement,
                        "agrees": r.agrees,
                        "votes": r.votes,
                        "votes_so": r.votes_so,
                        "probability": r.probability,
                        "ratio": r.ratio,
                    }
                    for r in g.representative
                ],
            }
            for g in found.groups
        ],
        "is_map": bool(found.groups),
        "unshown": found.unshown,
        "participants": [
            {"id": p.id, "group": p.group, "x": p.x, "y": p.y, "why": p.why}
            for p in found.participants
        ],
        "consensus": [
            {
                "statement": s.id,
                "consensus": s.consensus,
                "agrees": s.agrees,
                "disagrees": s.disagrees,
                "passes": s.passes,
            }
            for s in found.consensus
        ],
        "divisive": [{"statement": s.id, "divergence": s.divergence} for s in found.divisive],
        "agreed": [s.id for s in found.agreed],
        "bridging": [s.id for s in found.bridging],
        "next": [s.id for s in next_statements(found)],
        "partings": {
            name: [
                {
                    "statement": p.statement,
                    "effect": p.effect,
                    "p": p.p,
                    "q": p.q,
                    "kinds": {kind: list(counts) for kind, counts in p.per_kind},
                }
                for p in partings
            ]
            for name, partings in parted.items()
        },
        "silhouette": found.silhouette if found.groups else None,
        "stability": found.stability if found.groups else None,
        "count_stability": found.count_stability if found.groups else None,
    }


def _show_groups(found: OpinionMap, texts: dict[str, str]) -> None:
    from huiyin.opinion import MINIMUM_GROUP_SIZE

    for at, group in enumerate(found.groups):
        typer.echo(
            say(
                "opinion.group_line",
                name="ABCDE"[at],
                size=group.size,
                stability=say_percent(group.stability),
            )
        )
        for r in group.representative:
            side = say("run.opinion.agree" if r.agrees else "run.opinion.disagree")
            _show_statement(side, r.votes_so / max(1, r.votes), texts.get(r.statement, r.statement))
    if found.unshown:
        typer.echo(say("run.opinion.unshown", n=found.unshown, smallest=MINIMUM_GROUP_SIZE))
    head = "agreed" if found.agreed else "agreed_none"
    which = "shown" if found.unshown else "all"
    typer.echo(say(f"opinion.{head}_{which}"))
    for s in found.agreed[:5]:
        share = s.agrees / max(1, s.agrees + s.disagrees + s.passes)
        _show_statement(say("run.opinion.agree"), share, texts.get(s.id, s.id))
    typer.echo(say(f"run.opinion.{how_sure(found.stability)}", stability=f"{found.stability:.2f}"))


def _show_statement(side: str, share: float, text: str) -> None:
    typer.echo(say("opinion.statement_line", side=side, share=say_percent(share), text=text))


def _read_kinds(table: Path) -> dict[str, dict[str, str]]:
    """What the participants are: column → participant → value. The first column names the participant."""
    cells = read_table(require_path(table))
    ids, *names = cells.column_names
    who = [str(value) for value in cells[ids].to_pylist()]
    found = {}
    for name in names:
        values = [str(value or "").strip() for value in cells[name].to_pylist()]
        if 1 < len({value for value in values if value}) <= _MOST_KINDS:
            found[name] = {one: value for one, value in zip(who, values, strict=True) if value}
    if not found:
        exit_with_message(say("opinion.no_kinds", file=str(table)))
    return found


def _print_differences(
    name: str, partings: tuple[SubgroupDifference, ...], texts: dict[str, str]
) -> None:
    sure = [one for one in partings if one.q < SURE]
    typer.echo(say("opinion.parting_head", n=len(sure), column=name))
    for one in sure[:5]:
        typer.echo(
            say(
                "opinion.parting_line",
                effect=f"{one.effect:.2f}",
                text=texts.get(one.statement, one.statement),
            )
        )
        for kind, (agrees, disagrees, passes) in one.per_kind:
            share = say_percent(agrees / (agrees + disagrees + passes))
            typer.echo(say("opinion.parting_kind", kind=kind, share=share))
