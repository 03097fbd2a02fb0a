"""Password rules with our own messages, since Django's are not translated into every language, and hashing."""

from __future__ import annotations

import gzip
import re
import string
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import password_validation as theirs
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from huiyin.i18n import say

#: Each hash takes 100 MB for a tenth of a second. One per thread would use up all memory of a small
#: machine.
_at_once = threading.BoundedSemaphore(2)


class FewAtOnce(Argon2PasswordHasher):
    """Argon2, limited to two computations at a time per process."""

    def encode(self, password: str, salt: str) -> str:
        with _at_once:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _at_once:
            return bool(super().verify(password, encoded))


class LongEnough(theirs.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return say("account.weak.short", least=self.min_length)


#: What people put around a word to make a password.
_AROUND, _OTHERS = re.compile(r"[\W\d_]+"), re.compile(r"\D+")
#: Up to this many additional letters or digits do not make a password hard to guess.
_FEW = 4
#: A date such as a birthday, year first or last.
_DATE = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d|[0-3]\d(?:0\d|1[0-2])(?:19|20)\d\d")
#: Characters that are commonly substituted for letters.
_LETTERS = str.maketrans("013457@$!", "oieastasi")
#: Pinyin words of which, with digits, most leaked Chinese passwords consist.
_SPELT = frozenset(
    [
        "aini",
        "woai",
        "woaini",
        "woaiwo",
        "woaiwojia",
        "woaini",
        "woaimama",
        "woshishei",
        "woxihuanni",
        "wobuzhidao",
        "wodemima",
        "mima",
        "qinaide",
        "baobao",
        "baobei",
        "laopo",
        "laogong",
        "mama",
        "baba",
        "jiayou",
        "nihao",
        "xiexie",
        "kuaile",
        "xingfu",
        "pingan",
        "tiantian",
        "beijing",
        "shanghai",
        "zhongguo",
        "zhang",
        "wang",
        "li",
        "liu",
        "chen",
        "yang",
        "huang",
        "zhao",
        "wu",
        "zhou",
        "xu",
        "sun",
        "ma",
        "zhu",
        "hu",
        "lin",
        "guo",
        "he",
        "gao",
        "luo",
    ]
)
#: Sequences of digits, the alphabet and the keyboard.
_RUNS = (
    "01234567890123456789", "09876543210987654321", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm", "13579246801357924680",
    "14725836901472583690", "31415926535897932384", "5201314520131452013145201314",
)  # fmt: skip


class NotCommon(theirs.CommonPasswordValidator):
    """Refuses leaked passwords, also with the usual variations: digits and punctuation around them, repetition,
    capitals, ``@`` for ``a``; and mere keyboard sequences.

    The leaked passwords are Django's list and the operator's (``settings.KNOWN_PASSWORDS``). All other
    passwords are accepted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.passwords |= _SPELT | set(_read_known(settings.KNOWN_PASSWORDS))

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        folded = password.strip().casefold()
        bare = folded.strip(string.punctuation)
        spelt = {folded, folded.translate(_LETTERS), bare.translate(_LETTERS)}
        if _trim_affixes(folded) & self.passwords or any(
            self._is_known(one) or self._is_made_of_known(one) for one in spelt
        ):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def _is_made_of_known(self, folded: str) -> bool:
        letters, digits = _AROUND.sub("", folded), _OTHERS.sub("", folded)
        return (len(letters) < _FEW or self._is_known(letters)) and (
            len(digits) <= _FEW or self._is_known(digits) or _DATE.fullmatch(digits) is not None
        )

    def _is_known(self, text: str) -> bool:
        once = _undo_repeats(text)
        return len(once) < _FEW or bool({text, once} & self.passwords) or any(
            once in run + run or once[::-1] in run + run for run in _RUNS
        )  # fmt: skip

    def get_error_message(self) -> str:
        return say("account.weak.common")


class NotOfTheDesk:
    """Refuses words that stand for this desk with only digits, punctuation and few letters around them."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        whole = password.casefold().translate(_LETTERS)
        rest = whole
        for word in sorted(_words_of_the_desk(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != whole and len(_AROUND.sub("", rest)) <= _FEW:
            raise ValidationError(say("account.weak.desk"), code="password_of_the_desk")

    def get_help_text(self) -> str:
        return say("account.weak.desk")


def _words_of_the_desk() -> set[str]:
    """The words from the settings and the parts of the site's host name."""
    parts = (urlsplit(settings.SITE).hostname or "").split(".")
    words = {
        *settings.PASSWORD_WORDS,
        *(part for part in parts if len(part) > _FEW and not part.isdecimal()),
    }
    return {word.casefold().translate(_LETTERS) for word in words}


def _undo_repeats(text: str) -> str:
    """The part that ``text`` repeats, or ``text`` itself."""
    return text[: (text + text).find(text, 1)] if text else ""


def _trim_affixes(folded: str) -> set[str]:
    """``folded`` without up to four digits or punctuation marks at either end."""
    starts = [n for n in range(_FEW + 1) if not any(one.isalpha() for one in folded[:n])]
    ends = [
        len(folded) - n
        for n in range(_FEW + 1)
        if not any(one.isalpha() for one in folded[len(folded) - n :])
    ]
    return {folded[start:end] for start in starts for end in ends if end - start > _FEW}


def _read_known(path: str) -> Iterable[str]:
    """The passwords in the operator's file, one per line; plain or gzip."""
    if not path:
        return ()
    data = Path(path).read_bytes()
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    return (line.strip().casefold() for line in data.decode("utf-8", "replace").splitlines())


class NotOneself(theirs.UserAttributeSimilarityValidator):
    def __init__(self, **options: Any) -> None:
        super().__init__(user_attributes=("name", "email"), **options)

    def get_error_message(self) -> str:
        return say("account.weak.oneself")
