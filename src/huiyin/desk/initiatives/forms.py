"""What people type about initiatives and goals: limits and messages stand here, never a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from huiyin.desk.accounts.permissions import InitiativeState
from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR
from huiyin.desk.initiatives.access import Reader
from huiyin.desk.initiatives.api.goals import write_owner
from huiyin.desk.initiatives.api.lineage import Held, Successor
from huiyin.desk.initiatives.api.lists import KINDS, STATES, TIES, InitiativeFilters
from huiyin.desk.initiatives.data import (
    Belongings,
    ConsultationFact,
    GoalInput,
    IndicatorInput,
    IndicatorSource,
    InitiativeInput,
    InitiativeKind,
    LineageInput,
    LineageKind,
    MoneyInput,
    MoneySource,
    ObservationInput,
    PartInput,
    PartRole,
)
from huiyin.desk.ledger.forms import DayField, WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.organisations import list_bodies
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
            field.error_messages["invalid"] = say("exchange.wrong.invalid")
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


def long(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PartialDateField(WordsField):
    """A year, a month of one, or a day: 2008, 2008-05, 2008-05-06."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, required=False, **options)
        self.widget.attrs["placeholder"] = "2026-05"


class PlacesField(WordsField):
    """Places, one to a line, by name or by code."""

    def __init__(self) -> None:
        super().__init__(max_length=2_000, required=False, widget=long(2))

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).replace("；", "\n").splitlines()]
        codes: list[str] = []
        unknown: list[str] = []
        for line in filter(None, lines):
            is_code = name_place(line) != line and line == line.upper()
            code = line if is_code else find_place(line)
            (codes if code else unknown).append(code or line)
        if unknown:
            raise ValidationError(say("initiative.wrong.places", places="、".join(unknown[:5])))
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
    description_zh = WordsField(max_length=LONG, required=False, widget=long(5))
    description_en = WordsField(max_length=LONG, required=False, widget=long(5))
    network = forms.ChoiceField(required=False)
    since = PartialDateField()
    until = PartialDateField()
    focuses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    places = PlacesField()
    results_zh = WordsField(max_length=LONG, required=False, widget=long(4))
    results_en = WordsField(max_length=LONG, required=False, widget=long(4))
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
    note = WordsField(max_length=WORDS, required=False, widget=long(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = timezone.localdate()

    def clean_day(self) -> Any:
        return check_past(self.cleaned_data["day"])


def check_past(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise ValidationError(say("exchange.wrong.future"))
    return day


# ---- what belongs to an initiative -----------------------------------------------------------------------


class PartForm(InitiativeForm):
    """That an organisation leads it, or takes part."""

    hints = ("since",)
    organisation = forms.ChoiceField()
    role = forms.ChoiceField()
    since = PartialDateField()
    until = PartialDateField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices(
            {"organisation": list_rows(list_bodies())[1:], "role": name_all(PartRole, "role")}
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.check_period()
        return given

    def make_input(self) -> PartInput:
        given = self.cleaned_data
        return PartInput(
            int(given["organisation"]), PartRole(given["role"]), given["since"], given["until"]
        )


class EndPartForm(NumberForm):
    """Until when it did so."""

    until = PartialDateField()


class MoneyForm(InitiativeForm):
    """Money, where people want to say so."""

    hints = ("currency",)
    amount = forms.DecimalField(min_value=0, max_digits=14, decimal_places=2)
    currency = forms.RegexField(r"[A-Z]{3}", max_length=3, initial="CNY")
    source = forms.ChoiceField()
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    money_note = WordsField(max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices({"source": name_all(MoneySource, "money")})

    def make_input(self) -> MoneyInput:
        given = self.cleaned_data
        return MoneyInput(
            given["amount"],
            given["currency"],
            MoneySource(given["source"]),
            given["year"],
            given["money_note"],
        )


class DocumentForm(InitiativeForm):
    """What a document is called, or what a picture shows; the file stands beside the form."""

    hints = ("title",)
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        return given


class PictureForm(DocumentForm):
    """What a picture shows, in words: without them nobody who does not see it knows of it."""

    hints = ("alt",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for language in LANGUAGES:
            field = self.fields[f"title_{language}"]
            field.label = say("initiative.field.alt") + say(f"research.in.{language}")
            field.help_text = say("initiative.hint.alt")


class ConsultationForm(InitiativeForm):
    """Which consultation belongs to it."""

    consultation = forms.ChoiceField()

    def __init__(self, offered: Sequence[ConsultationFact], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices({"consultation": [(one.slug, one.title) for one in offered]})


class TieForm(DayForm):
    """Which goal it serves, since when, and how one knows."""

    hints = ("day",)
    goal = forms.ChoiceField()
    field_order = ("goal", "day", "note")

    def __init__(self, goals: Sequence[Goal], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.pk), f"{one.title} · {name_owner(one)}") for one in goals]
        self.set_choices({"goal": named})


def name_owner(goal: Goal) -> str:
    """Whose goal it is, in words."""
    if goal.network is not None:
        return goal.network.name
    return goal.initiative.name if goal.initiative is not None else say("initiative.umbrella")


# ---- lineage -----------------------------------------------------------------------------------------------


class EvidenceForm(InitiativeForm):
    """When something happened, and what shows it."""

    since = PartialDateField()
    evidence = WordsField(max_length=WORDS, required=False, widget=long(2))
    evidence_url = forms.URLField(max_length=300, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given.setdefault("until", "")
        self.check_period()
        if not given.get("since") and "since" not in self.errors:
            self.add_error("since", say("initiative.wrong.days"))
        if not given.get("evidence") and not given.get("evidence_url"):
            self.add_error("evidence", say("initiative.wrong.no_evidence"))
        return given


class RelateForm(EvidenceForm):
    """What an initiative came from, or what came from it."""

    hints = ("beside", "across")
    kind = forms.ChoiceField()
    side = forms.ChoiceField()
    across = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    networks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    beside = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    field_order = (
        "kind",
        "side",
        "across",
        "networks",
        "beside",
        "since",
        "evidence",
        "evidence_url",
    )

    def __init__(
        self, initiative: Initiative, others: Sequence[Initiative], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._number = initiative.pk
        named = [(str(one.pk), one.name) for one in others if one.pk != initiative.pk]
        self.set_choices(
            {
                "kind": name_all(LineageKind, "lineage"),
                "side": name_all(("before", "after"), "side"),
                "across": named,
                "networks": [(str(one.pk), one.name) for one in list_networks()],
                "beside": named,
            }
        )

    def make_input(self) -> LineageInput:
        given = self.cleaned_data
        own = [self._number, *map(int, given["beside"])]
        across, networks = (
            [int(one) for one in given["across"]],
            [int(one) for one in given["networks"]],
        )
        is_before = given["side"] == "before"  # this initiative was before
        return LineageInput(
            LineageKind(given["kind"]),
            given["since"],
            own if is_before else across,
            across if is_before else own,
            [] if is_before else networks,
            networks if is_before else [],
            given["evidence"],
            given["evidence_url"],
        )


#: What something goes along with when an initiative is split: it stays, or goes with the first or the second.
_STAYS = ("", "1", "2")


class SplitForm(EvidenceForm):
    """What an initiative is split into, and what of it goes where."""

    hints = ("ends",)
    first_zh = WordsField(max_length=200, required=False)
    first_en = WordsField(max_length=200, required=False)
    second_zh = WordsField(max_length=200, required=False)
    second_en = WordsField(max_length=200, required=False)
    ends = forms.BooleanField(required=False, initial=True)

    def __init__(self, held: Held, names: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held = held
        for key, label in list_belongings(held, names):
            field = forms.ChoiceField(
                required=False,
                label=label,
                choices=[(way, say(f"initiative.goes.{way or 'stays'}")) for way in _STAYS],
            )
            self.fields[key] = field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for stem in ("first", "second"):
            self.need_one(stem)
        return given

    def list_first(self) -> list[Any]:
        return [self[name] for name in self.base_fields]

    def list_belongings(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.base_fields]

    def make_successors(self) -> list[Successor]:
        return [
            Successor(self.read_both(stem), *_read_takes(self._held, self.cleaned_data, way))
            for stem, way in (("first", "1"), ("second", "2"))
        ]


def list_belongings(held: Held, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Field → label, of everything that belongs to an initiative; ``names``: of its consultations."""
    return [
        *((f"g{one.pk}", say("initiative.a_goal", name=one.title)) for one in held.goals),
        *((f"d{one.pk}", say("initiative.a_document", name=one.title)) for one in held.documents),
        *(
            (f"c{one.consultation}", say("initiative.a_consultation", name=names.get(one.consultation, one.consultation)))
            for one in held.consultations
        ),
        *((f"p{one.pk}", say("initiative.an_organisation", name=one.organisation.name)) for one in held.parts),
    ]  # fmt: skip


def _read_takes(held: Held, given: Mapping[str, Any], way: str) -> tuple[Belongings, list[int]]:
    """What goes this ``way``, and which organisations."""
    takes = Belongings(
        [one.pk for one in held.goals if given.get(f"g{one.pk}") == way],
        [one.pk for one in held.documents if given.get(f"d{one.pk}") == way],
        [
            one.consultation
            for one in held.consultations
            if given.get(f"c{one.consultation}") == way
        ],
    )
    return takes, [one.pk for one in held.parts if given.get(f"p{one.pk}") == way]


class FoundForm(EvidenceForm):
    """Which network an initiative becomes, and what goes along."""

    hints = ("becomes", "ends", "goals", "documents", "consultations")
    becomes = forms.ChoiceField(required=False)
    name_zh = WordsField(max_length=200, required=False)
    name_en = WordsField(max_length=200, required=False)
    goals = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    documents = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    consultations = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    ends = forms.BooleanField(required=False, initial=True)
    field_order = (
        "becomes", "name_zh", "name_en", "since", "evidence", "evidence_url", "goals", "documents", "consultations", "ends",
    )  # fmt: skip

    def __init__(self, held: Held, names: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices(
            {
                "becomes": list_rows(list_networks(), blank=say("initiative.new_network")),
                "goals": [(str(one.pk), one.title) for one in held.goals],
                "documents": [(str(one.pk), one.title) for one in held.documents],
                "consultations": [
                    (one.consultation, names[one.consultation])
                    for one in held.consultations
                    if one.consultation in names
                ],
            }
        )
        for name in ("goals", "documents", "consultations"):
            field: Any = self.fields[name]
            self.initial.setdefault(name, [value for value, _ in field.choices])
            if not field.choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("becomes"):
            self.need_one("name")
        return given

    def read_takes(self) -> Belongings:
        given = self.cleaned_data
        return Belongings(
            [int(one) for one in given.get("goals", ())],
            [int(one) for one in given.get("documents", ())],
            given.get("consultations", ()),
        )


class AnswerForm(NumberForm):
    """Whether an organisation will be a founding member."""

    accepts = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


# ---- goals ---------------------------------------------------------------------------------------------------

#: SDG → how many targets are numbered, and the letters of those for means (A/RES/71/313).
_TARGETS = {
    1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"), 8: (10, "ab"),
    9: (5, "abc"), 10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"), 15: (9, "abc"),
    16: (10, "ab"), 17: (19, ""),
}  # fmt: skip
TARGETS = frozenset(
    f"{goal}.{one}"
    for goal, (last, letters) in _TARGETS.items()
    for one in (*range(1, last + 1), *letters)
)


class TargetsField(WordsField):
    """Targets of the SDGs by their codes, between spaces or commas."""

    def __init__(self) -> None:
        super().__init__(max_length=300, required=False)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        written = super().clean(value).lower().replace("，", " ").replace("、", " ")
        codes = written.replace(",", " ").split()
        unknown = [one for one in codes if one not in TARGETS]
        if unknown:
            raise ValidationError(say("initiative.wrong.targets", codes="、".join(unknown[:5])))
        return list(dict.fromkeys(codes))


class GoalForm(InitiativeForm):
    """What somebody wants to be different."""

    hints = ("owner", "parent", "targets", "since")
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    description_zh = WordsField(max_length=LONG, required=False, widget=long(3))
    description_en = WordsField(max_length=LONG, required=False, widget=long(3))
    owner = forms.ChoiceField(required=False)
    parent = forms.ChoiceField(required=False)
    since = PartialDateField()
    until = PartialDateField()
    targets = TargetsField()

    def __init__(
        self,
        reader: Reader,
        goals: Sequence[Goal],
        initiatives: Sequence[Initiative],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        networks = list_networks()
        if not reader.is_secretariat:
            networks = [one for one in networks if one.pk in reader.networks]
        owners = [(f"n{one.pk}", one.name) for one in networks]
        owners += [(f"i{one.pk}", one.name) for one in initiatives]
        if reader.is_secretariat:
            owners.insert(0, ("", say("initiative.umbrella")))
        self.set_choices(
            {
                "owner": owners,
                "parent": [("", "—"), *((str(one.pk), f"{one.title} · {name_owner(one)}") for one in goals)],
            }
        )  # fmt: skip
        self.fields["owner"].required = not reader.is_secretariat

    @staticmethod
    def describe(goal: Goal) -> dict[str, Any]:
        names = ("title_zh", "title_en", "description_zh", "description_en", "since", "until")
        return {name: getattr(goal, name) for name in names} | {
            "owner": write_owner(goal),
            "parent": goal.parent_id,
            "targets": " ".join(goal.targets),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        self.check_period()
        return given

    def make_input(self) -> GoalInput:
        given = self.cleaned_data
        kind, number = given["owner"][:1], given["owner"][1:]
        return GoalInput(
            self.read_both("title"),
            self.read_both("description"),
            given["since"],
            given["until"],
            given["targets"],
            int(given["parent"]) if given["parent"] else None,
            int(number) if kind == "n" else None,
            int(number) if kind == "i" else None,
        )


class IndicatorForm(InitiativeForm):
    """What a goal is measured by."""

    hints = ("counted_by", "unit")
    name_zh = WordsField(max_length=200, required=False)
    name_en = WordsField(max_length=200, required=False)
    unit_zh = WordsField(max_length=60, required=False)
    unit_en = WordsField(max_length=60, required=False)
    counted_by = forms.ChoiceField()
    baseline = forms.DecimalField(required=False, max_digits=16, decimal_places=4)
    baseline_on = DayField(required=False)
    target = forms.DecimalField(required=False, max_digits=16, decimal_places=4)
    target_on = DayField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_choices({"counted_by": name_all(IndicatorSource, "source")})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("name")
        first, last = given.get("baseline_on"), given.get("target_on")
        if first and last and last <= first:
            self.add_error("target_on", say("initiative.wrong.backwards"))
        return given

    def make_input(self) -> IndicatorInput:
        given = self.cleaned_data
        return IndicatorInput(
            self.read_both("name"),
            self.read_both("unit"),
            IndicatorSource(given["counted_by"]),
            given["baseline"],
            given["baseline_on"],
            given["target"],
            given["target_on"],
        )


class ObservationForm(InitiativeForm):
    """A value on a day, and where it is from."""

    indicator = forms.ChoiceField()
    day = DayField()
    value = forms.DecimalField(max_digits=16, decimal_places=4)
    seen_in = WordsField(max_length=300, required=False)

    def __init__(self, readings: Sequence[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        by_hand = [
            one.indicator for one in readings if one.indicator.source == IndicatorSource.HAND
        ]
        self.set_choices({"indicator": [(str(one.pk), one.name) for one in by_hand]})
        self.fields["day"].initial = timezone.localdate()

    def clean_day(self) -> Any:
        return check_past(self.cleaned_data["day"])

    def make_input(self) -> ObservationInput:
        given = self.cleaned_data
        return ObservationInput(given["day"], given["value"], given["seen_in"])


class BoardForm(InitiativeForm):
    """Of which network the board is shown."""

    network = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one.slug, one.name) for one in list_networks()]
        self.set_choices({"network": [("", say("initiative.any")), *named]})
