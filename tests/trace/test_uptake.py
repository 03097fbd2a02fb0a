from __future__ import annotations

import csv
from pathlib import Path

import pytest

from huiyin.intake import read_suggestions
from huiyin.law import read_law
from huiyin.trace import TracedSuggestion, Uptake, Verdict, trace_uptake
from tests.trace.garden_ordinance import DRAFT, ELSE, TEN_DAYS, asked_of, law, with_article


def test_a_persons_verdict_stands_beside_the_machines() -> None:
    asks = [TracedSuggestion("s", "第二条", "replace", TEN_DAYS, "", "zh")]
    uptake = trace_uptake(asks, law(DRAFT), law(DRAFT), decisions={"s": Verdict.PARTLY}).uptakes[0]
    assert (uptake.verdict, uptake.person_verdict, uptake.final_verdict) == (
        Verdict.NOT_ADOPTED,
        Verdict.PARTLY,
        Verdict.PARTLY,
    )


def test_the_examples_verdicts_are_those_a_person_recorded(climate_act: Path) -> None:
    laws = {
        version: {
            language: read_law(climate_act / f"{version}.{language}.docx")
            for language in ("zh", "en")
        }
        for version in ("draft", "enacted")
    }
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in read_suggestions(climate_act / "suggestions.xlsx").taken
    ]
    tracing = trace_uptake(asks, laws["draft"], laws["enacted"])
    with (climate_act / "truth.csv").open(encoding="utf-8") as handle:
        truth = {row["suggestion"]: row for row in csv.DictReader(handle)}
    assert {u.ask.id: str(u.verdict) for u in tracing.uptakes} == {
        k: r["verdict"] for k, r in truth.items()
    }
    placed = {
        u.ask.id: u.passages[-1].eid
        for u in tracing.uptakes
        if u.verdict in ("adopted", "partly", "elsewhere")
    }
    assert {k: v for k, v in placed.items() if v != truth[k]["where"]} == {}


CASES = Path(__file__).parent / "data/uptake"


def verdicts_of(case: str) -> dict[str, Uptake]:
    draft, enacted = (read_law(CASES / f"{case}.{version}.md") for version in ("draft", "enacted"))
    asked = read_suggestions(CASES / f"{case}.suggestions.csv").taken
    asks = [
        TracedSuggestion(s.id, s.target, str(s.action), s.wording, s.text, s.language)
        for s in asked
    ]
    return {u.ask.id: u for u in trace_uptake(asks, draft, enacted).uptakes}


def test_an_or_that_becomes_a_list_is_adopted_whatever_was_added_to_the_article() -> None:
    found = verdicts_of("or-becomes-list")
    assert {str(u.verdict) for u in found.values()} == {"adopted"}


def test_sentences_that_nobody_took_up_are_not_adopted_in_a_rewritten_article() -> None:
    for uptake in verdicts_of("invented").values():
        assert uptake.verdict is Verdict.NOT_ADOPTED
        assert uptake.score < 0.12


def test_the_number_of_an_item_is_no_quantity() -> None:
    assert {str(u.verdict) for u in verdicts_of("item-number").values()} == {"adopted"}


@pytest.mark.parametrize("more", ["", ELSE, ELSE + "\n" + DRAFT[4], DRAFT[3] + ELSE])
@pytest.mark.parametrize("before", [False, True])
def test_what_became_of_a_change_does_not_hang_on_a_paragraph_added_elsewhere(
    more: str, before: bool
) -> None:
    changed = "花园管理人应当每季度公布种植计划，并接受居民和所在地居民委员会监督。"
    whole = "\n".join(part for part in ((more, changed) if before else (changed, more)) if part)
    asked = {
        "whole": TracedSuggestion("whole", "第三条", "replace", changed, "", "zh"),
        "word": TracedSuggestion(
            "word", "第三条", "replace", "", "将“可以公布”改为“应当每季度公布”", "zh"
        ),
        "none": TracedSuggestion(
            "none", "第三条", "insert", "花园夜间不得使用高音喇叭。", "", "zh"
        ),
    }
    tracing = trace_uptake(list(asked.values()), law(DRAFT), law(with_article(3, whole)))
    found = {u.ask.id: str(u.verdict) for u in tracing.uptakes}
    assert found == {"whole": "adopted", "word": "adopted", "none": "not_adopted"}


def test_an_english_sentence_is_its_own_without_a_space_before_it() -> None:
    went = "The register shall be made public by the authority and sent to each member every year."
    draft = f"The authority keeps a register (2). {went}"
    asks = [(went, f"The school board shall not be liable for damages of any kind.{went}")]
    asks.append(("(2).", "(2).The school board shall not be liable for damages of any kind."))
    enacted = "The authority keeps a register (2)."
    found = asked_of(draft, enacted, asks)
    assert {str(u.verdict) for u in found} == {"not_adopted"}
