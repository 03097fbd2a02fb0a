"""Forms of the registry: facts, changes of organisations, focuses, context events, files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huiyin.desk.core.form_fields import (
    DayField,
    HiddenField,
    LenientForm,
    NumberField,
    VersionField,
)
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.data import (
    MONEY,
    OPEN,
    ROUTES,
    RULES,
    UNKNOWN,
    ChangeKind,
    ContextKind,
    FactInput,
    FactKind,
    FactRecord,
)
from huiyin.desk.registry.default_focuses import CIVIL_CLASSES
from huiyin.desk.registry.hooks import NETWORK_NAMES
from huiyin.desk.registry.models import FileImport
from huiyin.i18n import choose_wording, say
from huiyin.intake.organisations import FACT_COLUMNS, LEFT_OUT, ROLES, SEVERAL

#: Kinds that a person may state one by one: a logo is uploaded, a sort key has its own place among the names.
EDITABLE = tuple(kind for kind in FactKind if kind is not FactKind.LOGO)
_WORDY = (FactKind.ACTIVITY, FactKind.ROUTE)
_LONGEST = 20_000

Choices = list[tuple[str, str]]


def list_kind_choices() -> Choices:
    return [(kind.value, say(f"registry.fact.{kind.value}")) for kind in EDITABLE]


def list_code_choices(kind: FactKind) -> Choices:
    """The codes that a fact of this kind may have; none where it has none, or they are in no list."""
    if kind is FactKind.FOCUS:
        return [(one.slug, one.name) for one in list_focuses()]
    if kind is FactKind.NETWORK:
        named = [(slug, choose_wording(*names)) for slug, names in NETWORK_NAMES.item().items()]
        return sorted(named, key=lambda pair: pair[1])
    codes = RULES[kind].codes
    area = "in_language" if kind in (FactKind.NAME, FactKind.ACTIVITY) else kind.value
    return [(code, say(f"registry.{area}.{code}")) for code in codes or ()]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class PeriodForm(forms.Form):
    """From when until when, and who says so. An end that nobody knows has a box of its own."""

    since = forms.CharField(required=False, max_length=20)
    is_since_unknown = forms.BooleanField(required=False)
    until = forms.CharField(required=False, max_length=20)
    is_until_unknown = forms.BooleanField(required=False)
    source = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "is_since_unknown", "until", "is_until_unknown", "source"):
            self.fields[name].label = say(f"registry.form.{name}")
        for name in ("since", "until"):
            self.fields[name].help_text = say(f"registry.form.{name}_hint")
            self.fields[name].widget.attrs["placeholder"] = "2008-05-06"

    def read_period(self) -> tuple[str, str]:
        """Since when and until when, as the registry takes them."""
        given = self.cleaned_data
        since, until = given["since"].strip() or OPEN, given["until"].strip() or OPEN
        return (
            UNKNOWN if given["is_since_unknown"] else since,
            UNKNOWN if given["is_until_unknown"] else until,
        )


class WithdrawForm(LenientForm):
    """What was recorded by mistake."""

    withdraw = NumberField(required=False)


class ContextDeedForm(LenientForm):
    """Whether an event is taken back, by the button of that name."""

    withdraw = HiddenField()

    @property
    def is_withdrawn(self) -> bool:
        return self.cleaned_data["withdraw"] is not None


class FactDeedForm(LenientForm):
    """What becomes of a fact that is there: it ends, is taken back, or ``how`` the form changes it."""

    what = forms.CharField(required=False)
    how = forms.CharField(required=False)
    ended = forms.CharField(required=False)


class LogoForm(forms.Form):
    """From when on it is the logo, who says so, and whether everybody may see it."""

    since = forms.CharField(required=False, max_length=20)
    source = forms.CharField(required=False, max_length=500)
    is_public = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"registry.form.{name}")
        self.fields["since"].help_text = say("registry.logo.since_hint")
        self.fields["since"].widget.attrs["placeholder"] = "2008-05-06"


class LogoDeedForm(LenientForm):
    """The number of the logo that ends today, or is taken back."""

    end = NumberField(required=False)
    withdraw = NumberField(required=False)


class FocusDeedForm(LenientForm):
    """What becomes of a focus: it is merged ``into`` another, retired, restored, or other details are given."""

    what = forms.CharField(required=False)
    into = forms.CharField(required=False)
    version = VersionField()


class FileDeedForm(LenientForm):
    """Which button of a file was pressed: each gives its name, whatever its value."""

    undo = HiddenField()
    discard = HiddenField()
    again = HiddenField()
    confirm = HiddenField()
    grant = HiddenField()

    def is_pressed(self, button: str) -> bool:
        return self.cleaned_data[button] is not None


class FactForm(PeriodForm):
    """A fact of one kind: the fields that this kind needs."""

    field_order = (
        "code",
        "text",
        "number",
        "currency",
        *ROUTES,
        "is_main",
        "since",
        "until",
        "source",
        "is_public",
    )

    def __init__(self, kind: FactKind, *args: Any, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)
        fields = dict(self._list_fields())
        self.fields = {**fields, **self.fields}
        self.fields["is_public"] = forms.BooleanField(
            required=False, label=say("registry.form.is_public"), initial=RULES[kind].is_public
        )

    def _list_fields(self) -> Iterable[tuple[str, forms.Field]]:
        kind, rule = self.kind, RULES[self.kind]
        if choices := list_code_choices(kind):
            yield (
                "code",
                forms.ChoiceField(choices=choices, label=say(f"registry.code.{kind.value}")),
            )
        elif rule.codes is None:
            hint = say(f"registry.code.{kind.value}_hint")
            label = say(f"registry.code.{kind.value}")
            yield "code", forms.CharField(max_length=80, label=label, help_text=hint)
        if "text" in rule.needs or kind in (*_WORDY, FactKind.SERVICE, FactKind.MEMBER_SERVICE):
            widget = forms.Textarea(attrs={"rows": 3}) if kind in _WORDY else forms.TextInput()
            yield "text", forms.CharField(
                required="text" in rule.needs, max_length=_LONGEST, widget=widget,
                label=say(f"registry.text.{kind.value}"),
            )  # fmt: skip
        if "number" in rule.needs:
            hint = say("registry.form.share_hint") if kind is FactKind.REACH else ""
            yield (
                "number",
                forms.FloatField(min_value=0, label=say("registry.form.number"), help_text=hint),
            )
        if kind is FactKind.FIGURE:
            yield "currency", forms.CharField(
                required=False, max_length=3, initial="CNY", label=say("registry.form.currency"),
                help_text=say("registry.form.currency_hint"),
            )  # fmt: skip
        if kind is FactKind.ROUTE:
            for route in ROUTES:
                label = say(f"registry.route.{route}")
                yield route, forms.FloatField(min_value=0, initial=0, required=False, label=label)
        if kind is FactKind.FOCUS:
            yield "is_main", forms.BooleanField(required=False, label=say("registry.form.is_main"))

    def read_fact(self) -> FactInput:
        """What was given; whether it can stand, the api says."""
        given = self.cleaned_data
        data: dict[str, object] = {}
        if self.kind is FactKind.ROUTE:
            data = {route: given[route] or 0.0 for route in ROUTES}
        elif self.kind is FactKind.FOCUS and given["is_main"]:
            data = {"main": True}
        elif self.kind is FactKind.FIGURE and given["code"] in MONEY:
            data = {"currency": given["currency"].upper()}
        since, until = self.read_period()
        return FactInput(
            self.kind, code=given.get("code", ""), text=given.get("text", ""), number=self._read_number(), data=data,
            since=since, until=until, source=given["source"], is_public=given["is_public"],
        )  # fmt: skip

    def _read_number(self) -> float | None:
        number = self.cleaned_data.get("number")
        if number is None:
            return None
        is_share = self.kind is FactKind.REACH and self.cleaned_data["code"] != "countries"
        return float(number) / 100 if is_share else float(number)


def describe_initial(fact: FactRecord) -> dict[str, object]:
    """What the form shows of a fact that is there."""
    number = fact.number
    if number is not None and fact.kind is FactKind.REACH and fact.code != "countries":
        number = round(number * 100, 6)
    return {
        "code": fact.code, "text": fact.text, "number": number, "currency": fact.data.get("currency", ""),
        "is_main": bool(fact.data.get("main")), "is_public": fact.is_public, "source": fact.source,
        "since": "" if fact.since == UNKNOWN else fact.since, "is_since_unknown": fact.since == UNKNOWN,
        "until": "" if fact.until == UNKNOWN else fact.until, "is_until_unknown": fact.until == UNKNOWN,
        **{route: fact.data.get(route, 0) for route in ROUTES},
    }  # fmt: skip


class ChangeForm(forms.Form):
    """What became of organisations on a day. They are named one a line, by name, short name or number."""

    kind = forms.ChoiceField()
    on = forms.CharField(max_length=20)
    ins = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000)
    outs = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000, required=False
    )
    name_zh = forms.CharField(max_length=200, required=False)
    name_en = forms.CharField(max_length=200, required=False)
    identifier = forms.CharField(max_length=120, required=False)
    source = forms.CharField(max_length=500, required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(k.value, say(f"registry.change.{k.value}")) for k in ChangeKind])
        for name, field in self.fields.items():
            field.label = say(f"registry.change_form.{name}")
        for name in ("on", "ins", "outs", "name_zh", "identifier"):
            self.fields[name].help_text = say(f"registry.change_form.{name}_hint")


class FocusForm(forms.Form):
    """A focus of the network's list."""

    name_zh = forms.CharField(max_length=100, required=False)
    name_en = forms.CharField(max_length=100, required=False)
    icnptso = forms.CharField(max_length=60, required=False)
    civil_class = forms.ChoiceField(required=False)
    sdgs = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = [(one, say(f"registry.civil_class.{one}")) for one in CIVIL_CLASSES]
        _offer(self, "civil_class", [("", "–"), *classes])
        _offer(self, "sdgs", [(str(n), str(n)) for n in range(1, 18)])
        for name, field in self.fields.items():
            field.label = say(f"registry.focus_form.{name}")
        self.fields["icnptso"].help_text = say("registry.focus_form.icnptso_hint")


