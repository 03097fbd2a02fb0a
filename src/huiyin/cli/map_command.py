"""``huiyin map``: compute the opinion map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiyin.cli.output import (
    AsJson,
    describe_intake,
    exit_with_message,
    exit_with_refused,
    gather_understood,
    print_json,
    print_notice,
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
    from huiyin.intake import IntakeResult, Statement, Vote
    from huiyin.opinion import OpinionGroup, OpinionMap, SubgroupDifference, Votes

#: A column with more distinct values is not a kind but a name or a remark.
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
    inputs = _read_inputs(require_path(votes), statements)
    tables, remarks = gather_understood(inputs.readings)
    texts = {statement.id: _get_text(statement) for statement in inputs.statements}
    cast, opinion_map = _map_votes(inputs, votes)
    differences = _compare_kinds(by, cast, opinion_map) if by is not None else {}
    if svg is not None and opinion_map.groups:
        _write_charts(svg, opinion_map, texts)
    if as_json:
        ids = _spell_ids(inputs, votes)
        document = _to_document(opinion_map, differences, ids)
        print_json(document | describe_intake(tables, remarks))
    else:
        _print_map(opinion_map, differences, texts)
    if not opinion_map.groups:
        _tell_no_map(svg, as_json=as_json)
    if not as_json:
        print_understood(tables, remarks)
    exit_with_refused(inputs.readings)


@dataclass(frozen=True, slots=True)
class _MapInputs:
    """The parsed files of votes and, if given, of statements."""

    readings: Sequence[IntakeResult[object]]
    votes: tuple[Vote, ...]
    statements: tuple[Statement, ...]


def _read_inputs(votes: Path, statements: Path | None) -> _MapInputs:
    """Read both files; end the call if one cannot be read or has nothing usable."""
    from huiyin.intake import find_export, read_statements, read_votes
    from huiyin.law import UnreadableLaw
    from huiyin.presentation.problems import say_unreadable

    try:
        if statements is None and votes.is_dir():
            statements = find_export(votes).statements
        cast = read_votes(votes)
        worded = read_statements(require_path(statements)) if statements else None
    except UnreadableLaw as error:
        exit_with_message(say_unreadable(error, str(votes)))
    readings: list[IntakeResult[object]] = [cast] if worded is None else [cast, worded]
    for read in readings:
        stop_unless_taken(read)
    return _MapInputs(readings, cast.taken, worded.taken if worded is not None else ())


def _get_text(statement: Statement) -> str:
    """Return the text of a statement in the language of the call, if there is one."""
    own = statement.text_zh if current_language() == "zh" else statement.text_en
    return own or statement.text_zh or statement.text_en


def _map_votes(inputs: _MapInputs, file: Path) -> tuple[Votes, OpinionMap]:
    from huiyin.opinion import TooFewVotes, Votes, map_opinions

    left_out = tuple(s.id for s in inputs.statements if s.is_moderated_out)
    try:
        cast = Votes.from_rows((v.participant, v.statement, v.vote) for v in inputs.votes)
        return cast, map_opinions(cast, moderated_out=left_out)
    except TooFewVotes:
        exit_with_message(say("opinion.too_few", file=str(file)))


def _compare_kinds(
    table: Path, cast: Votes, opinion_map: OpinionMap
) -> dict[str, tuple[SubgroupDifference, ...]]:
    """Return for each column of the table the statements on which its kinds of participants differ."""
    from huiyin.opinion import part_by

    kinds = _read_kinds(table)
    return {name: part_by(cast, opinion_map.among(kind)) for name, kind in kinds.items()}


def _print_map(
    opinion_map: OpinionMap,
    differences: Mapping[str, tuple[SubgroupDifference, ...]],
    texts: dict[str, str],
) -> None:
    from huiyin.report.sections.opinion import say_no_map

    if opinion_map.groups:
        _show_groups(opinion_map, texts)
    else:
        typer.echo(say_no_map())
    for name, partings in sorted(differences.items()):
        _print_differences(name, partings, texts)


def _tell_no_map(svg: Path | None, *, as_json: bool) -> None:
    """Print to standard error that there is no map and that no chart was drawn."""
    from huiyin.report.sections.opinion import say_no_map

    if as_json or svg is not None:
        print_notice(say_no_map())
    if svg is not None:
        print_notice(say("opinion.unwritten", path=str(svg)))


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


@dataclass(frozen=True, slots=True)
class _PrintedIds:
    """The ids of participants and statements as JSON prints them: numbers if all of a kind are whole numbers and no
    typed column says otherwise.
    """

    participants: Mapping[str, int | str]
    statements: Mapping[str, int | str]


def _spell_ids(inputs: _MapInputs, file: Path) -> _PrintedIds:
    from huiyin.presentation.row_ids import list_integer_columns, read_ids

    participants = {vote.participant: None for vote in inputs.votes}
    statements = dict.fromkeys(
        (*(vote.statement for vote in inputs.votes), *(one.id for one in inputs.statements))
    )
    is_parquet = file.suffix.lower() == ".parquet"
    if is_parquet and not any(list_integer_columns(file, ("participant", "id"))):
        return _PrintedIds({one: one for one in participants}, {one: one for one in statements})
    return _PrintedIds(read_ids(participants), read_ids(statements))


def _to_document(
    found: OpinionMap, parted: dict[str, tuple[SubgroupDifference, ...]], ids: _PrintedIds
) -> dict[str, object]:
    """Return what ``--json`` prints.

    ``is_map``: whether there are visible groups. ``unshown``: how many participants are in groups too small to
    show. If there are groups, all counts cover only their members.
    """
    from huiyin.opinion import next_statements

    return {
        "groups": [_describe_group(group, ids.statements) for group in found.groups],
        "is_map": bool(found.groups),
        "unshown": found.unshown,
        "participants": [
            {
                "id": ids.participants[p.id],
                "group": p.group,
                "x": p.shown_place[0],
                "y": p.shown_place[1],
                "why": p.why,
            }
            for p in found.participants
        ],
        "consensus": [
            {
                "statement": ids.statements[s.id],
                "consensus": s.consensus,
                "agrees": s.agrees,
                "disagrees": s.disagrees,
                "passes": s.passes,
            }
            for s in found.consensus
        ],
        "divisive": [
            {"statement": ids.statements[s.id], "divergence": s.divergence} for s in found.divisive
        ],
        "agreed": [ids.statements[s.id] for s in found.agreed],
        "bridging": [ids.statements[s.id] for s in found.bridging],
        "next": [ids.statements[s.id] for s in next_statements(found)],
        "partings": {
            name: [_describe_difference(one, ids.statements) for one in partings]
            for name, partings in parted.items()
        },
        **_describe_stability(found),
    }


def _describe_stability(found: OpinionMap) -> dict[str, object]:
    """Return how distinct and how stable the groups are; empty if there are none."""
    figures = {
        "silhouette": found.silhouette,
        "stability": found.stability,
        "count_stability": found.count_stability,
    }
    return {**figures} if found.groups else {**dict.fromkeys(figures)}


def _describe_group(group: OpinionGroup, ids: Mapping[str, int | str]) -> dict[str, object]:
    return {
        "id": group.id,
        "size": group.size,
        "stability": round(group.stability, 4),
        "representative": [
            {
                "statement": ids[r.statement],
                "agrees": r.agrees,
                "votes": r.votes,
                "votes_so": r.votes_so,
                "probability": r.probability,
                "ratio": r.ratio,
            }
            for r in group.representative
        ],
    }


def _describe_difference(
    difference: SubgroupDifference, ids: Mapping[str, int | str]
) -> dict[str, object]:
    return {
        "statement": ids[difference.statement],
        "effect": difference.effect,
        "p": difference.p,
        "q": difference.q,
        "kinds": {kind: list(counts) for kind, counts in difference.per_kind},
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
    """Read the participants' attributes: column → participant → value. The first column names the participant."""
    cells = read_table(require_path(table))
    ids, *names = cells.column_names
    who = [str(value) for value in cells[ids].to_pylist()]
    kinds = {}
    for name in names:
        values = [str(value or "").strip() for value in cells[name].to_pylist()]
        if 1 < len({value for value in values if value}) <= _MOST_KINDS:
            kinds[name] = {one: value for one, value in zip(who, values, strict=True) if value}
    if not kinds:
        exit_with_message(say("opinion.no_kinds", file=str(table)))
    return kinds


def _print_differences(
    name: str, partings: tuple[SubgroupDifference, ...], texts: dict[str, str]
) -> None:
    sure = [one for one in partings if one.q < SURE]
    typer.echo(say("opinion.parting_head", n=len(sure), column=name))
    for difference in sure[:5]:
        typer.echo(
            say(
                "opinion.parting_line",
                effect=f"{difference.effect:.2f}",
                text=texts.get(difference.statement, difference.statement),
            )
        )
        for kind, (agrees, disagrees, passes) in difference.per_kind:
            share = say_percent(agrees / (agrees + disagrees + passes))
            typer.echo(say("opinion.parting_kind", kind=kind, share=share))
