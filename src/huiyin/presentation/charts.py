"""The report's own charts: labelled bars as SVG.

Legible in black and white: each bar carries its number, and parts of a bar differ in lightness (hatching density)
as well as hue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiyin.presentation.palette import INK as _INK
from huiyin.presentation.palette import MAIN, choose_ink

FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", sans-serif'


def render_bars(rows: Sequence[tuple[str, float]], *, title: str, width: int = 520) -> str:
    """Draw horizontal bars in the given order. ``rows``: (label, value ≥ 0). Returns SVG text."""
    import altair as alt

    values = [{"label": label, "value": value, "at": at} for at, (label, value) in enumerate(rows)]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("label:N", sort=[label for label, _ in rows], title=None),
        x=alt.X("value:Q", title=title, axis=alt.Axis(tickMinStep=1, grid=False)),
    )
    drawn = base.mark_bar(color=MAIN, height={"band": 0.7}) + base.mark_text(
        align="left", dx=4, color=_INK
    ).encode(text="value:Q")
    return to_svg(drawn.properties(width=width, height={"step": 24}))


def render_stacked_bars(
    rows: Sequence[tuple[str, Sequence[tuple[str, float]]]],
    *,
    title: str,
    colours: Sequence[str],
    width: int = 520,
) -> str:
    """Draw stacked bars. ``rows``: (label, ((part, value ≥ 0), …)). Returns SVG text.

    Every row has the same parts in the same order; ``colours`` has one colour per part.
    """
    import altair as alt

    parts = [part for part, _ in rows[0][1]] if rows else []
    values = [
        {
            "label": label, "part": part, "value": value, "row": at, "order": order,
            "ink": choose_ink(colours[order]),
        }
        for at, (label, made_of) in enumerate(rows)
        for order, (part, value) in enumerate(made_of)
        if value
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("label:N", sort=[label for label, _ in rows], title=None),
        x=alt.X("value:Q", stack="zero", title=title, axis=alt.Axis(tickMinStep=1, grid=False)),
        order="order:Q",
    )
    drawn = base.mark_bar(height={"band": 0.75}, stroke=_INK, strokeWidth=0.6).encode(
        color=alt.Color(
            "part:N",
            sort=parts,
            scale=alt.Scale(domain=parts, range=list(colours)),
            legend=alt.Legend(
                orient="top", title=None, columns=4, labelLimit=240, symbolType="square"
            ),
        )
    ) + base.mark_text(fontSize=11).encode(
        x=alt.X("value:Q", stack="zero", bandPosition=0.5),
        text="value:Q",
        color=alt.Color("ink:N", scale=None),
    )
    return to_svg(drawn.properties(width=width, height={"step": 28}))


#: Vega labels panel titles whatever is configured, and gives marks roles, which without labels are images without a
#: name.
_ENGLISH = re.compile(r' (?:role|aria-label|aria-roledescription)="[^"]{0,500}"')


def to_svg(chart: object) -> str:
    """Render an Altair chart to SVG, offline and without a browser."""
    import altair as alt
    import vl_convert

    assert isinstance(chart, alt.LayerChart | alt.Chart | alt.HConcatChart)
    # Vega's own descriptions are English in any language. They are removed: the page names the picture and has its
    # table.
    styled = (
        chart.configure(font=FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_INK,
            titleColor=_INK,
            labelFontSize=12,
            titleFontSize=12,
            labelLimit=280,
            domainColor=_INK,
            tickColor=_INK,
        )
        .configure_legend(labelFontSize=12, symbolStrokeColor=_INK)
    )
    svg: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return _ENGLISH.sub("", svg)
