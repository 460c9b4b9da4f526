"""Coefficients as coloured cells with their values."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from csi_core.charts import rows as row_layout
from csi_core.charts.style import LINE, TYPE, Layer, down, finish, fixed, lines, source, text
from csi_core.palette import Palette
from csi_core.report.format import number
from csi_core.report.lines import em, longest_atom
from csi_core.report.model import Format, HeatMap

#: Narrowest cell, in pixels, that still holds "-0.123" in small type.
VALUE_ROOM = 36.0
SMALL = 10.5
HEAD_LINES = 3
GAP = 6.0
HEAD_LENGTH = 120.0


def heat_map(chart: HeatMap, palette: Palette, width: int) -> alt.LayerChart:
    labels, heads = list(chart.rows), list(chart.columns)
    cell = _cell(labels, heads, width)
    if chart.rows == chart.columns and max(em(head) for head in heads) * TYPE > cell:
        # A square table of long names: columns bear the rows' numbers.
        heads = [str(index) for index in range(1, len(heads) + 1)]
        labels = [f"{label}  {index}" for index, label in enumerate(labels, 1)]
        cell = _cell(labels, heads, width)
    layout = row_layout.lay_out(labels, width, GAP)
    tops = [0.0, *(row.bottom for row in layout)]
    x_scale = alt.Scale(domain=[0, len(heads)], nice=False, zero=False)
    y_scale = down(tops[-1])
    records = [
        {
            "left": column,
            "right": column + 1,
            "top": tops[row],
            "bottom": tops[row + 1],
            "middle": column + 0.5,
            "y": layout[row].middle,
            "colour": palette.between((value + 1) / 2),
            "ink": palette.ink_on(palette.between((value + 1) / 2)),
            "text": number(value, Format.COEFFICIENT),
            "tip": f"{chart.rows[row]} · {chart.columns[column]}: {number(value, Format.COEFFICIENT)}",
        }
        for row, values in enumerate(chart.values)
        for column, value in enumerate(values)
        if value is not None
    ]
    x = alt.X("left:Q", scale=x_scale, axis=None)
    cells = alt.Chart(source(records)).mark_rect(stroke=palette.background, strokeWidth=1)
    layers: list[Layer] = [
        cells.encode(
            x=x,
            x2=alt.X2("right:Q"),
            y=alt.Y("top:Q", scale=y_scale, axis=None),
            y2=alt.Y2("bottom:Q"),
            color=alt.Color("colour:N", scale=None),
            tooltip=alt.Tooltip("tip:N"),
        ),
        row_layout.labels(layout, palette),
        *_heads(heads, cell, palette),
        *_key(chart.unit, palette, 4 - row_layout.column(labels, width), tops[-1]),
    ]
    if cell >= VALUE_ROOM:
        layers.append(
            text(records, palette, align="center", fontSize=SMALL).encode(
                x=alt.X("middle:Q"), y=row_layout.place(layout), color=alt.Color("ink:N", scale=None)
            )
        )
    return finish(layers, palette, width, tops[-1])


def _cell(labels: Sequence[str], heads: Sequence[str], width: int) -> float:
    return (width - 6 - row_layout.column(labels, width)) / len(heads)


def _heads(heads: Sequence[str], cell: float, palette: Palette) -> list[Layer]:
    """Column heads over the cells, upright where they do not fit into three lines."""
    broken = [lines(head, cell, HEAD_LINES) for head in heads]
    whole = all(longest_atom(head, em) * TYPE <= cell for head in heads)
    if whole and not any(head[-1].endswith("…") for head in broken):
        records = [
            {"text": "\n".join(head), "x": index + 0.5, "dy": 0.0, "height": len(head)}
            for index, head in enumerate(broken)
        ]
        return [
            text([record for record in records if record["height"] == height], palette, align="center").encode(
                x=alt.X("x:Q"), y=fixed(alt.YValue, -10.0 - LINE * (height - 1))
            )
            for height in sorted({len(head) for head in broken})
        ]
    records = [{"text": lines(head, HEAD_LENGTH, 1)[0], "x": index + 0.5} for index, head in enumerate(heads)]
    return [text(records, palette, align="left", angle=270).encode(x=alt.X("x:Q"), y=fixed(alt.YValue, -6))]


def _key(unit: str, palette: Palette, left: float, bottom: float) -> list[Layer]:
    """What the colours mean: five swatches from −1 to 1 under the cells."""
    layers: list[Layer] = [
        text([{"text": unit}], palette, align="left", color=palette.muted).encode(
            x=fixed(alt.XValue, left), y=fixed(alt.YValue, bottom + 20)
        )
    ]
    start = left + em(unit) * TYPE + 14
    for index, value in enumerate((-1.0, -0.5, 0.0, 0.5, 1.0)):
        edge = start + index * 34.0
        colour = palette.between((value + 1) / 2)
        layers += [
            alt.Chart(source([{}]))
            .mark_rect(color=colour)
            .encode(
                x=fixed(alt.XValue, edge),
                x2=fixed(alt.X2Value, edge + 33),
                y=fixed(alt.YValue, bottom + 11),
                y2=fixed(alt.Y2Value, bottom + 29),
            ),
            text(
                [{"text": f"{value:g}"}], palette, align="center", fontSize=SMALL, color=palette.ink_on(colour)
            ).encode(x=fixed(alt.XValue, edge + 16.5), y=fixed(alt.YValue, bottom + 20)),
        ]
    return layers
