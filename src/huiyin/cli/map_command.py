"""``huiyin map``: who agrees with whom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiyin.cli.speak import (
    DONE,
    DONE_WITH_REFUSALS,
    AsJson,
    existing,
    print_json,
    stop,
    tell,
    write_file,
)
from huiyin.words import current_language, say, say_percent


def command(
    votes: Annotated[Path, typer.Argument(metavar="FOLDER|TABLE", help=say("opinion.votes.help"))],
    statements: Annotated[
        Path | None, typer.Option("--statements", help=say("opinion.statements.help"))
    ] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help=say("opinion.svg.help"))] = None,
    as_json: AsJson = False,
) -> None:
    from huiyin.intake import read_statements, read_votes
    from huiyin.law import UnreadableLaw
    from huiyin.opinion import Votes, map_opinions

    existing(votes)
    if statements is None and votes.is_dir() and (votes / "comments.csv").exists():
        statements = votes / "comments.csv"
    try:
        cast = read_votes(votes)
        told = read_statements(existing(statements)) if statements else None
    except UnreadableLaw as error:
        stop(say(f"law.unreadable.{error.code}", **{"file": str(votes), **error.details}))
    except OSError as error:
        stop(say("cli.file_unreadable", file=str(error.filename), reason=error.strerror or ""))
    texts = {
        s.id: (s.text_zh if current_language() == "zh" else s.text_en) or s.text_zh or s.text_en
        for s in (told.taken if told else ())
    }
    out = tuple(s.id for s in (told.taken if told else ()) if s.is_moderated_out)
    try:
        found = map_opinions(
            Votes.from_rows((v.participant, v.statement, v.vote) for v in cast.taken),
            moderated_out=out,
        )
    except ValueError:
        stop(say("opinion.too_few", file=str(votes)))
    if svg is not None:
        from huiyin.opinion.charts import consensus_chart, map_chart
        from huiyin.report.sections.opinion import chart_words

        svg.mkdir(parents=True, exist_ok=True)
        words = chart_words(found)
        write_file(svg / "map.svg", map_chart(found, words).encode())
        best = [(texts.get(s.id, s.id)[:60], s) for s in found.consensus[:8]]
        write_file(
            svg / "consensus.svg",
            consensus_chart(best, words, [g.id for g in found.groups]).encode(),
        )
        tell(say("opinion.written", path=str(svg)))
    if as_json:
        print_json(
            {
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
                "silhouette": found.silhouette,
                "stability": found.stability,
            }
        )
    else:
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
                share = say_percent(r.votes_so / max(1, r.votes))
                typer.echo(
                    say(
                        "opinion.statement_line",
                        side=side,
                        share=share,
                        text=texts.get(r.statement, r.statement),
                    )
                )
        typer.echo(say("opinion.consensus_head"))
        for s in found.consensus[:5]:
            share = say_percent(s.agrees / max(1, s.agrees + s.disagrees + s.passes))
            typer.echo(
                say(
                    "opinion.statement_line",
                    side=say("run.opinion.agree"),
                    share=share,
                    text=texts.get(s.id, s.id),
                )
            )
    raise typer.Exit(DONE_WITH_REFUSALS if cast.refused else DONE)
