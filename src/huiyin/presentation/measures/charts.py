"""Charts of the measures as SVG.

Legible in black and white: parts carry their numbers, lines differ in their marks, and labels are beside what they
name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from huiyin.presentation.charts import to_svg
from huiyin.presentation.palette import GRID as _GRID
from huiyin.presentation.palette import INK as _INK
from huiyin.presentation.palette import MAIN, PALE, PAPER, SERIES, choose_ink
from huiyin.presentation.palette import SOFT as _SOFT

_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
#: How many parts of a bar are named; the rest are combined.
MOST_PARTS = len(SERIES)
#: A narrower part has no room for its number.
_NARROW = 0.035
_WIDTH = 560

Rows = Sequence[Mapping[str, object]]


class YearMark(NamedTuple):
    """An outside event in a year. ``number`` is above its line; the text is beside the chart."""

    year: int
    number: str


def _data(rows: Rows) -> Any:
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def render_mix(rows: Rows, parts: Sequence[str]) -> str:
    """Draw bars stacked to 100%, one per year. ``rows``: year, part, share. Each part carries its number in the
    legend.
    """
    import altair as alt

    numbered = {part: f"{at} {part}" for at, part in enumerate(parts, 1)}
    values = [
        {
            **row, "part": numbered[str(row["part"])], "order": parts.index(str(row["part"])),
            "label": str(parts.index(str(row["part"])) + 1) if float(str(row["share"])) >= _NARROW else "",
            "ink": choose_ink(SERIES[parts.index(str(row["part"]))]),
        }
        for row in rows
        if row["share"]
    ]  # fmt: skip
    base = alt.Chart(_data(values)).encode(y=alt.Y("year:O", title=None), order="order:Q")
    x = alt.X(
        "share:Q",
        stack="zero",
        title=None,
        scale=alt.Scale(domain=[0, 1], nice=False, clamp=True),
        axis=alt.Axis(format="%", tickCount=5, grid=False),
    )
    names = list(numbered.values())
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.6, height={"band": 0.82}).encode(
        x=x,
        color=alt.Color(
            "part:N",
            sort=names,
            scale=alt.Scale(domain=names, range=list(SERIES[: len(names)])),
            legend=alt.Legend(
                orient="top", title=None, columns=3, labelLimit=200, symbolType="square"
            ),
        ),
    )
    marks = base.mark_text(fontSize=11).encode(
        x=alt.X("share:Q", stack="zero", bandPosition=0.5),
        text="label:N",
        color=alt.Color("ink:N", scale=None),
    )
    return to_svg((bars + marks).properties(width=_WIDTH, height={"step": 24}))


def render_ranks(
    rows: Rows, lines: Sequence[str], *, title: str, marks: Sequence[YearMark] = ()
) -> str:
    """Draw how ranks change over the years, the first at the top. ``rows``: year, line, rank.

    Each line carries its number at every year and its name at the end.
    """
    import altair as alt

    values = [{**row, "number": lines.index(str(row["line"])) + 1} for row in rows]
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    most = max(int(str(row["rank"])) for row in rows)
    y = alt.Y(
        "rank:Q",
        title=title,
        scale=alt.Scale(domain=[most + 0.5, 0.5], nice=False),
        axis=alt.Axis(tickMinStep=1, grid=False, format="d"),
    )
    colour = alt.Color(
        "line:N", scale=alt.Scale(domain=list(lines), range=list(SERIES)), legend=None
    )
    base = alt.Chart(_data(values)).encode(x=x, y=y)
    last = max(str(row["year"]) for row in rows)
    ends = [
        {**row, "name": f"{row['number']} {row['line']}"} for row in values if row["year"] == last
    ]
    drawn: list[Any] = [
        *_draw_marks(marks, rows),
        base.mark_line(strokeWidth=2).encode(color=colour, detail="line:N"),
        base.mark_point(filled=True, size=210, opacity=1, fill="white", stroke=_INK, strokeWidth=0.8),
        base.mark_text(fontSize=11, color=_INK).encode(text="number:Q"),
        alt.Chart(_data(ends)).mark_text(align="left", dx=14, fontSize=12, color=_INK, limit=180).encode(x=x, y=y, text="name:N"),
    ]  # fmt: skip
    return to_svg(
        alt.layer(*drawn).properties(
            width=_WIDTH - 120,
            height=26 * most,
            padding={"right": 160, "left": 5, "top": 10, "bottom": 5},
        )
    )


def _draw_marks(marks: Sequence[YearMark], rows: Rows) -> list[Any]:
    """Draw dashed lines at the years of outside events, with their numbers above."""
    import altair as alt

    years = {str(row["year"]) for row in rows}
    numbers: dict[str, list[str]] = {}
    for mark in marks:
        if str(mark.year) in years:
            numbers.setdefault(str(mark.year), []).append(mark.number)
    if not numbers:
        return []
    values = [{"year": year, "number": ", ".join(own)} for year, own in sorted(numbers.items())]
    base = alt.Chart(_data(values)).encode(x=alt.X("year:O"))
    return [
        base.mark_rule(color=_SOFT, strokeDash=[3, 3], strokeWidth=1),
        base.mark_text(color=_SOFT, fontSize=11, fontStyle="italic", dy=-6).encode(
            y=alt.value(0), text="number:N"
        ),
    ]


def render_panels(rows: Rows, panels: Sequence[str]) -> str:
    """Draw small charts side by side, all on a scale from 0 to 100%, with the first and last value labelled.
    ``rows``: year, line, value.
    """
    import altair as alt

    drawn = []
    for index, panel in enumerate(panels):
        own = [dict(row) for row in rows if row["line"] == panel]
        ends = [own[0], *own[-1:]] if len(own) > 1 else own
        x = alt.X(
            "year:O", title=None, axis=alt.Axis(labelAngle=-90, labelOverlap=True, grid=False)
        )
        y = alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", gridColor=_GRID, tickCount=5, labels=not index, ticks=not index),
        )  # fmt: skip
        base = alt.Chart(_data(own)).encode(x=x, y=y)
        layers = alt.layer(
            base.mark_area(color=PALE),
            base.mark_line(color=_INK, strokeWidth=1.6),
            base.mark_point(filled=True, size=36, color=_INK, opacity=1),
            alt.Chart(_data(ends)).mark_text(dy=-12, color=_INK, fontSize=12).encode(x=x, y=y, text=alt.Text("value:Q", format=".0%")),
        )  # fmt: skip
        drawn.append(
            layers.properties(
                width=155, height=150, title=alt.TitleParams(panel, anchor="start", offset=12)
            )
        )
    return to_svg(alt.hconcat(*drawn, spacing=16))


def render_counts(rows: Rows, parts: tuple[str, str]) -> str:
    """Draw bars of two counts per year, each with its number. ``rows``: year, part, count."""
    import altair as alt

    values = [{**row, "order": parts.index(str(row["part"]))} for row in rows if row["count"]]
    base = alt.Chart(_data(values)).encode(
        y=alt.Y("year:O", title=None),
        x=alt.X("count:Q", stack="zero", title=None, axis=alt.Axis(tickMinStep=1, grid=False, format="d")),
        order="order:Q",
    )  # fmt: skip
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.6, height={"band": 0.72}).encode(
        color=alt.Color(
            "part:N",
            sort=list(parts),
            scale=alt.Scale(domain=list(parts), range=[MAIN, PAPER]),
            legend=alt.Legend(orient="top", title=None, labelLimit=300),
        )
    )
    numbers = base.mark_text(fontSize=11).encode(
        x=alt.X("count:Q", stack="zero", bandPosition=0.5),
        text="count:Q",
        color=alt.condition("datum.order == 0", alt.value(PAPER), alt.value(_INK)),
    )
    return to_svg((bars + numbers).properties(width=_WIDTH - 60, height={"step": 22}))


def render_lines(
    rows: Rows,
    lines: Sequence[str],
    *,
    title: str,
    percent: bool = False,
    height: int = 240,
    marks: Sequence[YearMark] = (),
) -> str:
    """Draw lines over the years, each named at its end.

    ``rows``: year, line, value, and low and high if there is an interval.
    """
    import altair as alt

    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        title=title,
        scale=alt.Scale(domain=[0, 1]) if percent else alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format="%" if percent else ",.2~f", gridColor=_GRID, tickCount=5),
    )
    colour = alt.Color(
        "line:N", scale=alt.Scale(domain=list(lines), range=list(SERIES)), legend=None
    )
    shape = alt.Shape(
        "line:N", scale=alt.Scale(domain=list(lines), range=list(_SHAPES)), legend=None
    )
    base = alt.Chart(_data(rows)).encode(x=x)
    drawn: list[Any] = _draw_marks(marks, rows)
    if any(row.get("low") is not None for row in rows):
        drawn.append(base.mark_rule(strokeWidth=1.4).encode(y="low:Q", y2="high:Q", color=colour))
    drawn += [
        base.mark_line(strokeWidth=1.6).encode(y=y, color=colour),
        base.mark_point(filled=True, size=70, opacity=1, stroke=_INK, strokeWidth=0.5).encode(y=y, color=colour, shape=shape),
        alt.Chart(_data(_place_names(rows, height, percent)))
        .mark_text(align="left", dx=12, fontSize=12, color=_INK, limit=170)
        .encode(x=x, y="value:Q", text="line:N"),
    ]  # fmt: skip
    return to_svg(
        alt.layer(*drawn).properties(
            width=_WIDTH - 120,
            height=height,
            padding={"right": 150, "left": 5, "top": 10, "bottom": 5},
        )
    )


def _place_names(rows: Rows, height: int, percent: bool) -> list[dict[str, object]]:
    """Place the names at the ends of the lines, moved apart if they would overlap."""
    ends = {str(row["line"]): row for row in rows}
    top = 1.0 if percent else max(float(str(row.get("high") or row["value"])) for row in rows)
    apart = 15 * top / height
    placed: list[dict[str, object]] = []
    below = float("-inf")  # values may be negative
    for row in sorted(ends.values(), key=lambda row: float(str(row["value"]))):
        below = max(float(str(row["value"])), below + apart)
        placed.append({"year": row["year"], "line": row["line"], "value": below})
    # Move labels that were pushed above the top back down, together with those below them.
    above = top + apart / 2
    for name in reversed(placed):
        above = min(float(str(name["value"])), above)
        name["value"] = above
        above -= apart
    return placed


def render_table(rows: Rows, names: Sequence[str], *, across: str, down: str) -> str:
    """Draw a table of counts, darker for larger counts. ``rows``: from, to, count."""
    import altair as alt

    most = max((int(str(row["count"])) for row in rows), default=1) or 1
    base = alt.Chart(_data([row for row in rows if row["count"]])).encode(
        x=alt.X("to:N", sort=list(names), title=across, axis=alt.Axis(orient="top", labelAngle=-40), scale=alt.Scale(domain=list(names))),
        y=alt.Y("from:N", sort=list(names), title=down, scale=alt.Scale(domain=list(names))),
    )  # fmt: skip
    # Use transparency for lightness, so that it also works on a dark page.
    cells = base.mark_rect(stroke="white", color=MAIN).encode(
        opacity=alt.Opacity("count:Q", scale=alt.Scale(domain=[0, most], range=[0, 1]), legend=None)
    )
    marks = base.mark_text(fontSize=12).encode(
        text="count:Q",
        color=alt.condition(f"datum.count > {most / 2}", alt.value(PAPER), alt.value(_INK)),
    )
    return to_svg((cells + marks).properties(width={"step": 46}, height={"step": 26}))


def render_diverging(rows: Rows, labels: Sequence[str], sides: tuple[str, str]) -> str:
    """Draw bars to both sides of an axis. ``rows``: label, left, right, note (at the right edge)."""
    import altair as alt

    values = [
        {"label": row["label"], "side": side, "value": sign * int(str(row[name])), "shown": int(str(row[name])) or "", "note": row.get("note", "")}
        for row in rows
        for name, side, sign in (("left", sides[0], -1), ("right", sides[1], 1))
    ]  # fmt: skip
    most = max((abs(int(str(value["value"]))) for value in values), default=1) or 1
    y = alt.Y("label:O", sort=list(labels), title=None)
    base = alt.Chart(_data(values)).encode(
        y=y,
        x=alt.X(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=[-1.2 * most, 1.2 * most]),
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),
        ),
    )
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.6, height={"band": 0.72}).encode(
        color=alt.Color(
            "side:N",
            sort=list(sides),
            scale=alt.Scale(domain=list(sides), range=[SERIES[1], MAIN]),
            legend=alt.Legend(orient="top", title=None, labelLimit=260),
        )
    )
    near = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-4, color=_INK)
    far = base.transform_filter("datum.value > 0").mark_text(align="left", dx=4, color=_INK)
    notes = (
        alt.Chart(_data(values))
        .transform_filter(alt.FieldEqualPredicate(field="side", equal=sides[1]))
        .mark_text(align="left", dx=14, color=_SOFT, fontSize=12)
        .encode(y=y, x=alt.value(_WIDTH - 100), text="note:N")
    )
    zero = alt.Chart(_data([{"zero": 0}])).mark_rule(color=_INK).encode(x="zero:Q")
    layers = alt.layer(bars, near.encode(text="shown:N"), far.encode(text="shown:N"), zero, notes)
    return to_svg(
        layers.properties(
            width=_WIDTH - 100,
            height={"step": 24},
            padding={"right": 120, "left": 5, "top": 5, "bottom": 5},
        )
    )


def render_ternary(rows: Rows, corners: tuple[str, str, str]) -> str:
    """Draw the path of a three-part mix over the years in a triangle; each corner is 100% of one part. ``rows``:
    year, a, b, c.
    """
    import altair as alt

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.15, 1.15]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.1, _TOP + 0.1]))
    lines = [
        {**_place(shares), "line": name, "at": at}
        for name, ends in _list_ternary_lines()
        for at, shares in enumerate(ends)
    ]
    path = [
        {**_place([float(str(row[name])) for name in "abc"]), "year": str(row["year"]), "at": at}
        for at, row in enumerate(rows)
    ]
    ends = [path[0], *path[-1:]] if len(path) > 1 else path
    layers: list[Any] = [
        alt.Chart(_data(lines)).mark_line(color=_GRID, strokeWidth=1).encode(x=x, y=y, detail="line:N", order="at:Q"),
        alt.Chart(_data(path)).mark_line(color=SERIES[0], strokeWidth=2).encode(x=x, y=y, order="at:Q"),
        alt.Chart(_data(path)).mark_point(filled=True, size=60, color=SERIES[0], opacity=1).encode(x=x, y=y),
        alt.Chart(_data(ends)).mark_text(align="left", dx=8, dy=-10, color=_INK, fontSize=12).encode(x=x, y=y, text="year:N"),
    ]  # fmt: skip
    for name, place, below in zip(corners, _CORNERS, (18, 18, -12), strict=True):
        corner = [{"x": place[0], "y": place[1], "name": name}]
        layers.append(
            alt.Chart(_data(corner)).mark_text(dy=below, color=_INK, fontSize=13).encode(x=x, y=y, text="name:N")
        )  # fmt: skip
    return to_svg(alt.layer(*layers).properties(width=420, height=380))


#: The corners of the triangle.
_TOP = 3**0.5 / 2
_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.5, _TOP))


def _place(shares: Sequence[float]) -> dict[str, float]:
    """Return the position of three shares in the triangle."""
    pairs = list(zip(shares, _CORNERS, strict=True))
    return {"x": sum(s * x for s, (x, _) in pairs), "y": sum(s * y for s, (_, y) in pairs)}


def _list_ternary_lines() -> list[tuple[str, list[tuple[float, float, float]]]]:
    """Return the triangle and its grid lines at a quarter, a half and three quarters of each corner."""
    lines = [("edge", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)])]
    for level in (0.25, 0.5, 0.75):
        rest = 1 - level
        lines += [
            (f"a{level}", [(level, rest, 0.0), (level, 0.0, rest)]),
            (f"b{level}", [(rest, level, 0.0), (0.0, level, rest)]),
            (f"c{level}", [(rest, 0.0, level), (0.0, rest, level)]),
        ]
    return lines


def render_plane(points: Rows, path: Rows, *, across: str, up: str, ends: tuple[str, str]) -> str:
    """Draw two degrees from 0 to 1: ``points`` (x, y) of the last year, and the ``path`` (x, y, year) of the mean.
    ``ends``: their names.
    """
    import altair as alt

    # If two channels encode the same field, Vega merges their legends; both must have one, or neither.
    legend = alt.Legend(orient="top", title=None, labelLimit=260)
    axis: dict[str, Any] = {"tickCount": 5, "gridColor": _GRID}
    x = alt.X("x:Q", title=across, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(**axis))
    y = alt.Y("y:Q", title=up, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(**axis))
    shape = alt.Shape(
        "kind:N",
        sort=list(ends),
        scale=alt.Scale(domain=list(ends), range=["circle", "square"]),
        legend=legend,
    )
    colour = alt.Color("kind:N", sort=list(ends), scale=alt.Scale(domain=list(ends), range=[SERIES[5], _INK]), legend=legend)  # fmt: skip
    rows = [{**row, "kind": ends[0]} for row in points] + [{**row, "kind": ends[1]} for row in path]
    ordered = [{**row, "at": at} for at, row in enumerate(path)]
    first, last = ([path[0]] if len(path) > 1 else []), list(path[-1:])
    layers = [
        alt.Chart(_data(ordered)).mark_line(color=_INK, strokeWidth=1.4).encode(x=x, y=y, order="at:Q"),
        alt.Chart(_data(rows)).mark_point(filled=True, size=60, opacity=0.9, stroke=_INK, strokeWidth=0.6).encode(x=x, y=y, shape=shape, color=colour),
        *(alt.Chart(_data(rows)).mark_text(dy=below, color=_INK, fontSize=12).encode(x=x, y=y, text="year:N") for rows, below in ((first, 15), (last, -12))),
    ]  # fmt: skip
    return to_svg(alt.layer(*layers).properties(width=400, height=400))


def render_curve(rows: Rows, *, across: str, up: str, median: float | None, label: str) -> str:
    """Draw a share that rises in steps, with its band. ``rows``: day, share, low, high. ``median``: marked if there
    is one.
    """
    import altair as alt

    x = alt.X("day:Q", title=across, axis=alt.Axis(grid=False))
    y = alt.Y("share:Q", title=up, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", gridColor=_GRID, tickCount=5))  # fmt: skip
    base = alt.Chart(_data(rows)).encode(x=x)
    layers: list[Any] = [
        base.mark_area(interpolate="step-after", color=PALE).encode(y=alt.Y("low:Q", title=up), y2="high:Q"),
        base.mark_line(interpolate="step-after", color=SERIES[0], strokeWidth=2).encode(y=y),
    ]  # fmt: skip
    if median is not None:
        mark = [{"day": median, "share": 0.5, "label": label}]
        layers += [
            alt.Chart(_data(mark)).mark_rule(color=_INK, strokeDash=[4, 3]).encode(x="day:Q"),
            alt.Chart(_data(mark)).mark_text(align="left", dx=6, dy=90, color=_INK, fontSize=12).encode(x="day:Q", y="share:Q", text="label:N"),
        ]  # fmt: skip
    return to_svg(alt.layer(*layers).properties(width=_WIDTH - 60, height=260))


def render_dots(rows: Rows, *, across: str, kinds: tuple[str, str]) -> str:
    """Draw a mark per ask, one line per year: a circle if answered, a triangle if open. ``rows``: year, days, kind."""
    import altair as alt

    legend = alt.Legend(orient="top", title=None, labelLimit=260)
    x = alt.X("days:Q", title=across, scale=alt.Scale(type="symlog", constant=10), axis=alt.Axis(gridColor=_GRID, values=[0, 5, 15, 30, 60, 90, 180, 365, 730, 1460]))  # fmt: skip
    base = alt.Chart(_data(rows)).encode(
        x=x,
        y=alt.Y("year:O", title=None),
        yOffset=alt.YOffset("offset:Q", scale=alt.Scale(domain=[-0.2, 1.2])),
        shape=alt.Shape("kind:N", sort=list(kinds), scale=alt.Scale(domain=list(kinds), range=["circle", "triangle-up"]), legend=legend),
        color=alt.Color("kind:N", sort=list(kinds), scale=alt.Scale(domain=list(kinds), range=[MAIN, SERIES[3]]), legend=legend),
    )  # fmt: skip
    marks = base.mark_point(filled=True, size=34, opacity=0.75)
    return to_svg(marks.properties(width=_WIDTH - 40, height={"step": 46}))
