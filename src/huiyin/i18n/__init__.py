"""The texts that people read: one catalogue per area and language, in gettext's PO format.

The library returns codes and data; the code that presents them to a person looks up the sentence here. A key begins
with its area (``law.problem.gap`` is in ``catalogues/zh/law.po``). Placeholders are named, in braces; ``n`` also
selects the plural.
"""

from huiyin.i18n.catalogue import choose_wording
from huiyin.i18n.catalogue import find_house_words as find_house_words
from huiyin.i18n.catalogue import say as say
from huiyin.i18n.catalogue import use_house_words as use_house_words
from huiyin.i18n.languages import (
    LANGUAGES,
    current_language,
    find_unoffered_language,
    is_offered,
    use_language,
)
from huiyin.i18n.locale_formats import say_date, say_number, say_percent

__all__ = [
    "LANGUAGES",
    "choose_wording",
    "current_language",
    "find_house_words",
    "find_unoffered_language",
    "is_offered",
    "say",
    "say_date",
    "say_number",
    "say_percent",
    "use_house_words",
    "use_language",
]
