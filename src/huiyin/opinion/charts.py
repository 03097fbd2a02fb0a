"""The opinion map and the consensus bars as SVG; the caller supplies all text.

The charts are legible in black and white: groups differ in the shape of their marks and the lightness of their
hatching, and are labelled; hue is never the only difference. The colours are those of
``huiyin.presentation.palette``, which this library must not import; a test keeps the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from huiyin.opinion.data import OpinionMap, StatementFigures
from huiyin.opinion.subgroup_differences import SubgroupDifference

_COLOURS = ("#0b5a61", "#a84a36", "#7566a8", "#a8772a", "#4f8a68")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", sans-serif'
_INK = "#1a2629"


@dataclass(frozen=True, slots=True)
class ChartWords:
    """``groups``: one name per group id, in order. ``left_out``: the name for participants in no group."""

    groups: tuple[str, ...]
    left_out: str
    agree: str
    disagree: str
    skip: str


def rank_pulling_statements(found: OpinionMap, most: int = 8) -> tuple[StatementFigures, ...]:
    """Select the statements that pull participants furthest apart on the map, strongest first.

    Candidates are those with at least the median number of votes, ordered by the length of their projection. A
    statement within 15 degrees of a stronger one is skipped, so that each has a direction of its own.
    """
    votes = [s.agrees + s.disagrees + s.passes for s in found.statements]
    enough = float(np.median(votes)) if votes else 0.0
    strong = [s for s, n in zip(found.statements, votes, strict=True) if n >= enough]
    chosen: list[StatementFigures] = []
    for statement in sorted(strong, key=lambda s: (-_measure_pull(s), s.id)):
        pull = _measure_pull(statement)
        if chosen and pull < _SHORTEST * _measure_pull(chosen[0]):
            break
        if pull and all(_measure_angle(statement, other) > _APART for other in chosen):
            chosen.append(statement)
    return tuple(chosen[:most])


def _measure_pull(statement: StatementFigures) -> float:
    return float(np.hypot(statement.x, statement.y))


def _measure_angle(one: StatementFigures, other: StatementFigures) -> float:
    """Return the angle between the directions of two statements."""
    return float(abs(np.angle(complex(one.x, one.y) / complex(other.x, other.y))))


#: The least angle between two arrows, in radians.
_APART = np.deg2rad(15)
#: Arrows shorter than this share of the longest are not drawn.
_SHORTEST = 0.25


def map_chart(
    found: OpinionMap,
    words: ChartWords,
    *,
    statements: Sequence[tuple[str, StatementFigures]] = (),
    width: int = 560,
) -> str:
    """Draw the participants of the groups in the plane, each group in its hull. Returns SVG text.

    Participants in no visible group are not drawn, because a place reveals something about a participant's votes.
    ``statements``: texts and figures of statements, drawn as numbered arrows towards the place of somebody who
    agrees. Their texts appear on hover; list them with their numbers beside the chart.
    """
    import altair as alt

    names = {group.id: words.groups[at] for at, group in enumerate(found.groups)}
    # Draw in order of position. In order of name, the third mark would reveal the third voter.
    points = [
        {
            "x": p.x,
            "y": p.y,
            "group": names[p.group],
        }
        for p in sorted(found.participants, key=lambda p: (p.x, p.y))
        if p.group is not None
    ]
    domain = list(names.values())
    colour = alt.Scale(domain=domain, range=_COLOURS[: len(names)])
    shape = alt.Scale(domain=domain, range=_SHAPES[: len(names)])
    legend = alt.Legend(orient="bottom", title=None, columns=3, labelLimit=260)
    layers: list[Any] = []
    labels = []
    for group in found.groups:
        spots = np.array([(p.x, p.y) for p in found.participants if p.group == group.id])
        hull = _compute_hull(spots)
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
                color=alt.Color("group:N", scale=colour, legend=legend),
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
                legend=legend,
            ),
            shape=alt.Shape("group:N", scale=shape),
        )
    )
    layers.extend(_build_arrows(found, statements))
    layers.append(
        alt.Chart(alt.InlineData(values=labels))
        .mark_text(dy=-12, fontSize=13, fontWeight="bold", color=_INK)
        .encode(x=alt.X("x:Q", axis=None), y=alt.Y("y:Q", axis=None), text="group:N")
    )
    return _render_svg(alt.layer(*layers).properties(width=width, height=int(width * 0.62)))


def _build_arrows(
    found: OpinionMap, statements: Sequence[tuple[str, StatementFigures]]
) -> list[Any]:
    """Build an arrow from the centre towards each statement's place, shortened to the extent of the participants,
    with its number at the end.
    """
    import altair as alt

    if not statements:
        return []
    longest = max(float(np.hypot(s.x, s.y)) for _, s in statements) or 1.0
    inside = (p for p in found.participants if p.group is not None)
    spread = max((float(np.hypot(p.x, p.y)) for p in inside), default=1.0)
    values = [
        {
            "x": 0.0,
            "y": 0.0,
            "x2": s.x / longest * spread * 0.7,
            "y2": s.y / longest * spread * 0.7,
            "number": str(number),
            "words": f"{number}. {text}",
        }
        for number, (text, s) in enumerate(statements, 1)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(description="words:N")
    return [
        base.mark_rule(color=_INK, opacity=0.45, strokeWidth=1.2).encode(
            x=alt.X("x:Q", axis=None), y=alt.Y("y:Q", axis=None), x2="x2:Q", y2="y2:Q"
        ),
        base.mark_point(
            shape="circle", filled=True, size=230, color="white", stroke=_INK, opacity=1
        ).encode(x=alt.X("x2:Q", axis=None), y=alt.Y("y2:Q", axis=None)),
        base.mark_text(fontSize=11, color=_INK).encode(
            x=alt.X("x2:Q", axis=None), y=alt.Y("y2:Q", axis=None), text="number:N"
        ),
    ]


def parting_chart(
    statements: Sequence[tuple[str, SubgroupDifference]],
    kinds: Sequence[tuple[str, str]],
    agree: str,
    *,
    width: int = 420,
) -> str:
    """Draw, for each statement, the share of each kind that agrees, as marks on one line. Returns SVG text.

    ``kinds``: (kind, its name) in order. They differ in shape as well as in colour.
    """
    import altair as alt

    values = []
    for text, parting in statements:
        counts = dict(parting.per_kind)
        for kind, name in kinds:
            if kind in counts:
                values.append(
                    {
                        "statement": text,
                        "kind": name,
                        "share": counts[kind][0] / max(1, sum(counts[kind])),
                    }
                )
    names = [name for _, name in kinds]
    colours = [_COLOURS[at % len(_COLOURS)] for at in range(len(names))]
    shapes = [_SHAPES[at % len(_SHAPES)] for at in range(len(names))]
    order = [text for text, _ in statements]
    y = alt.Y(
        "statement:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelLimit=320, labelFontSize=12, domain=False, ticks=False),
    )
    x = alt.X(
        "share:Q",
        title=agree,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=5, gridColor="#ddd8cd"),
    )
    base = alt.Chart(alt.InlineData(values=values))
    lines = base.mark_line(color=_INK, opacity=0.5, strokeWidth=1).encode(
        y=y, x=x, detail="statement:N"
    )
    marks = base.mark_point(filled=True, size=110, opacity=1, stroke=_INK, strokeWidth=0.5).encode(
        y=y,
        x=x,
        color=alt.Color(
            "kind:N",
            sort=names,
            scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(orient="top", title=None, columns=3, labelLimit=220),
        ),
        shape=alt.Shape("kind:N", sort=names, scale=alt.Scale(domain=names, range=shapes)),
    )
    return _render_svg(alt.layer(lines, marks).properties(width=width, height={"step": 30}))


def _compute_hull(spots: np.ndarray) -> list[tuple[float, float]]:
    """Return the corners of the convex hull as a closed outline; for collinear points, the points."""
    from scipy.spatial import ConvexHull, QhullError

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
    """Draw, for each statement, one bar per group with the shares that agree, pass and disagree. Returns SVG text."""
    import altair as alt

    sides = (words.agree, words.skip, words.disagree)
    values = []
    for index, (name, figures) in enumerate(statements):
        for group_id, (agrees, disagrees, passes) in figures.per_group:
            total = max(1, agrees + disagrees + passes)
            group = words.groups[list(group_ids).index(group_id)]
            for order, (side, number) in enumerate(
                zip(sides, (agrees, passes, disagrees), strict=True)
            ):
                values.append(
                    {
                        "statement": name,
                        "row": index,
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
            scale=alt.Scale(domain=list(sides), range=["#0b5a61", "#ecedf4", "#e0a94a"]),
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
    return _render_svg(drawn)


def _render_svg(chart: object) -> str:
    import vl_convert

    styled = (
        chart.configure(font=_FONT, background="white")  # type: ignore[attr-defined]
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, labelFontSize=12)
        .configure_legend(labelFontSize=12)
    )
    svg: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return _ENGLISH.sub("", _LABELLED.sub(_show_title, svg))


def _show_title(mark: re.Match[str]) -> str:
    return f"<path{mark[2].removesuffix('/').rstrip()}><title>{mark[1]}</title></path>"


#: A mark with a text: browsers show a title on hover without scripts, and screen readers read it aloud.
_LABELLED = re.compile(
    r'<path(?=\s[^<>]*?aria-label="(\d+\. [^"<]*)")([^<>]*+)(?:(?<=/)>|></path>)'
)
#: Vega's own descriptions of axes and marks are English in any language. They are removed: the page names the
#: picture and has its table.
_ENGLISH = re.compile(r' (?:role|aria-label|aria-roledescription)="[^"]{0,500}"')
