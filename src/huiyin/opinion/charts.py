"""The opinion map and the consensus bars as SVG; the caller brings the words.

Legible in black and white: groups differ by the shape of their marks and by hatching lightness, and
carry their names. Not by hue alone: the palette is Okabe and Ito's (2008), safe for the colour-blind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull, QhullError

from huiyin.opinion.data import OpinionMap, StatementFigures

_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", sans-serif'
_INK = "#1b2430"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """``groups``: one name per group id, in order; ``left_out``: name of who is in none."""

    groups: tuple[str, ...]
    left_out: str
    agree: str
    disagree: str
    skip: str


def map_chart(found: OpinionMap, words: ChartWords, *, width: int = 560) -> str:
    """Participants in the plane, each group in its hull. Returns SVG text."""
    import altair as alt

    names = {group.id: words.groups[at] for at, group in enumerate(found.groups)}
    points = [
        {
            "x": p.x,
            "y": p.y,
            "group": names.get(p.group, words.left_out) if p.group is not None else words.left_out,
        }
        for p in found.participants
    ]
    domain = [*names.values(), words.left_out]
    colour = alt.Scale(domain=domain, range=[*_COLOURS[: len(names)], "#9aa3ab"])
    shape = alt.Scale(domain=domain, range=[*_SHAPES[: len(names)], "circle"])
    layers: list[alt.Chart] = []
    labels = []
    for group in found.groups:
        spots = np.array([(p.x, p.y) for p in found.participants if p.group == group.id])
        hull = _hull(spots)
        outline = [
            {"x": x, "y": y, "at": at, "group": names[group.id]} for at, (x, y) in enumerate(hull)
        ]
        layers.append(
            alt.Chart(alt.InlineData(values=outline))
            .mark_line(filled=True, fillOpacity=0.12, strokeWidth=1.5, strokeOpacity=0.9)
            .encode(
                x=alt.X("x:Q", axis=None),
                y=alt.Y("y:Q", axis=None),
                order="at:Q",
                color=alt.Color("group:N", scale=colour, legend=None),
            )
        )
        labels.append(
            {
                "x": float(spots[:, 0].mean()),
                "y": float(max(y for _, y in hull)),
                "group": names[group.id],
            }
        )
    layers.append(
        alt.Chart(alt.InlineData(values=points))
        .mark_point(filled=True, size=42, opacity=0.85, stroke="white", strokeWidth=0.4)
        .encode(
            x=alt.X("x:Q", axis=None),
            y=alt.Y("y:Q", axis=None),
            color=alt.Color(
                "group:N",
                scale=colour,
                legend=alt.Legend(orient="bottom", title=None, columns=3, labelLimit=260),
            ),
            shape=alt.Shape("group:N", scale=shape),
        )
    )
    layers.append(
        alt.Chart(alt.InlineData(values=labels))
        .mark_text(dy=-8, fontSize=13, fontWeight="bold", color=_INK)
        .encode(x=alt.X("x:Q", axis=None), y=alt.Y("y:Q", axis=None), text="group:N")
    )
    return _svg(alt.layer(*layers).properties(width=width, height=int(width * 0.62)))


def _hull(spots: np.ndarray) -> list[tuple[float, float]]:
    """The corners of the smallest convex outline, closed; for points in a line, the points."""
    try:
        corners = spots[ConvexHull(spots).vertices]
    except (QhullError, ValueError):
        corners = spots[np.lexsort(spots.T)]
    closed = [*corners.tolist(), corners[0].tolist()]
    return [(float(x), float(y)) for x, y in closed]


def consensus_chart(
    statements: Sequence[tuple[str, StatementFigures]],
    words: ChartWords,
    group_ids: Sequence[int],
    *,
    width: int = 420,
) -> str:
    """For each named statement one bar per group: shares that agree, pass and disagree. SVG text."""
    import altair as alt

    sides = (words.agree, words.skip, words.disagree)
    values = []
    for at, (name, figures) in enumerate(statements):
        for group_id, (agrees, disagrees, passes) in figures.per_group:
            total = max(1, agrees + disagrees + passes)
            group = words.groups[list(group_ids).index(group_id)]
            for order, (side, number) in enumerate(
                zip(sides, (agrees, passes, disagrees), strict=True)
            ):
                values.append(
                    {
                        "statement": name,
                        "row": at,
                        "group": group,
                        "side": side,
                        "share": number / total,
                        "order": order,
                    }
                )
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("group:N", title=None, sort=list(words.groups)),
        x=alt.X(
            "share:Q", stack="zero", title=None, axis=alt.Axis(format="%", tickCount=5, grid=False)
        ),
        order="order:Q",
    )
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.5, height={"band": 0.8}).encode(
        color=alt.Color(
            "side:N",
            sort=list(sides),
            scale=alt.Scale(domain=list(sides), range=["#0b5c8a", "#e6e9ec", "#e0a96d"]),
            legend=alt.Legend(orient="top", title=None),
        )
    )
    drawn = bars.properties(width=width, height={"step": 20}).facet(
        row=alt.Row(
            "statement:N",
            sort=alt.EncodingSortField("row"),
            title=None,
            header=alt.Header(
                labelOrient="top",
                labelAnchor="start",
                labelLimit=width + 90,
                labelFontSize=12,
                labelColor=_INK,
            ),
        ),
        spacing=10,
    )
    return _svg(drawn)


def _svg(chart: object) -> str:
    import vl_convert

    styled = (
        chart.configure(font=_FONT, background="white")  # type: ignore[attr-defined]
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, labelFontSize=12)
        .configure_legend(labelFontSize=12)
    )
    svg: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return svg