class ContextForm(PeriodForm):
    """A dated policy, technology or crisis."""

    kind = forms.ChoiceField()
    title_zh = forms.CharField(max_length=200, required=False)
    title_en = forms.CharField(max_length=200, required=False)
    note_zh = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=5_000, required=False)  # fmt: skip
    note_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=5_000, required=False)  # fmt: skip
    url = forms.URLField(max_length=500, required=False, assume_scheme="https")
    focuses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    field_order = (
        "kind",
        "title_zh",
        "title_en",
        "since",
        "until",
        "note_zh",
        "note_en",
        "source",
        "url",
        "focuses",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_since_unknown"], self.fields["is_until_unknown"]
        _offer(self, "kind", [(k.value, say(f"registry.context.{k.value}")) for k in ContextKind])
        _offer(self, "focuses", [(one.slug, one.name) for one in list_focuses()])
        for name in ("kind", "title_zh", "title_en", "note_zh", "note_en", "url", "focuses"):
            self.fields[name].label = say(f"registry.context_form.{name}")
        self.fields["since"].required = True


class FileForm(forms.Form):
    """What the columns of a file hold, of which day it is, and what else it does not say itself."""

    as_of = DayField(required=False)
    kind = forms.ChoiceField(required=False)
    currency = forms.CharField(required=False, max_length=3)
    source = forms.CharField(required=False, max_length=500)
    scheme = forms.CharField(required=False, max_length=40)
    with_unknown = forms.BooleanField(required=False)

    def __init__(self, draft: FileImport, data: Any = None) -> None:
        self.draft = draft
        chosen = draft.choices
        super().__init__(data, initial={"kind": "member", "currency": "CNY", **chosen})
        kinds = RULES[FactKind.KIND].codes or ()
        _offer(self, "kind", [(one, say(f"registry.kind.{one}")) for one in kinds])
        unused = (
            ("as_of", "kind", "currency") if draft.kind == "mergers" else ("scheme", "with_unknown")
        )
        for name in unused:
            del self.fields[name]
        for name, field in self.fields.items():
            field.label = say(f"registry.file_form.{name}")
        if "as_of" in self.fields:
            self.fields["as_of"].help_text = say("registry.file_form.as_of_hint")
        for place, heading in enumerate(draft.headings if draft.kind == "table" else ()):
            roles = chosen.get("roles", [])
            self.fields[f"role-{place}"] = forms.ChoiceField(
                required=False, choices=self._list_roles(), label=str(heading) or str(place + 1),
                initial=roles[place] if place < len(roles) else "",
            )  # fmt: skip

    def _list_roles(self) -> Choices:
        is_facts = "fact" in self.draft.choices.get("roles", [])
        roles = FACT_COLUMNS if is_facts else tuple(ROLES)
        area = "fact_column" if is_facts else "role"
        unread = [("", say("registry.role.open")), (LEFT_OUT, say("registry.role.none"))]
        return [*unread, *((role, say(f"registry.{area}.{role}")) for role in roles)]

    def clean(self) -> dict[str, Any]:
        """Two columns do not hold one thing; and none is passed over unsaid when the file is taken in."""
        given = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in [name for name in self.fields if name.startswith("role-")]:
            role = given.get(name, "")
            if role in seen and role not in SEVERAL:
                self.add_error(name, say("registry.wrong.role_twice"))
            elif not role and "confirm" in self.data:
                self.add_error(name, say("registry.wrong.role_open"))
            seen.update({role} - {"", LEFT_OUT})
        return given

    def list_open(self) -> list[str]:
        """What the columns are called of which nobody has said yet what they hold."""
        columns = self.list_columns()
        return [str(one.label) for one in columns if not one.value()]

    def list_columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("role-")]

    def read_choices(self) -> dict[str, object]:
        given = dict(self.cleaned_data)
        roles = [given.pop(name) for name in list(given) if name.startswith("role-")]
        as_of = given.pop("as_of", None)
        return {**given, "roles": roles, "as_of": as_of.isoformat() if as_of else ""}
