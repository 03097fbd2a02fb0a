"""Forms for exchanges and threads, with their limits and messages. They write no rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from huiyin.desk.core.form_fields import DayField, HiddenField, LenientForm
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.ledger.api.grounds import list_all_grounds
from huiyin.desk.ledger.api.tables import CONSTANTS, ROLES
from huiyin.desk.ledger.data import (
    OWN_FORMS,
    Channel,
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    GroundInput,
    Matter,
    Meaning,
    Promise,
    Visibility,
)
from huiyin.desk.ledger.models import LegalGround
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.organisations import list_authorities, list_bodies
from huiyin.i18n import say, say_date
from huiyin.i18n.catalogue import MissingWords
from huiyin.measures import Term, TermUnit
from huiyin.text import as_kept

_LANGUAGES = ("zh", "en")


class DeskForm(forms.Form):
    """A form with labels from the catalogues: ``exchange.field.<name>``, and ``exchange.hint.<name>`` for the
    fields in ``hints``.
    """

    hints: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = say(f"exchange.field.{name}")
            field.help_text = say(f"exchange.hint.{name}") if name in self.hints else ""
            field.error_messages["required"] = say("exchange.wrong.required")
            field.error_messages["invalid"] = say("exchange.wrong.invalid")
            field.error_messages["invalid_choice"] = say("exchange.wrong.choice")
            if isinstance(field, forms.CharField):
                for check in field.validators:
                    if getattr(check, "code", "") == "max_length":
                        limit = str(field.max_length)
                        check.message = say("exchange.wrong.long", limit=limit)  # type: ignore[attr-defined]


class RecordDeedForm(LenientForm):
    """Hidden values of the form for an exchange: the mail it was read from, and whether another one follows."""

    letter = forms.CharField(required=False)
    another = HiddenField()


class WordsField(forms.CharField):
    """A text without characters that databases reject."""

    def clean(self, value: Any) -> str:
        return as_kept(super().clean(value))


def _choose(
    values: Iterable[Any], name: Callable[[Any], str], *, blank: bool = False
) -> list[tuple[str, str]]:
    named = [(str(value), name(value)) for value in values]
    return [("", "—"), *named] if blank else named


def _name_rows(rows: Sequence[Any], *, blank: bool = True) -> list[tuple[str, str]]:
    named = [(str(row.pk), row.name) for row in rows]
    return [("", "—"), *named] if blank else named


def name_grounds(grounds: Sequence[LegalGround]) -> list[tuple[str, str]]:
    """Options for legal grounds, described so that two provisions or two versions of a law can be told apart."""
    return [("", "—"), *((str(one.pk), describe_ground(one)) for one in grounds)]


def describe_ground(ground: LegalGround) -> str:
    """The law with its provision and term, and the period in which it was in force, if known."""
    term = say(
        "exchange.count.ground", name=ground, amount=ground.amount, unit=say_unit(ground.unit)
    )
    if ground.since is None and ground.until is None:
        return term
    return f"{term} {say_period(ground.since, ground.until)}"


def say_jurisdiction(written: str) -> str:
    """The name of a jurisdiction; those without a catalogue entry are shown as entered."""
    try:
        return say(f"exchange.jurisdiction.{written}")
    except MissingWords:
        return written


def say_unit(unit: str) -> str:
    return say(f"exchange.unit.{unit}")


def say_period(since: date | None, until: date | None) -> str:
    """The period in which something was in force."""
    if since is None and until is None:
        return say("exchange.ground.always")
    days = {"since": say_date(since) if since else "", "until": say_date(until) if until else ""}
    form = "both" if since and until else "since" if since else "until"
    return say(f"exchange.ground.period.{form}", **days)


class RecordForm(DeskForm):
    """An exchange entered by hand. Four fields suffice; the others are optional."""

    hints = (
        "body", "answers", "embargo_until", "promised_on", "extended_to", "passed_to", "visibility", "files",
        "ground", "wants_answer",
    )  # fmt: skip
    kind = forms.ChoiceField()
    direction = forms.ChoiceField()
    authority = forms.ChoiceField()
    day = DayField()
    subject_zh = WordsField(max_length=300, required=False)
    subject_en = WordsField(max_length=300, required=False)
    network = forms.ChoiceField(required=False)
    organisation = forms.ChoiceField(required=False)
    body = WordsField(max_length=200, required=False)
    matter = forms.ChoiceField(required=False)
    channel = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    summary_zh = WordsField(required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))
    summary_en = WordsField(required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))
    answers = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    wants_answer = forms.BooleanField(required=False)
    ground = forms.ChoiceField(required=False)
    promised_on = DayField(required=False)
    promise = WordsField(max_length=2000, required=False)
    promise_source = WordsField(max_length=300, required=False)
    extended_to = DayField(required=False)
    passed_to = forms.ChoiceField(required=False)
    visibility = forms.ChoiceField()
    embargo_until = DayField(required=False)

    #: The fields shown first; the others are under "more".
    first = (
        "kind",
        "direction",
        "authority",
        "day",
        "subject_zh",
        "subject_en",
        "network",
        "channel",
    )

    def __init__(
        self,
        *args: Any,
        grounds: Sequence[Any] = (),
        kept: Collection[int] | None = None,
        **options: Any,
    ) -> None:
        """``kept``: primary keys of the networks whose exchanges may be recorded; None means all, and also
        exchanges without a network.
        """
        super().__init__(*args, **options)
        authorities, bodies = _name_rows(list_authorities()), _name_rows(list_bodies())
        kinds = [kind for kind in ExchangeKind if kind not in OWN_FORMS]
        visibilities = list(Visibility)
        networks = list_networks()
        if kept is not None:
            # Only the secretariat may record what only the secretariat may see.
            visibilities.remove(Visibility.SECRETARIAT)
            networks = [network for network in networks if network.pk in kept]
            self.fields["network"].required = True
        choices = {
            "kind": _choose(kinds, lambda one: say(f"exchange.kind.{one}")),
            "direction": _choose(ExchangeDirection, lambda one: say(f"exchange.direction.{one}")),
            "authority": authorities,
            "passed_to": authorities,
            "network": _name_rows(networks, blank=kept is None),
            "organisation": bodies,
            "matter": _choose(Matter, lambda one: say(f"exchange.matter.{one}"), blank=True),
            "channel": _choose(Channel, lambda one: say(f"exchange.channel.{one}"), blank=True),
            "language": _choose(
                _LANGUAGES, lambda one: say(f"exchange.language.{one}"), blank=True
            ),
            "visibility": _choose(visibilities, lambda one: say(f"exchange.visibility.{one}")),
            "ground": name_grounds(grounds),
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        self.fields["day"].initial = timezone.localdate()
        self.fields["kind"].initial = ExchangeKind.REQUEST.value
        self.fields["visibility"].initial = Visibility.PUBLIC.value

    def list_first(self) -> list[Any]:
        return [self[name] for name in self.first]

    def list_more(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.first]

    def has_more(self) -> bool:
        """Whether an optional field is filled in or wrong, so that "more" must be open."""
        return any(
            bound.errors or (bound.value() and bound.name != "visibility")
            for bound in self.list_more()
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("subject_zh") and not given.get("subject_en"):
            self.add_error("subject_zh", say("exchange.wrong.no_subject"))
        if given.get("kind") == ExchangeKind.REDIRECTION and not given.get("passed_to"):
            self.add_error("passed_to", say("exchange.wrong.no_receiver"))
        day = given.get("day")
        if day and day > timezone.localdate():
            self.add_error("day", say("exchange.wrong.future"))
        embargo = given.get("embargo_until")
        if embargo and embargo <= timezone.localdate():
            self.add_error("embargo_until", say("exchange.wrong.embargo"))
        return given

    def make_input(self, source: ExchangeSource) -> ExchangeInput:
        """The input, once the form is valid."""
        given = self.cleaned_data
        promised = given["promised_on"]
        return ExchangeInput(
            ExchangeKind(given["kind"]),
            ExchangeDirection(given["direction"]),
            given["day"],
            int(given["authority"]),
            network=_number(given["network"]),
            organisation=_number(given["organisation"]),
            passed_to=_number(given["passed_to"]),
            answers=given["answers"],
            visibility=Visibility(given["visibility"]),
            source=source,
            wants_answer=True if given["wants_answer"] else None,
            ground=_number(given["ground"]),
            promise=Promise(promised, given["promise"], given["promise_source"]) if promised else None,
            **{
                name: given[name]
                for name in (
                    "body", "matter", "channel", "language", "subject_zh", "subject_en", "summary_zh", "summary_en",
                    "embargo_until", "extended_to",
                )
            },
        )  # fmt: skip


def _number(chosen: str) -> int | None:
    return parse_number(chosen)


class FilterForm(DeskForm):
    """The filter of the ledger's list."""

    q = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(required=False)
    direction = forms.ChoiceField(required=False)
    authority = forms.ChoiceField(required=False)
    network = forms.ChoiceField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2199)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {
            "kind": _choose(ExchangeKind, lambda one: say(f"exchange.kind.{one}"), blank=True),
            "direction": _choose(
                ExchangeDirection, lambda one: say(f"exchange.direction.{one}"), blank=True
            ),
            "authority": _name_rows(list_authorities()),
            "network": _name_rows(list_networks()),
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def read_wanted(self) -> dict[str, Any]:
        """The chosen values; invalid ones are ignored."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class GroundForm(DeskForm):
    """What the term of an answer follows from."""

    hints = ("promised_on",)
    ground = forms.ChoiceField(required=False)
    promised_on = DayField(required=False)
    promise = WordsField(max_length=2000, required=False)
    promise_source = WordsField(max_length=300, required=False)

    def __init__(self, *args: Any, grounds: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = name_grounds(grounds)  # type: ignore[attr-defined]


class GroundTermsForm(DeskForm):
    """A provision that sets a term."""

    hints = (
        "jurisdiction",
        "provision",
        "since",
        "until",
        "counts_first_day",
        "rolls",
        "extension_amount",
        "url",
    )
    jurisdiction = WordsField(max_length=80)
    name_zh = WordsField(max_length=200, required=False)
    name_en = WordsField(max_length=200, required=False)
    provision = WordsField(max_length=100, required=False)
    amount = forms.IntegerField(min_value=1, max_value=3660)
    unit = forms.ChoiceField()
    counts_first_day = forms.BooleanField(required=False)
    rolls = forms.BooleanField(required=False, initial=True)
    extension_amount = forms.IntegerField(required=False, min_value=1, max_value=3660)
    extension_unit = forms.ChoiceField(required=False)
    since = DayField(required=False)
    until = DayField(required=False)
    url = forms.URLField(max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = _choose(TermUnit, say_unit)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = TermUnit.WORKING_DAY.value
        self.fields["extension_unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        for name in ("amount", "extension_amount"):
            for code in ("min_value", "max_value", "invalid"):
                self.fields[name].error_messages[code] = say("exchange.wrong.amount")
        self.fields["url"].error_messages["invalid"] = say("exchange.wrong.url")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            not given.get("name_zh")
            and not given.get("name_en")
            and not {"name_zh", "name_en"} & self.errors.keys()
        ):
            self.add_error("name_zh", say("exchange.wrong.no_law"))
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", say("exchange.wrong.ends_before"))
        for amount, unit in (("amount", "unit"), ("extension_amount", "extension_unit")):
            if given.get(amount) and not _is_term(
                given[amount], given.get(unit) or given.get("unit")
            ):
                self.add_error(amount, say("exchange.wrong.amount"))
        return given

    def make_input(self) -> GroundInput:
        """The input, once the form is valid. An extension without a unit uses that of the term."""
        given = dict(self.cleaned_data)
        added = given["extension_amount"]
        given["extension_unit"] = (given["extension_unit"] or given["unit"]) if added else ""
        return GroundInput(**given)


def _is_term(amount: int, unit: str | None) -> bool:
    """Whether the clock can count a term of this length."""
    try:
        Term(amount, TermUnit(unit or ""))
    except ValueError:
        return False
    return True


class MeaningForm(DeskForm):
    """What a reply means, as judged by a person."""

    meaning = forms.ChoiceField()
    meaning_note = WordsField(max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        meanings = _choose(Meaning, lambda one: say(f"exchange.meaning.{one}"))
        self.fields["meaning"].choices = meanings  # type: ignore[attr-defined]


class DisputeForm(DeskForm):
    """A dispute about the due day, with the reasons of both sides."""

    claimed_on = DayField()
    reason_civil = WordsField(max_length=4000, widget=forms.Textarea({"rows": 3}))
    reason_authority = WordsField(max_length=4000, widget=forms.Textarea({"rows": 3}))


class RedactForm(DeskForm):
    """Which parts of an exchange to erase, and why."""

    names = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    reason = forms.ChoiceField()

    def __init__(self, *args: Any, parts: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        """``parts``: names of the parts that can be erased, with the file name for a document."""
        super().__init__(*args, **options)
        self.fields["names"].choices = [  # type: ignore[attr-defined]
            (
                name,
                say("exchange.redact.document", name=called)
                if called
                else say(f"exchange.field.{name}"),
            )
            for name, called in parts
        ]
        self.fields["reason"].choices = _choose(  # type: ignore[attr-defined]
            ("person", "court", "mistake"), lambda one: say(f"exchange.reason.{one}")
        )


class WitnessForm(DeskForm):
    """A witness with its public key."""

    hints = ("witness_key",)
    witness_name = WordsField(max_length=200)
    witness_key = forms.CharField(max_length=400, widget=forms.Textarea({"rows": 2}))


class CosignatureForm(forms.Form):
    """The signature line that a witness sends."""

    cosignature = forms.CharField(max_length=1000)


class TableActForm(forms.Form):
    """Which button was pressed on the page of a register."""

    act = forms.ChoiceField(choices=[(act, act) for act in ("confirm", "now", "drop", "void")])


class ReasonForm(DeskForm):
    """What was recorded wrongly, in at least one language."""

    correction_zh = WordsField(required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))
    correction_en = WordsField(required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("correction_zh") and not given.get("correction_en"):
            self.add_error("correction_zh", say("exchange.wrong.no_correction"))
        return given

    def read_summary(self) -> dict[str, str]:
        """Language → text."""
        return {code: self.cleaned_data[f"correction_{code}"] for code in ("zh", "en")}


class CorrectionForm(ReasonForm):
    """What was recorded wrongly in an exchange, or that all of it was."""

    hints = ("is_void",)
    is_void = forms.BooleanField(required=False)


class MappingForm(DeskForm):
    """The columns of a register, and values for all its rows."""

    def __init__(self, *args: Any, headings: Sequence[str] = (), **options: Any) -> None:
        columns = [("", "—"), *((heading, heading) for heading in headings if heading)]
        super(DeskForm, self).__init__(*args, **options)
        for name in (*(f"column_{r}" for r in ROLES), *(f"all_{r}" for r in CONSTANTS)):
            self.fields[name] = forms.ChoiceField(required=False)
        for role in ROLES:
            field = self.fields[f"column_{role}"]
            field.label = say(f"exchange.column.{role}")
            field.choices = columns  # type: ignore[attr-defined]
        constants = {
            "kind": _choose(ExchangeKind, lambda one: say(f"exchange.kind.{one}"), blank=True),
            "direction": _choose(ExchangeDirection, lambda one: say(f"exchange.direction.{one}"), blank=True),
            "authority": _name_rows(list_authorities()),
            "network": _name_rows(list_networks()),
            "matter": _choose(Matter, lambda one: say(f"exchange.matter.{one}"), blank=True),
            "channel": _choose(Channel, lambda one: say(f"exchange.channel.{one}"), blank=True),
            "language": _choose(_LANGUAGES, lambda one: say(f"exchange.language.{one}"), blank=True),
            "ground": name_grounds(list_all_grounds()),
        }  # fmt: skip
        for role, choices in constants.items():
            field = self.fields[f"all_{role}"]
            field.label = say(f"exchange.field.{role}")
            field.choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def describe(columns: dict[str, str], constants: dict[str, str]) -> dict[str, str]:
        """Initial values of the form for a mapping."""
        named = {f"column_{role}": heading for role, heading in columns.items()}
        return named | {f"all_{role}": value for role, value in constants.items()}

    def list_columns(self) -> list[Any]:
        return [self[f"column_{role}"] for role in ROLES]

    def list_constants(self) -> list[Any]:
        return [self[f"all_{role}"] for role in CONSTANTS]

    def read_columns(self) -> dict[str, str]:
        return {role: self.cleaned_data[f"column_{role}"] for role in ROLES}

    def read_constants(self) -> dict[str, str]:
        return {role: self.cleaned_data[f"all_{role}"] for role in CONSTANTS}
