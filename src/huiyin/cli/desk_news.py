"""``huiyin desk import-news``: preview, import and remove the news of an earlier site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huiyin.cli.output import exit_with_message, print_notice
from huiyin.cli.parser import Verb
from huiyin.cli.whole_desk import load_whole_desk
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.pages.news_import import ImportDone, ImportPlan

#: Lines printed per kind; ``--json`` has all of them.
_SHOWN = 40


def add_verbs(desk: typer.Typer) -> None:
    desk.command("import-news", cls=Verb, help=say("operate.import_news.help"))(import_news)


def import_news(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER|FILE", readable=False, help=say("operate.import_news.path.help")),
    ] = None,
    pictures: Annotated[Path | None, typer.Option("--pictures", readable=False, help=say("operate.import_news.pictures.help"))] = None,
    preview: Annotated[bool, typer.Option("--preview", help=say("operate.import_news.preview.help"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("operate.import_news.json.help"))] = False,
    undo: Annotated[int, typer.Option("--undo", metavar="NUMBER", help=say("operate.import_news.undo.help"))] = 0,
) -> None:  # fmt: skip
    load_whole_desk()
    if undo:
        _undo(undo, as_json)
        return
    if path is None:
        exit_with_message(say("operate.import_news.which"))
    from huiyin.desk.core.isolated_process import UNREAD, be_patient, say_unread
    from huiyin.desk.pages import news_import
    from huiyin.presentation.problems import say_reason

    be_patient()
    try:
        plan = news_import.plan_import(path, pictures)
        done = None if preview else news_import.apply_import(plan)
    except OSError as error:
        exit_with_message(
            say("operate.import_news.unreadable", path=str(path), why=say_reason(error.strerror))
        )
    except UNREAD as unread:
        exit_with_message(say_unread(unread, path.name))
    if as_json:
        typer.echo(json.dumps(_lay_out(plan, done), ensure_ascii=False, indent=1))
    else:
        _print_plan(plan)
        _print_done(plan, done)
    if plan.refused or (done is not None and done.bad_pictures):
        raise typer.Exit(1)


def _undo(number: int, as_json: bool) -> None:
    from huiyin.desk.pages import news_import

    try:
        undone = news_import.undo_import(number)
    except news_import.UnknownImport:
        there = ", ".join(map(str, news_import.list_imports())) or "–"
        exit_with_message(say("operate.import_news.unknown", number=number, there=there))
    if as_json:
        told = {"articles": undone.articles, "pictures": undone.pictures, "kept": undone.kept}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for address in undone.kept:
        print_notice(say("operate.import_news.kept", address=address))
    print_notice(
        say("operate.import_news.undone", articles=undone.articles, pictures=undone.pictures)
    )


def _print_plan(plan: ImportPlan) -> None:
    from huiyin.desk.pages.news_import import list_days

    days = list_days(plan)
    if days is not None:
        first, last = map(say_date, days)
        print_notice(say("operate.import_news.plan", pages=len(plan.pages), first=first, last=last))
    if plan.there:
        print_notice(say("operate.import_news.there", n=len(plan.there)))
    for line in (lines := _list_lines(plan))[:_SHOWN]:
        print_notice(line)
    if len(lines) > _SHOWN:
        print_notice(say("operate.import_news.more", n=len(lines) - _SHOWN))


def _list_lines(plan: ImportPlan) -> list[str]:
    """List, by file, what is not imported and what is imported with changes."""
    lines = [
        say("operate.import_news.refused", file=one.source, why=_say_refusal(one.code, one.detail, one.source))
        for one in plan.refused
    ]  # fmt: skip
    for planned in plan.pages:
        told = [say(f"news_import.remark.{code}", n=n) for code, n in planned.page.remarks]
        if planned.missing:
            told.append(say("news_import.remark.missing", n=len(planned.missing), names=", ".join(planned.missing[:3])))  # fmt: skip
        if told:
            lines.append(say("operate.import_news.remark", file=planned.page.source, what=" ".join(told)))  # fmt: skip
    return lines


def _say_refusal(code: str, detail: str, source: str) -> str:
    from huiyin.desk.core.isolated_process import say_unfinished
    from huiyin.files.problems import UnreadableLaw
    from huiyin.i18n.catalogue import MissingWords
    from huiyin.presentation.problems import say_unreadable

    if code != "unreadable":
        details = {"other": detail} if detail else {}
        return say(f"news_import.refusal.{code}", **details)
    try:
        return say_unreadable(UnreadableLaw(detail), source)
    except (KeyError, MissingWords):
        return say_unfinished(detail, source, {})


def _print_done(plan: ImportPlan, done: ImportDone | None) -> None:
    if done is None:
        print_notice(say("operate.import_news.previewed"))
        return
    for name, source in done.bad_pictures:
        print_notice(say("operate.import_news.bad_picture", name=name, file=source))
    for address in done.taken_addresses[:_SHOWN]:
        print_notice(say("operate.import_news.taken", address=address))
    if done.without_alt:
        print_notice(say("operate.import_news.without_alt", n=done.without_alt))
    if not done.number:
        print_notice(say("operate.import_news.nothing"))
        return
    counts = {"articles": done.articles, "series": done.series, "pictures": done.pictures, "redirects": done.redirects}  # fmt: skip
    print_notice(say("operate.import_news.done", number=done.number, **counts))


def _lay_out(plan: ImportPlan, done: ImportDone | None) -> dict[str, Any]:
    pages = [
        {
            "source": one.page.source,
            "day": one.page.dated.isoformat(),
            "language": one.page.language,
            "title": one.page.title,
            "series": one.page.series,
            "addresses": one.page.addresses,
            "pictures": len(one.pictures),
            "missing_pictures": one.missing,
            "remarks": dict(one.page.remarks),
        }
        for one in plan.pages
    ]
    refused = [
        {"source": one.source, "code": one.code, "detail": one.detail, "why": _say_refusal(one.code, one.detail, one.source)}
        for one in plan.refused
    ]  # fmt: skip
    told: dict[str, Any] = {"pages": pages, "there": plan.there, "refused": refused}
    if done is not None:
        told["done"] = {
            "number": done.number,
            "articles": done.articles,
            "series": done.series,
            "pictures": done.pictures,
            "redirects": done.redirects,
            "bad_pictures": done.bad_pictures,
            "taken_addresses": done.taken_addresses,
            "without_alt": done.without_alt,
        }
    return told
