"""What is expected, and what parties want: forecasts with intervals, and positions on issues."""

from communique.stances.forecasts import expectations
from communique.stances.standpoints import positions

__all__ = ["expectations", "positions"]
