"""Alternative wordings that mean the same in a statute: shall and must, 应当 and 必须."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huiyin.trace.edits import Hunk, TokenChange
from huiyin.trace.token_codes import TokenCodes

#: Verbs that are equally binding and have the same number of tokens.
_ALIKE = (("应当", "必须"), ("shall", "must"))


def list_readings(ask: TokenChange, codes: TokenCodes) -> Iterator[TokenChange]:
    """Yield ``ask``, then ``ask`` with each verb of duty that it inserts replaced by its synonym.

    An ask to replace one synonym by the other is only yielded as it is.
    """
    yield ask
    for pair in _ALIKE:
        one, other = (codes.known(verb) if verb.isascii() else verb for verb in pair)
        if not one or not other:  # no text read so far contains it
            continue
        for verb, instead in ((one, other), (other, one)):
            new = ask.new
            for hunk in ask.hunks:
                new = _exchanged(ask, hunk, new, verb, instead)
            if new != ask.new:
                yield replace(ask, new=new)


def _exchanged(ask: TokenChange, hunk: Hunk, new: str, verb: str, instead: str) -> str:
    gone = ask.base[hunk.start : hunk.end]
    if verb in gone or instead in gone:
        return new
    put = new[hunk.new_start : hunk.new_end].replace(verb, instead)
    return new[: hunk.new_start] + put + new[hunk.new_end :]
