"""The form that requests an export."""

from __future__ import annotations

from huiyin.desk.core.form_fields import LenientForm, SureField


class ExportForm(LenientForm):
    """Whether non-public data is wanted too."""

    everything = SureField(required=False)
