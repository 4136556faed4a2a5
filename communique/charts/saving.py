"""A chart as a file, in the form that its name ends in."""

from __future__ import annotations

from pathlib import Path

import altair as alt

from communique.charts import drawing, speaking, treatment
from communique.charts.figure import document
from communique.charts.pair import draw_pair
from communique.charts.palette import Theme
from communique.charts.speaking import Speaking
from communique.charts.speech import draw_actor
from communique.charts.treatment import Treatment

FORMS = (".svg", ".png", ".html", ".json")


def save(numbers: Treatment | Speaking, path: Path, *, theme: Theme = "light") -> str:
    """Write the chart of these numbers and return the sentence that sums it up.

    html follows the reader's theme. Raises `OSError` where the file can't be written, `ValueError` for another ending.
    """
    form = path.suffix.lower()
    if form not in FORMS:
        raise ValueError(f"{path}: the name of a chart ends in {', '.join(FORMS)}")
    chart = draw(numbers, "page" if form == ".html" else theme)
    told = str(chart.description)
    if form == ".png":
        path.write_bytes(drawing.png(chart))
        return told
    if form == ".svg":
        text = drawing.svg(chart)
    elif form == ".json":
        text = drawing.definition(chart)
    else:
        of = treatment if isinstance(numbers, Treatment) else speaking
        text = document(of.title(numbers), drawing.drawn(chart), told, of.table(numbers))
    path.write_text(text, encoding="utf-8")
    return told


def draw(numbers: Treatment | Speaking, theme: Theme) -> alt.VConcatChart:
    """The chart of these numbers."""
    return draw_pair(numbers, theme=theme) if isinstance(numbers, Treatment) else draw_actor(numbers, theme=theme)
