"""What people type about research: limits and messages stand here, never a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from huiyin.desk.core.edit_conflicts import ConflictField
from huiyin.desk.core.form_fields import DayField
from huiyin.desk.core.request_params import FIRST_YEAR, LAST_YEAR, parse_number
from huiyin.desk.ledger.data import ExchangeDirection, Visibility
from huiyin.desk.ledger.forms import WordsField
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.api.focus_list import list_focuses
from huiyin.desk.registry.organisations import list_authorities, list_bodies
from huiyin.desk.research.api.csl import read_csl
from huiyin.desk.research.data import (
    AuthorInput,
    FileRole,
    LibraryFilters,
    PrizeInput,
    PrizeLevel,
    RequestInput,
    RequestKind,
    UseInput,
    UseKind,
    WorkInput,
    WorkType,
)
from huiyin.desk.research.models import LawTrace
from huiyin.desk.research.readers import Reader
from huiyin.i18n import say
from huiyin.presentation.bibliography import LICENCES, read_orcid

if TYPE_CHECKING:
    from huiyin.desk.research.api.library import LibraryChoices
    from huiyin.desk.research.data import FileInput
    from huiyin.desk.research.models import Work

_LANGUAGES = ("zh", "en")
_LONG, _WORDS = 20_000, 4_000
#: All rights stay with who wrote it.
_RESERVED = "reserved"


class ResearchForm(forms.Form):
    """Words come from the catalogues: ``research.field.<name>``, and ``research.hint.<name>`` where there is one."""

    hints: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        # Several stand on a page, and no two fields of it are called the same.
        options.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            stem, _, language = name.rpartition("_")
            is_worded = language in _LANGUAGES
            field.label = say(f"research.field.{stem if is_worded else name}")
            if is_worded:
                field.label += say(f"research.in.{language}")
                field.widget.attrs["lang"] = language
            named = stem if is_worded else name
            field.help_text = say(f"research.hint.{named}") if named in self.hints else ""
            field.error_messages["required"] = say("exchange.wrong.required")
            field.error_messages["invalid"] = say("exchange.wrong.invalid")
            field.error_messages["invalid_choice"] = say("exchange.wrong.choice")

    def read_both(self, stem: str) -> dict[str, str]:
        """Language → what was typed."""
        return {language: self.cleaned_data[f"{stem}_{language}"] for language in _LANGUAGES}

    def need_one(self, stem: str) -> None:
        if not any(self.cleaned_data.get(f"{stem}_{language}") for language in _LANGUAGES):
            self.add_error(f"{stem}_zh", say("research.wrong.one_language"))


def _name(values: Iterable[Any], area: str) -> list[tuple[str, str]]:
    return [(str(value), say(f"research.{area}.{value}")) for value in values]


def _list_rows(rows: Iterable[Any], *, blank: str = "—") -> list[tuple[str, str]]:
    return [("", blank), *((str(row.pk), str(row)) for row in rows)]


def _set_choices(form: forms.Form, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    fields: dict[str, Any] = form.fields
    for name, own in choices.items():
        fields[name].choices = own


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _check_embargo(form: forms.Form, before: date | None = None) -> None:
    embargo = form.cleaned_data.get("embargo_until")
    if embargo and embargo <= timezone.localdate() and embargo != before:
        form.add_error("embargo_until", say("exchange.wrong.embargo"))


def _check_past(form: forms.Form) -> None:
    day = form.cleaned_data.get("day")
    if day and day > timezone.localdate():
        form.add_error("day", say("exchange.wrong.future"))


# ---- requests ----------------------------------------------------------------------------------------


class RequestForm(ResearchForm):
    """Research that somebody asks for, in the name of whom they speak for."""

    hints = ("kind", "questions", "deadline", "embargo_until", "organisation")
    kind = forms.ChoiceField()
    direction = forms.ChoiceField()
    authority = forms.ChoiceField()
    network = forms.ChoiceField(required=False)
    organisation = forms.ChoiceField(required=False)
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    questions_zh = WordsField(max_length=_LONG, required=False, widget=_long(4))
    questions_en = WordsField(max_length=_LONG, required=False, widget=_long(4))
    day = DayField()
    deadline = DayField(required=False)
    visibility = forms.ChoiceField()
    embargo_until = DayField(required=False)

    def __init__(self, reader: Reader, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        authorities, networks = list_authorities(), list_networks()
        directions = list(ExchangeDirection)
        is_officer = not reader.is_team and not reader.networks
        if is_officer:
            authorities = [one for one in authorities if one.pk in reader.authorities]
            directions = [ExchangeDirection.FROM_AUTHORITY]
        elif not reader.is_team:
            networks = [one for one in networks if one.pk in reader.networks]
        all_members = say("research.all_members")
        _set_choices(
            self,
            {
                "kind": _name(RequestKind, "kind"),
                "direction": _name(directions, "direction"),
                "authority": [(str(one.pk), one.name) for one in authorities],
                "network": _list_rows(networks, blank=all_members)[0 if reader.is_team or is_officer else 1 :],
                "organisation": _list_rows(list_bodies(), blank=say("research.no_one_body")),
                "visibility": [(str(one), say(f"exchange.visibility.{one}")) for one in Visibility],
            },
        )  # fmt: skip
        self.fields["day"].initial = timezone.localdate()
        self.fields["kind"].initial = RequestKind.CALL.value
        self.fields["direction"].initial = ExchangeDirection.FROM_AUTHORITY.value
        self.fields["visibility"].initial = Visibility.PUBLIC.value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        self.need_one("questions")
        _check_past(self)
        _check_embargo(self)
        deadline, day = given.get("deadline"), given.get("day")
        if deadline and day and deadline <= day:
            self.add_error("deadline", say("research.wrong.no_later"))
        return given

    def make_input(self) -> RequestInput:
        given = self.cleaned_data
        return RequestInput(
            RequestKind(given["kind"]),
            ExchangeDirection(given["direction"]),
            int(given["authority"]),
            given["day"],
            self.read_both("title"),
            self.read_both("questions"),
            network=parse_number(given["network"]),
            organisation=parse_number(given["organisation"]),
            deadline=given["deadline"],
            embargo_until=given["embargo_until"],
            visibility=Visibility(given["visibility"]),
        )


class OfferForm(ResearchForm):
    """That an organisation would do it."""

    hints = ("words",)
    organisation = forms.ChoiceField()
    words = WordsField(max_length=_WORDS, required=False, widget=_long(4))
    due_on = DayField(required=False)

    def __init__(self, bodies: Sequence[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _set_choices(self, {"organisation": [(str(one.pk), one.name) for one in bodies]})


class NumberForm(forms.Form):
    """Which of several is meant."""

    number = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class ExtendForm(ResearchForm):
    """A later day."""

    deadline = DayField()


# ---- works -------------------------------------------------------------------------------------------


class WorkForm(ResearchForm):
    """The metadata of a work in both languages."""

    hints = ("issued", "keyword", "themes", "embargo_until", "commissioner", "data_url")
    type = forms.ChoiceField()
    title_zh = WordsField(max_length=300, required=False)
    title_en = WordsField(max_length=300, required=False)
    abstract_zh = WordsField(max_length=_LONG, required=False, widget=_long(5))
    abstract_en = WordsField(max_length=_LONG, required=False, widget=_long(5))
    issued = forms.CharField(max_length=10)
    organisation = forms.ChoiceField(required=False)
    network = forms.ChoiceField(required=False)
    commissioner = forms.ChoiceField(required=False)
    themes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    keyword_zh = WordsField(max_length=300, required=False)
    keyword_en = WordsField(max_length=300, required=False)
    publisher_zh = WordsField(max_length=200, required=False)
    publisher_en = WordsField(max_length=200, required=False)
    series_zh = WordsField(max_length=200, required=False)
    series_en = WordsField(max_length=200, required=False)
    number = WordsField(max_length=60, required=False)
    container = WordsField(max_length=300, required=False)
    doi = forms.RegexField(r"\A10\.[0-9]{4,9}/\S{1,200}\Z", max_length=220, required=False)
    url = forms.URLField(max_length=300, required=False, assume_scheme="https")
    licence = forms.ChoiceField()
    method_zh = WordsField(max_length=_LONG, required=False, widget=_long(3))
    method_en = WordsField(max_length=_LONG, required=False, widget=_long(3))
    data_zh = WordsField(max_length=_WORDS, required=False, widget=_long(2))
    data_en = WordsField(max_length=_WORDS, required=False, widget=_long(2))
    data_url = forms.URLField(max_length=300, required=False, assume_scheme="https")
    visibility = forms.ChoiceField()
    embargo_until = DayField(required=False)

    #: What stands first; the rest below, under "more".
    first = (
        "type", "title_zh", "title_en", "abstract_zh", "abstract_en", "issued", "organisation", "network", "commissioner",
        "themes", "licence",
    )  # fmt: skip

    def __init__(
        self, reader: Reader, *args: Any, held: Work | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._held = held
        bodies, networks = list_bodies(), list_networks()
        if not reader.is_team:
            kept = (held.organisation_id, held.network_id) if held is not None else (None, None)
            if not reader.networks:
                bodies = [one for one in bodies if one.pk in reader.members or one.pk == kept[0]]
            else:
                networks = [
                    one for one in networks if one.pk in reader.networks or one.pk == kept[1]
                ]
        focuses = [(one.slug, one.name) for one in list_focuses()]
        held_themes = [theme.focus for theme in held.themes.all()] if held is not None else []
        focuses += [(slug, slug) for slug in held_themes if slug not in dict(focuses)]
        _set_choices(
            self,
            {
                "type": _name(WorkType, "type"),
                "organisation": _list_rows(bodies),
                "network": _list_rows(networks),
                "commissioner": _list_rows(list_authorities(), blank=say("research.nobody_asked")),
                "themes": focuses,
                "licence": [*((name, name) for name in LICENCES), (_RESERVED, say("research.licence.reserved"))],
                "visibility": [(str(one), say(f"exchange.visibility.{one}")) for one in Visibility],
            },
        )  # fmt: skip
        self.fields["visibility"].initial = Visibility.PUBLIC.value
        self.fields["licence"].initial = "CC-BY-4.0"

    @staticmethod
    def describe(work: Work) -> dict[str, Any]:
        """What the form shows of a work."""
        names = (
            "type", "organisation_id", "network_id", "commissioner_id", "method_zh", "method_en", "data_zh", "data_en",
            "data_url", "visibility", "embargo_until",
        )  # fmt: skip
        shown = {name.removesuffix("_id"): getattr(work, name) for name in names}
        return shown | read_csl(work.csl) | {
            "themes": [theme.focus for theme in work.themes.all()],
            "licence": work.licence or _RESERVED,
        }  # fmt: skip

    def list_typed(self, name: str) -> Any:
        """What was typed into a field, as it was typed."""
        value = self[name].value()
        return value if isinstance(value, list | tuple) else str(value or "")

    def list_conflict_fields(self) -> list[ConflictField]:
        """The fields as the page shows them where somebody else was faster."""
        fields = []
        for name, field in self.fields.items():
            choices = {str(value): str(words) for value, words in getattr(field, "choices", ())}
            stem, _, language = name.rpartition("_")
            fields.append(
                ConflictField(
                    name,
                    str(field.label),
                    choices,
                    is_several=isinstance(field, forms.MultipleChoiceField),
                    is_line=not isinstance(field.widget, forms.Textarea),
                    language=language if stem and language in _LANGUAGES else "",
                )
            )
        return fields

    def list_first(self) -> list[Any]:
        return [self[name] for name in self.first]

    def list_more(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.first]

    def has_more(self) -> bool:
        """Whether something below is wrong, so that it is shown open."""
        return any(bound.errors for bound in self.list_more())

    def clean_issued(self) -> tuple[int, ...]:
        """Year, month and day as far as they are given, and such as there are."""
        parts = self.cleaned_data["issued"].strip().split("-")
        numbers = [parse_number(part) for part in parts]
        try:
            known = [number for number in numbers if number is not None]
            if len(known) != len(parts) or not FIRST_YEAR <= known[0] <= LAST_YEAR:
                raise ValueError
            date(*[*known, 1, 1][:3])
        except ValueError:
            raise ValidationError(say("research.wrong.issued")) from None
        return tuple(known[:3])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("title")
        _check_embargo(self, self._held.embargo_until if self._held else None)
        return given

    def make_input(self) -> WorkInput:
        given = self.cleaned_data
        words = {
            language: {
                "title": given[f"title_{language}"],
                "abstract": given[f"abstract_{language}"],
                "publisher": given[f"publisher_{language}"],
                "collection-title": given[f"series_{language}"],
                "keyword": given[f"keyword_{language}"],
            }
            for language in _LANGUAGES
        }
        return WorkInput(
            WorkType(given["type"]),
            words,
            given["issued"],
            licence="" if given["licence"] == _RESERVED else given["licence"],
            method=self.read_both("method"),
            data=self.read_both("data"),
            themes=given["themes"],
            commissioner=parse_number(given["commissioner"]),
            network=parse_number(given["network"]),
            organisation=parse_number(given["organisation"]),
            visibility=Visibility(given["visibility"]),
            **{
                name: given[name]
                for name in ("number", "doi", "url", "container", "data_url", "embargo_until")
            },
        )


class AuthorForm(ResearchForm):
    """An author: a person, or an organisation."""

    hints = ("is_self", "orcid", "author_body")
    is_person = forms.ChoiceField()
    name_zh = WordsField(max_length=200, required=False)
    family = WordsField(max_length=100, required=False)
    given = WordsField(max_length=100, required=False)
    name_en = WordsField(max_length=200, required=False)
    orcid = forms.CharField(max_length=40, required=False)
    author_body = forms.ChoiceField(required=False)
    is_self = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _set_choices(
            self,
            {
                "is_person": _name(("person", "organisation"), "author"),
                "author_body": _list_rows(list_bodies()),
            },
        )

    def clean_orcid(self) -> str:
        written: str = self.cleaned_data["orcid"]
        if written and not read_orcid(written):
            raise ValidationError(say("research.wrong.orcid"))
        return read_orcid(written)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        names = ("name_zh", "family", "given", "name_en")
        is_person = given.get("is_person") == "person"
        if not any(given.get(name) for name in names) and (
            is_person or not given.get("author_body")
        ):
            self.add_error("name_zh", say("research.wrong.no_author"))
        return given

    def make_input(self) -> AuthorInput:
        given = self.cleaned_data
        return AuthorInput(
            given["is_person"] == "person",
            name_zh=given["name_zh"],
            family=given["family"],
            given=given["given"],
            name_en=given["name_en"],
            orcid=given["orcid"],
            organisation=parse_number(given["author_body"]),
            is_self=given["is_self"],
        )


class VersionForm(ResearchForm):
    """A version, with what it recommends; its files stand beside the form."""

    hints = ("recommendations", "role")
    day = DayField()
    note_zh = WordsField(max_length=_WORDS, required=False, widget=_long(2))
    note_en = WordsField(max_length=_WORDS, required=False, widget=_long(2))
    recommendations_zh = WordsField(max_length=_LONG, required=False, widget=_long(5))
    recommendations_en = WordsField(max_length=_LONG, required=False, widget=_long(5))
    role = forms.ChoiceField()
    language = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = [(one, say(f"exchange.language.{one}")) for one in _LANGUAGES]
        _set_choices(
            self,
            {"role": _name(FileRole, "file"), "language": [("", "—"), *languages]},
        )
        self.fields["day"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        _check_past(self)
        return given


class NoteForm(ResearchForm):
    """Why something is done."""

    note = WordsField(max_length=_WORDS, required=False, widget=_long(2))


class UseForm(ResearchForm):
    """That somebody used a work."""

    hints = ("source", "quoted")
    use_kind = forms.ChoiceField()
    day = DayField()
    cited_by = forms.ChoiceField(required=False)
    consultation = forms.ChoiceField(required=False)
    source = WordsField(max_length=300)
    url = forms.URLField(max_length=300, required=False, assume_scheme="https")
    quoted = WordsField(max_length=_WORDS, required=False, widget=_long(2))
    language = forms.ChoiceField(required=False)

    def __init__(self, consultations: Sequence[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [one for one in UseKind if one is not UseKind.LAW]  # that a person confirms
        languages = [(one, say(f"exchange.language.{one}")) for one in _LANGUAGES]
        _set_choices(
            self,
            {
                "use_kind": _name(kinds, "use"),
                "cited_by": _list_rows(list_authorities()),
                "consultation": [("", "—"), *((str(one.pk), one.title) for one in consultations)],
                "language": [("", "—"), *languages],
            },
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        _check_past(self)
        needed = {str(UseKind.AUTHORITY): "cited_by", str(UseKind.CONSULTATION): "consultation"}
        name = needed.get(given.get("use_kind", ""))
        if name and not given.get(name):
            self.add_error(name, say("exchange.wrong.required"))
        return given

    def make_input(self) -> UseInput:
        given = self.cleaned_data
        return UseInput(
            UseKind(given["use_kind"]),
            given["day"],
            given["source"],
            url=given["url"],
            words=given["quoted"],
            language=given["language"],
            authority=parse_number(given["cited_by"]),
            consultation=parse_number(given["consultation"]),
        )


class PrizeForm(ResearchForm):
    """That a work was honoured; what shows it is a link or a file beside the form. An officer gives their authority's own."""

    hints = ("evidence_url",)
    prize_zh = WordsField(max_length=200, required=False)
    prize_en = WordsField(max_length=200, required=False)
    body = forms.ChoiceField(required=False)
    body_name = WordsField(max_length=200, required=False)
    level = forms.ChoiceField()
    day = DayField()
    evidence_url = forms.URLField(max_length=300, required=False, assume_scheme="https")

    def __init__(self, reader: Reader, *args: Any, may_name_any: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies: list[Any] = list_authorities()
        if may_name_any:
            bodies += list_bodies()
        else:
            bodies = [one for one in bodies if one.pk in reader.authorities]
            self.fields.pop("body_name")
            self.fields["body"].required = True
        rows = _list_rows(bodies)
        _set_choices(
            self,
            {"body": rows if may_name_any else rows[1:], "level": _name(PrizeLevel, "level")},
        )
        self.fields["day"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_one("prize")
        _check_past(self)
        if not given.get("body") and not given.get("body_name"):
            self.add_error("body", say("research.wrong.no_body"))
        return given

    def make_input(self, evidence: FileInput | None) -> PrizeInput:
        given = self.cleaned_data
        return PrizeInput(
            self.read_both("prize"),
            PrizeLevel(given["level"]),
            given["day"],
            body=parse_number(given["body"]),
            body_name=given.get("body_name", ""),
            url=given["evidence_url"],
            evidence=evidence,
        )


class TraceForm(ResearchForm):
    """In which law to look."""

    law = forms.ChoiceField()

    def __init__(self, consultations: Sequence[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _set_choices(self, {"law": [(str(one.pk), one.title) for one in consultations]})


class JudgeForm(ResearchForm):
    """Whether a law used a work."""

    decision = forms.ChoiceField()
    note = WordsField(max_length=_WORDS, required=False, widget=_long(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _set_choices(self, {"decision": _name(LawTrace.Decision.values, "decision")})


class ClaimForm(NumberForm):
    """A use or a prize that was written down by mistake."""

    claim = forms.ChoiceField(choices=[("use", ""), ("prize", "")])


# ---- the library -------------------------------------------------------------------------------------


class LibraryForm(ResearchForm):
    """What of the library somebody wants to see."""

    hints = ("q",)
    # What is chosen from is what there is; an address that names something else finds nothing, and says so.
    q = forms.CharField(max_length=100, required=False)
    year = forms.CharField(max_length=10, required=False, widget=forms.Select)
    theme = forms.CharField(max_length=60, required=False, widget=forms.Select)
    commissioner = forms.CharField(max_length=60, required=False, widget=forms.Select)
    type = forms.CharField(max_length=20, required=False, widget=forms.Select)

    def __init__(self, choices: LibraryChoices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = {
            "year": [(str(year), str(year)) for year in choices.years],
            "theme": choices.themes,
            "commissioner": choices.commissioners,
            "type": _name(WorkType, "type"),
        }
        fields: dict[str, Any] = self.fields
        for name, own in offered.items():
            fields[name].widget.choices = [("", say(f"research.any.{name}")), *own]

    def read_filters(self) -> LibraryFilters:
        """What is valid of what was asked; what is not is no filter."""
        self.is_valid()
        given = self.cleaned_data
        return LibraryFilters(
            words=given.get("q", ""),
            year=parse_number(given.get("year", "")),
            theme=given.get("theme", ""),
            commissioner=given.get("commissioner", ""),
            type=given.get("type", ""),
        )
