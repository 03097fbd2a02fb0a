"""Log entries in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from huiyin.desk.audit.models import AuditEntry
from huiyin.i18n import say
from huiyin.i18n.catalogue import MissingWords

#: Detail that is stored as a code → its words.
_WORDS: dict[str, Callable[[str], str]] = {
    "role": lambda code: say(f"desk.role.{code}"),
    "before": lambda code: say(f"desk.stage.{code}"),
    "after": lambda code: say(f"desk.stage.{code}"),
    "status": lambda code: say(f"run.reply.{code}"),
    "verdict": lambda code: say(f"trace.verdict.{code}"),
    "factor": lambda code: say(f"audit.factor.{code}"),
    "language": lambda code: say(f"audit.language.{code}"),
    "meaning": lambda code: say(f"exchange.meaning.{code}"),
}


def is_of_the_day(act: AuditEntry) -> bool:
    """Whether the entry has only a day and no time, as those about votes do."""
    return act.verb.startswith("vote.")


def describe_entry(act: AuditEntry) -> dict[str, str]:
    return {"who": name_actor(act), "did": say_verb(act), "on": describe_object(act)}


def name_actor(act: AuditEntry) -> str:
    """The actor's name, or words for an erased person or the desk itself."""
    if act.actor is not None:
        return str(act.actor)
    return say("audit.erased") if act.details.get("by_erased") else say("audit.nobody")


def say_verb(act: AuditEntry) -> str:
    """What was done: ``audit.verb.<verb>``."""
    counts = {"count": act.details["n"]} if "n" in act.details else {}
    named = {name: act.details[name] for name in ("year", "file") if name in act.details}
    try:
        return say(f"audit.verb.{act.verb}", **counts, **named)
    except MissingWords:  # of a version of the desk that had other verbs
        return say("audit.other")


def describe_object(act: AuditEntry) -> str:
    """The object of the act, with details."""
    if _names_exchange(act):
        thing = say("audit.exchange", number=act.details["number"])
        return " · ".join((thing, *_list_details(act)))
    try:
        thing = f"{say(f'audit.thing.{act.thing}')} {act.thing_id}"
    except MissingWords:
        thing = act.thing_id
    return " · ".join((thing, *_list_details(act)))


def _names_exchange(act: AuditEntry) -> bool:
    """Whether ``number`` in the details is that of an exchange, not of a version."""
    return act.verb.startswith("ledger.") and "number" in act.details


def _list_details(act: AuditEntry) -> list[str]:
    details = act.details
    parts = [
        str(details[name])
        for name in ("key", "file", "email", "name", "organisation", "person", "ground")
        if details.get(name)
    ]
    if details.get("erased"):
        parts.append(say("audit.erased"))
    if "number" in details and not _names_exchange(act):
        parts.append(say("audit.version", number=details["number"]))
    for name, words in _WORDS.items():
        if isinstance(details.get(name), str) and details[name]:
            with suppress(MissingWords):
                parts.append(words(details[name]))
    return parts
