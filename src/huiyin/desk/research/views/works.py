"""A work in public: its page, its files, how it is cited, and what of it stands in a law."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.consultations.api.lookups import find_enacted_consultation
from huiyin.desk.core.addresses import note_languages
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.laws.api import map_laws
from huiyin.desk.registry.api.focus_list import map_focuses
from huiyin.desk.research.api import library
from huiyin.desk.research.readers import Reader, read_reader
from huiyin.desk.research.rights import Deed, may_on_work
from huiyin.presentation.bibliography import (
    LICENCES,
    describe_json_ld,
    list_citation_tags,
    write_bibtex,
    write_ris,
)
from huiyin.presentation.citations import name_provision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiyin.desk.research.models import LawTrace, Prize, Work, WorkVersion
    from huiyin.law import Law

#: What files of research are, by their endings; all others are bytes.
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".json": "application/json",
    ".zip": "application/zip",
}


def find_shown(request: HttpRequest, slug: str) -> tuple[Work, Reader]:
    """The work and who asks for it; 404 where they may not know of it."""
    reader = read_reader(request.user)
    work = library.find_work(reader, slug)
    if work is None:
        raise Http404
    return work, reader


@require_safe
@cached_page
def show_work(request: HttpRequest, slug: str) -> HttpResponse:
    """A work: what it is, its versions, who used it, what honoured it; with what search engines and Zotero read."""
    work, reader = find_shown(request, slug)
    note_languages(request, work.title_zh, work.title_en)
    versions = library.list_versions(work)
    prizes = list(work.prizes.filter(withdrawn_at=None).select_related("body"))
    items = library.list_items(work, versions[0].number if versions else 0)
    context = {
        "work": work,
        "authors": list(work.authors.all()),
        "themes": library.name_themes(work, map_focuses()),
        "versions": versions,
        "uses": list(
            work.uses.filter(withdrawn_at=None).select_related("authority", "consultation")
        ),
        "prizes": prizes,
        "traces": _list_traces(work),
        "licence_url": LICENCES.get(work.licence, ""),
        "tags": list_citation_tags(items[0], pdf=_find_pdf(work, versions)) if items else [],
        "json_ld": _describe(work, versions, prizes, items) if items else None,
        "may_write": may_on_work(reader, Deed.WRITE, work),
        "may_manage": may_on_work(reader, Deed.REPORT, work),
        "may_honour": may_on_work(reader, Deed.HONOUR, work) and work.state == "published",
    }
    return render(request, "research/work.html", context)


def _list_traces(work: Work) -> list[LawTrace]:
    """A law in which passages were found, once."""
    found: dict[int, LawTrace] = {}
    for trace in work.law_traces.select_related("consultation"):
        if trace.passages:
            found.setdefault(trace.consultation_id, trace)
    return list(found.values())


def _find_pdf(work: Work, versions: Sequence[WorkVersion]) -> str:
    """The address of the newest text as PDF; empty where there is none."""
    for version in versions[:1]:
        for file in version.files.all():
            if file.role == "text" and file.name.lower().endswith(".pdf"):
                return build_url("research_file", work.slug, file.pk)
    return ""


def _describe(
    work: Work,
    versions: Sequence[WorkVersion],
    prizes: Sequence[Prize],
    items: list[dict[str, Any]],
) -> dict[str, Any]:
    files = [
        {
            "url": build_url("research_file", work.slug, file.pk),
            "name": file.name,
            "media_type": find_media_type(file.name),
            "sha256": file.sha256,
        }
        for version in versions[:1]
        for file in version.files.all()
        if not work.is_withdrawn
    ]
    url = build_url("research_work", work.slug)
    return describe_json_ld(items, url, awards=[prize.name for prize in prizes], files=files)


def find_media_type(name: str) -> str:
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


#: Ending → what writes it, and its type.
_WRITERS = {
    "bib": (write_bibtex, "application/x-bibtex"),
    "ris": (write_ris, "application/x-research-info-systems"),
    "json": (
        lambda items: json.dumps(list(items), ensure_ascii=False, indent=1),
        "application/vnd.citationstyles.csl+json",
    ),
}


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_citation(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """How the work is cited: BibTeX, RIS or CSL-JSON."""
    if ending not in _WRITERS:
        raise Http404
    work, _ = find_shown(request, slug)
    version = work.versions.first()
    write, media_type = _WRITERS[ending]
    written = write(library.list_items(work, version.number if version else 0))
    answer = HttpResponse(written, content_type=f"{media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{work.slug}.{ending}"'
    return answer


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_file(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """A file of a version, as it was deposited."""
    work, _ = find_shown(request, slug)
    found = library.find_file(work, number)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_evidence(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """What shows that a prize was given."""
    work, _ = find_shown(request, slug)
    prize = work.prizes.filter(pk=number, withdrawn_at=None).first()
    if prize is None or not prize.file:
        raise Http404
    return FileResponse(prize.file.open("rb"), as_attachment=True, filename=prize.file_name)


@require_safe
@cached_page
def show_trace(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The passages of a law that come from what the work recommends, both side by side."""
    work, reader = find_shown(request, slug)
    consultation = find_enacted_consultation(number)
    traces = list(work.law_traces.filter(consultation=number).select_related("decided_by"))
    if consultation is None or not traces:
        raise Http404
    laws = map_laws(consultation.enacted)
    return render(
        request,
        "research/law.html",
        {
            "work": work,
            "consultation": consultation,
            "traces": [
                (trace, _list_passages(trace, laws.get(trace.language))) for trace in traces
            ],
            "decision": traces[0],
            "may_trace": may_on_work(reader, Deed.TRACE, work),
        },
    )


def _list_passages(trace: LawTrace, law: Law | None) -> list[dict[str, Any]]:
    """Each passage with both texts in pieces, those that stand in the other marked."""
    return [
        {
            "number": passage["number"],
            "place": name_provision(law, passage["eid"]) if law is not None else passage["eid"],
            "recommendation": cut_pieces(
                passage["recommendation"], passage["recommendation_marks"]
            ),
            "text": cut_pieces(passage["text"], passage["text_marks"]),
            "share": passage["share"],
            "kept": 1 - passage["adaptation"],
        }
        for passage in trace.passages
    ]


def cut_pieces(text: str, marks: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    """The text in its pieces, and whether each is marked."""
    pieces, last = [], 0
    for begin, end in marks:
        pieces += [(text[last:begin], False), (text[begin:end], True)]
        last = end
    return [(words, marked) for words, marked in [*pieces, (text[last:], False)] if words]
