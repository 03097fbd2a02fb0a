"""How the report names provisions and organisations, and shortens texts."""

from __future__ import annotations

import re

from huiyin.i18n import say
from huiyin.law import Law, Provision
from huiyin.text.numerals import write_chinese

#: A paragraph printed as ``2.`` would end a sentence when cited as printed; ``(2)`` and ``(a)`` do not.
_COUNTED = re.compile(r"\d{1,4}\.?")


def name_provision(law: Law, eid: str) -> str:
    """Name a provision as the law itself prints it: ``第十二条第二款第（三）项`` or ``Article 12, paragraph 2, (c)``.

    Unnumbered ones (款) are counted.
    """
    provision = law.by_eid.get(eid)
    if provision is None:
        return eid
    parts = [_name_link(link, law.language) for link in _list_from_article(law, provision)]
    between = "" if law.language.startswith("zh") else ", "
    return between.join(part for part in parts if part)


def _list_from_article(law: Law, provision: Provision) -> list[Provision]:
    """Return the provisions from the containing article down to this one; only itself if it is in no article."""
    chain = [provision]
    unit = law.article_of(provision.eid)
    while unit is not None and chain[0].eid != unit.eid and chain[0].eid in law.parent_of:
        chain.insert(0, law.by_eid[law.parent_of[chain[0].eid]])
    return chain


def _name_link(link: Provision, language: str) -> str:
    """Name a provision relative to its parent."""
    chinese = language.startswith("zh")
    if link.kind == "section" and link.num.endswith(("、", "）")):
        return link.num + link.heading  # 二、管辖
    counted = link.kind in ("paragraph", "point", "subpoint")
    if counted and not chinese and _COUNTED.fullmatch(link.num):
        return say(f"run.provision.{link.kind}", language, number=link.num.rstrip("."))
    if link.num and not (chinese and link.kind in ("point", "subpoint")):
        return link.num
    if not counted:
        return link.num or link.heading
    number = link.eid.rpartition("_")[2]
    if chinese and number.isdigit():
        number = write_chinese(int(number))
    return say(f"run.provision.{link.kind}", language, number=number)


def shorten_text(text: str, length: int = 160) -> str:
    """Shorten a text to at most ``length`` characters, with an ellipsis and between words if it has spaces."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length]
    if _is_within_word(flat, length) and " " in cut[length // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip("，、；,;: ") + "…"


def _is_within_word(text: str, at: int) -> bool:
    """Tell whether there are letters of a space-separated script on both sides; Chinese never counts."""
    return all(letter.isalnum() and ord(letter) < _NO_SPACES for letter in text[at - 1 : at + 1])


#: From this code point on, scripts are written without spaces: kana, Chinese and later blocks.
_NO_SPACES = 0x2E80
