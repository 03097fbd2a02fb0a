"""How the report names things: provisions, organisations, shortened texts."""

from __future__ import annotations

from huiyin.i18n import current_language, say
from huiyin.law import Law
from huiyin.text.numerals import write_chinese


def name_provision(law: Law, eid: str) -> str:
    """``第十二条第二款第（三）项`` or ``Article 12, paragraph 2, (c)``, as the law itself prints it;
    what it does not print (an unnumbered 款) is counted."""
    provision = law.by_eid.get(eid)
    if provision is None:
        return eid
    chain = [provision]
    unit = law.article_of(eid)
    while unit is not None and chain[0].eid != unit.eid and chain[0].eid in law.parent_of:
        chain.insert(0, law.by_eid[law.parent_of[chain[0].eid]])
    chinese = law.language.startswith("zh")
    parts = []
    for link in chain:
        if link.kind == "section" and link.num.endswith(("、", "）")):
            parts.append(link.num + link.heading)  # 二、管辖
        elif link.num and not (chinese and link.kind in ("point", "subpoint")):
            parts.append(link.num)
        elif link.kind in ("paragraph", "point", "subpoint"):
            number = link.eid.rpartition("_")[2]
            if chinese and number.isdigit():
                number = write_chinese(int(number))
            parts.append(say(f"run.provision.{link.kind}", law.language, number=number))
        else:
            parts.append(link.num or link.heading)
    return ("" if chinese else ", ").join(part for part in parts if part)


def shorten_text(text: str, length: int = 160) -> str:
    """At most ``length`` characters, cut at a word or a Chinese character, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length]
    if current_language() == "en" and " " in cut[length // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip("，、；,;: ") + "…"
