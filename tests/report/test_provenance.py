from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.report.consultation_file import UnusableConsultation
from huiyin.report.provenance import DRAFT, SUGGESTIONS
from tests.report.borrowed import *  # noqa: F403
from tests.report.borrowed import found


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
