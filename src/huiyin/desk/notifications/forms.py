"""Forms for choosing mails and for following something."""

from __future__ import annotations

from typing import Any

from django import forms

from huiyin.desk.core.form_fields import LenientForm, VersionField, say_wrong
from huiyin.i18n import say


class MailChoiceForm(LenientForm):
    """The choices on the page. A mail program only posts ``List-Unsubscribe=One-Click`` (RFC 8058)."""

    digest = forms.CharField(required=False)
    reminders = forms.BooleanField(required=False)
    version = VersionField()

    @property
    def is_one_click(self) -> bool:
        return bool(self.data.get("List-Unsubscribe") == "One-Click")


class FollowForm(forms.Form):
    """The address to send news to."""

    email = forms.EmailField(max_length=254)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = say("follow.email")
        self.fields["email"].widget.attrs |= {"autocomplete": "email"}
        say_wrong(self.fields["email"], say("follow.wrong_email"))


class FollowLinkForm(LenientForm):
    """What a mail program posts to an unsubscribe link (RFC 8058)."""

    @property
    def is_one_click(self) -> bool:
        return bool(self.data.get("List-Unsubscribe") == "One-Click")
