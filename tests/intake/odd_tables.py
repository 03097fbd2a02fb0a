"""A table whose headings say nothing."""

from __future__ import annotations

import pytest

from huiyin.law import Law, read_law

__all__ = ["law"]

LAW = "湿地保护法（草案）\n第一条 为了保护湿地，制定本法。\n第二条 规划应当每五年修订一次。\n第三条 本法自公布之日起施行。\n"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    path = tmp_path_factory.mktemp("law") / "law.txt"
    path.write_text(LAW, "utf-8")
    return read_law(path)


SAID = (
    "规划应当每三年修订一次，五年太长。",
    "建议明确罚款的数额，目前过于笼统。",
    "应当写明保护生物多样性。",
)
