"""The choice of fewer mails."""

from __future__ import annotations

from django import forms

from huiyin.desk.core.form_fields import LenientForm, VersionField


class MailChoiceForm(LenientForm):
    """What is chosen on the page; a mail program asks by ``List-Unsubscribe=One-Click`` alone (RFC 8058)."""

    digest = forms.CharField(required=False)
    reminders = forms.BooleanField(required=False)
    version = VersionField()

    @property
    def is_one_click(self) -> bool:
        return bool(self.data.get("List-Unsubscribe") == "One-Click")
