"""What people type about goals, their indicators and the board that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from huiyin.desk.core.form_fields import DayField
from huiyin.desk.initiatives.access import Reader
from huiyin.desk.initiatives.api.goals import write_owner
from huiyin.desk.initiatives.data import (
    GoalInput,
    IndicatorInput,
    IndicatorSource,
    ObservationInput,
)
from huiyin.desk.initiatives.forms import (
    LONG,
    InitiativeForm,
    PartialDateField,
    check_past,
    make_long_box,
    name_all,
    name_owner,
)
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Goal, Initiative


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
            raise ValidationError(
                say("initiative.wrong.targets", codes=say("run.list.join").join(unknown[:5]))
            )
        return list(dict.fromkeys(codes))


class GoalForm(InitiativeForm):
    """What somebody wants to be different."""

    hints = ("owner", "parent", "targets", "since")
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    description_zh = WordsField(max_length=LONG, required=False, widget=make_long_box(3))
    description_en = WordsField(max_length=LONG, required=False, widget=make_long_box(3))
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
