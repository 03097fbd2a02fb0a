from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from huiyin.intake import Suggestion, read_suggestions
from huiyin.law import read_law
from huiyin.presentation.provenance_chart import provenance_svg
from huiyin.report.consultation_file import UnusableConsultation, read_consultation
from huiyin.report.provenance import DRAFT, SUGGESTIONS, Provenances, trace_sources

KEPT = "居民可以向街道办事处申请在社区花园种植蔬菜和花卉。"
ASKED = "街道办事处应当自收到申请之日起十日内书面答复并说明理由。"
MODEL = "申请种植的居民应当使用不含化学农药的方法照料植物和土壤。"
PLAN = """
[consultation]
id = "garden"
opens = 2026-03-02
closes = 2026-04-01
[draft]
zh = "draft.txt"
[enacted]
zh = "enacted.txt"
[inputs]
suggestions = "asked.csv"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(f"花园条例\n\n第一条　{KEPT}\n第二条　{MODEL}\n", "utf-8")
    enacted = f"花园条例\n\n第一条　{KEPT}\n第二条　{MODEL}\n第三条　{ASKED}\n"
    (tmp_path / "enacted.txt").write_text(enacted, "utf-8")
    rows = f"id,target,action,wording\nS1,第一条,replace,{KEPT}{ASKED}\n"
    (tmp_path / "asked.csv").write_text(rows, "utf-8")
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "model.txt").write_text(f"花园示范法\n\n第一条　{MODEL}\n", "utf-8")
    table = "file,origin,country\nmodel.txt,foreign,FR\n"
    (tmp_path / "laws" / "sources.csv").write_text(table, "utf-8")
    return tmp_path


def found(folder: Path, more: str = "") -> Provenances:
    (folder / "consultation.toml").write_text(PLAN + more, "utf-8")
    plan = read_consultation(folder / "consultation.toml")
    asked: tuple[Suggestion, ...] = read_suggestions(folder / "asked.csv").taken
    drafts, enacted = ({"zh": read_law(files["zh"])} for files in (plan.draft, plan.enacted))
    return trace_sources(plan, drafts, enacted, asked)


def test_what_a_suggestion_repeats_of_the_draft_is_the_drafts(folder: Path) -> None:
    told = found(folder)
    assert told.origins == {}
    by_article = {
        p.eid: [passage.source for passage in p.passages] for p in told.stages["zh"].provisions
    }
    assert by_article == {"art_1": [DRAFT], "art_2": [DRAFT], "art_3": [SUGGESTIONS]}


def test_a_foreign_law_is_the_origin_whoever_carried_its_words(folder: Path) -> None:
    told = found(folder, 'sources = "laws"\n').origins["zh"]
    assert [p.passages[0].source for p in told.provisions if p.passages] == ["model.txt"]
    words = [p.words for p in told.provisions]
    assert told.internationalisation == pytest.approx(words[1] / sum(words))
    assert told.localisation == pytest.approx(1 - told.internationalisation)


def test_sources_that_are_no_folder_are_named(folder: Path) -> None:
    with pytest.raises(UnusableConsultation) as error:
        found(folder, 'sources = "draft.txt"\n')
    assert error.value.code == "sources_no_folder"
    assert error.value.details["path"].endswith("draft.txt")
    (folder / "laws" / "index.json").write_text("{", "utf-8")
    with pytest.raises(UnusableConsultation, match="sources_damaged"):
        found(folder, 'sources = "laws"\n')


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bars_are_as_long_as_the_shares_and_say_them_without_colour(
    folder: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_LANG", language)
    told = found(folder).stages["zh"]
    picture = ET.fromstring(provenance_svg(read_law(folder / "enacted.txt"), told, "a < b"))
    space = "{http://www.w3.org/2000/svg}"
    rows = picture.findall(f"{space}g")
    assert len(rows) == 3
    for row, provision in zip(rows, told.provisions, strict=True):
        whole, *passages = [float(box.attrib["width"]) for box in row.findall(f"{space}rect")]
        for wide, passage in zip(passages, provision.passages, strict=True):
            assert wide / whole == pytest.approx(passage.share, abs=0.001)
        words = row.find(f"{space}title")
        assert words is not None and "100%" in (words.text or "")
    fills = {box.attrib["fill"] for row in rows for box in row.findall(f"{space}rect")[1:]}
    assert len(fills) == 2 and any(fill.startswith("url(#") for fill in fills)
