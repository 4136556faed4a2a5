"""A chart as bytes of a file: svg, png, json (the Vega-Lite definition). No browser and no network is needed.

Path("pair.svg").write_bytes(svg(chart).encode())
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

import altair as alt
import vl_convert

_PLACES = re.compile(r' (?:d|transform)="[^"]*"')
_LONG = re.compile(r"(\d\.\d\d)\d+")
SHARPNESS = 2.0  # pixels of a png for one of the chart


def drawn(chart: alt.VConcatChart) -> str:
    """The picture as SVG, to stand in a page; hundredths of a pixel are enough."""
    picture = vl_convert.vegalite_to_svg(_definition(chart))
    return _PLACES.sub(lambda m: _LONG.sub(r"\1", m[0]), picture)


def svg(chart: alt.VConcatChart) -> str:
    """The picture as a file of its own, with the chart's description as its name."""
    head, rest = drawn(chart).split(">", 1)
    return f'{head} role="img"><title>{escape(str(chart.description))}</title>{rest}'


def png(chart: alt.VConcatChart) -> bytes:
    """The picture in pixels, twice as fine as a screen of 96 dots an inch."""
    return vl_convert.vegalite_to_png(_definition(chart), scale=SHARPNESS)


def definition(chart: alt.VConcatChart) -> str:
    """The definition with its data, for other programs that draw Vega-Lite."""
    return json.dumps(_definition(chart), ensure_ascii=False, indent=1) + "\n"


def _definition(chart: alt.VConcatChart) -> dict[str, Any]:
    """Unchecked, as checking takes longer than drawing; the tests check it."""
    return chart.to_dict(validate=False)
