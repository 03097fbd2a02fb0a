"""What people type about an initiative itself: limits and messages stand here, never a row.

Its parts, its goals and its lineage have forms of their own (``part_forms``, ``goal_forms``, ``lineage_forms``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.core.form_fields import DayField
from huiyin.desk.initiatives.access import Reader
from huiyin.desk.initiatives.api.lists import KINDS, STATES, TIES, InitiativeFilters
from huiyin.desk.initiatives.data import (
    InitiativeInput,
    InitiativeKind,
)
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.periods import UnusableFact, make_period
from huiyin.desk.registry.places import find_place, name_place
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Goal, Initiative

LANGUAGES = ("zh", "en")
LONG, WORDS = 20_000, 4_000
#: Places of one initiative.
_MOST_PLACES = 40


class InitiativeForm(forms.Form):
    """Words come from the catalogues: ``initiative.field.<name>``, and ``initiative.hint.<name>`` where there is one."""

    hints: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        # Several stand on a page, and no two fields of it are called the same.
        options.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            stem, _, language = name.rpartition("_")
            is_worded = language in LANGUAGES
            named = stem if is_worded else name
            field.label = say(f"initiative.field.{named}")
            if is_worded:
                field.label += say(f"research.in.{language}")
                field.widget.attrs["lang"] = language
            field.help_text = say(f"initiative.hint.{named}") if named in self.hints else ""
            field.error_messages["required"] = say("exchange.wrong.required")
            is_number = isinstance(field, forms.IntegerField)  # as every field of numbers is
            field.error_messages["invalid"] = say(
                "initiative.wrong.amount" if is_number else "exchange.wrong.invalid"
            )
            field.error_messages["invalid_choice"] = say("exchange.wrong.choice")

    def read_both(self, stem: str) -> dict[str, str]:
        """Language → what was typed."""
        return {language: self.cleaned_data.get(f"{stem}_{language}", "") for language in LANGUAGES}

    def need_one(self, stem: str) -> None:
        if not any(self.cleaned_data.get(f"{stem}_{language}") for language in LANGUAGES):
            self.add_error(f"{stem}_zh", say("research.wrong.one_language"))

    def check_period(self) -> None:
        """``since`` and ``until`` are days as the registry reads them, in their order."""
        given, today = self.cleaned_data, timezone.localdate()
        for name in ("since", "until"):
            written = given.get(name, "")
            try:
                made = make_period(
                    written if name == "since" else "",
                    written if name == "until" else "",
                    seen_on=today,
                    over_on=today,
                )
            except UnusableFact:
                self.add_error(name, say("initiative.wrong.days"))
                return
            given[name] = getattr(made, name)
        try:
            make_period(given["since"], given["until"], seen_on=today, over_on=today)
        except UnusableFact:
            self.add_error("until", say("initiative.wrong.backwards"))

    def set_choices(self, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        fields: dict[str, Any] = self.fields
        for name, own in choices.items():
            fields[name].choices = own


def name_all(values: Iterable[Any], area: str) -> list[tuple[str, str]]:
    return [(str(value), say(f"initiative.{area}.{value}")) for value in values]


def list_rows(rows: Iterable[Any], *, blank: str = "—") -> list[tuple[str, str]]:
    return [("", blank), *((str(row.pk), str(row)) for row in rows)]


def make_long_box(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PartialDateField(WordsField):
    """A year, a month of one, or a day: 2008, 2008-05, 2008-05-06."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, required=False, **options)
        self.widget.attrs["placeholder"] = "2026-05"


class PlacesField(WordsField):
    """Places, one to a line, by name or by code."""

    def __init__(self) -> None:
        super().__init__(max_length=2_000, required=False, widget=make_long_box(2))

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).replace("；", "\n").splitlines()]
        codes: list[str] = []
        unknown: list[str] = []
        for line in filter(None, lines):
            is_code = name_place(line) != line and line == line.upper()
            code = line if is_code else find_place(line)
            (codes if code else unknown).append(code or line)
        if unknown:
            raise ValidationError(
                say("initiative.wrong.places", places=say("run.list.join").join(unknown[:5]))
            )
        if len(codes) > _MOST_PLACES:
            raise ValidationError(say("initiative.wrong.many_places", limit=_MOST_PLACES))
        return list(dict.fromkeys(codes))


