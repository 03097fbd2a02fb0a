"""Forms by which people say something in a consultation: comments, statements, votes."""

from __future__ import annotations

from django import forms

from huiyin.desk.consultations.api.votes import VOTES
from huiyin.desk.core.form_fields import (
    HiddenField,
    KeyField,
    LenientForm,
    NumberField,
    TextField,
    VersionField,
)

#: Characters of a comment and of its wording (longer ones come as a file), and of the words that it quotes.
LONGEST, LONGEST_QUOTE = 50_000, 2_000


class CommentForm(LenientForm):
    """A comment as it is sent, kept or looked at: ``eid`` is None where the page itself says the provision."""

    key = KeyField(required=False)
    eid = HiddenField()
    text = TextField(LONGEST)
    wording = TextField(LONGEST)
    quote = TextField(LONGEST_QUOTE)
    is_private = forms.BooleanField(required=False)
    organisation = NumberField(required=False)
    version = NumberField(required=False)


class WithdrawalForm(LenientForm):
    """What the page offered to take back: a draft, or a comment that was sent; None where it did not say."""

    what = HiddenField()


class StatementForm(LenientForm):
    """A statement in one language or both, and the group that it is made of."""

    text_zh = forms.CharField(required=False, strip=False)
    text_en = forms.CharField(required=False, strip=False)
    group = NumberField(required=False)
    version = VersionField()


class StatementMoveForm(LenientForm):
    """What is done to a statement."""

    what = forms.ChoiceField(choices=[(one, one) for one in ("up", "down", "withhold", "accept")])
    version = VersionField()


class VoteForm(LenientForm):
    """A vote: on which statement, as it was read, and by whom. ``version`` is that of the vote before."""

    statement = NumberField(required=False)
    organisation = NumberField(required=False)
    vote = forms.ChoiceField(choices=[(word, word) for word in VOTES])
    read = forms.CharField(required=False)
    version = VersionField()
