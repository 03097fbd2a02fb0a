"""What people type about what an initiative grew from and into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from huiyin.desk.initiatives.api.initiatives import date_period
from huiyin.desk.initiatives.api.lineage import Held, Successor
from huiyin.desk.initiatives.data import (
    Belongings,
    LineageInput,
    LineageKind,
)
from huiyin.desk.initiatives.forms import (
    WORDS,
    InitiativeForm,
    NumberForm,
    PartialDateField,
    list_rows,
    make_long_box,
    name_all,
)
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import Initiative
    from huiyin.desk.networks.models import Network


# ---- lineage -----------------------------------------------------------------------------------------------


class EvidenceForm(InitiativeForm):
    """When something happened, and what shows it."""

    since = PartialDateField()
    evidence = WordsField(max_length=WORDS, required=False, widget=make_long_box(2))
    evidence_url = forms.URLField(max_length=300, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given.setdefault("until", "")
        self.check_period()
        if not given.get("since") and "since" not in self.errors:
            self.add_error("since", say("initiative.wrong.days"))
        elif "since" not in self.errors:
            first = date_period(given["since"], "")["first_day"]
            if first and first > timezone.localdate():
                self.add_error("since", say("initiative.wrong.future"))
        if not given.get("evidence") and not given.get("evidence_url"):
            self.add_error("evidence", say("initiative.wrong.no_evidence"))
        return given


class RelateForm(EvidenceForm):
    """What an initiative came from, or what came from it."""

    hints = ("beside", "across", "networks", "keeps_goals")
    kind = forms.ChoiceField()
    side = forms.ChoiceField()
    across = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    networks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    beside = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    keeps_goals = forms.BooleanField(required=False, initial=True)
    field_order = (
        "kind",
        "side",
        "across",
        "networks",
        "beside",
        "keeps_goals",
        "since",
        "evidence",
        "evidence_url",
    )

    def __init__(
        self,
        initiative: Initiative,
        others: Sequence[Initiative],
        networks: Sequence[Network],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._number = initiative.pk
        named = [(str(one.pk), one.name) for one in others if one.pk != initiative.pk]
        self.set_choices(
            {
                "kind": name_all(LineageKind, "lineage"),
                "side": name_all(("before", "after"), "side"),
                "across": named,
                "networks": [(str(one.pk), one.name) for one in networks],
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
            given["keeps_goals"],
        )


#: What something goes along with when an initiative is split: it stays, or goes with the first or the second.
_STAYS = ("", "1", "2")
#: Which of the two serve a goal that the initiative serves: nobody loses it unless somebody says so.
_SERVE = ("both", "1", "2", "neither")


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
        for tie in held.served:
            self.fields[f"t{tie.pk}"] = forms.ChoiceField(
                required=False,
                label=say("initiative.a_served_goal", name=tie.goal.title),
                choices=[(way, say(f"initiative.serves.{way}")) for way in _SERVE],
            )

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
        [one.pk for one in held.served if (given.get(f"t{one.pk}") or "both") in (way, "both")],
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
