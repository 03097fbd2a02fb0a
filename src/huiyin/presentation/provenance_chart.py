"""The provenance bar of every article: what is borrowed, from whom, and how much of it was changed.

Each source has its own colour and hatching, so that the picture reads in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from huiyin.i18n import say, say_percent
from huiyin.law import Law
from huiyin.presentation.charts import FONT
from huiyin.presentation.citations import name_provision, shorten_text
from huiyin.presentation.palette import INK, SERIES, SOFT
from huiyin.presentation.provenance_labels import say_source
from huiyin.trace.provenance import Provenance

_LINE = "#8a97a3"
#: Colour and hatching (an SVG path in an 8 × 8 tile) of the sources, the largest share first.
_FILLS = (
    (SERIES[0], ""),
    (SERIES[1], "M0 8L8 0M-2 2L2 -2M6 10L10 6"),
    (SERIES[2], "M0 0L8 8M-2 6L2 10M6 -2L10 2"),
    (SERIES[3], "M0 4H8"),
    (SERIES[4], "M4 0V8"),
)
_REST = ("#b9c2ca", "M0 4H8M4 0V8")
_BAR, _ROW, _NAME, _WIDTH, _COLUMN_ROWS = 13, 19, 104, 240, 70


def provenance_svg(law: Law, found: Provenance, heading: str) -> str:
    """Draw the bars of all provisions in columns below ``heading`` and a legend. Returns SVG text.

    The length of a bar is the provision's words without stock phrases. Passages are in text order; their height
    shows how much was kept: a passage of which a third was changed has two thirds of the height.
    """
    fill_of = {total.source.id: f"s{at}" for at, total in enumerate(found.sources[: len(_FILLS)])}
    rows = list(found.provisions)
    columns = max(2 if len(rows) > 30 else 1, -(-len(rows) // _COLUMN_ROWS))
    per_column = -(-len(rows) // columns) if rows else 1
    legend = _list_legend(found, fill_of)
    top = 56 + 22 * len(legend)
    step = _NAME + _WIDTH + 36
    width = max(640, 20 + columns * step)
    height = top + per_column * _ROW + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family=\'{FONT}\' font-size="12" fill="{INK}">',
        _render_patterns(),
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="22" font-size="14" font-weight="600">{escape(heading)}</text>',
        f'<text x="16" y="40" fill="{SOFT}">{escape(say("provenance.chart_note"))}</text>',
    ]
    for index, (fill, words) in enumerate(legend):
        y = 52 + 22 * index
        parts.append(_render_box(16, y, 26, 14, fill))
        parts.append(f'<text x="50" y="{y + 11.5}">{escape(words)}</text>')
    for index, provision in enumerate(rows):
        x, y = 16 + (index // per_column) * step, top + (index % per_column) * _ROW
        name = shorten_text(name_provision(law, provision.eid) or say("provenance.whole"), 16)
        parts.append(f"<g><title>{escape(_describe_bar(name, found, index))}</title>")
        parts.append(
            f'<text x="{x + _NAME - 8}" y="{y + 10.5}" text-anchor="end">{escape(name)}</text>'
        )
        parts.append(_render_box(x + _NAME, y, _WIDTH, _BAR, "own"))
        parts += _render_passages(found, index, fill_of, x + _NAME, y)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"])


def _list_legend(found: Provenance, fill_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (fill, words) for sources with their own fill, for the others together, and for own words."""
    shown, others = found.sources[: len(fill_of)], found.sources[len(fill_of) :]
    legend = [
        (
            fill_of[total.source.id],
            f"{shorten_text(say_source(total), 90)}  {say_percent(total.share)}",
        )
        for total in shown
    ]
    rest = sum(total.share for total in others)
    if rest:
        legend.append(("rest", f"{say('provenance.other')}  {say_percent(rest)}"))
    legend.append(("own", f"{say('provenance.own')}  {say_percent(found.own)}"))
    return legend


def _describe_bar(name: str, found: Provenance, at: int) -> str:
    provision = found.provisions[at]
    said = [
        say(
            "provenance.passage",
            source=b.source,
            share=say_percent(b.share),
            adaptation=say_percent(b.adaptation),
        )
        for b in provision.passages
    ]
    own = f"{say('provenance.own')} {say_percent(provision.own)}"
    return "\n".join([name, *said, own])


def _render_passages(
    found: Provenance, at: int, fill_of: dict[str, str], left: float, top: float
) -> Sequence[str]:
    """Draw the passages of one bar in text order, with own words between them."""
    provision = found.provisions[at]
    # Own words are distributed over the gaps in proportion to the characters there.
    holes, last = [], 0
    for passage in provision.passages:
        holes.append(max(0, passage.start - last))
        last = passage.end
    total = sum(holes) + max(0, provision.length - last) or 1
    drawn, place = [], left
    for passage, hole in zip(provision.passages, holes, strict=True):
        place += _WIDTH * provision.own * hole / total
        wide = _WIDTH * passage.share
        high = max(3.0, _BAR * (1 - passage.adaptation))
        fill = fill_of.get(passage.source, "rest")
        drawn.append(_render_box(place, top + _BAR - high, wide, high, fill))
        place += wide
    return drawn


def _render_box(x: float, y: float, width: float, height: float, fill: str) -> str:
    # The first source has a plain fill: tiles of a pattern without lines would show their seams.
    paint = {"own": "#fff", "s0": _FILLS[0][0]}.get(fill, f"url(#{fill})")
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{paint}"'
        f' stroke="{_LINE if fill == "own" else "#fff"}" stroke-width="0.8"/>'
    )


def _render_patterns() -> str:
    tiles = []
    for name, (colour, path) in [(f"s{n}", f) for n, f in enumerate(_FILLS)] + [("rest", _REST)]:
        drawn = f'<path d="{path}" stroke="#fff" stroke-width="1.6"/>' if path else ""
        tiles.append(
            f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{colour}"/>{drawn}</pattern>'
        )
    return f"<defs>{''.join(tiles)}</defs>"
