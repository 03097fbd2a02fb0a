"""A draft and a form as Word files, and what is taken from them."""

from __future__ import annotations

from pathlib import Path

from huiyin.intake import Comment, IntakeResult
from tests.wordml import (
    numbering,
    tr,
)

FILES = Path(__file__).parent / "files"
GARDENS = "某园林条例\n第一条　为了保护园林，制定本条例。\n第二条　市民应当在三十日内提出意见。\n第三条　园林应当免费开放。\n第四条　本条例自公布之日起施行。\n"
ARTICLES = numbering(("chineseCounting", "第%1条　"))
HEADS = tr("单位", "条款", "意见", "建议修改为")


def said(found: IntakeResult[Comment]) -> list[tuple[str, str, str, str]]:
    return [(c.organisation, c.eid, c.text, c.wording) for c in found.taken]


ROW = ("东园", "第二条", "太短", "六十日")
