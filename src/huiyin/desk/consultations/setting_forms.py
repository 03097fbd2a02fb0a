"""Forms for opening a consultation and for its settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.api.creation import ConsultationInput
from huiyin.desk.consultations.api.settings import SettingsInput
from huiyin.desk.core.form_fields import (
    DayField,
    HiddenField,
    KeysField,
    LenientForm,
    LineField,
    NumberField,
    NumbersField,
    RowField,
    VersionField,
)
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.core.uploads import get_file_name, too_large
from huiyin.desk.registry.calendars import working_days
from huiyin.desk.registry.data import OrganisationKind
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.laws.models import DraftEdition
    from huiyin.desk.networks.models import Network
    from huiyin.desk.registry.models import Organisation

LANGUAGES = ("zh", "en")


class CalledDayField(forms.Field):
    """A day of the call; an invalid one is quoted in the message."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> date | None:
        written = str(value or "").strip()
        day = parse_day(written)
        if written and day is None:
            raise forms.ValidationError(say("desk.open.not_a_day", written=written[:40]))
        return day


class DraftFileField(forms.FileField):
    """A draft in one language, within the size limit. Its format is determined when it is read."""

    def __init__(self) -> None:
        super().__init__(required=False, allow_empty_file=True)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        if isinstance(data, UploadedFile) and (refusal := too_large(data)):
            raise forms.ValidationError(refusal)
        return data if isinstance(data, UploadedFile) else None


class CallForm(forms.Form):
    """The title, description and period of a consultation."""

    title_zh = LineField(300)
    title_en = LineField(300)
    intro_zh = forms.CharField(required=False)
    intro_en = forms.CharField(required=False)
    opens = CalledDayField()
    closes = CalledDayField()
    window_days = NumberField(required=False)

    def _check_titles(self) -> None:
        """At least one title is required."""
        if not any(self.cleaned_data.get(f"title_{language}") for language in LANGUAGES):
            self.add_error("title_zh", say("desk.open.no_title"))

    def _check_window(self, authority: Organisation | None) -> None:
        """Compute the last day if only a number of working days was given."""
        given = self.cleaned_data
        opens, closes, days = given.get("opens"), given.get("closes"), given.get("window_days")
        if opens and days and closes is None and authority is not None and not self.errors:
            try:
                given["closes"] = working_days(authority).after(opens - timedelta(days=1), days)
            except ValueError:
                self.add_error("opens", say("desk.open.too_far"))
        if opens and closes and closes < opens:
            self.add_error("opens", say("desk.open.window_ends_first"))

    def _read_intro(self, language: str) -> str:
        return str(self.cleaned_data[f"intro_{language}"]).replace("\r\n", "\n")


class OpenedForm(LenientForm):
    """The version of a draft on this desk that the form starts from."""

    written = NumberField(required=False)


@dataclass(frozen=True, slots=True)
class OpeningChoices:
    """On whose behalf a user may open a consultation, and whom they may address. ``of_itself``: one of their
    networks may act on its own initiative; ``needs_network``: it always does; ``may_add``: an authority that is
    not in the registry may be named.
    """

    authorities: QuerySet[Organisation]
    initiators: QuerySet[Organisation]
    networks: QuerySet[Network]
    of_itself: bool
    needs_network: bool = False
    may_add: bool = False


