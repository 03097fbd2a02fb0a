"""The form that asks for an export."""

from __future__ import annotations

from huiyin.desk.core.form_fields import LenientForm, SureField


class ExportForm(LenientForm):
    """Whether what is not public is wanted too."""

    everything = SureField(required=False)
