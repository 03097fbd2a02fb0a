"""Where the enacted text's words come from, in two respects.

First, the stage at which they entered (the draft or the suggestions); second, the laws they derive from (those in
``sources``), whoever brought them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huiyin.intake import Suggestion
from huiyin.law import Law
from huiyin.report.consultation_file import ConsultationPlan, UnusableConsultation
from huiyin.trace.provenance import (
    Index,
    Origin,
    Provenance,
    ProvenanceSource,
    SourceProblem,
    SourceText,
    UnusableIndex,
    list_traced_units,
    read_sources,
    trace_provenance,
)
from huiyin.trace.provenance.index import is_index

#: Ids of the sources that every consultation has; the report names them in the reader's language.
DRAFT, SUGGESTIONS = " draft", " suggestions"


@dataclass(frozen=True)
class Provenances:
    """``stages`` and ``origins``: language → provenance of the enacted text, from draft and suggestions, and from
    the library. ``origins`` is empty without a library. ``problems``: those of the library.
    """

    stages: Mapping[str, Provenance]
    origins: Mapping[str, Provenance]
    problems: tuple[SourceProblem, ...] = ()


def trace_sources(
    plan: ConsultationPlan,
    drafts: Mapping[str, Law],
    enacted: Mapping[str, Law],
    suggestions: tuple[Suggestion, ...],
) -> Provenances:
    """Trace the provenance of each enacted text that has a draft.

    Words of the draft are attributed to it even if a suggestion repeats them, because the draft came first. Raises
    :class:`UnusableConsultation` if ``sources`` is not a folder of sources.
    """
    library, problems = _load_library(plan.sources) if plan.sources else (None, ())
    stages, origins = {}, {}
    for language, law in enacted.items():
        if language not in drafts:
            continue
        own = [
            SourceText(
                ProvenanceSource(DRAFT, origin=Origin.DOMESTIC, date=plan.opens),
                list_traced_units(drafts[language]),
            ),
            SourceText(
                ProvenanceSource(
                    SUGGESTIONS, origin=Origin.DOMESTIC, date=plan.closes or plan.opens
                ),
                tuple((s.id, s.wording) for s in suggestions if s.wording),
            ),
        ]
        # No minimum length here: what was suggested and is now in the law counts, however short.
        stages[language] = trace_provenance(list_traced_units(law), Index.in_memory(own), least=1)
        if library is not None:
            origins[language] = trace_provenance(list_traced_units(law), library)
    return Provenances(stages, origins, problems)


def _load_library(path: Path) -> tuple[Index, tuple[SourceProblem, ...]]:
    if not path.is_dir():
        raise UnusableConsultation("sources_no_folder", path=str(path))
    if not is_index(path):
        read = read_sources(path)
        return Index.in_memory(read.texts), read.problems
    try:
        return Index.open(path), ()
    except UnusableIndex as error:
        raise UnusableConsultation("sources_damaged", path=str(path)) from error