class DescribeForm(InitiativeForm):
    """What an initiative is. ``first``: what stands open; the rest below, under "more"."""

    hints = ("since", "until", "places", "network", "is_public", "results", "kind")
    kind = forms.ChoiceField()
    state = forms.ChoiceField()
    name_zh = WordsField(max_length=200, required=False)
    name_en = WordsField(max_length=200, required=False)
    description_zh = WordsField(max_length=LONG, required=False, widget=make_long_box(5))
    description_en = WordsField(max_length=LONG, required=False, widget=make_long_box(5))
    network = forms.ChoiceField(required=False)
    since = PartialDateField()
    until = PartialDateField()
    focuses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    places = PlacesField()
    results_zh = WordsField(max_length=LONG, required=False, widget=make_long_box(4))
    results_en = WordsField(max_length=LONG, required=False, widget=make_long_box(4))
    is_public = forms.BooleanField(required=False)

    first = (
        "kind", "state", "name_zh", "name_en", "description_zh", "description_en", "network", "since", "until", "is_public",
    )  # fmt: skip

    def __init__(
        self, reader: Reader, *args: Any, held: Initiative | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        networks = list_networks()
        kept = held.network_id if held is not None else None
        is_team = reader.is_secretariat
        if not is_team:
            networks = [one for one in networks if one.pk in reader.networks or one.pk == kept]
        focuses = [(one.slug, one.name) for one in list_focuses()]
        held_focuses = [one.focus for one in held.focuses.all()] if held is not None else []
        focuses += [(slug, slug) for slug in held_focuses if slug not in dict(focuses)]
        may_have_none = is_team or (held is not None and kept is None)
        self.set_choices(
            {
                "kind": name_all(InitiativeKind, "kind"),
                "state": name_all(InitiativeState, "state"),
                "network": list_rows(networks, blank=say("initiative.no_network"))[0 if may_have_none else 1 :],
                "focuses": focuses,
            }
        )  # fmt: skip
        self.fields["is_public"].initial = True
        self.fields["state"].initial = InitiativeState.RUNNING.value
        self.fields["network"].required = not may_have_none

    @staticmethod
    def describe(initiative: Initiative) -> dict[str, Any]:
        """What the form shows of an initiative."""
        names = (
            "kind", "state", "name_zh", "name_en", "description_zh", "description_en", "results_zh", "results_en", "since",
            "until", "is_public",
        )  # fmt: skip
        return {name: getattr(initiative, name) for name in names} | {
            "network": initiative.network_id,
            "focuses": [one.focus for one in initiative.focuses.all()],
            "places": "\n".join(initiative.places),
        }

    def list_first(self) -> list[Any]:
        return [self[name] for name in self.first]

    def list_more(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.first]

    def has_more(self) -> bool:
        """Whether something below is wrong, so that it is shown open."""
        return any(bound.errors for bound in self.list_more())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("name")
        self.check_period()
        return given

    def make_input(self) -> InitiativeInput:
        given = self.cleaned_data
        return InitiativeInput(
            InitiativeKind(given["kind"]),
            InitiativeState(given["state"]),
            self.read_both("name"),
            self.read_both("description"),
            self.read_both("results"),
            given["since"],
            given["until"],
            given["focuses"],
            given["places"],
            int(given["network"]) if given["network"] else None,
            given["is_public"],
        )


class ListForm(InitiativeForm):
    """What of the initiatives somebody wants to see; what names something else finds nothing, and the page says so."""

    q = forms.CharField(max_length=100, required=False)
    kind = forms.CharField(max_length=20, required=False, widget=forms.Select)
    state = forms.CharField(max_length=20, required=False, widget=forms.Select)
    network = forms.CharField(max_length=60, required=False, widget=forms.Select)
    focus = forms.CharField(max_length=60, required=False, widget=forms.Select)
    tie = forms.CharField(max_length=20, required=False, widget=forms.Select)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = {
            "kind": name_all(KINDS, "kind"),
            "state": name_all(STATES, "state"),
            "network": [(one.slug, one.name) for one in list_networks()],
            "focus": [(one.slug, one.name) for one in list_focuses()],
            "tie": name_all(TIES, "tie"),
        }
        fields: dict[str, Any] = self.fields
        for name, own in offered.items():
            fields[name].widget.choices = [("", say("initiative.any")), *own]

    def read_filters(self) -> InitiativeFilters:
        """What is valid of what was asked; what is not is no filter."""
        self.is_valid()
        given = self.cleaned_data
        names = ("kind", "state", "network", "focus", "tie")
        return InitiativeFilters(
            given.get("q", ""), **{name: given.get(name, "") for name in names}
        )


class NumberForm(forms.Form):
    """Which of several is meant."""

    number = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class DayForm(InitiativeForm):
    """When, and why."""

    day = DayField()
    note = WordsField(max_length=WORDS, required=False, widget=make_long_box(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = timezone.localdate()

    def clean_day(self) -> Any:
        return check_past(self.cleaned_data["day"])


def check_past(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise ValidationError(say("exchange.wrong.future"))
    return day


def name_owner(goal: Goal) -> str:
    """Whose goal it is, in words."""
    if goal.network is not None:
        return goal.network.name
    return goal.initiative.name if goal.initiative is not None else say("initiative.umbrella")
