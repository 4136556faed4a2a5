"""Charts, defined once for the page, the notebook and the file (extra `charts`)."""

from communique.charts.pair import chart_pair
from communique.charts.speech import chart_actor

__all__ = ["chart_actor", "chart_pair"]