class OpeningForm(CallForm):
    """A draft, who asks, who replies and who may comment. ``edition``: the version of a draft on this desk to
    be discussed, instead of files.
    """

    written = NumberField(required=False)
    file_zh = DraftFileField()
    file_en = DraftFileField()
    authority = RowField()
    authority_zh = forms.CharField(required=False)
    authority_en = forms.CharField(required=False)
    initiator = RowField()
    network = RowField()

    def __init__(
        self,
        choices: OpeningChoices,
        edition: DraftEdition | None,
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=_begin_from(edition))
        self.choices, self.edition = choices, edition
        for name, among in (
            ("authority", choices.authorities),
            ("initiator", choices.initiators),
            ("network", choices.networks),
        ):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.among = among

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        has_file = any(given.get(f"file_{language}") for language in LANGUAGES)
        if (
            self.edition is None
            and not has_file
            and not self.errors.keys() & {"file_zh", "file_en"}
        ):
            self.add_error("file_zh", say("desk.open.no_file"))
        # Without a title, the draft's own is used once it has been read.
        if self.edition is None and not has_file:
            self._check_titles()
        authority = given["authority"]
        self._check_sides(given, authority)
        self._check_window(authority)
        if authority is None and given.get("window_days") and not given.get("closes"):
            self.add_error("opens", say("opening.no_calendar"))
        return given

    def _check_sides(self, given: dict[str, Any], authority: Organisation | None) -> None:
        """Who asks whom. If an officer opens it, their authority asks and replies itself."""
        initiator = given["initiator"]
        if authority is None and not self.read_new_authority():
            self.add_error("authority", say("desk.open.no_authority"))
        if not self.choices.of_itself:
            given["initiator"] = authority
        elif initiator is None and given["network"] is None and not self.choices.may_add:
            self.add_error("network", say("desk.open.needs_network"))
        elif initiator is not None and initiator != authority:
            self.add_error("authority", say("desk.open.asks_for_another"))

    def read_new_authority(self) -> dict[str, str]:
        """The names of an authority that is not in the registry; empty if one was chosen."""
        if self["authority"].value() or not self.choices.may_add:
            return {}
        names = {f"name_{one}": self.cleaned_data.get(f"authority_{one}", "") for one in LANGUAGES}
        return names | {"kind": OrganisationKind.AUTHORITY} if any(names.values()) else {}

    def make_input(self) -> ConsultationInput:
        given = self.cleaned_data
        files = {one: given[f"file_{one}"] for one in LANGUAGES if given[f"file_{one}"] is not None}
        return ConsultationInput(
            title_zh=given["title_zh"],
            title_en=given["title_en"],
            authority=given["authority"],
            files={}
            if self.edition
            else {one: (get_file_name(file), file.read()) for one, file in files.items()},
            initiator=given["initiator"],
            network=given["network"],
            opens=given["opens"],
            closes=given["closes"],
            intro_zh=self._read_intro("zh"),
            intro_en=self._read_intro("en"),
            written=self.edition,
        )


def _begin_from(edition: DraftEdition | None) -> dict[str, str]:
    """Initial values from a draft on this desk: its title and network."""
    if edition is None:
        return {}
    draft = edition.draft
    return {
        "title_zh": draft.instrument.title_zh,
        "title_en": draft.instrument.title_en,
        "intro_zh": draft.aim_zh,
        "intro_en": draft.aim_en,
        "network": str(draft.network_id or ""),
    }


class SettingsForm(CallForm):
    """The settings of a consultation. ``reply_due`` is only on the conflict page, which asks for the day
    itself; ``stages`` marks that the checkboxes of stages were on the page.
    """

    reply_days = NumberField(required=False)
    reply_due = CalledDayField()
    stages = HiddenField()
    with_stage = KeysField(required=False)
    version = VersionField()

    def __init__(self, consultation: Consultation, *args: Any) -> None:
        super().__init__(*args)
        self.consultation = consultation

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._check_titles()
        self._check_window(self.consultation.authority)
        closes, days = given.get("closes"), given.get("reply_days")
        if closes and days:
            try:
                given["counted"] = working_days(self.consultation.authority).after(closes, days)
            except ValueError:
                self.add_error("closes", say("desk.open.too_far"))
        return given

    def make_input(self, *, may_move: bool) -> SettingsInput:
        """The input. Only users who may move the consultation decide on its stages."""
        given = self.cleaned_data

        def find_due(now: date | None) -> date | None:
            return given["reply_due"] if "reply_due" in self.data else given.get("counted") or now

        sets_stages = given["stages"] is not None and may_move
        return SettingsInput(
            title_zh=given["title_zh"],
            title_en=given["title_en"],
            intro_zh=self._read_intro("zh"),
            intro_en=self._read_intro("en"),
            opens=given["opens"],
            closes=given["closes"],
            reply_due=find_due,
            with_stages=given["with_stage"] if sets_stages else None,
        )


class VotingDayForm(forms.Form):
    """The last day of voting, or empty."""

    voting_closes = DayField(required=False)


class StageForm(LenientForm):
    """The stage to move to; empty when a move is undone."""

    stage = forms.ChoiceField(choices=[(one.value, one.value) for one in Stage])
    version = VersionField()


class InvitedForm(LenientForm):
    """Who may comment: everybody or the invited, and changes of the invited."""

    what = forms.CharField(required=False)
    organisation = NumbersField(required=False)
    network = NumberField(required=False)
    version = VersionField()


class DraftForm(LenientForm):
    """A correction of the draft: the whole text (``source``), a line that read ``was``, or the content of a
    held-back file (``job``).
    """

    job = NumberField(required=False)
    leave = forms.CharField(required=False)
    undo = forms.CharField(required=False)
    line = NumberField(required=False)
    words = forms.CharField(required=False, strip=False)
    was = HiddenField()
    source = forms.CharField(required=False, strip=False)
    sure = forms.CharField(required=False)
    version = VersionField()
